import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Assessments` {
  private static let tables: TradecraftTables = {
    var tables = TradecraftTables()
    tables.patterns = [
      TradecraftPattern(
        id: "recruitment", name: "Recruitment",
        stages: [.init(id: "spot", name: "Spotting"), .init(id: "handle", name: "Handling")],
        prior: -20, population: "judged", severity: 2, innocent: "a firm that is what it says", genuine: [])
    ]
    func indicator(_ id: String, _ stage: String, _ power: Indicator.Power, alone: Bool) -> Indicator {
      Indicator(
        id: id, pattern: "recruitment", stage: stage, name: id, definition: "", power: power,
        neverAlone: !alone,
        lookalikes: ["a look-alike of \(id)"], forms: [])
    }
    tables.indicators = [
      indicator("A", "spot", .high, alone: true), indicator("B", "spot", .high, alone: true),
      indicator("C", "handle", .medium, alone: false), indicator("D", "spot", .medium, alone: false),
    ]
    tables.counters = [
      CounterIndicator(id: "CTR-1", name: "reported", definition: "", weakens: ["*"], weight: -3, forms: [])
    ]
    tables.weights.power = [.high: 6, .medium: 3, .low: 1]
    tables.weights.stageCap = 9
    tables.weights.lead = 6
    tables.weights.reliability = ["A": 1, "E": 0.1, "F": 0.5]
    tables.weights.credibility = ["1": 1, "6": 1]
    return tables
  }()

  private func hit(
    _ id: String, at start: Int, voice: Voice = .told, actor: String = "Lin", target: String? = "Berg"
  ) -> IndicatorHit {
    IndicatorHit(
      indicator: id, range: start..<start + 5, sentence: start..<start + 9, quote: "words", voice: voice,
      form: "",
      actor: Party(name: actor), target: target.map { Party(name: $0) })
  }

  private func document(
    _ name: String, _ hits: [IndicatorHit], source: String? = nil, grade: String = "A1",
    reading: DocumentReading = .account,
    names: Set<String> = []
  ) throws -> AssessedDocument {
    AssessedDocument(
      place: DocumentPlace(file: name), source: source ?? name, date: "2024-05-0\(name.count)",
      grade: try #require(Grade(grade)), reading: reading, hits: hits, names: names)
  }

  private func assess(_ documents: [AssessedDocument]) throws -> Assessment {
    try #require(Assessor(tables: Self.tables).assessments(documents).first)
  }

  @Test func `add the prior, what speaks for it by stage, and what speaks against it`() throws {
    let one = try assess([try document("a", [hit("A", at: 0), hit("C", at: 20), hit("CTR-1", at: 40)])])
    #expect(one.evidence.map(\.weight) == [6, 3])
    #expect(one.against.map(\.weight) == [-3])
    #expect(one.sum == -20 + 6 + 3 - 3)
    #expect(one.isLead)
    #expect(one.targets.map(\.name) == ["Berg"] && one.actors.map(\.name) == ["Lin"])
  }

  @Test func `let a stage weigh no more than its cap`() throws {
    let one = try assess([try document("a", [hit("A", at: 0), hit("B", at: 20), hit("D", at: 40)])])
    #expect(one.evidence.reduce(0) { $0 + $1.weight } == 9)
  }

  @Test func `count copies once, and another source again`() throws {
    let copies = try assess([
      try document("a", [hit("A", at: 0)], source: "s"), try document("bb", [hit("A", at: 0)], source: "s"),
    ])
    #expect(copies.evidence.count == 1 && copies.uncounted.count == 1)
    let sources = try assess([try document("a", [hit("A", at: 0)]), try document("bb", [hit("A", at: 0)])])
    #expect(sources.evidence.map(\.weight) == [6, 3])
  }

  @Test func `count the same words once, whatever they show`() throws {
    let one = try assess([try document("a", [hit("A", at: 0), hit("C", at: 1)])])
    #expect(one.evidence.map(\.hit.indicator) == ["A"])
  }

  @Test(arguments: [Voice.denied, .warned, .supposed, .rule, .fiction])
  func `weigh nothing that is not told as having happened`(voice: Voice) throws {
    let one = try assess([try document("a", [hit("A", at: 0, voice: voice), hit("C", at: 20, voice: voice)])])
    #expect(one.evidence.isEmpty && one.uncounted.count == 2 && !one.isLead)
  }

  @Test(arguments: [DocumentReading.law, .guidance, .fiction])
  func `weigh nothing in a text that only speaks about behaviour`(reading: DocumentReading) throws {
    let one = try assess([try document("a", [hit("A", at: 0), hit("C", at: 20)], reading: reading)])
    #expect(one.evidence.isEmpty && !one.isLead)
  }

  @Test func `scale by grade: unknown is not reliable`() throws {
    #expect(try assess([try document("a", [hit("A", at: 0)], grade: "F6")]).evidence.map(\.weight) == [3])
    #expect(
      try assess([try document("a", [hit("A", at: 0)], grade: "E6")]).evidence.map {
        ($0.weight * 10).rounded()
      } == [6])
  }

  @Test func `raise no lead from one thing told once, nor from weak things of one stage`() throws {
    #expect(!(try assess([try document("a", [hit("A", at: 0)])]).isLead))
    #expect(!(try assess([try document("a", [hit("C", at: 0), hit("C", at: 20)])]).isLead))
    #expect(try assess([try document("a", [hit("A", at: 0), hit("A", at: 20)])]).isLead)
  }

  @Test func `raise no lead from words that stand far apart`() throws {
    #expect(!(try assess([try document("a", [hit("A", at: 0), hit("C", at: 90_000)])]).isLead))
  }

  @Test func `show what clears people wherever the same people are named`() throws {
    let accused = try document("a", [hit("A", at: 0), hit("C", at: 20)], names: ["Lin Weiming"])
    let ruling = try document("bb", [hit("CTR-1", at: 0)], names: ["Lin Weiming"])
    #expect(try assess([accused, ruling]).against.map(\.place.file) == ["bb"])
    let other = try document("bb", [hit("CTR-1", at: 0)], names: ["Berg Olsen"])
    #expect(try assess([accused, other]).against.isEmpty)
  }

  @Test func `never make an actor of somebody it is done to`() throws {
    let one = try assess([
      try document("a", [hit("A", at: 0, target: "Lin"), hit("C", at: 20, target: "Lin")])
    ])
    #expect(one.actors.isEmpty && one.targets.map(\.name) == ["Lin"])
  }

  @Test func `are the same whatever the order of the documents`() throws {
    let all = try (0..<6).map {
      try document(String(repeating: "x", count: $0 + 1), [hit("A", at: $0), hit("C", at: 20)])
    }
    let first = Assessor(tables: Self.tables).assessments(all)
    let second = Assessor(tables: Self.tables).assessments(all.reversed())
    #expect(first.map(\.sum) == second.map(\.sum))
    #expect(first.map { $0.evidence.map(\.place) } == second.map { $0.evidence.map(\.place) })
  }
}
