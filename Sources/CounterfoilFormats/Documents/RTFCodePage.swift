/// The code pages of RTF documents and their fonts.
enum RTFCodePage {
  /// Code pages in which a character may take two bytes.
  static let pairs: Set<String> = ["gb18030", "big5", "big5-hkscs", "shift_jis", "euc-kr"]

  static func encoding(ofPage number: Int) -> String {
    switch number {
    case 65_001: return "utf-8"
    case 10_000: return "macintosh"
    default: return TextDecoding.canonical("cp\(number)") ?? "windows-1252"
    }
  }

  /// Nil for those that mean the document's own page.
  static func name(ofCharset number: Int) -> String? {
    [
      77: "x-mac-roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
      162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
      222: "tis-620", 238: "cp1250",
    ][number]
  }
}
