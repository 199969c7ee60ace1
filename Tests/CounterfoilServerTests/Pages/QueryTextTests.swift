import CounterfoilServer
import Testing

@Suite struct `Query text` {
  @Test(arguments: [
    ("payment", "payment type:pdf"),
    ("forum OR 论坛", "(forum OR 论坛) type:pdf"),
    ("(forum OR 论坛) lang:zh", "(forum OR 论坛) lang:zh type:pdf"),
    ("(a OR b) OR (c OR d)", "((a OR b) OR (c OR d)) type:pdf"),
  ])
  func `adds a filter that holds for all of it`(query: String, expected: String) {
    #expect(QueryText(query).adding(["type:pdf"]) == expected)
  }

  @Test func `takes away what it added`() {
    let query = QueryText("payment type:pdf")
    #expect(query.has(["type:pdf"]))
    #expect(query.removing(["type:pdf"]) == "payment")
  }

  @Test func `knows a query without its filters`() {
    #expect(QueryText("payment type:pdf lang:zh").withoutFilters == "payment")
  }

  @Test(arguments: [("2024-03", "2024-04"), ("2024-12", "2025-01"), ("2024", "2025"), ("0999", "1000")])
  func `knows what follows a month or a year`(period: String, expected: String) {
    #expect(QueryText.following(period) == expected)
  }
}
