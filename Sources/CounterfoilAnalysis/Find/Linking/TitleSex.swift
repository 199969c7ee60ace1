import CounterfoilModel

/// What a form of address says of the sex of the one addressed: Mr., 女士.
enum TitleSex {
  /// `.male` or `.female`; empty for a title that says neither.
  static func of(_ title: FoundTitle, in text: TextBytes) -> LinkingWords.Marks {
    guard title.kind == .honorific else { return [] }
    let words = LinkingWords.shared
    let known: LinkingWords.Word?
    if let word = LatinWords(text: text).beginning(at: title.start) {
      known = words.english[word.hash]
    } else {
      let run = HanRun(after: title.start, to: title.end, in: text)
      known = words.chinese[run.hash(0..<run.count)]
    }
    return known?.marks.intersection([.male, .female]) ?? []
  }
}
