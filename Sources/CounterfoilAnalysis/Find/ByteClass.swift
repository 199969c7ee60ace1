/// What a byte can begin or continue; one look-up decides whether a scanner stops at it.
enum ByteClass {
  /// ASCII letters and digits.
  static let alphanumeric: UInt8 = 1
  static let digit: UInt8 = 2
  /// 0-9 a-f A-F.
  static let hexadecimal: UInt8 = 4
  /// Letters, digits, hyphen and underscore: what a host label may hold.
  static let label: UInt8 = 8
  /// `: @ + [ ( {`: what an observable can begin at besides a word.
  static let trigger: UInt8 = 16
  /// Letters, digits and `._%+-'`: the unquoted local part of an address.
  static let localPart: UInt8 = 32
  /// Printable ASCII that a URL may hold; brackets are judged apart.
  static let url: UInt8 = 64
  /// Space, tab, line feed, carriage return, form feed.
  static let space: UInt8 = 128

  static let table: [UInt8] = (0..<256).map { value -> UInt8 in
    let byte = UInt8(value)
    var bits: UInt8 = 0
    let isDigit = byte >= 0x30 && byte <= 0x39
    let lower = byte | 0x20
    let isLetter = byte < 0x80 && lower >= 0x61 && lower <= 0x7A
    if isDigit || isLetter { bits |= alphanumeric | label | localPart | url }
    if isDigit { bits |= digit | hexadecimal }
    if isLetter && lower <= 0x66 { bits |= hexadecimal }
    if "-_".utf8.contains(byte) { bits |= label }
    if ":@+[({".utf8.contains(byte) { bits |= trigger }
    if "._%+-'".utf8.contains(byte) { bits |= localPart }
    if "-._~:/?#@!$&'()*+,;=%|".utf8.contains(byte) { bits |= url }
    if " \t\n\r\u{0C}".utf8.contains(byte) { bits |= space }
    return bits
  }
}
