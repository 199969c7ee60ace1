import CounterfoilModel

extension TitleReader {
  /// Nearest first.
  func hanBefore(_ index: Int) -> [FoundTitle] {
    var titles: [FoundTitle] = []
    var place = found[index].start
    // 被告人：徐某
    if let mark = mark(before: place, Self.colons) { place = mark }
    while titles.count < 4 {
      let run = HanRun(before: place, from: 0, in: text)
      guard let title = title(endingAt: run) else { break }
      let start = extended(title.start, index)
      titles.append(FoundTitle(kind: title.kind, start: start, end: place))
      guard let next = mark(before: start, Self.joints) else { break }
      place = next
    }
    return titles
  }

  private func title(endingAt run: HanRun) -> (kind: PersonTitle.Kind, start: Int)? {
    for length in stride(from: min(words.longestChinese, run.count), through: 2, by: -1) {
      let first = run.count - length
      guard let word = words.chinese[run.hash(first..<run.count)], word.marks.contains(.title),
        word.marks.isDisjoint(with: [.follows, .male, .female]), let kind = word.kind
      else { continue }
      return (kind, run.starts[first])
    }
    return nil
  }

  /// Over what belongs to the title before it: 原, 副, a body's or place's name.
  private func extended(_ from: Int, _ index: Int) -> Int {
    var start = from
    steps: for _ in 0..<5 {
      if let body = body(endingAt: start, before: index) {
        start = body.start
        continue
      }
      let run = HanRun(before: start, from: 0, in: text)
      for length in stride(from: min(3, run.count), through: 1, by: -1) {
        let first = run.count - length
        if words.chinese[run.hash(first..<run.count)]?.marks.contains(.qualifier) == true {
          // 当前, 以前, 目前 are no 前; 代 and 总 stand in many words.
          if length == 1, !isWordStart(run.starts[first], index) { continue }
          start = run.starts[first]
          continue steps
        }
      }
      break
    }
    return start
  }

  /// Whether nothing stands before `start` that a qualifier of one character could belong to.
  private func isWordStart(_ start: Int, _ index: Int) -> Bool {
    guard let before = HanRun.character(start - 3, text) else { return true }
    return Self.openers.contains(before) || body(endingAt: start, before: index) != nil
  }

  /// Characters after which a noun phrase begins.
  static let openers: Set<UInt32> = Set(
    "的和与及对向给是跟同问说请由被让见找把从在即如据像因但而也等经后时了告称知诉为叫自本该其以".unicodeScalars.map(\.value))

  /// The place before one of `marks` and white space that ends at `place`; nil where none does.
  private func mark(before place: Int, _ marks: [[UInt8]]) -> Int? {
    var end = place
    while end > 0, place - end < 3, text.base[end - 1] == 0x20 { end -= 1 }
    for mark in marks where end >= mark.count && text.agrees(mark, at: end - mark.count) {
      return end - mark.count
    }
    return nil
  }

  /// 陈文清部长, 苗玉芬，高级工程师，…
  func hanAfter(_ index: Int) -> FoundTitle? {
    let end = found[index].end
    let isShort = end - found[index].start == 3
    let limit =
      index + 1 < found.count && found[index + 1].kind == .person ? found[index + 1].start : text.count
    let run = HanRun(after: end, to: limit, in: text)
    for length in stride(from: min(words.longestChinese, run.count), through: 1, by: -1) {
      guard let word = words.chinese[run.hash(0..<length)], word.marks.contains(.title),
        !word.marks.isDisjoint(with: .behind), let kind = word.kind
      else { continue }
      if length == 1, !isShort || !mayEnd(run, length) { continue }
      // 王明委员会见…, 李雷代表团…
      if length < run.count, Self.continuations.contains(run.values[length]) { continue }
      // 王明部长李强: the title is the other's.
      if run.starts[length] == limit, limit < text.count, length > 1, !found[index].titles.isEmpty {
        continue
      }
      return FoundTitle(kind: kind, start: end, end: run.starts[length])
    }
    return setOff(index, end)
  }

  /// Characters that make another word of a title before them.
  private static let continuations: Set<UInt32> = Set("会团们级制性学".unicodeScalars.map(\.value))

  /// Whether a title of one character stands by itself: 曹总说, not 曹总是.
  private func mayEnd(_ run: HanRun, _ length: Int) -> Bool {
    guard length < run.count else { return true }
    return !Self.afterTotal.contains(run.values[length])
  }

  private static let afterTotal: Set<UInt32> = Set("是共体部局统理裁会要算之数量额结能归得长作程人面地方级".unicodeScalars.map(\.value))

  /// A title between commas or in brackets.
  private func setOff(_ index: Int, _ end: Int) -> FoundTitle? {
    var start = end
    if Self.openMarks.contains(where: { text.agrees($0, at: end) }) {
      start += 3
    } else if text[end] == 0x28 || text[end] == 0x2C {
      start += 1
    } else {
      return nil
    }
    var place = start
    for step in 1...2 where index + step < found.count {
      let item = found[index + step]
      if item.start == place, item.kind == .organisation || item.kind == .place { place = item.end }
    }
    let run = HanRun(after: place, to: text.count, in: text)
    for length in stride(from: min(words.longestChinese, run.count), through: 2, by: -1) {
      for first in 0...min(4, run.count - length) {
        guard length + first == run.count, let word = words.chinese[run.hash(first..<(first + length))],
          word.marks.contains(.title), word.marks.isDisjoint(with: [.follows, .male, .female]),
          let kind = word.kind, isQualified(run, first), isClosed(run.starts[run.count])
        else { continue }
        return FoundTitle(kind: kind, start: start, end: run.starts[run.count])
      }
    }
    return nil
  }

  private static let openMarks = ["，", "（"].map { Array($0.utf8) }
  private static let closeMarks = ["，", "。", "；", "、", "）"].map { Array($0.utf8) }
  private static let colons = ["：", ":"].map { Array($0.utf8) }
  private static let joints = ["、", "兼"].map { Array($0.utf8) }

  private func isQualified(_ run: HanRun, _ count: Int) -> Bool {
    count == 0 || words.chinese[run.hash(0..<count)]?.marks.contains(.qualifier) == true
  }

  private func isClosed(_ place: Int) -> Bool {
    if place >= text.count { return true }
    switch text.base[place] {
    case 0x29, 0x2C, 0x0A: return true
    default: return Self.closeMarks.contains { text.agrees($0, at: place) }
    }
  }
}
