/// Dates as PDF writes them: `D:20240131120000+08'00'`.
package enum PDFDate {
  /// ISO 8601, as exact as the file states it: `2024-01-31T12:00:00+08:00`, or `2024-01`.
  ///
  /// Nil where no year can be read or a part is out of range.
  package static func iso8601(_ text: String) -> String? {
    var digits = text.utf8.drop { $0 == 0x20 }
    if digits.starts(with: Array("D:".utf8)) { digits = digits.dropFirst(2) }

    func number(_ count: Int, _ range: ClosedRange<Int>) -> Int? {
      guard digits.count >= count else { return nil }
      var value = 0
      for digit in digits.prefix(count) {
        guard (0x30...0x39).contains(digit) else { return nil }
        value = value * 10 + Int(digit - 0x30)
      }
      guard range.contains(value) else { return nil }
      digits = digits.dropFirst(count)
      return value
    }
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

    guard let year = number(4, 1000...9999) else { return nil }
    guard let month = number(2, 1...12) else { return String(year) }
    guard let day = number(2, 1...31) else { return "\(year)-\(padded(month))" }
    var date = "\(year)-\(padded(month))-\(padded(day))"
    guard let hour = number(2, 0...23), let minute = number(2, 0...59) else { return date }
    let second = number(2, 0...59) ?? 0
    date += "T\(padded(hour)):\(padded(minute)):\(padded(second))"
    guard let sign = digits.first else { return date }
    digits = digits.dropFirst()
    if sign == UInt8(ascii: "Z") { return date + "Z" }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let zoneHour = number(2, 0...23)
    else { return date }
    if digits.first == UInt8(ascii: "'") { digits = digits.dropFirst() }
    let zoneMinute = number(2, 0...59) ?? 0
    return date + (sign == UInt8(ascii: "+") ? "+" : "-")
      + "\(padded(zoneHour)):\(padded(zoneMinute))"
  }
}
