import CounterfoilModel

/// Whom a pronoun or a short form stands for.
struct ChineseReferents {
  private(set) var document: RelationDocument
  private let vocabulary: ChineseVocabulary

  init(_ document: RelationDocument, _ vocabulary: ChineseVocabulary) {
    self.document = document
    self.vocabulary = vocabulary
  }

  mutating func remember(_ mention: Mention) { document.remember(mention) }

  /// Somebody named before, the latest first, other than `excluded`.
  func person(except excluded: Mention?) -> Mention? {
    document.people.last { $0.value != excluded?.value }
  }

  /// The two latest people named.
  func pair() -> [Mention] { Array(document.people.suffix(2)) }

  /// The organisation that a noun such as 基金会 or 该公司 means.
  func organisation(_ noun: String, isDefinite: Bool) -> Mention? {
    let named = document.organisations.last { mention in
      let name = mention.quote.unicodeScalars
      return name.count > noun.unicodeScalars.count && fold(mention.quote).hasSuffix(noun)
    }
    return named ?? (isDefinite ? document.organisations.last : nil)
  }

  /// Whether a mention is a bare noun and names nobody by itself: 基金会.
  func isBare(_ mention: Mention) -> Bool {
    mention.kind == .organisation && mention.entityHint == nil
      && vocabulary[fold(mention.quote)]?.classes.contains(.organisation) == true
  }

  func fold(_ text: String) -> String {
    string(text.unicodeScalars.map { SimplifiedCharacters.shared.scalar($0) }[...])
  }
}
