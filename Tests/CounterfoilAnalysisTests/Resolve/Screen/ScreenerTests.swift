import CounterfoilAnalysis
import CounterfoilModel
import Foundation
import Testing

@Suite struct `Screening against lists` {
  private static let entries = [
    entry("1", "Person", [("name", "徐延军"), ("birthDate", "1980-03-12"), ("passportNumber", "E1234567")]),
    entry("2", "Person", [("name", "Wang Wei"), ("birthDate", "1975")]),
    entry("3", "Person", [("name", "Ahmad Barakat"), ("weakAlias", "Agent")]),
    entry("4", "Organization", [("name", "华为技术有限公司")]),
    entry("5", "Organization", [("name", "Lanfeng Network Technology Co., Ltd.")]),
    entry("6", "Organization", [("name", "武汉晓睿智科技有限责任公司")]),
  ]

  private static func entry(_ id: String, _ schema: String, _ values: [(String, String)]) -> ListEntry {
    ListEntry(id: id, schema: schema, values: values.map { .init(property: $0.0, value: $0.1) })
  }

  private func screener() throws -> Screener {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let list = try ScreenedList(name: "test", entries: Self.entries, tables: Profiles.tables, indexes: folder)
    return Screener([list], tables: Profiles.tables)
  }

  @Test(
    arguments: [
      ("徐延軍", ["birthDate": ["1980-03-12"]], .hit, "1"),
      ("Xu Yanjun", ["passportNumber": ["E1234567"]], .hit, "1"),
      ("Hsu Yen-chün", [:], .sameName, "1"),
      ("Xu Yanjun", ["birthDate": ["1961-08-30"]], .none, "1"),
      ("徐延军", ["passportNumber": ["E1234567"], "birthDate": ["1951-08-30"]], .sameName, "1"),
      // The year alone identifies nobody, least of all among so many.
      ("王伟", ["birthDate": ["1975-06-01"]], .sameName, "2"),
      ("Agent", [:], .none, ""),
      ("Somebody Else", [:], .none, ""),
    ] as [(String, [String: [String]], ScreenResult.Verdict, String)])
  func `tells a person identified from one of the same name`(
    name: String, values: [String: [String]], verdict: ScreenResult.Verdict, entry: String
  ) throws {
    let result = try screener().screen(Profiles.person("q", [name], values))
    #expect(result.verdict == verdict)
    if !entry.isEmpty { #expect(result.matches.first?.entry == entry) }
  }

  @Test(
    arguments: [
      ("Huawei Technologies Co., Ltd.", .hit, "4"),
      ("澜锋网络技术有限公司", .hit, "5"),
      ("Wuhan Xiaoruizhi Science and Technology Company, Limited", .hit, "6"),
      ("Ministry of Fisheries", .none, ""),
    ] as [(String, ScreenResult.Verdict, String)])
  func `finds organisations across scripts`(name: String, verdict: ScreenResult.Verdict, entry: String) throws
  {
    let result = try screener().screen(Profiles.body("q", [name]))
    #expect(result.verdict == verdict)
    if !entry.isEmpty { #expect(result.matches.first?.entry == entry) }
  }

  @Test func `expects more chance hits of a common name, and none of an organisation's`() throws {
    let screener = try screener()
    let common = screener.chanceHits(Profiles.person("q", ["王伟"]))
    let rare = screener.chanceHits(Profiles.person("q", ["邢砚舟"]))
    #expect(common > rare * 100)
    #expect(screener.chanceHits(Profiles.body("q", ["Huawei"])) == 0)
  }

  @Test func `finds who has another name and the same passport`() throws {
    let result = try screener().screen(Profiles.person("q", ["Li Na"], ["passportNumber": ["E1234567"]]))
    #expect(result.matches.first?.entry == "1")
    #expect(result.matches.first?.comparison.identifiers == ["passport"])
  }
}
