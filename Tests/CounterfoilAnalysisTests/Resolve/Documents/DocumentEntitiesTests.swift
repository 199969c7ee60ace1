import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilText
import Testing

/// Who is who in one document, told by the names' statements.
@Suite struct `Entities of one document` {
  /// For each entity its names, the short ones in brackets, its titles and addresses.
  private func entities(_ text: String) -> [String] {
    let mentions = Find.mentions(text)
    let (map, digest) = (ScalarMap(text), Digest(sha256: text))
    let statements = StatementBuilder().statements(
      document: Document(place: DocumentPlace(file: "a.txt"), digest: digest, mediaType: "text/plain"),
      layer: TextLayer(text: text), layerDigest: digest, map: map, mentions: mentions,
      entities: DocumentEntities(mentions: mentions, map: map, document: digest),
      recordedAt: "2024-03-05T00:00:00Z")
    var order: [EntityID] = []
    var told: [EntityID: [String]] = [:]
    for statement in statements where ["Person", "Organization"].contains(statement.schema) {
      if told[statement.entity] == nil { order.append(statement.entity) }
      let value =
        switch statement.property {
        case "name": statement.value
        case "weakAlias": "(\(statement.value))"
        default: "\(statement.property)=\(statement.value)"
        }
      told[statement.entity, default: []].append(value)
    }
    return order.map { (told[$0] ?? []).joined(separator: " ") }
  }

  @Test(
    arguments: [
      (
        "Lydia Fang met the engineer Odd Brekkhus. Later Fang wrote to Brekkhus.",
        ["Lydia Fang (Fang)", "Odd Brekkhus (Brekkhus)"]
      ),
      (
        "A letter from Mr. Walter Hollis <w.hollis@storvag.example> was found.",
        ["Walter Hollis title=Mr. email=w.hollis@storvag.example"]
      ),
      ("The engineer Xu Yanjun (徐延军) was arrested. 徐延军 said nothing.", ["Xu Yanjun 徐延军"]),
    ] as [(String, [String])])
  func `join what the document itself says is one`(text: String, expected: [String]) {
    let found = entities(text)
    for entity in expected { #expect(found.contains { $0.hasPrefix(entity) }, "\(found)") }
  }

  @Test func `keep two people apart to whom a table gives one spelling and two names in characters`() {
    let found = entities(
      "date,name,characters,from\n2024-03-01,Wang Wei,王伟,Qingjia University\n2024-03-02,Wang Wei,王玮,Straitsound Instruments Ltd.\n"
    )
    #expect(found.contains("Wang Wei 王伟"), "\(found)")
    #expect(found.contains("Wang Wei 王玮"), "\(found)")
  }
}

@Suite struct `Names in tables` {
  @Test(
    arguments: [
      (
        "id,name\nLF001,邢砚舟,Xing Yanzhou,sales\nLF007,王伟,Wang Wei,sales\n",
        ["邢砚舟", "Xing Yanzhou", "王伟", "Wang Wei"]
      )
    ] as [(String, [String])])
  func `end with their cells`(text: String, expected: [String]) {
    let people = Find.mentions(text).filter { $0.kind == .person }.map(\.quote)
    #expect(people == expected)
  }

  @Test(arguments: ["合同由东澜智询（上海）咨询有限公司签署。", "付款方：东澜智询(上海)咨询有限公司"])
  func `hold the place in brackets in the middle of a company's name`(text: String) {
    let names = Find.mentions(text).filter { $0.kind == .organisation }.map(\.quote)
    #expect(names.count == 1, "\(names)")
    #expect(names.first?.hasPrefix("东澜智询") == true && names.first?.hasSuffix("咨询有限公司") == true)
  }
}
