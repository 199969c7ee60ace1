/// What a stretch of text says about its language; cleared and reused from line to line.
final class LanguageEvidence {
  private let profiles = LanguageProfiles.shared
  private let forms = HanForms.shared
  /// UTF-8 bytes of letters, by script.
  private var bytes = [Int](repeating: 0, count: Script.allCases.count)
  private var scores = [Int32](repeating: 0, count: 64)
  private var words = 0
  private var traditional = 0
  private var simplified = 0

  /// A language, or what is known short of one.
  enum Verdict: Equatable {
    case none
    case language(String)
    /// Letters of this script, but nothing that tells which language.
    case script(UInt8)
  }

  func clear() {
    for index in bytes.indices { bytes[index] = 0 }
    for index in scores.indices { scores[index] = 0 }
    words = 0
    traditional = 0
    simplified = 0
  }

  /// - Complexity: O(*bytes*); some 300 MB/s.
  func add(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) {
    var index = start
    /// The current word in one integer, while it fits.
    var key: UInt64 = 0
    var length = 0
    var latin = 0
    while index < end {
      let byte = base[index]
      if byte < 0x80 {
        index += 1
        let lower = byte | 0x20
        if lower &- 0x61 < 26 {
          key = key << 8 | UInt64(lower)
          length += 1
          latin += 1
        } else if length > 0 {
          closeWord(key, length)
          key = 0
          length = 0
        }
        continue
      }
      let (scalar, width) = UTF8Scalar.decode(base, at: index)
      index += width
      let script = Script.of(scalar)
      bytes[Int(script)] += width
      if script == Script.han.rawValue {
        let kind = forms.kind(scalar)
        if kind == HanForms.traditional { traditional += 1 }
        if kind == HanForms.simplified { simplified += 1 }
      }
      if script == Script.latin.rawValue || script == Script.cyrillic.rawValue
        || script == Script.arabic.rawValue
      {
        for offset in 0..<width { key = key << 8 | UInt64(base[index - width + offset]) }
        length += width
        count(profiles.languages(ofLetter: scalar))
      } else if length > 0 {
        closeWord(key, length)
        key = 0
        length = 0
      }
    }
    if length > 0 { closeWord(key, length) }
    bytes[Int(Script.latin.rawValue)] += latin
  }

  @inline(__always)
  private func closeWord(_ key: UInt64, _ length: Int) {
    words += 1
    if length <= LanguageProfiles.longestWord { count(profiles.languages(ofWord: key)) }
  }

  @inline(__always)
  private func count(_ languages: UInt64) {
    guard languages != 0 else { return }
    let share = LanguageProfiles.share / Int32(languages.nonzeroBitCount)
    var rest = languages
    while rest != 0 {
      scores[rest.trailingZeroBitCount] &+= share
      rest &= rest - 1
    }
  }

  /// - Parameter isStrict: Asks for as many function words as prose has, so that a line of names in one
  ///   language's form does not count as that language.
  func verdict(isStrict: Bool) -> Verdict {
    let han = bytes[Int(Script.han.rawValue)]
    let kana = bytes[Int(Script.kana.rawValue)]
    let hangul = bytes[Int(Script.hangul.rawValue)]
    let eastAsian = han + kana + hangul
    var most = Script.none
    for script in Script.allCases
    where script != .none && bytes[Int(script.rawValue)] > (most == .none ? 0 : bytes[Int(most.rawValue)]) {
      most = script
    }
    // Han, kana and hangul stand together against another script.
    if most != .none, eastAsian >= bytes[Int(most.rawValue)] {
      if hangul * 2 > han + kana { return .language("ko") }
      // Japanese prose is half kana; Chinese text quotes a Japanese name now and then.
      if kana * 8 > han + kana { return .language("ja") }
      if traditional > simplified { return .language("zh-Hant") }
      if simplified > traditional { return .language("zh-Hans") }
      return .script(Script.han.rawValue)
    }
    guard most != .none else { return .none }
    if let language = most.language { return .language(language) }
    return tellApart(most.rawValue, isStrict: isStrict)
  }

  /// The language of a script with the highest score, where it is more than chance.
  private func tellApart(_ script: UInt8, isStrict: Bool) -> Verdict {
    var best = -1
    var score = 0
    for (place, value) in scores.prefix(profiles.languages.count).enumerated()
    where profiles.scripts[place] == script && value > score {
      best = place
      score = Int(value)
    }
    let share = Int(LanguageProfiles.share)
    // Strict: one and a half sure words, and 15 in a hundred. Else half of one, and one in a hundred.
    let enough =
      isStrict
      ? max(share + share / 2, words * share * 15 / 100)
      : max(share / 2, words * share / 100)
    return best >= 0 && score >= enough ? .language(profiles.languages[best]) : .script(script)
  }
}
