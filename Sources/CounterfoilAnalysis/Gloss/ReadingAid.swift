public import CounterfoilModel
import CounterfoilText

/// Explains a Chinese passage word by word: how it is read, what the packs know of it, and what it
/// must not be taken for. It translates nothing, and a hit indicates nothing.
public final class ReadingAid {
  private let words: ChineseWords
  /// Without terms, to cut a long name into its parts.
  private let plainWords = ChineseWords()
  private let terms: [String: GlossaryTerm]
  private let termsByName: [String: GlossaryTerm]
  private let organisations: [String: OrganisationEntry]
  private let places: [String: PlaceEntry]
  // Loads the tables of names, so only where a text names a person.
  private lazy var names = NameMatcher()

  /// - Parameter terms: Chinese terms that count as one word beside those of the lexicon.
  public init(lexicon: Lexicon, terms: [String]) {
    words = ChineseWords(terms: terms)
    self.terms = Dictionary(lexicon.terms.map { ($0.id, $0) }) { first, _ in first }
    termsByName = Dictionary(lexicon.terms.map { ($0.simplified, $0) }) { first, _ in first }
    organisations = Dictionary(lexicon.organisations.map { ($0.id, $0) }) { first, _ in first }
    places = Dictionary(lexicon.places.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The words of every run of Chinese in `text`, in order; none overlap. Mentions count as one word.
  ///
  /// - Parameter mentions: Of the same text, as `Finder` gives them.
  public func words(in text: String, mentions: [Mention]) -> [GlossedWord] {
    let map = ScalarMap(text)
    var found: [GlossedWord] = []
    var named: [ScalarRange] = []
    for mention in mentions
    where mention.quote.unicodeScalars.contains(where: \.properties.isIdeographic) {
      guard let word = explained(mention) else { continue }
      found.append(word)
      named.append(mention.range)
    }
    var next = 0
    let utf8 = Array(text.utf8)
    for bytes in words.words(in: text) {
      let range = map.scalar(atByte: bytes.lowerBound)..<map.scalar(atByte: bytes.upperBound)
      while next < named.count, named[next].upperBound <= range.lowerBound { next += 1 }
      if next < named.count, named[next].lowerBound < range.upperBound { continue }
      let quote = String(decoding: utf8[bytes], as: UTF8.self)
      found.append(
        GlossedWord(range: range, quote: quote, kind: .word, pinyin: Pinyin.shared.reading(of: quote)))
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func explained(_ mention: Mention) -> GlossedWord? {
    let quote = mention.quote
    func word(_ kind: GlossedWord.Kind) -> GlossedWord {
      GlossedWord(
        range: mention.range, quote: quote, kind: kind, pinyin: phrase(quote),
        entityHint: mention.entityHint)
    }
    switch mention.kind {
    case .term:
      guard let term = mention.entityHint.flatMap({ terms[$0] }) else { return nil }
      var word = word(.term)
      word.pinyin = term.pinyin
      word.gloss = "\(term.gloss); literally “\(term.literal)”"
      word.warning = term.misreadingRisk.map { "could also be: \($0)" }
      return word
    case .organisation:
      var word = word(.organisation)
      guard let entry = mention.entityHint.flatMap({ organisations[$0] }) else { return word }
      word.gloss = entry.english
      let other = termsByName[Folding.simplified(quote)]?.misreadingRisk.map { "could also be: \($0)" }
      word.warning = [other, entry.note].compactMap(\.self).joined(separator: "; ")
      if word.warning == "" { word.warning = nil }
      return word
    case .place:
      var word = word(.place)
      word.gloss = mention.entityHint.flatMap { places[$0]?.english } ?? mention.value
      if word.gloss == quote { word.gloss = nil }
      return word
    case .person: return person(word(.person))
    default: return nil
    }
  }

  private func person(_ given: GlossedWord) -> GlossedWord {
    var word = given
    let explanation = names.explain(word.quote)
    word.pinyin = names.pinyin(ofName: word.quote) ?? word.pinyin
    word.spellings = explanation.spellings.prefix(6).map {
      GlossedWord.Spelling(convention: $0.convention, text: $0.text)
    }
    word.sharers = explanation.sharers?.expected
    return word
  }

  /// The reading of several words, apart, the first letter a capital.
  private func phrase(_ text: String) -> String? {
    let parts = plainWords.words(in: text).map { text.slice($0) }
    let readings = parts.compactMap { Pinyin.shared.reading(of: $0) }
    guard readings.count == parts.count, let first = readings.first else { return nil }
    return ([first.prefix(1).uppercased() + first.dropFirst()] + readings.dropFirst()).joined(separator: " ")
  }
}

extension String {
  /// - Parameter bytes: UTF-8 offsets at boundaries of scalars.
  fileprivate func slice(_ bytes: Range<Int>) -> String {
    String(decoding: Array(utf8.dropFirst(bytes.lowerBound).prefix(bytes.count)), as: UTF8.self)
  }
}
