import CounterfoilServer
import Testing

@Suite struct `Parameters of an address` {
  @Test(arguments: [
    ("q=a+b", "a b"), ("q=a%2Bb", "a+b"), ("q=%E4%BB%98%E6%AC%BE", "付款"), ("q=%", "%"),
    ("q=%zz", "%zz"), ("q=%FF", "\u{FFFD}"), ("q=a=b", "a=b"), ("q=first&q=second", "first"),
    ("q", ""),
  ])
  func `are read as a form writes them`(query: String, expected: String) {
    #expect(Parameters(query: query)["q"] == expected)
  }

  @Test(arguments: ["-1", "x", "1.5", "99999999999999999999"])
  func `that should be numbers and are not are refused`(value: String) {
    #expect(throws: Failure.badRequest("number")) {
      try Parameters(query: "page=\(value)").count("page")
    }
  }

  @Test(arguments: ["a b", "a&b=c#d", "付款 \"x\"", "100%"])
  func `come back as they were written`(value: String) {
    var address = Address("/")
    address.add("q", value)
    #expect(Parameters(query: String(address.text.dropFirst(2)))["q"] == value)
  }
}
