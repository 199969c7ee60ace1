/// Tells what a column holds by its values.
enum RecordValues {
  /// So many distinct values are looked at.
  private static let looked = 2000

  static func kind(_ column: RecordTable.Column) -> RecordKind {
    let values = column.values
    guard values.count > 0 else { return .ignore }
    let filled = column.codes.reduce(0) { $0 + ($1 < 0 ? 0 : 1) }
    let step = max(1, values.count / looked)
    var (seen, emails, dates, years, digits, phones, letters, words) = (0, 0, 0, 0, 0, 0, 0, 0)
    for code in stride(from: 0, to: values.count, by: step) {
      let bytes = values.bytes[values.range(code)]
      seen += 1
      let digitCount = bytes.reduce(0) { $0 + (0x30...0x39 ~= $1 ? 1 : 0) }
      let others = bytes.count - digitCount
      let text = String(decoding: bytes, as: UTF8.self)
      if bytes.contains(0x40), bytes.contains(0x2E) { emails += 1 }
      if let day = RecordDate(text), day.isWhole { dates += 1 }
      if bytes.count == 4, digitCount == 4, bytes.starts(with: [0x31]) || bytes.starts(with: [0x32]) {
        years += 1
      }
      if digitCount > 0, others <= 4, digitCount >= others { digits += 1 }
      if 7...15 ~= digitCount, others > 0 || digitCount >= 9,
        bytes.first == 0x2B || bytes.first == 0x30 || others > 0
      {
        phones += 1
      }
      if digitCount == 0 { letters += 1 }
      words += text.split(separator: " ").count
    }
    func most(_ count: Int) -> Bool { count * 10 >= seen * 8 }
    if most(emails) { return .email }
    if most(years) { return .year }
    if most(dates) { return .date }
    if most(digits) {
      if most(phones) { return .phone }
      // What nearly every record has for itself names it.
      return values.count * 2 >= filled ? .identifier : .number
    }
    if values.count <= 64 || values.count * 50 <= filled { return .category }
    if words >= seen * 3 { return .text }
    if words >= seen * 2 { return most(letters) ? .name : .street }
    return most(letters) ? .given : .identifier
  }
}

/// A day as records write it, with what is left open.
package struct RecordDate {
  var year = 0
  /// 0 where it is not said.
  var month = 0
  var day = 0

  var isWhole: Bool { year > 0 && month > 0 && day > 0 }

  /// Reads `1962-03-15`, `15/03/1962`, `15.3.62`, `19620315`, `15 Mar 1962`, `March 1962`, `circa 1962`, `00/00/1970`, `1962年3月15日`.
  /// - Parameter monthFirst: How to take `03/04/1962`.
  /// - Returns: Nil where no year can be read.
  package init?(_ text: String, monthFirst: Bool = false) {
    var numbers: [(value: Int, digits: Int)] = []
    var word = ""
    var value = 0
    var digits = 0
    func isMonth(_ word: String) -> Int {
      guard word.utf8.count >= 3 else { return 0 }
      let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
      return (months.firstIndex { word.lowercased().hasPrefix($0) } ?? -1) + 1
    }
    for scalar in text.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        if !word.isEmpty {
          if isMonth(word) > 0 { month = isMonth(word) }
          word = ""
        }
        if digits < 9 { value = value * 10 + Int(scalar.value - 0x30) }
        digits += 1
      } else {
        if digits > 0 { numbers.append((value, digits)) }
        (value, digits) = (0, 0)
        // A time of day behind the date says nothing here.
        if scalar == "T" || scalar == ":", numbers.count >= 3 { break }
        if scalar.properties.isAlphabetic {
          word.unicodeScalars.append(scalar)
        } else if isMonth(word) > 0 {
          month = isMonth(word)
          word = ""
        } else {
          word = ""
        }
      }
    }
    if digits > 0 { numbers.append((value, digits)) }
    if isMonth(word) > 0 { month = isMonth(word) }
    guard let first = numbers.first else { return nil }
    if numbers.count == 1, first.digits == 8 {
      (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100)
      // 15031962, unless what stands in front is a year.
      if !(1000...2200 ~= year) {
        (day, month, year) = (first.value / 1_000_000, first.value / 10_000 % 100, first.value % 10_000)
      }
    } else if month > 0 {
      guard let stated = numbers.first(where: { $0.digits == 4 }) ?? numbers.last else { return nil }
      year = stated.value
      day = numbers.first { $0.digits <= 2 && 1...31 ~= $0.value && $0.value != year }?.value ?? 0
    } else if numbers.count >= 3 {
      if first.digits == 4 {
        take(first.value, numbers[1].value, numbers[2].value)
      } else {
        let (one, two) = (first.value, numbers[1].value)
        let isMonthFirst = two > 12 || monthFirst && one <= 12
        take(numbers[2].value, isMonthFirst ? one : two, isMonthFirst ? two : one)
      }
    } else if let stated = numbers.first(where: { $0.digits == 4 }) {
      year = stated.value
      if numbers.count == 2, let other = numbers.first(where: { $0.digits <= 2 }), 1...12 ~= other.value {
        month = other.value
      }
    }
    if year > 0, year < 100 { year += year <= 30 ? 2000 : 1900 }
    guard 1000...2200 ~= year else { return nil }
    // What cannot be a month is kept: it differs from the right one in a digit.
    (month, day) = (min(month, 99), min(day, 99))
  }

  private mutating func take(_ year: Int, _ month: Int, _ day: Int) {
    // A month above twelve is a day that stands in its place.
    let isTurned = month > 12 && day <= 12
    (self.year, self.month, self.day) = isTurned ? (year, day, month) : (year, month, day)
  }

  /// Eight digits, zeros where nothing is said.
  package var text: String {
    func padded(_ number: Int, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
    return padded(year, 4) + padded(month, 2) + padded(day, 2)
  }
}
