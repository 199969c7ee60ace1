import CounterfoilModel

extension ReferenceReader {
  static let pronounHeads: Set<UInt32> = [he, she]
  /// First characters of `counters`.
  static let counterHeads: Set<UInt32> = scalars("一某另该这那")
  private static let he: UInt32 = 0x4ED6
  private static let she: UInt32 = 0x5979
  /// What makes another word of 他: 他们, 他人, 他国.
  private static let notBefore: Set<UInt32> = scalars("们人国乡方处日杀律用项")
  /// 其他, 吉他.
  private static let notAfter: Set<UInt32> = scalars("其吉利排")
  private static let counters: [[UInt8]] = ["一名", "一位", "某名", "另一", "一个", "该名", "这名", "那名"].map {
    Array($0.utf8)
  }
  /// Verbs whose object cannot be the one who acts.
  private static let objectMarks: Set<UInt32> = scalars("把被给向对让请问找告见与和跟")

  private static func scalars(_ text: String) -> Set<UInt32> { Set(text.unicodeScalars.map(\.value)) }

  /// Reads one character.
  /// - Returns: Where to read on.
  mutating func chinese(
    _ index: Int, _ value: UInt32, _ mark: Mark, _ quotes: Int, _ sentence: Range<Int>, _ scope: inout Scope
  ) -> Int {
    if value == Self.he || value == Self.she {
      let next = HanRun.character(index + 3, text)
      let before = index > sentence.lowerBound ? HanRun.character(index - 3, text) : nil
      if quotes == 0, next.map({ !Self.notBefore.contains($0) }) ?? true,
        before.map({ !Self.notAfter.contains($0) }) ?? true
      {
        let isObject = isObject(index, before, next)
        addPerson(index, index + 3, mark, sex: value == Self.he ? .male : .female, isObject: isObject, &scope)
      }
      return index + 3
    }
    if sorts.heads.contains(value) {
      let run = HanRun(after: index, to: sentence.upperBound, in: text)
      for length in stride(from: min(sorts.longestChinese, run.count), through: 2, by: -1) {
        guard let noun = sorts.chinese[run.hash(0..<length)] else { continue }
        scope.hasBody = true
        let isOther = length < run.count && noun.notBefore.contains(run.values[length])
        if !isOther, let target = body(noun.sorts, mark) {
          add(.description, index, run.starts[length], mark, target)
        }
        return run.starts[length]
      }
      return index + 3
    }
    if Self.counters.contains(where: { text.agrees($0, at: index) }) {
      if isPerson(after: index + 6, sentence.upperBound) { scope.hasStranger = true }
      return index + 6
    }
    let run = HanRun(after: index, to: min(sentence.upperBound, index + 12), in: text)
    for length in stride(from: run.count, through: 2, by: -1) {
      if words.chinese[run.hash(0..<length)]?.marks.contains(.human) == true {
        scope.hasStranger = true
        return run.starts[length]
      }
    }
    return index + 3
  }

  /// Whether a title or a word for a person stands within a few characters: 一名年轻的记者.
  private func isPerson(after index: Int, _ limit: Int) -> Bool {
    let run = HanRun(after: index, to: limit, in: text)
    for first in 0..<min(8, run.count) {
      for length in stride(from: min(4, run.count - first), through: 2, by: -1) {
        guard let word = words.chinese[run.hash(first..<(first + length))] else { continue }
        if !word.marks.isDisjoint(with: [.title, .human]), !isTitle(run.starts[first]) { return true }
      }
    }
    return false
  }

  /// 见到了他。: at the end of a clause, or after a preposition.
  private func isObject(_ index: Int, _ before: UInt32?, _ next: UInt32?) -> Bool {
    if let before, Self.objectMarks.contains(before) { return true }
    return next == nil && before != nil
  }
}
