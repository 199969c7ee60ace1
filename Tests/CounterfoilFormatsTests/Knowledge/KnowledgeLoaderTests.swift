import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

@Suite struct `Knowledge packs` {
  @Test func `load with every entry whole`() throws {
    let lexicon = try KnowledgeLoader.lexicon()
    #expect(lexicon.organisations.count >= 150)
    #expect(lexicon.terms.count >= 150)
    #expect(lexicon.places.count >= 5_000)
    #expect(lexicon.hosts.topLevelDomains.isSuperset(of: ["com", "cn", "xn--fiqs8s", "onion"]))
    #expect(lexicon.hosts.fileExtensions.subtracting(lexicon.hosts.topLevelDomains) == [])
    #expect(Set(lexicon.places.map(\.id)).count == lexicon.places.count)
    for entry in lexicon.organisations {
      #expect(!entry.source.isEmpty, "\(entry.id) has no source")
    }
    let tea = try #require(lexicon.terms.first { $0.simplified == "喝茶" })
    #expect(tea.needsNearby.contains("国保"))
    #expect(tea.needsNearby.contains("國保"))
  }

  @Test func `hold FollowTheMoney's kinds, ours and the quarantine`() throws {
    let schema = try KnowledgeLoader.schema()
    #expect(schema.kinds.count > 65)
    #expect(schema.kinds["Ownership"]?.edge == Schema.Edge(source: "owner", target: "asset"))
    #expect(schema.property("owner", of: "Ownership")?.range == "LegalEntity")
    #expect(schema.property("name", of: "Person")?.type == "name")
    #expect(schema.lineage(of: "Observable").map(\.name) == ["Observable", "Thing"])
    #expect(schema.kinds["Observable"]?.ours == true)
    #expect(schema.kinds["Person"]?.ours == false)
    #expect(schema.property("sha256", of: "Email") != nil)
    let quarantined = Set(
      schema.kinds.values.flatMap(\.properties).filter(\.quarantined).map(\.name))
    #expect(quarantined.count == 14)
    #expect(schema.property("nationality", of: "Person")?.quarantined == true)
  }

  @Test(arguments: [
    (
      "organisations/a.yaml", "category: x\norganisations:\n- id: a\n",
      "organisations/a.yaml:3: english is missing"
    ),
    (
      "organisations/a.yaml", "category: x\norganisations:\n- id: [\n",
      "organisations/a.yaml:4: not valid YAML"
    ),
    (
      "organisations/a.yaml", "category: x\norganisations:\n- id: a\n  english: A\n  aliases: B\n",
      "organisations/a.yaml:5: aliases is a list"
    ),
    (
      "places/places.tsv", "# places\nx\tX\t\tmany\t0\t0\n",
      "places/places.tsv:2: a place has six fields: id, English name, names, population, latitude, longitude"
    ),
    (
      "observables/not-hosts.txt", "# names\nA B\n",
      "observables/not-hosts.txt:2: one lowercase word a line"
    ),
  ])
  func `that are wrong say where`(file: String, text: String, expected: String) throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "packs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (name, content) in [
      ("organisations/a.yaml", "category: x\norganisations: []\n"),
      ("glossary/a.yaml", "domain: x\nterms: []\n"),
      ("places/places.tsv", ""), ("observables/top-level-domains.txt", "com\n"),
      ("observables/file-extensions.txt", ""), ("observables/not-hosts.txt", ""), (file, text),
    ] {
      let url = root.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: url)
    }
    let error = #expect(throws: KnowledgeError.self) { try KnowledgeLoader.lexicon(in: root) }
    #expect(error?.description == expected)
  }
}
