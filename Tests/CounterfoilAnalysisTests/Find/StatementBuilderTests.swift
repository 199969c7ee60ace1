import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilText
import Testing

@Suite struct `Statements of what is found` {
  @Test(
    arguments: [("Gazprom", "en"), ("国家安全部", "zh"), ("Газпром", nil), ("Δημόκριτος", nil)]
      as [(String, String?)])
  func `name a language only where the script allows one of the two`(name: String, language: String?) {
    let layer = TextLayer(text: name)
    let digest = Digest(sha256: name)
    let length = name.unicodeScalars.count
    let mentions = [
      Mention(
        kind: .organisation, range: 0..<length, quote: name, value: name, confidence: 0.9, entityHint: "x")
    ]
    let map = ScalarMap(name)
    let statements = StatementBuilder().statements(
      document: Document(place: DocumentPlace(file: "a.txt"), digest: digest, mediaType: "text/plain"),
      layer: layer, layerDigest: digest, map: map, mentions: mentions,
      entities: DocumentEntities(mentions: mentions, map: map, document: digest),
      recordedAt: "2024-03-05T00:00:00Z")
    #expect(statements.map(\.language) == [language])
  }
}
