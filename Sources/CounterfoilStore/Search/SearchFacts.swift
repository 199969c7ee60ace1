internal import CSearchRank

/// What ranking and facets need to know of a document, in eight bytes.
package struct SearchFacts: Hashable, Sendable {
  /// Tokens of column `text`; kept up to 16,777,215.
  package var length: Int
  /// A BCP 47 tag.
  package var language: String?
  package var mediaType: String?
  /// ISO 8601 or a prefix of it.
  package var date: String?

  package init(length: Int, language: String?, mediaType: String?, date: String?) {
    self.length = length
    self.language = language
    self.mediaType = mediaType
    self.date = date
  }
}

/// A calendar date, or a month or year alone, as one number that sorts: 416 a year, 32 a month.
///
/// Month and day are 0 where they are not known, so a year sorts before its first month. 0 is no
/// date; years run from 1 to 2519.
package struct PackedDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var number: UInt32
  static let limit: UInt32 = 1 << 20

  init(number: UInt32) { self.number = number }

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with or without a time after it; nil for others.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(11))
    func digits(_ range: Range<Int>) -> UInt32? {
      guard range.upperBound <= bytes.count else { return nil }
      var value: UInt32 = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + UInt32(byte - 0x30)
      }
      return value
    }
    guard let year = digits(0..<4), year > 0, year < Self.limit / 416 else { return nil }
    number = year * 416
    if bytes.count == 4 { return }
    guard bytes[4] == 0x2D, let month = digits(5..<7), (1...12).contains(month) else { return nil }
    number += month * 32
    if bytes.count == 7 { return }
    guard bytes[7] == 0x2D, let day = digits(8..<10), day >= 1, day <= Self.days(year, month)
    else { return nil }
    number += day
    if bytes.count > 10, bytes[10] >= 0x30, bytes[10] <= 0x39 { return nil }
  }

  package static func < (left: PackedDate, right: PackedDate) -> Bool {
    left.number < right.number
  }

  /// As read, without a time: `2021-03-05`, `2021-03` or `2021`.
  package var description: String {
    let month = Self.month(ofIndex: Int(number / 32))
    let day = number % 32
    return day == 0 ? month : month + (day < 10 ? "-0" : "-") + String(day)
  }

  /// `2021-03`, or `2021` where only the year is known.
  static func month(ofIndex index: Int) -> String {
    let year = String(index / 13)
    let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
    let month = index % 13
    return month == 0 ? padded : padded + (month < 10 ? "-0" : "-") + String(month)
  }

  private static func days(_ year: UInt32, _ month: UInt32) -> UInt32 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension SearchFacts {
  /// - Parameters:
  ///   - type: The media type's number in `search_value`, from 1 to 4095.
  ///   - language: The language's number, from 0 (none) to 255.
  func packed(type: Int, language: Int) -> UInt64 {
    let date = self.date.flatMap { PackedDate($0) }?.number ?? 0
    return UInt64(min(max(length, 0), 0xFF_FFFF)) | UInt64(language & 0xFF) << 24
      | UInt64(type & 0xFFF) << 32 | UInt64(date) << 44
  }
}
