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
      return name(evidence.verdict)
    }
  }

  /// The text cut at line ends into stretches of one language, in order and without gaps, as ranges of Unicode scalars.
  ///
  /// A line without letters, or in letters that tell nothing, belongs to the stretch before it (or the
  /// first one after it). Empty where the text has no letters at all.
  /// - Complexity: O(*bytes*).
  public static func passages(of text: String) -> [(range: Range<Int>, language: String)] {
    text.withUTF8Bytes { bytes in
      guard let base = bytes.baseAddress else { return [] }
      let evidence = LanguageEvidence()
      var passages: [(range: Range<Int>, verdict: LanguageEvidence.Verdict)] = []
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
        add(scalar..<scalar + count, evidence.verdict, to: &passages)
        line = end
        scalar += count
      }
      return passages.compactMap { passage in
        name(passage.verdict).map { (passage.range, $0) }
      }
    }
  }

  private static func add(
    _ range: Range<Int>, _ verdict: LanguageEvidence.Verdict,
    to passages: inout [(range: Range<Int>, verdict: LanguageEvidence.Verdict)]
  ) {
    guard let last = passages.last else {
      passages.append((range, verdict))
      return
    }
    let joins: LanguageEvidence.Verdict? =
      if verdict == last.verdict || fits(verdict, to: last.verdict) {
        last.verdict
      } else if fits(last.verdict, to: verdict) {
        verdict
      } else {
        nil
      }
    if let joins {
      passages[passages.count - 1] = (last.range.lowerBound..<range.upperBound, joins)
      // What told nothing before may now be the same as its neighbour.
      if passages.count >= 2, passages[passages.count - 2].verdict == joins {
        let later = passages.removeLast()
        passages[passages.count - 1].range =
          passages[passages.count - 1].range.lowerBound..<later.range.upperBound
      }
    } else {
      passages.append((range, verdict))
    }
  }

  /// Whether a stretch of unknown language may belong to a neighbour.
  private static func fits(
    _ unknown: LanguageEvidence.Verdict, to known: LanguageEvidence.Verdict
  ) -> Bool {
    switch (unknown, known) {
    case (.none, _): true
    case (.script(Script.han.rawValue), .language(let language)):
      language.hasPrefix("zh") || language == "ja"
    case (.script(let script), .language(let language)):
      LanguageProfiles.shared.languages.firstIndex(of: language)
        .map { LanguageProfiles.shared.scripts[$0] == script } ?? false
    default: false
    }
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
