import CounterfoilModel

/// Other names of whoever is named.
extension EnglishReading {
  // MARK: other names

  /// `Su Bin, also known as Stephen Su and Stephen Subin`.
  mutating func readAliases() {
    var index = 1
    while index < sentence.words.count {
      guard let next = aliasMark(index) else {
        index += 1
        continue
      }
      let mark = index
      index = next
      guard let who = sentence.words[max(0, mark - 4)..<mark].last(where: \.isName),
        let mention = who.mention
      else { continue }
      while let range = aliasName(&index) {
        let entity = Relation.Participant(
          role: "entity", range: mention.range, quote: mention.quote, mention: document.full(mention))
        add(
          Relation(
            type: "alias", participants: [entity],
            details: [Relation.Detail(name: "name", range: range, quote: document.quote(range))],
            words: mention.range.lowerBound..<range.upperBound))
        document.add(alias: document.quote(range), of: document.full(mention))
        guard ["and", "or", ","].contains(sentence.text(index)), index + 1 < sentence.words.count else {
          break
        }
        index += 1
        if ["and", "or"].contains(sentence.text(index)) { index += 1 }
      }
    }
  }

  /// The word after `also known as`, where it stands at `index`.
  private func aliasMark(_ index: Int) -> Int? {
    for length in [3, 2, 1] where index + length < sentence.words.count {
      let text = (index..<index + length).map { sentence.text($0) }.joined(separator: " ")
      if lexicon.has(text, in: "alias mark") { return index + length }
    }
    return nil
  }

  private func aliasName(_ index: inout Int) -> ScalarRange? {
    while index < sentence.words.count,
      sentence.words[index].isSign("\"") || sentence.class(index) == .determiner
    { index += 1 }
    let first = index
    while index < sentence.words.count, index < first + 6,
      sentence.words[index].isName || sentence.words[index].sort == .word && sentence.words[index].isCapital
        || index > first && sentence.words[index].isSign("-")
    {
      index += 1
    }
    guard index > first else { return nil }
    let range = sentence.words[first].range.lowerBound..<sentence.words[index - 1].range.upperBound
    if sentence.text(index) == "\"" { index += 1 }
    return range
  }
}
