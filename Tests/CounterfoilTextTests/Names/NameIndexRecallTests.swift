import CounterfoilText
import Foundation
import Testing

@Suite struct `A name index of names of every kind` {
  private let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")

  private func query(_ names: [(String, String)]) throws -> NameIndexQuery {
    var builder = NameIndexBuilder()
    for (id, name) in names { builder.add(id: id, name: name) }
    try builder.append(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return NameIndexQuery(try NameIndex(contentsOf: file))
  }

  /// In four parts, so that they run side by side.
  @Test(arguments: 0..<4)
  func `finds every one of two thousand names by itself, and in the other letters`(part: Int) throws {
    var source = ChineseNames(seed: 7)
    let names = source.distinct(2000)
    let latin = names.indices.map { $0 % 3 == 0 }
    let query = try query(
      names.indices.map { ("\($0)", latin[$0] ? names[$0].pinyin : names[$0].characters) })
    var lost: [String] = []
    var lostAcross: [String] = []
    for number in stride(from: part, to: names.count, by: 4) {
      let (pinyin, characters) = (names[number].pinyin, names[number].characters)
      let (kept, other) = latin[number] ? (pinyin, characters) : (characters, pinyin)
      if !query.search(kept, top: 30).contains(where: { $0.id == "\(number)" }) { lost.append(kept) }
      guard number % 8 < 2 else { continue }
      if !query.search(other, top: 30).contains(where: { $0.id == "\(number)" }) {
        lostAcross.append("\(other) → \(kept)")
      }
    }
    #expect(lost.isEmpty)
    #expect(lostAcross.isEmpty)
  }

  @Test(arguments: ["Wei ", "é", "🙂"])
  func `gives back the beginning of a name that is too long`(unit: String) throws {
    let name = "徐延军 " + String(repeating: unit, count: 1000)
    let back = try #require(try query([("id", name)]).search("徐延军", least: -100).first?.name)
    #expect(back.utf8.count > 900)
    withKnownIssue("a thousand bytes are kept, whatever character they end in", isIntermittent: true) {
      #expect(name.hasPrefix(back))
    } when: {
      unit == "🙂"
    }
  }

  @Test(arguments: ["Xu\u{0}Yanjun", "Xu Yanjun\u{0}Boris Johnson"])
  func `takes a zero byte for part of the name`(name: String) throws {
    let hits = try query([("id", name)]).search("Xu Yanjun", least: -100)
    withKnownIssue("a zero byte stands before the Latin form that is compared", isIntermittent: true) {
      #expect(hits.first?.name == name)
      #expect(hits.first?.weight == Double(NameMatcher().weigh("Xu Yanjun", name)))
    }
  }
}
