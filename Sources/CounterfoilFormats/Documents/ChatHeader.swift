/// The time and the speaker at the head of a message in a chat written out as text.
struct ChatHeader {
  /// Year, month and day; or the numbers as they stand where their order is not known.
  private(set) var date: (first: Int, second: Int, third: Int) = (0, 0, 0)
  private(set) var isYearFirst = false
  private(set) var seconds = 0
  /// Nil for what the messenger itself says.
  private(set) var speaker: String?
  /// Scalars from the line's start to the message's words.
  private(set) var scalars = 0
  /// Whether the header is a line by itself.
  private(set) var isLine = false

  private static let mostScalars = 160
  private static let mostNameScalars = 60

  init?(_ line: Substring.UnicodeScalarView) {
    var all = Array(line.prefix(Self.mostScalars))
    while let last = all.last, last.properties.isWhitespace { all.removeLast() }
    var scan = ChatScan(all)
    scan.skipMarks()
    let start = scan.index
    let isBracketed = scan.take("[")
    if takeTime(&scan) {
      if isBracketed {
        guard scan.take("]"), scan.takeSpace() else { return nil }
        scan.skipMarks()
        takeSpeaker(&scan)
        return
      }
      if scan.takeDash() {
        scan.skipMarks()
        takeSpeaker(&scan)
        return
      }
      // The time, then the name, and nothing else.
      guard scan.takeSpace(), takeLine(name: scan.rest, count: all.count) else { return nil }
      return
    }
    guard !isBracketed, line.count <= 100 else { return nil }
    // The name, then the time, and nothing else.
    var at = start
    while at + 8 < all.count {
      at += 1
      guard ("0"..."9").contains(all[at]), !("0"..."9").contains(all[at - 1]) else { continue }
      var tail = ChatScan(all)
      tail.index = at
      guard all[at - 1].properties.isWhitespace || all[at - 1] == "(", takeTime(&tail) else { continue }
      if tail.take(")") { _ = tail.take(":") || tail.take("：") }
      tail.skipSpaces()
      guard tail.isAtEnd else { continue }
      var name = all[start..<at]
      while let last = name.last, last == "(" || last.properties.isWhitespace { name.removeLast() }
      guard takeLine(name: name, count: all.count) else { return nil }
      return
    }
    return nil
  }

  /// A time by itself, such as a cell of a table.
  init?(time text: String) {
    var scan = ChatScan(Array(text.unicodeScalars.prefix(Self.mostScalars)))
    scan.skipMarks()
    guard takeTime(&scan) else { return nil }
    scan.skipSpaces()
    guard scan.isAtEnd else { return nil }
  }

  /// A line of name and time; false where the name is none.
  private mutating func takeLine(name: ArraySlice<Unicode.Scalar>, count: Int) -> Bool {
    var name = name
    while let last = name.last, last.properties.isWhitespace || last == ":" || last == "：" {
      name.removeLast()
    }
    // A name, not a sentence.
    guard !name.isEmpty, name.count <= 40 else { return false }
    speaker = ChatScan.string(name)
    isLine = true
    scalars = count
    return true
  }

  private mutating func takeSpeaker(_ scan: inout ChatScan) {
    let rest = scan.rest
    for (offset, scalar) in rest.enumerated() where scalar == ":" || scalar == "：" {
      guard offset > 0, offset <= Self.mostNameScalars else { break }
      let next = rest.dropFirst(offset + 1).first
      guard scalar == "：" || next == nil || next == " " || next == "\r" else { continue }
      speaker = ChatScan.string(rest.prefix(offset))
      scalars = scan.index + offset + 1
      return
    }
    scalars = scan.index
  }

  private mutating func takeTime(_ scan: inout ChatScan) -> Bool {
    guard let first = scan.number(most: 4), scan.takeDateSeparator(),
      let second = scan.number(most: 2), scan.takeDateSeparator(), let third = scan.number(most: 4)
    else { return false }
    _ = scan.take("日")
    isYearFirst = first >= 1000
    date = (first, second, third)
    guard isYearFirst ? third <= 31 : (third < 100 || third >= 1000), second >= 1, first >= 1 else {
      return false
    }
    guard isYearFirst ? second <= 12 : first <= 31 && second <= 31 else { return false }
    _ = scan.take(",")
    scan.skipSpaces()
    scan.skipWeekday()
    var half = scan.takeHalf()
    scan.skipSpaces()
    guard var hour = scan.number(most: 2), scan.take(":") || scan.take("："),
      let minute = scan.number(most: 2), hour < 24, minute < 60
    else { return false }
    var second60 = 0
    if scan.take(":") || scan.take("：") {
      guard let value = scan.number(most: 2), value < 61 else { return false }
      second60 = value
    }
    let mark = scan.index
    scan.skipSpaces()
    if let after = scan.takeHalf() { half = after } else { scan.index = mark }
    if half == .afternoon, hour < 12 { hour += 12 }
    if half == .morning, hour == 12 { hour = 0 }
    seconds = hour * 3600 + minute * 60 + second60
    return true
  }
}

/// Walks a line scalar by scalar.
struct ChatScan {
  enum Half { case morning, afternoon }

  private let all: [Unicode.Scalar]
  var index = 0

  init(_ all: [Unicode.Scalar]) { self.all = all }

  var isAtEnd: Bool { index >= all.count }
  var rest: ArraySlice<Unicode.Scalar> { all[min(index, all.count)...] }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    // Without the marks of direction that messengers put around names.
    text.append(
      contentsOf: scalars.filter {
        !(0x200B...0x200F).contains($0.value) && !(0x202A...0x202E).contains($0.value)
      })
    return Whitespace.collapse(String(text))
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard index < all.count, all[index] == scalar else { return false }
    index += 1
    return true
  }

  /// Skips marks of direction and byte order.
  mutating func skipMarks() {
    while index < all.count, [0x200E, 0x200F, 0xFEFF, 0x202A, 0x202C].contains(all[index].value) {
      index += 1
    }
  }

  mutating func skipSpaces() {
    while index < all.count, all[index].properties.isWhitespace { index += 1 }
  }

  mutating func takeSpace() -> Bool {
    let start = index
    skipSpaces()
    return index > start
  }

  mutating func number(most digits: Int) -> Int? {
    var value = 0
    let start = index
    while index < all.count, ("0"..."9").contains(all[index]) {
      guard index - start < digits else { return nil }
      value = value * 10 + Int(all[index].value - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  mutating func takeDateSeparator() -> Bool {
    guard index < all.count, ["/", "-", ".", "年", "月"].contains(all[index]) else { return false }
    index += 1
    // German and Korean have a space behind the point.
    if all[index - 1] == "." { skipSpaces() }
    return true
  }

  /// ` - ` between time and speaker.
  mutating func takeDash() -> Bool {
    let start = index
    guard takeSpace(), take("-") || take("–"), takeSpace() else {
      index = start
      return false
    }
    return true
  }

  mutating func skipWeekday() {
    guard index + 2 < all.count, ["星", "周"].contains(all[index]) else { return }
    index += all[index] == "星" ? 3 : 2
    skipSpaces()
  }

  /// `PM`, `p.m.`, `下午`: nil where none stands here.
  mutating func takeHalf() -> Half? {
    let tail = all[min(index, all.count)...].prefix(2)
    var word = String.UnicodeScalarView()
    word.append(contentsOf: tail)
    switch String(word) {
    case "上午", "凌晨", "早上", "清晨":
      index += 2
      return .morning
    case "下午", "晚上", "中午":
      index += 2
      return .afternoon
    default: break
    }
    let start = index
    guard index < all.count else { return nil }
    let letter = all[index].value | 0x20
    guard letter == 0x61 || letter == 0x70 else { return nil }
    index += 1
    _ = take(".")
    skipSpaces()
    guard index < all.count, all[index].value | 0x20 == 0x6D else {
      index = start
      return nil
    }
    index += 1
    _ = take(".")
    return letter == 0x61 ? .morning : .afternoon
  }
}

/// Which number of a chat's dates is the day and which the month, told by all of them.
struct ChatDateOrder {
  private(set) var isMonthFirst = false
  /// Neither a number above twelve nor the order of the messages told.
  private(set) var isGuessed = false

  init(_ headers: [ChatHeader]) {
    let open = headers.filter { !$0.isYearFirst }
    guard !open.isEmpty else { return }
    if open.contains(where: { $0.date.second > 12 }) {
      isMonthFirst = true
    } else if !open.contains(where: { $0.date.first > 12 }) {
      // Messages stand in the order in which they were written, and most often close together.
      func days(_ isMonthFirst: Bool) -> [Int] {
        open.map { header in
          let (first, second, year) = header.date
          return isMonthFirst ? (year * 12 + first) * 31 + second : (year * 12 + second) * 31 + first
        }
      }
      func falls(_ days: [Int]) -> Int { zip(days, days.dropFirst()).count { $0 > $1 } }
      func span(_ days: [Int]) -> Int { (days.max() ?? 0) - (days.min() ?? 0) }
      let (dayFirst, monthFirst) = (days(false), days(true))
      isMonthFirst = (falls(monthFirst), span(monthFirst)) < (falls(dayFirst), span(dayFirst))
      isGuessed =
        falls(monthFirst) == falls(dayFirst) && open.contains { $0.date.first != $0.date.second }
    }
  }

  /// Nil where the numbers are no date.
  func iso8601(_ header: ChatHeader) -> String? {
    var (year, month, day) = header.date
    if !header.isYearFirst {
      let (first, second, third) = header.date
      year = third < 100 ? 2000 + third : third
      (month, day) = isMonthFirst ? (first, second) : (second, first)
    }
    guard CalendarDay.exists(year: year, month: month, day: day) else { return nil }
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    let time = header.seconds
    return
      "\(year)-\(padded(month))-\(padded(day))T\(padded(time / 3600)):\(padded(time / 60 % 60)):\(padded(time % 60))"
  }
}
