import CounterfoilText
import Testing

@Suite struct `Readings of a name for a search` {
  /// Characters that stand side by side in an imagined casebase.
  static let texts = ["徐延军在场", "王伟和王维", "李嘉诚", "司马迁", "周润发", "何灿", "北京市"]

  private func holds(_ pair: String) -> Bool { Self.texts.contains { $0.contains(pair) } }

  @Test(arguments: [
    ("Xu Yanjun", "徐延军"), ("xu yan-jun", "徐延军"), ("Yanjun Xu", "徐延军"), ("Hsu Yen-chün", "徐延军"),
    ("Wang Wei", "王伟"), ("Wang Wei", "王维"), ("Li Ka-shing", "李嘉诚"), ("Chow Yun-fat", "周润发"),
    ("Xuyanjun", "徐延军"),
  ])
  func `letters find the characters they can spell`(query: String, name: String) {
    #expect(NameReadings().inCharacters(query, holds: holds).contains(name))
  }

  @Test(arguments: [
    "he can", "national security", "Beijing", "change", "Wang", "Xu Yanjun and Wang Wei of Beijing", "",
    "徐延军", "12 34", "Zhang Qiang",
  ])
  func `what is no name, or stands nowhere, finds nothing`(query: String) {
    #expect(NameReadings().inCharacters(query, holds: holds) == [])
  }

  @Test(arguments: [
    ("徐延军", "xu yanjun"), ("徐延军", "yanjun xu"), ("徐延軍", "hsu yen chun"), ("王伟", "wang wei"),
    ("李嘉诚", "li ka shing"), ("司马迁", "sima qian"), ("欧阳修", "ouyang xiu"),
  ])
  func `characters are spelled as each region spells them`(name: String, phrase: String) {
    #expect(NameReadings().inLetters(name).contains(phrase))
  }

  @Test(arguments: ["北", "的一是不", "反间谍工作", "", "Xu Yanjun"])
  func `what is no Chinese name has no spellings`(text: String) {
    #expect(NameReadings().inLetters(text) == [])
  }

  @Test func `as many look-ups are made as are allowed, whatever the name`() {
    var count = 0
    _ = NameReadings().inCharacters("Li Yiji") { _ in
      count += 1
      return true
    }
    #expect(count <= 500)
  }
}
