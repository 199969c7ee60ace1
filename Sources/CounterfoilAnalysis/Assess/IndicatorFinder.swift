public import CounterfoilModel
import CounterfoilText

/// Finds indicators and counter-indicators in a text, and in which voice the text speaks of them.
public final class IndicatorFinder: Sendable {
  private let tables: TradecraftTables
  private let matcher: FormMatcher
  private let voices: [Voice]

  /// - Parameter terms: Chinese names and terms that stay whole when text is cut into words.
  public init(tables: TradecraftTables, terms: [String] = []) {
    self.tables = tables
    voices = Voice.allCases.filter { tables.voices[$0] != nil }
    matcher = FormMatcher(
      rules: tables.indicators.map(\.forms) + tables.counters.map(\.forms)
        + voices.map { tables.voices[$0] ?? [] } + [tables.warnsAround],
      classes: tables.classes, irregular: tables.irregular, words: ChineseWords(terms: terms))
  }

  /// The ids that hold in a text, by sentence and voice.
  /// - Complexity: O(*bytes*); one core walks some 20 MB/s of running text.
  public func hits(in text: String) -> [IndicatorHit] {
    let matches = matcher.matches(in: text)
    let firstVoice = tables.indicators.count + tables.counters.count
    let spoken = matches.filter { $0.rule >= firstVoice }
    guard matches.count > spoken.count else { return [] }
    let map = ScalarMap(text)
    var native = text
    return native.withUTF8 { bytes in
      var result: [IndicatorHit] = []
      var from = 0
      for match in matches where match.rule < firstVoice {
        while from < spoken.count, spoken[from].sentence.upperBound + Self.reach <= match.sentence.lowerBound
        { from += 1 }
        let id =
          match.rule < tables.indicators.count
          ? tables.indicators[match.rule].id : tables.counters[match.rule - tables.indicators.count].id
        result.append(
          IndicatorHit(
            indicator: id, range: scalars(match.range, map), sentence: scalars(match.sentence, map),
            quote: String(decoding: bytes[match.range], as: UTF8.self),
            voice: voice(of: match, among: spoken[from...]), form: matcher.written(match.form)))
      }
      return result
    }
  }

  /// Bytes over which a warning holds for the sentences around it.
  private static let reach = 300

  private func scalars(_ bytes: Range<Int>, _ map: ScalarMap) -> ScalarRange {
    map.scalar(atByte: bytes.lowerBound)..<map.scalar(atByte: bytes.upperBound)
  }

  /// The first voice whose words stand in the sentence, and are not themselves words of the indicator.
  private func voice(of match: FormMatcher.Match, among spoken: ArraySlice<FormMatcher.Match>) -> Voice {
    let first = tables.indicators.count + tables.counters.count
    var best = Int.max
    for other in spoken {
      guard other.sentence.lowerBound < match.sentence.upperBound + Self.reach else { break }
      let isAround = other.rule - first == voices.count
      guard isAround || other.sentence.overlaps(match.sentence), let word = other.items.first,
        !match.items.contains(where: { $0.overlaps(word) })
      else { continue }
      best = min(best, isAround ? voices.firstIndex(of: .warned) ?? best : other.rule - first)
    }
    return best == Int.max ? .told : voices[best]
  }
}
