/// Tells the language of text: by its script, Chinese by which characters it uses, languages of one
/// script by their function words and letters.
///
/// Names are BCP 47 tags such as `en`, `zh-Hans`, `zh-Hant`, `ug`; `und` is text in letters of
/// which nothing tells the language.
public enum LanguageDetector {
  /// Longer texts are judged by this many bytes in `sampleCount` pieces spread over them.
  static let sampleBytes = 64 << 10
  static let sampleCount = 16

  /// The language most of the text is in; nil where it has no letters.
  ///
  /// Chinese that is the same in both scripts counts as `zh-Hans`.
  public static func language(of text: String) -> String? {
    text.withUTF8Bytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let evidence = LanguageEvidence()
      if bytes.count <= sampleBytes {
        evidence.add(base, from: 0, to: bytes.count)
      } else {
        let length = sampleBytes / sampleCount
        for sample in 0..<sampleCount {
          let start = (bytes.count - length) / (sampleCount - 1) * sample
          evidence.add(
            base, from: boundary(bytes, start), to: boundary(bytes, start + length))
        }
      }
      return name(evidence.verdict(isStrict: false))
    }
  }

  /// The text cut at line ends into stretches of one language, in order and without gaps, as ranges of Unicode scalars.
  ///
  /// A line without letters belongs to the stretch before it (or the first one after it). A line whose
  /// letters do not tell its language takes that of the nearest earlier line in the same script, or
  /// else of the nearest later one. Empty where the text has no letters at all.
  /// - Complexity: O(*bytes*).
  public static func passages(of text: String) -> [(range: Range<Int>, language: String)] {
    text.withUTF8Bytes { bytes in
      guard let base = bytes.baseAddress else { return [] }
      let evidence = LanguageEvidence()
      var stretches: [Stretch] = []
      var line = 0
      var scalar = 0
      while line < bytes.count {
        var end = line
        var count = 0
        while end < bytes.count {
          let byte = base[end]
          end += 1
          count += byte & 0xC0 != 0x80 ? 1 : 0
          if byte == UInt8(ascii: "\n") { break }
        }
        evidence.clear()
        evidence.add(base, from: line, to: end)
        let verdict = evidence.verdict(isStrict: true)
        if let last = stretches.last, verdict == last.verdict || verdict == .none {
          stretches[stretches.count - 1].scalars = last.scalars.lowerBound..<scalar + count
          stretches[stretches.count - 1].bytes = last.bytes.lowerBound..<end
        } else {
          stretches.append(
            Stretch(scalars: scalar..<scalar + count, bytes: line..<end, verdict: verdict))
        }
        line = end
        scalar += count
      }
      settle(&stretches, base, evidence)
      return merged(stretches)
    }
  }

  private struct Stretch {
    var scalars: Range<Int>
    var bytes: Range<Int>
    var verdict: LanguageEvidence.Verdict
  }

  /// Gives stretches of unknown language that of a neighbour in the same script.
  private static func settle(
    _ stretches: inout [Stretch], _ base: UnsafePointer<UInt8>, _ evidence: LanguageEvidence
  ) {
    var known: [UInt8: String] = [:]
    func settle(_ index: Int) {
      switch stretches[index].verdict {
      case .language(let language):
        if let script = script(of: language) { known[script] = language }
      case .script(let script):
        if let language = known[script] { stretches[index].verdict = .language(language) }
      case .none: break
      }
    }
    for index in stretches.indices { settle(index) }
    known.removeAll()
    for index in stretches.indices.reversed() { settle(index) }
    // No prose in this script anywhere: a few words must do.
    for index in stretches.indices {
      guard case .script = stretches[index].verdict else { continue }
      evidence.clear()
      evidence.add(base, from: stretches[index].bytes.lowerBound, to: stretches[index].bytes.upperBound)
      stretches[index].verdict = evidence.verdict(isStrict: false)
    }
  }

  private static func merged(_ stretches: [Stretch]) -> [(range: Range<Int>, language: String)] {
    var passages: [(range: Range<Int>, language: String)] = []
    var start = 0
    for stretch in stretches {
      guard let language = name(stretch.verdict) else { continue }
      if let last = passages.last, last.language == language {
        passages[passages.count - 1].range = last.range.lowerBound..<stretch.scalars.upperBound
      } else {
        passages.append((start..<stretch.scalars.upperBound, language))
      }
      start = stretch.scalars.upperBound
    }
    return passages
  }

  /// The script that lines of unknown language share with a language; Japanese lends its own to lines of Han.
  private static func script(of language: String) -> UInt8? {
    if language.hasPrefix("zh") || language == "ja" { return Script.han.rawValue }
    return LanguageProfiles.shared.languages.firstIndex(of: language)
      .map { LanguageProfiles.shared.scripts[$0] }
  }

  private static func name(_ verdict: LanguageEvidence.Verdict) -> String? {
    switch verdict {
    case .none: nil
    case .language(let language): language
    case .script(Script.han.rawValue): "zh-Hans"
    case .script(Script.cyrillic.rawValue): "ru"
    case .script(Script.arabic.rawValue): "ar"
    case .script: "und"
    }
  }

  /// The first scalar boundary at or after `offset`.
  private static func boundary(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    var offset = min(offset, bytes.count)
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }
}
