import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Contradictions` {
  private let documents = SourceDocuments((1...4).map { Accounts.document($0) })

  private func contradictions(
    _ values: [EntityAccount.Value] = [], _ parts: [EntityAccount.Part] = []
  ) -> [Contradiction] {
    ContradictionFinder(
      tables: Accounts.tables, resolution: Profiles.tables, counter: Accounts.counter(documents)
    ).contradictions(values, parts)
  }

  @Test(arguments: [
    ("birthDate", "1962-03-12", "1963", true), ("birthDate", "1962-03-12", "1962", false),
    ("birthDate", "1962-03-12", "1962-03", false), ("birthDate", "1962-03", "1962-04-01", true),
    ("birthDate", "1960/1965", "1962-03-12", false), ("deathDate", "2001", "2002", true),
    ("uscCode", "91310000MA1FL0XX0A", "9131 0000 MA1FL0XX0A", false), ("leiCode", "ABCD1", "ABCD2", true),
    ("position", "editor", "manager", false),
  ])
  func `are values of a property of one value that cannot both hold`(
    property: String, one: String, other: String, expected: Bool
  ) {
    let found = contradictions([
      EntityAccount.Value(property: property, value: one, sayings: [Accounts.saying(1)]),
      EntityAccount.Value(property: property, value: other, sayings: [Accounts.saying(2)]),
    ])
    #expect(found.isEmpty != expected)
    if expected { #expect(found.first?.sides.map(\.answer) == [one, other]) }
  }

  @Test(arguments: [
    (Modality.asserted, Modality.denied, true), (.alleged, .retracted, true), (.asserted, .alleged, false),
    (.denied, .retracted, false), (.convicted, .acquitted, true),
  ])
  func `are links that one holds and another does not`(one: Modality, other: Modality, expected: Bool) {
    let part = Accounts.part(
      "employment", role: "employee", [("employer", "Eastwave")],
      [Accounts.saying(1, one), Accounts.saying(2, other)])
    let found = contradictions([], [part])
    #expect(found.isEmpty != expected)
    if expected { #expect(Set(found[0].sides.map(\.answer)) == [one.rawValue, other.rawValue]) }
  }

  @Test func `are not two events of one kind on two days`() {
    let joined = PartJoiner(tables: Accounts.tables).joined([
      Accounts.part(
        "payment", role: "payer", [("beneficiary", "B")], date: "2023-03-02", [Accounts.saying(1)]),
      Accounts.part(
        "payment", role: "payer", [("beneficiary", "B")], date: "2023-04", [Accounts.saying(2, .denied)]),
    ])
    #expect(joined.count == 2)
    #expect(contradictions([], joined).isEmpty)
  }

  @Test func `join what a year and a day of it tell, and keep other ends apart`() {
    let joined = PartJoiner(tables: Accounts.tables).joined([
      Accounts.part("payment", role: "payer", [("beneficiary", "B")], date: "2023", [Accounts.saying(1)]),
      Accounts.part(
        "payment", role: "payer", [("beneficiary", "B")], date: "2023-03-02", [Accounts.saying(2)]),
      Accounts.part("payment", role: "payer", [("beneficiary", "C")], date: "2023", [Accounts.saying(3)]),
    ])
    #expect(joined.map(\.sayings.count).sorted() == [1, 2])
  }
}
