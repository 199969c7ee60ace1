import CounterfoilAnalysis
import CounterfoilModel
import Foundation
import Testing

@Suite struct `Resolving entities` {
  private func pairs(_ profiles: [EntityProfile]) throws -> [EntityResolver.Pair] {
    try EntityResolver(tables: Profiles.tables).pairs(
      profiles, scratch: FileManager.default.temporaryDirectory)
  }

  private func joined(_ profiles: [EntityProfile]) throws -> [[String]] {
    let pairs = try pairs(profiles)
    return EntityClusters.clusters(
      sameName: pairs.filter { $0.basis == .sameName }.map { ($0.left, $0.right) },
      automatic: pairs.filter { $0.basis != nil }.map { ($0.left, $0.right, $0.comparison.total) },
      apart: pairs.filter(\.isApart).map { ($0.left, $0.right) }
    ).map { $0.map(\.rawValue) }
  }

  @Test func `joins no two people by their name, however rare, and puts them up for review`() throws {
    let found = try pairs([
      Profiles.person("a", ["Marit Tveiten-Lorch"]), Profiles.person("b", ["Marit Tveiten-Lorch"]),
    ])
    #expect(found.count == 1)
    #expect(found.first?.basis == nil)
  }

  @Test func `joins none of 99 people of one name`() throws {
    let found = try pairs((0..<99).map { Profiles.person("p\($0)", ["王伟"], ["employer": ["Acme"]]) })
    #expect(found.allSatisfy { $0.basis == nil })
    #expect(!found.isEmpty)
  }

  @Test(
    arguments: [
      (["birthDate": ["1980-03-12"]], false), (["email": ["x@y.example"]], false),
      (["birthDate": ["1980-03-12"], "email": ["x@y.example"]], true),
      (["birthDate": ["1980"], "email": ["x@y.example"]], false),
      (["employer": ["Acme"], "position": ["engineer"], "email": ["x@y.example"]], false),
    ] as [([String: [String]], Bool)])
  func `joins people by two independent identifiers`(values: [String: [String]], isJoined: Bool) throws {
    let found = try pairs([
      Profiles.person("a", ["Xu Yanjun"], values), Profiles.person("b", ["徐延军"], values),
    ])
    #expect(found.first?.basis == (isJoined ? .identifiers : nil))
  }

  @Test func `keeps father and son apart`() throws {
    let found = try pairs([
      Profiles.person(
        "a", ["Lin Weimin"],
        ["birthDate": ["1951-04-02"], "phone": ["+47 55 12 34 56"], "address": ["Kai 4, Bergen"]]),
      Profiles.person(
        "b", ["Lin Weimin"],
        ["birthDate": ["1980-04-02"], "phone": ["+47 55 12 34 56"], "address": ["Kai 4, Bergen"]]),
    ])
    #expect(found.allSatisfy { $0.basis == nil })
  }

  @Test func `keeps father and son apart also where a third record fits both`() throws {
    let shared = ["phone": ["+47 55 12 34 56"], "email": ["lin@x.example"]]
    func person(_ id: String, _ born: String?) -> EntityProfile {
      Profiles.person(
        id, ["Lin Weimin"], shared.merging(born.map { ["birthDate": [$0]] } ?? [:]) { one, _ in one })
    }
    let clusters = try joined([person("a", "1951-04-02"), person("b", nil), person("c", "1980-11-23")])
    #expect(!clusters.contains { $0.contains("a") && $0.contains("c") })
    #expect(clusters.count == 1)
  }

  @Test func `keeps two bodies of one name apart whose identifiers differ, whatever fits both`() throws {
    let clusters = try joined([
      Profiles.body("a", ["Eastwave Insight"], ["leiCode": ["5493000IBP32UQZ0KL24"]]),
      Profiles.body("b", ["Eastwave Insight"]),
      Profiles.body("c", ["Eastwave Insight"], ["leiCode": ["213800WSGIIZCXF1P572"]]),
    ])
    #expect(!clusters.contains { $0.contains("a") && $0.contains("c") })
  }

  @Test func `joins an organisation's names in both scripts, and not its sister`() throws {
    let clusters = try joined([
      Profiles.body("a", ["澜锋网络技术有限公司"]), Profiles.body("b", ["Lanfeng Network Technology"]),
      Profiles.body("c", ["澜锋网络技术有限公司", "Lanfeng Network Technology Co., Ltd."]),
      Profiles.body("d", ["澜锋商务服务有限公司"]),
      Profiles.body("e", ["第五十四研究所"]), Profiles.body("f", ["第五十五研究所"]),
    ])
    #expect(clusters == [["a", "b", "c"]])
  }

  @Test(arguments: 0..<8) func `gives the same in any order of arrival`(seed: Int) throws {
    let profiles =
      (0..<4).map { Profiles.body("a\($0)", ["Eastwave Insight"]) }
      + (0..<3).map { Profiles.body("b\($0)", ["东澜智询（上海）咨询有限公司"]) }
      + [Profiles.body("c", ["东澜智询（上海）咨询有限公司", "Eastwave Insight"])]
      + (0..<3).map {
        Profiles.person("p\($0)", ["Lydia Fang"], ["email": ["l@x.example"], "phone": ["+47 5512 3456"]])
      }
    var random = SeededRandom(seed: UInt64(seed))
    let shuffled = profiles.shuffled(using: &random)
    #expect(try joined(shuffled) == joined(profiles))
    // What has nothing to do with them changes nothing.
    #expect(
      try joined(shuffled + [Profiles.body("z", ["Prague Institute of Hydrology"])]) == joined(profiles))
  }

  @Test func `never crosses what a person said is different, nor through others`() {
    let ids = (0..<4).map { EntityID("e\($0)") }
    let clusters = EntityClusters.clusters(
      same: [(ids[0], ids[1]), (ids[1], ids[2])], different: [(ids[0], ids[2])],
      automatic: [(ids[0], ids[2], 60), (ids[2], ids[3], 60), (ids[0], ids[3], 60)])
    #expect(!clusters.contains { $0.contains(ids[0]) && $0.contains(ids[2]) })
  }
}
