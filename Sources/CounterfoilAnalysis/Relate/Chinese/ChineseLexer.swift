import CounterfoilModel
import CounterfoilText

/// Cuts a sentence into mentions, words and marks.
struct ChineseLexer {
  let vocabulary: ChineseVocabulary
  /// The document's scalars, simplified, from `start` on.
  let folded: [Unicode.Scalar]
  let start: Int
  /// The earlier mention of each short form, by where it begins.
  var originals: [Int: Mention] = [:]

  /// A longer stretch in quotation marks is what somebody says, not a name.
  private static let longestName = 16

  init(_ sentence: RelationSentence, _ vocabulary: ChineseVocabulary) {
    self.vocabulary = vocabulary
    start = sentence.range.lowerBound
    folded = sentence.scalars.map { SimplifiedCharacters.shared.scalar($0) }
  }

  func tokens(_ mentions: [Mention]) -> [ChineseToken] {
    var result: [ChineseToken] = []
    let words = self.words(between: mentions)
    var nextWord = 0
    var nextMention = 0
    var position = start
    let end = start + folded.count
    while position < end {
      while nextMention < mentions.count, mentions[nextMention].range.lowerBound < position {
        nextMention += 1
      }
      if nextMention < mentions.count, mentions[nextMention].range.lowerBound == position,
        !mentions[nextMention].range.isEmpty
      {
        let mention = named(mentions[nextMention])
        var token = ChineseToken(range: mention.range, mention: mention)
        if mention.kind == .place { token.endsAsOrganisation = endsAsOrganisation(mention.range) }
        result.append(token)
        position = mention.range.upperBound
        continue
      }
      while nextWord < words.count, words[nextWord].lowerBound < position { nextWord += 1 }
      if nextWord < words.count, words[nextWord].lowerBound == position {
        let range = words[nextWord]
        let word = text(range)
        if vocabulary[word] == nil, let parts = particles(word, range) {
          result += parts
          position = range.upperBound
          continue
        }
        result.append(ChineseToken(range: range, word: word, entry: vocabulary[word]))
        position = range.upperBound
        continue
      }
      let scalar = folded[position - start]
      if let mark = ChineseToken.Mark(scalar) {
        result.append(ChineseToken(range: position..<position + 1, mark: mark))
      } else if !scalar.properties.isWhitespace {
        if let last = result.last, last.range.upperBound == position, last.entry == nil, last.mention == nil,
          last.mark == nil, isLetter(last.range.upperBound - 1), isLetter(position)
        {
          result[result.count - 1].range = last.range.lowerBound..<position + 1
          result[result.count - 1].word.unicodeScalars.append(scalar)
        } else {
          result.append(ChineseToken(range: position..<position + 1, word: String(scalar)))
        }
      }
      position += 1
    }
    return quotedNames(result)
  }

  /// A word of two particles or pronouns, as 及其, in its parts.
  private func particles(_ word: String, _ range: ScalarRange) -> [ChineseToken]? {
    guard range.count == 2 else { return nil }
    let parts = range.map { position -> ChineseToken in
      let word = text(position..<position + 1)
      return ChineseToken(range: position..<position + 1, word: word, entry: vocabulary[word])
    }
    let isClosed =
      parts.contains { $0.particle != nil }
      && parts.allSatisfy {
        $0.particle != nil || !$0.classes.isDisjoint(with: [.pronoun, .definite, .negation, .adverb])
      }
    return isClosed ? parts : nil
  }

  /// 沃特斯办公室: a body that is called by whoever leads it.
  private func named(_ mention: Mention) -> Mention {
    guard mention.kind == .person else { return mention }
    for length in 2...3 {
      let range = mention.range.upperBound..<mention.range.upperBound + length
      guard range.upperBound - start <= folded.count,
        vocabulary[text(range)]?.classes.contains(.eponym) == true
      else { continue }
      let whole = mention.range.lowerBound..<range.upperBound
      let quote = mention.quote + text(range)
      return Mention(
        kind: .organisation, range: whole, quote: quote, value: quote, confidence: mention.confidence)
    }
    return mention
  }

  private func endsAsOrganisation(_ range: ScalarRange) -> Bool {
    (1...4).contains { length in
      length < range.count
        && vocabulary[text(range.upperBound - length..<range.upperBound)]?.classes.contains(.organisation)
          == true
    }
  }

  private func isLetter(_ position: Int) -> Bool { folded[position - start].value < 0x3000 }

  private func text(_ range: ScalarRange) -> String {
    string(folded[range.lowerBound - start..<range.upperBound - start])
  }

  /// The words of what no mention covers.
  private func words(between mentions: [Mention]) -> [ScalarRange] {
    var masked = folded
    for mention in mentions {
      for position in mention.range where masked.indices.contains(position - start) {
        masked[position - start] = " "
      }
    }
    let text = string(masked[...])
    var scalarAt: [Int32] = []
    scalarAt.reserveCapacity(text.utf8.count + 1)
    for (index, scalar) in masked.enumerated() {
      for _ in 0..<UTF8.width(scalar) { scalarAt.append(Int32(index)) }
    }
    scalarAt.append(Int32(masked.count))
    return joined(
      vocabulary.words.words(in: text).compactMap { bytes in
        guard bytes.upperBound < scalarAt.count else { return nil }
        return start + Int(scalarAt[bytes.lowerBound])..<start + Int(scalarAt[bytes.upperBound])
      })
  }

  /// Joins neighbouring words that make one of ours: 被 捕.
  private func joined(_ words: [ScalarRange]) -> [ScalarRange] {
    var result: [ScalarRange] = []
    result.reserveCapacity(words.count)
    var index = 0
    while index < words.count {
      var best = index
      var last = index
      while last + 1 < words.count, last - index < 3, words[last + 1].lowerBound == words[last].upperBound,
        words[last + 1].upperBound - words[index].lowerBound <= vocabulary.longestWord
      {
        last += 1
        if vocabulary[self.text(words[index].lowerBound..<words[last].upperBound)] != nil { best = last }
      }
      result.append(words[index].lowerBound..<words[best].upperBound)
      index = best + 1
    }
    return result
  }

  /// Makes one token of each short name in quotation marks.
  private func quotedNames(_ tokens: [ChineseToken]) -> [ChineseToken] {
    var result: [ChineseToken] = []
    result.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      if token.mark == .openQuote, let close = nameEnd(tokens, index) {
        let inner = token.range.upperBound..<tokens[close].range.lowerBound
        var name = ChineseToken(range: inner, word: text(inner), isQuotedName: true)
        let only = tokens[index + 1]
        if close == index + 2 {
          name.mention = only.mention
          if only.entry != nil { name = only }
        }
        result.append(name)
        index = close + 1
        continue
      }
      result.append(token)
      index += 1
    }
    return result
  }

  /// Where the quotation that opens at `open` closes, if it is as short as a name and has no clauses.
  private func nameEnd(_ tokens: [ChineseToken], _ open: Int) -> Int? {
    if open > 0, tokens[open - 1].mark == .colon { return nil }
    var index = open + 1
    while index < tokens.count, index - open <= Self.longestName {
      switch tokens[index].mark {
      case .closeQuote:
        let length = tokens[index].range.lowerBound - tokens[open].range.upperBound
        return length > 1 && length <= Self.longestName ? index : nil
      case nil: break
      case .list, .other, .openBracket, .closeBracket: break
      default: return nil
      }
      index += 1
    }
    return nil
  }
}
