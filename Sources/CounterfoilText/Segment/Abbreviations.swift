/// English abbreviations, by what a full stop after them can mean.
enum Abbreviations {
  enum Kind {
    case none
    /// Never the end of a sentence: a name or a number follows.
    case never
    /// No end before a number: `No. 5`, `Sept. 3`.
    case beforeNumber
    /// The end only before a word that begins sentences: `in the U.S. The court`.
    case beforeStarter
  }

  /// Longer words are no abbreviation.
  private static let longest = 8

  private static let never = keys(
    "mr mrs ms messrs dr prof gen col maj capt lt cmdr cpl sgt adm rep reps sen sens gov hon rev "
      + "pres supt det insp amb st mt e.g i.e vs cf viz fig figs eq ed eds approx dept fmr")
  private static let beforeNumber = keys(
    "no nos vol vols art sec para p pp ch pt jan feb mar apr jun jul aug sept sep oct nov dec")
  private static let beforeStarter = keys("inc ltd co corp llc bros jr sr etc al esq ph.d a.m p.m")
  private static let starters = keys(
    "the a an in on at he she it they we i this that these those but and however as for if when "
      + "after before while since from to by with his her its their our there both two some many "
      + "according such no not under during between because although")

  private static func keys(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } })
  }

  /// What stands before the full stop at `stop`.
  static func kind(endingAt stop: Int, in base: UnsafePointer<UInt8>) -> Kind {
    var first = stop
    var dots = 0
    while first > 0, stop - first <= longest {
      let byte = base[first - 1]
      if byte == UInt8(ascii: ".") {
        dots += 1
      } else if (byte | 0x20) &- 0x61 >= 26 {
        break
      }
      first -= 1
    }
    let length = stop - first
    guard length > 0, length <= longest else { return .none }
    if first > 0, base[first - 1] >= 0x80 || base[first - 1] &- 0x30 < 10 { return .none }
    var key: UInt64 = 0
    for index in first..<stop {
      let byte = base[index]
      key = key << 8 | UInt64(byte == UInt8(ascii: ".") ? byte : byte | 0x20)
    }
    if never.contains(key) { return .never }
    if beforeNumber.contains(key) { return .beforeNumber }
    if beforeStarter.contains(key) { return .beforeStarter }
    // Initials and their like: `J. Edgar`, `U.S.`, but not the pronoun.
    let isInitial = length == 1 && base[first] &- 0x41 < 26 && base[first] != UInt8(ascii: "I")
    return isInitial || isDotted(first, stop, dots, base) ? .beforeStarter : .none
  }

  /// Single letters with a stop after each.
  private static func isDotted(
    _ first: Int, _ stop: Int, _ dots: Int, _ base: UnsafePointer<UInt8>
  ) -> Bool {
    guard dots > 0, stop - first == 2 * dots + 1 else { return false }
    for index in stride(from: first + 1, to: stop, by: 2) where base[index] != UInt8(ascii: ".") {
      return false
    }
    return true
  }

  /// Whether the word at `index` is one that often begins a sentence.
  static func isStarter(at index: Int, in base: UnsafePointer<UInt8>, count: Int) -> Bool {
    guard base[index] &- 0x41 < 26 else { return false }
    var end = index
    var key: UInt64 = 0
    while end < count, (base[end] | 0x20) &- 0x61 < 26 {
      guard end - index < longest else { return false }
      key = key << 8 | UInt64(base[end] | 0x20)
      end += 1
    }
    return starters.contains(key)
  }
}
