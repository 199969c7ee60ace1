import Foundation

/// A date as lists write it, read into ISO 8601, a prefix of it, or an interval of two such.
enum ListDate {
  /// How a date of numbers alone is meant.
  enum Order: String, CaseIterable, Sendable { case dmy, mdy, ymd }

  enum Reading: Equatable {
    /// `isExact` where the value is all that the text says.
    case date(String, isExact: Bool)
    /// There is no such day; the words say why.
    case impossible(String)
    case unreadable
  }

  /// - Parameter order: Nil where nobody says; then of `03/04/1962` the year alone is read.
  /// - Parameter latestShortYear: Up to which year one of two digits is of this century.
  static func read(_ text: String, order: Order?, latestShortYear: Int = 2049) -> Reading {
    let rules = Rules(order: order, latestShortYear: latestShortYear)
    let trimmed = ListText.trimmed(text)
    let folded = trimmed.lowercased()
    if let decade = decade(folded) { return .date(decade, isExact: false) }
    if let (from, to) = ends(of: folded) {
      switch (single(from, rules), single(to, rules)) {
      case (.date(let first, _), .date(let second, _)):
        let isInOrder = first.prefix(4) <= second.prefix(4)
        return isInOrder
          ? .date("\(first)/\(second)", isExact: "\(first)/\(second)" == trimmed)
          : .impossible("\(trimmed) ends before it begins")
      case (.impossible(let words), _), (_, .impossible(let words)):
        return .impossible("\(words) in \(trimmed)")
      default: break
      }
    }
    switch single(folded, rules) {
    case .date(let value, _): return .date(value, isExact: value == trimmed)
    case .impossible(let words): return .impossible("\(words) in \(trimmed)")
    case .unreadable: return .unreadable
    }
  }

  // MARK: parts

  private static let about: [String] = [
    "circa", "ca.", "ca", "c.", "approximately", "approx.", "about", "around", "early", "late", "mid",
  ]

  /// `1963 to 1968`, `between 1963 and 1968`, `1963-1968`, `1963/1968`.
  private static func ends(of text: String) -> (String, String)? {
    var text = text
    for word in ["between ", "from "] where text.hasPrefix(word) { text.removeFirst(word.count) }
    // Most dates have neither a word nor a stroke, which are dear to look for.
    let hasWord = text.utf8.contains { $0 == UInt8(ascii: "o") || $0 == UInt8(ascii: "a") || $0 >= 0x80 }
    for separator in [" to ", " and ", " – ", "–", " - ", "/", "-"] {
      if !hasWord, separator.utf8.first != UInt8(ascii: "/"), separator.utf8.last != UInt8(ascii: "-"),
        separator != " - "
      {
        continue
      }
      let parts = text.components(separatedBy: separator)
      guard parts.count == 2 else { continue }
      let (from, to) = (ListText.trimmed(parts[0]), ListText.trimmed(parts[1]))
      let isShort = separator == "/" || separator == "-" || separator == "–"
      // `1962/63` is two years.
      if isShort, from.utf8.count == 4, to.utf8.count == 2, let year = Int(to), year > 12, Int(from) != nil {
        return (from, from.prefix(2) + to)
      }
      // `03-1962` is a month.
      if isShort, from.utf8.count < 4 || to.utf8.count < 4 { continue }
      return (from, to)
    }
    return nil
  }

  /// `1960s`.
  private static func decade(_ text: String) -> String? {
    guard text.hasSuffix("0s"), let last = text.split(separator: " ").last, last.utf8.count == 5,
      let year = Int(last.prefix(4)), isYear(year)
    else { return nil }
    return "\(year)/\(year + 9)"
  }

  private enum Single { case date(String, Bool), impossible(String), unreadable }

  private struct Rules {
    var order: Order?
    var latestShortYear: Int
  }

  private static func single(_ text: String, _ rules: Rules) -> Single {
    var words: [String] = []
    var current = ""
    func flush() {
      if !current.isEmpty { words.append(current) }
      current = ""
    }
    let text = withoutTime(text)
    for character in text {
      switch character {
      case " ", ",", "/", "-", "年", "月", "日", "\n", "\t", "\u{A0}": flush()
      case ".":
        // After a number it parts; after a month it shortens; `c.` is a word.
        if current.last?.isNumber != true { current.append(character) }
        flush()
      default: current.append(character)
      }
    }
    flush()
    words.removeAll { about.contains($0) || $0.contains(":") || $0 == "of" }
    return assemble(words, rules)
  }

  /// Without what stands behind the T of ISO 8601; other times of day are words with a colon.
  private static func withoutTime(_ text: String) -> Substring {
    guard let colon = text.firstIndex(of: ":"), let mark = text[..<colon].lastIndex(of: "t"),
      mark > text.startIndex, text[text.index(before: mark)].isNumber
    else { return text[...] }
    return text[..<mark]
  }

  private static func assemble(_ words: [String], _ rules: Rules) -> Single {
    guard !words.isEmpty, words.count <= 3 else { return .unreadable }
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?
    var monthAt = 0
    for (index, word) in words.enumerated() {
      let digits =
        word.hasSuffix("st") || word.hasSuffix("nd") || word.hasSuffix("rd") || word.hasSuffix("th")
        ? String(word.dropLast(2)) : word
      if let number = Int(digits), number >= 0, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
        numbers.append((number, digits.utf8.count))
      } else if month == nil, let found = self.month(word) {
        (month, monthAt) = (found, index)
      } else {
        return .unreadable
      }
    }
    if let month {
      switch numbers.count {
      case 1: return make(year: numbers[0], month: month, day: nil, rules)
      // `12 Mar 1962`, `March 12, 1962`, `1962 Mar 12`.
      case 2 where numbers[0].digits == 4 && monthAt > 0:
        return make(year: numbers[0], month: month, day: numbers[1].value, rules)
      case 2: return make(year: numbers[1], month: month, day: numbers[0].value, rules)
      default: return .unreadable
      }
    }
    return ofNumbers(numbers, rules)
  }

  private typealias Number = (value: Int, digits: Int)

  private static func ofNumbers(_ numbers: [Number], _ rules: Rules) -> Single {
    switch numbers.count {
    case 1 where numbers[0].digits == 8:
      let value = numbers[0].value
      return make(year: (value / 10000, 4), month: value / 100 % 100, day: value % 100, rules)
    case 1:
      guard numbers[0].digits == 4 else { return .unreadable }
      return make(year: numbers[0], month: nil, day: nil, rules)
    case 2 where numbers[0].digits == 4:
      return make(year: numbers[0], month: numbers[1].value, day: nil, rules)
    case 2 where numbers[1].digits == 4:
      return make(year: numbers[1], month: numbers[0].value, day: nil, rules)
    case 3 where numbers[0].digits == 4 || rules.order == .ymd:
      return make(year: numbers[0], month: numbers[1].value, day: numbers[2].value, rules)
    case 3:
      let (first, second, year) = (numbers[0].value, numbers[1].value, numbers[2])
      switch rules.order {
      case .dmy: return make(year: year, month: second, day: first, rules)
      case .mdy: return make(year: year, month: first, day: second, rules)
      default:
        if first > 12 { return make(year: year, month: second, day: first, rules) }
        if second > 12 || first == second { return make(year: year, month: first, day: second, rules) }
        // Which is the month nobody says.
        return make(year: year, month: nil, day: nil, rules)
      }
    default: return .unreadable
    }
  }

  private static func make(year: Number, month: Int?, day: Int?, _ rules: Rules) -> Single {
    var number = year.value
    if year.digits <= 2 { number += number + 2000 <= rules.latestShortYear ? 2000 : 1900 }
    guard isYear(number) else { return .unreadable }
    let head = String(repeating: "0", count: max(0, 4 - String(number).utf8.count)) + String(number)
    guard let month, month != 0 else { return .date(head, true) }
    guard (1...12).contains(month) else { return .impossible("there is no month \(month)") }
    let withMonth = head + "-" + two(month)
    guard let day, day != 0 else { return .date(withMonth, true) }
    let isLeap = number % 4 == 0 && (number % 100 != 0 || number % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard (1...days).contains(day) else { return .impossible("there is no such day") }
    return .date(withMonth + "-" + two(day), true)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func isYear(_ year: Int) -> Bool { (1000...2200).contains(year) }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  private static func month(_ word: String) -> Int? {
    let word = word.hasSuffix(".") ? String(word.dropLast()) : word
    if word == "sept" { return 9 }
    guard word.utf8.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) && (word.utf8.count == 3 || $0 == word) }.map { $0 + 1 }
  }
}
