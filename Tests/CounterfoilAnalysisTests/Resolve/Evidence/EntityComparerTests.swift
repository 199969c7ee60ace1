import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Evidence of one person or two` {
  private let comparer = EntityComparer(tables: Profiles.tables)

  /// What agrees, and what contradicts, beside the name.
  @Test(
    arguments: [
      ("birthDate", "1980-03-12", "1980-03-12", ["birth"], []),
      ("birthDate", "1980-03-12", "1980-12-03", [], []),
      ("birthDate", "1980-03-12", "1980-03-13", [], []),
      ("birthDate", "1980-03-12", "1974-11-28", [], ["birth"]),
      ("birthDate", "1980", "1980-03-12", [], []),
      ("birthDate", "1980-01-01", "1980-03-12", [], []),
      ("birthDate", "1978/1982", "1980-03-12", [], []),
      ("birthDate", "circa 1980", "1980-03-12", [], []),
      ("passportNumber", "E 1234567", "e1234567", ["passport"], []),
      ("passportNumber", "E1234567", "G7654321", [], []),
      ("email", "Lin@Example.org", "lin@example.org", ["contact"], []),
      ("email", "info@example.org", "info@example.org", [], []),
      ("phone", "+86 138 0013 8000", "13800138000", ["phone"], []),
      ("wikidataId", "Q1", "Q1", [], []),
      ("wikidataId", "Q1000", "Q1000", ["wikidata"], []),
    ] as [(String, String, String, [String], [String])])
  func `agree or differ as a person would say`(
    property: String, one: String, other: String, identifiers: [String], conflicts: [String]
  ) throws {
    let compared = try #require(
      comparer.compare(
        Profiles.person("a", ["Xu Yanjun"], [property: [one]]),
        Profiles.person("b", ["徐延军"], [property: [other]])))
    #expect(compared.identifiers == identifiers)
    #expect(compared.conflicts == conflicts)
  }

  @Test func `of one group count once`() throws {
    let numbers = ["uscCode": ["91310000123456789X"], "registrationNumber": ["310000400123456"]]
    let both = try #require(
      comparer.compare(Profiles.body("a", ["Acme"], numbers), Profiles.body("b", ["Acme"], numbers)))
    let one = try #require(
      comparer.compare(
        Profiles.body("a", ["Acme"], ["uscCode": ["91310000123456789X"]]),
        Profiles.body("b", ["Acme"], ["uscCode": ["91310000123456789X"]])))
    #expect(both.identifiers == ["registration"])
    #expect(both.total == one.total)
  }

  @Test func `start from how many people share the name`() throws {
    let rare = try #require(comparer.compare(Profiles.person("a", ["邢砚舟"]), Profiles.person("b", ["邢砚舟"])))
    let common = try #require(comparer.compare(Profiles.person("a", ["王伟"]), Profiles.person("b", ["王伟"])))
    #expect(common.total < rare.total - 30)
    #expect(common.evidence.first?.because.contains("people who share the name") == true)
  }

  @Test func `never set a person beside an organisation`() {
    #expect(comparer.compare(Profiles.person("a", ["Acme"]), Profiles.body("b", ["Acme"])) == nil)
  }

  @Test func `are the same either way round`() throws {
    let one = Profiles.person(
      "a", ["Hsu Yen-chün", "徐延軍"], ["birthDate": ["1980"], "email": ["x@y.example"]])
    let other = Profiles.person(
      "b", ["Xu Yanjun"], ["birthDate": ["1980-03-12"], "phone": ["+86 138 0013 8000"]])
    let (there, back) = (
      try #require(comparer.compare(one, other)), try #require(comparer.compare(other, one))
    )
    #expect(abs(there.total - back.total) < 1e-6)
    #expect(there.identifiers == back.identifiers)
  }

  @Test(arguments: ["nationality", "birthPlace", "religion", "gender"])
  func `never read a quarantined value`(property: String) throws {
    let with = try #require(
      comparer.compare(
        Profiles.person("a", ["Xu Yanjun"], [property: ["x"]]),
        Profiles.person("b", ["徐延军"], [property: ["x"]])))
    let without = try #require(
      comparer.compare(Profiles.person("a", ["Xu Yanjun"]), Profiles.person("b", ["徐延军"])))
    #expect(with.total == without.total)
    #expect(with.evidence == without.evidence)
  }
}
