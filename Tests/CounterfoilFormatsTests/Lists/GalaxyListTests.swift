import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `MISP galaxy clusters` {
  static let cluster = """
    {"authors": ["us"], "name": "Threat Actor", "type": "threat-actor", "values": [
      {"uuid": "u-1", "value": "INKY PANDA", "description": "Writes.", "meta": {"synonyms": ["墨", "APT-0"],
        "country": "CN", "refs": ["https://example.org/1"], "motive": ["ink", "paper"]},
        "related": [{"dest-uuid": "u-9", "type": "similar"}]},
      {"uuid": "u-2", "value": "PEN BEAR", "meta": {"country": "Atlantis"}},
      {"uuid": "u-3", "description": "nameless"}
    ], "version": 1}
    """

  @Test func `give their synonyms as aliases, and what has no property as notes`() throws {
    let list = try ListTesting.read("actors.json", Self.cluster)
    #expect(list.format == .misp)
    #expect(list.entries.map(\.id) == ["u-1", "u-2"])
    #expect(list.entries.allSatisfy { $0.schema == "Organization" })
    #expect(
      list.lines() == [
        "name: INKY PANDA", "summary: Writes.", "alias: 墨", "alias: APT-0", "country: cn (CN)",
        "sourceUrl: https://example.org/1", "notes: motive: ink; paper", "notes: similar: u-9",
      ])
    #expect(list.lines(1) == ["name: PEN BEAR", "notes: country: Atlantis"])
    #expect(list.faults.map(\.line) == [6])
    #expect(list.faults.map(\.isEntryLost) == [true])
  }

  @Test func `cut short give the values before the cut`() throws {
    let cut = Self.cluster.prefix(while: { $0 != "P" || true }).split(separator: "\"PEN").first ?? ""
    let list = try ListTesting.read("actors.json", String(cut) + "\"PEN")
    #expect(list.entries.map(\.id) == ["u-1"])
    #expect(list.faults.map(\.line) == [5])
    #expect(list.faults.first?.words.contains("breaks off") == true)
  }

  @Test func `of tools are refused, with those that are read`() throws {
    let error = #expect(throws: ListError.self) {
      try ListTesting.read("tools.json", Self.cluster.replacing("\"threat-actor\"", with: "\"rat\""))
    }
    #expect(error?.words.contains("a cluster of type rat lists no people or bodies") == true)
    #expect(error?.words.contains("surveillance-vendor") == true)
  }
}
