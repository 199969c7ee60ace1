import CounterfoilModel
import Testing

@Suite struct `Statement identifiers` {
  private let statement = Statement(
    entity: EntityID("org-mss"), schema: "Organization", property: "name", value: "国安部",
    citation: .passage(
      Passage(document: Digest(sha256: "d"), layer: Digest(sha256: "l"), range: 3..<6, quote: "国安部")),
    origin: Origin(name: "find", version: "1"), recordedAt: "2026-01-01T00:00:00Z")

  private func identifier(
    _ change: (inout Statement) -> Void = { _ in }, file: String = "a", part: String = ""
  ) -> Digest {
    var copy = statement
    change(&copy)
    return copy.identifier(file: file, part: part)
  }

  @Test func `do not depend on when the statement was recorded`() {
    #expect(identifier { $0.recordedAt = "2027-05-05T00:00:00Z" } == identifier())
  }

  @Test func `depend on everything it says and on where`() {
    let all = [
      identifier(), identifier { $0.entity = EntityID("org-mps") }, identifier { $0.schema = "Company" },
      identifier { $0.property = "alias" }, identifier { $0.value = "国安" }, identifier { $0.language = "zh" },
      identifier { $0.speaker = Speaker(name: "FBI") }, identifier { $0.modality = .denied },
      identifier { $0.validFrom = "2024" }, identifier { $0.validTo = "2024" },
      identifier { $0.origin.version = "2" }, identifier { $0.citation = .judgement("j1") },
      identifier { $0.citation = .row(dataset: "d", row: "1") }, identifier(file: "b"), identifier(part: "p"),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test func `fields cannot run into each other`() {
    #expect(
      identifier {
        $0.schema = "ab"; $0.property = "c"
      }
        != identifier {
          $0.schema = "a"; $0.property = "bc"
        })
  }
}

@Suite struct `Text layer pages` {
  private let layer = TextLayer(
    text: "aabbb", pages: [PageSpan(number: 1, range: 0..<2), PageSpan(number: 2, range: 2..<5)])

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (4, 2)])
  func `are found by offset`(offset: Int, page: Int) {
    #expect(layer.page(at: offset) == page)
  }

  @Test(arguments: [5, 100]) func `are none beyond the end`(offset: Int) {
    #expect(layer.page(at: offset) == nil)
  }
}
