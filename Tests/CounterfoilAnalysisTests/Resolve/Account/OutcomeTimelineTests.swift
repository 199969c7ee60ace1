import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Outcome timelines` {
  private let documents = SourceDocuments([
    Accounts.document(1, date: "2023-03-03"), Accounts.document(2, date: "2023-10-09"), Accounts.document(3),
  ])

  private func timelines(_ parts: [EntityAccount.Part]) -> [OutcomeTimeline] {
    OutcomeTimelines(tables: Accounts.tables, counter: Accounts.counter(documents), sources: documents)
      .timelines(parts)
  }

  private func step(
    _ type: String, _ modality: Modality, _ document: Int64, date: String? = nil, offence: String? = nil
  ) -> EntityAccount.Part {
    Accounts.part(
      type, role: "subject", details: offence.map { ["offence": $0] } ?? [:], date: date,
      [Accounts.saying(document, modality, date: date)])
  }

  @Test func `tell by date what became of a charge`() {
    let found = timelines([
      step("verdict", .acquitted, 2, date: "2023-10-08", offence: "espionage on 2 March"),
      step("charge", .charged, 1, date: "2023-03-02", offence: "espionage"),
      step("plea", .pleaded, 3, date: "2023-06"),
    ])
    #expect(found.count == 1)
    #expect(found[0].offence == "espionage")
    #expect(found[0].steps.map(\.name) == ["charged", "pleaded", "acquitted"])
    #expect(found[0].steps.map(\.endsAccusation) == [false, false, true])
  }

  @Test func `tell an outcome without an offence in the timeline of each`() {
    let found = timelines([
      step("charge", .charged, 1, date: "2023-03-02", offence: "espionage"),
      step("charge", .charged, 1, date: "2023-03-02", offence: "fraud"),
      step("dismissal", .dropped, 2, date: "2023-10-08"),
    ])
    #expect(
      found.map { $0.steps.map(\.name) } == [
        ["charged", "charges dropped"], ["charged", "charges dropped"],
      ])
  }

  @Test func `take the day of the document where the words give none, and say so`() {
    let found = timelines([step("charge", .charged, 1), step("arrest", .asserted, 3)])
    #expect(found[0].steps.map(\.date) == ["2023-03-03", nil])
    #expect(found[0].steps.map(\.isDateOfDocument) == [true, false])
  }

  @Test func `begin with what is alleged, and tell who denies it`() {
    let payment = Accounts.part(
      "payment", role: "payer", [("beneficiary", "B")], date: "2022-01",
      [Accounts.saying(1, .alleged, date: "2022-01"), Accounts.saying(2, .denied, date: "2022-01")])
    let found = timelines([payment, step("charge", .charged, 1, date: "2023-03-02", offence: "bribery")])
    #expect(found.count == 1)
    #expect(found[0].steps.map(\.name) == ["alleged", "denied", "charged"])
    #expect(found[0].steps.map(\.isOpposed) == [false, true, false])
  }

  @Test func `accuse nobody who was wronged or who judged`() {
    let threat = Accounts.part(
      "threat", role: "subject", [("actor", "A")], [Accounts.saying(1, .alleged)])
    let charge = Accounts.part(
      "charge", role: "authority", [("subject", "B")], [Accounts.saying(1, .charged)])
    #expect(timelines([threat, charge]).isEmpty)
  }

  @Test func `do not take a charge that was denied for one that was brought`() {
    let found = timelines([step("charge", .denied, 1, offence: "espionage")])
    #expect(found[0].steps.map(\.isOpposed) == [true])
  }
}
