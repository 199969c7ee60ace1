import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `The dictionary` {
  private static func hints(_ text: String, _ kind: Mention.Kind) -> [String] {
    Find.mentions(text).filter { $0.kind == kind }.compactMap(\.entityHint)
  }

  @Test(arguments: [
    ("the Ministry of State Security recruits", ["mss"]),
    ("the ministry of state security", ["mss"]),
    ("the Ministry of State\n    Security", ["mss"]), ("the Ministry of State\u{A0} Security", ["mss"]),
    ("the Ministry of State\n\nSecurity", []), ("国家安全部人员", ["mss"]), ("國家安全部", ["mss"]),
    ("Jiangsu State Security Department", ["ssd_jiangsu"]),
    ("Jiangsu State Security Department, Sixth Bureau", ["ssb_mss_6_js"]),
    ("江苏省国家安全厅", ["ssd_jiangsu"]), ("the Ministry of State Securityx", []), ("Guoanbu", ["mss"]),
    ("guoanbu", []), ("61398部队", ["u61398"]), ("the 610 Office", ["o610"]), ("x610 Office", []),
    ("哈尔滨工业大学毕业", ["u_hit"]), ("The Chinese People’s Political Consultative Conference", ["cppcc"]),
  ])
  func `finds organisations by any full name`(text: String, expected: [String]) {
    #expect(Self.hints(text, .organisation) == expected)
  }

  @Test(arguments: [
    ("HIT the road", []), ("Harbin Institute of Technology (HIT)", ["u_hit", "u_hit"]),
    ("HIT, 哈尔滨工业大学", ["u_hit", "u_hit"]), ("Harbin Institute of Technology was a hit", ["u_hit"]),
    ("MSS officers", []),
    ("the Ministry of State Security (MSS) and the MSS", ["mss", "mss", "mss"]),
    ("the UPS parcel", []), ("NSC, Central National Security Commission", ["cnsc", "cnsc"]),
    ("NSC, National Supervisory Commission", ["nsc_sup", "nsc_sup"]),
  ])
  func `takes an abbreviation only beside another name of its entry`(
    text: String, expected: [String]
  ) {
    #expect(Self.hints(text, .organisation) == expected)
  }

  @Test(arguments: [
    ("他被国保叫去喝茶。", ["GL-013", "GL-001"]), ("我们去喝茶。国保来了。", ["GL-013"]), ("中华人民共和国保险法", []),
    ("中華人民共和國保險法", []), ("联合国安理会", []), ("國安人員", ["GL-014"]), ("买卖国家机密", ["GL-127"]),
    ("卖国", ["GL-073"]), ("维护网络安全", []), ("参加护网行动", ["GL-159"]), ("統戰", ["GL-022"]),
  ])
  func `guards terms against the words around them`(text: String, expected: [String]) {
    #expect(Self.hints(text, .term) == expected)
  }

  @Test(arguments: [
    ("in Beijing and Shanghai", ["Beijing", "Shanghai"]), ("在北京市和上海", ["Beijing", "Shanghai"]),
    ("the U.S. and the UK", ["United States", "United Kingdom"]), ("told us about uk", []),
    ("reading a nice book in the bath", []), ("Reading is Nice in Bath", []), ("Man Of Mobile", []),
    ("世界和平", []), ("长安汽车", []), ("將來安排", []), ("臺灣", ["Taiwan"]),
    ("the Chinese and the Russians", []),
    ("São Paulo", ["São Paulo"]), ("beijing", []), ("BEIJING", ["Beijing"]), ("Beijinger", []),
  ])
  func `finds places, not the words they are made of`(text: String, expected: [String]) {
    #expect(Find.mentions(text).filter { $0.kind == .place && $0.entityHint != nil }.map(\.value) == expected)
  }

  @Test func `gives a place inside an organisation's name to the organisation`() {
    let mentions = Find.mentions("the Shanghai State Security Bureau, 上海市国家安全局")
    #expect(mentions.map(\.kind) == [.organisation, .organisation])
    #expect(mentions.compactMap(\.entityHint) == ["ssd_shanghai", "ssd_shanghai"])
  }

  @Test func `takes a name that an entry lists twice once`() {
    let entry = Find.lexicon.organisations.first { $0.id == "mss" }
    guard var entry else { return }
    entry.aliases += [entry.english, entry.english]
    let finder = Finder(lexicon: Lexicon(organisations: [entry]))
    #expect(finder.mentions(in: "the \(entry.english) recruits").map(\.entityHint) == ["mss"])
  }

  @Test func `finds every full name of every entry it was made from`() {
    for entry in Find.lexicon.organisations {
      for name in [entry.english, entry.simplified, entry.traditional].compactMap({ $0 })
        + entry.aliases
      {
        let found = Find.mentions("— \(name) —").first { $0.kind == .organisation }
        #expect(found?.quote == name, "\(entry.id): \(name)")
      }
    }
  }
}
