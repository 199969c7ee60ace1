/// Whether a word has the shape of pinyin.
enum PinyinShape {
  private static let initials: [[UInt8]] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c",
    "s",
    "y", "w", "",
  ].map { Array($0.utf8) }

  private static let finals: [[UInt8]] = [
    "iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan", "ai", "an", "ao", "ei",
    "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", "a", "e", "i", "o", "u",
  ].map { Array($0.utf8) }

  /// Whether a word is one or two syllables: `Yanjun`, `Bo`, `Xiao-ming`.
  static func isGivenName(_ text: TextBytes, _ start: Int, _ end: Int) -> Bool {
    let bytes = (start..<end).map { text.lower($0) }.filter { $0 != 0x2D && $0 != 0x27 }
    guard bytes.count >= 1, bytes.count <= 12 else { return false }
    return fits(bytes, 0, 2)
  }

  private static func fits(_ bytes: [UInt8], _ from: Int, _ syllables: Int) -> Bool {
    if from == bytes.count { return true }
    guard syllables > 0 else { return false }
    for initial in initials where bytes[from...].starts(with: initial) {
      let middle = from + initial.count
      for final in finals where middle < bytes.count && bytes[middle...].starts(with: final) {
        if fits(bytes, middle + final.count, syllables - 1) { return true }
      }
    }
    return false
  }
}
