/// Dates as spreadsheets keep them: days since about 1900, the time of day as a fraction.
enum SpreadsheetDate {
  /// What a number format shows of a number.
  enum Form: Equatable {
    case number, date, time
    /// Hours that may exceed a day, as `[h]:mm` shows them.
    case elapsed
    /// Nothing at all, as `;;;` does.
    case nothing
  }

  /// ISO 8601: `2024-03-05`, `2024-03-05T08:30:00`, `08:30:00`; nil where the number is no date.
  ///
  /// - Parameter from1904: Days are counted from 1904-01-01, as old Macintosh files do.
  static func iso8601(_ value: Double, as form: Form, from1904: Bool) -> String? {
    guard value.isFinite, value >= 0, value < 2_958_466 else { return nil }
    let total = (value * 86_400).rounded()
    var days = Int(total) / 86_400
    let seconds = Int(total) % 86_400
    if form == .elapsed { return time(Int(total)) }
    if form == .time, days == 0 { return time(seconds) }
    if from1904 {
      days += 1462
    } else if days == 60 {
      // A day that Lotus 1-2-3 invented and Excel kept.
      return seconds == 0 ? "1900-02-29" : "1900-02-29T" + time(seconds)
    } else if days < 60 {
      days += 1
    }
    // Days before 1970 of 1899-12-30.
    let date = MailDate.iso8601Date(days: days - 25_569)
    return seconds == 0 ? date : date + "T" + time(seconds)
  }

  private static func time(_ seconds: Int) -> String {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
  }

  /// The form of a format that has a number only (ECMA-376-1, 18.8.30, and the East Asian ones).
  static func form(ofBuiltIn number: Int) -> Form {
    switch number {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
    case 18...21, 32...35, 45, 47, 55, 56: .time
    case 46: .elapsed
    default: .number
    }
  }

  /// The form of a format that is written out, such as `yyyy"年"m"月"d"日"`.
  static func form(of code: String) -> Form {
    if code.filter({ $0 != " " }).hasPrefix(";;;") { return .nothing }
    var letters: [UInt8] = []
    var bytes = Array(code.utf8.prefix(1024))[...]
    var isElapsed = false
    scan: while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: ";"): break scan
      case UInt8(ascii: "\""): bytes = bytes.drop { $0 != 0x22 }.dropFirst()
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): _ = bytes.popFirst()
      case UInt8(ascii: "["):
        let inside = bytes.prefix { $0 != UInt8(ascii: "]") }
        bytes = bytes.dropFirst(inside.count + 1)
        if let first = inside.first.map({ $0 | 0x20 }), "hms".utf8.contains(first),
          inside.allSatisfy({ $0 | 0x20 == first })
        {
          isElapsed = true
        }
      case 0x41...0x5A, 0x61...0x7A: letters.append(byte | 0x20)
      default: continue
      }
    }
    if isElapsed { return .elapsed }
    let word = String(decoding: letters, as: UTF8.self)
    guard !word.contains("general") else { return .number }
    let bare = word.split(separator: "ampm").joined().split(separator: "ap").joined()
    guard bare.utf8.allSatisfy({ "ymdhsegba".utf8.contains($0) }) else { return .number }
    if bare.contains("y") || bare.contains("d") { return .date }
    if bare.contains("h") || bare.contains("s") { return .time }
    return bare.contains("m") ? .date : .number
  }

  /// A number as a person would write it: `110105194912310000`, not `1.1010519491231E+17`.
  static func plain(_ text: String) -> String {
    guard text.utf8.count > 15 || text.utf8.contains(where: { $0 | 0x20 == 0x65 }),
      let value = Double(text), value.isFinite
    else { return text }
    if let whole = Int64(exactly: value) { return String(whole) }
    // Fifteen digits are what the sheet shows; the rest is how binary fractions come out.
    guard abs(value) >= 1e-4, abs(value) < 1e15 else { return text }
    return rounded(value)
  }

  private static func rounded(_ value: Double) -> String {
    var scale = 1.0
    var places = 0
    while places < 14, abs(value) * scale * 10 < 1e15 {
      scale *= 10
      places += 1
    }
    let digits = String(Int64((abs(value) * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    let whole = padded.dropLast(places)
    return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
