import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import CounterfoilText
import Testing

@Suite struct `Dates of a life` {
  private static let lexicon: Lexicon = {
    do { return try KnowledgeLoader.lexicon() } catch { fatalError("\(error)") }
  }()

  /// `property value` of each date that the text gives of a person.
  private func dates(_ text: String) -> [String] {
    let map = ScalarMap(text)
    let finder = Finder(lexicon: Self.lexicon)
    let mentions = finder.mentions(in: text)
    let digest = Digest(sha256: text)
    let statements = StatementBuilder(lifeDates: Self.lexicon.lifeDates).statements(
      document: Document(place: DocumentPlace(file: "a.txt"), digest: digest, mediaType: "text/plain"),
      layer: TextLayer(text: text),
      layerDigest: digest, map: map, mentions: mentions,
      entities: DocumentEntities(mentions: mentions, map: map, document: digest),
      recordedAt: "2024-01-01T00:00:00Z")
    return statements.filter { $0.property.hasSuffix("Date") }.map { "\($0.property) \($0.value)" }
  }

  @Test(arguments: [
    ("Anders Lovelund, born on 12 March 1962, works at the institute.", ["birthDate 1962-03-12"]),
    ("Mr Walter Hollis was born in March 1971 in Bergen.", ["birthDate 1971-03"]),
    ("Mr Walter Hollis (born 3 May 1971) died on 4 June 2020.", ["birthDate 1971-05-03"]),
    ("李建国，1962年3月12日出生，任职于该公司。", ["birthDate 1962-03-12"]),
    ("张伟生于1980年5月。", ["birthDate 1980-05"]),
    ("Anders Lovelund was hired on 12 March 1962.", []),
    ("Anders Lovelund was born last year.", []),
    ("李建国1962年3月12日生产了产品。", []),
  ])
  func `are read where the words beside the name give them`(text: String, expected: [String]) {
    #expect(dates(text) == expected)
  }
}
