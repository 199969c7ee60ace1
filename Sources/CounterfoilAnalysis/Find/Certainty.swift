/// The fixed confidences of what rules and dictionaries find. They order candidates and tell a reader how
/// much of the judgement was form alone; none is a measured probability, as those of recognised names are.
enum Certainty {
  /// A checksum was verified, or the form has no other use (CVE, URL with scheme, e-mail).
  static let verified = 0.99
  /// The form and a list agree (host with a known top-level domain, address of four octets).
  static let formed = 0.95
  /// The form also serves other things (a run of 32 hexadecimal digits, 11 digits of a mobile).
  static let likely = 0.85
  /// A full name of a knowledge pack, of more than one word or in Chinese.
  static let listedName = 0.95
  /// An abbreviation whose other name stands in the document.
  static let abbreviation = 0.8
  /// A glossary term; the ordinary meaning is often possible.
  static let term = 0.8
  /// A place by its name alone: towns share names with each other and with people.
  static let place = 0.75
  /// A complete calendar date or an amount with its currency.
  static let complete = 0.95
  /// A month without its day.
  static let month = 0.9
  /// Counted from another date, or with the year taken from one.
  static let relativeDate = 0.8
  /// 05/03/2024, where day and month cannot be told apart: only the year is stated.
  static let ambiguousDate = 0.5
  /// USD 2.500, where the point may part thousands.
  static let ambiguousAmount = 0.5
  /// A symbol that several currencies share (¥, $) stood alone.
  static let sharedSymbol = 0.7
}
