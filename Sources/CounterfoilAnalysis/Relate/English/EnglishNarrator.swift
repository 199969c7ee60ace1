import CounterfoilModel

/// Whoever writes as I, where the text says who that is.
enum EnglishNarrator {
  /// Takes `My name is X`, `I am X` and `I, X,`.
  static func introduce(
    _ words: [EnglishWord], _ lexicon: EnglishLexicon, _ document: inout RelationDocument
  ) {
    var isQuoted = false
    for (index, word) in words.enumerated() {
      if word.isSign("\"") { isQuoted.toggle() }
      guard !isQuoted, let mention = word.mention, mention.kind == .person, index > 1 else { continue }
      let before = words[max(0, index - 3)..<index].map(\.text).joined(separator: " ")
      let marks = lexicon.list("introduction")
      if marks.contains(where: { before == $0 || before.hasSuffix(" " + $0) }) {
        document.narrator = document.full(mention)
        return
      }
    }
  }
}
