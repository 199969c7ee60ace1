import CounterfoilModel

extension ChineseReader {
  /// The name after 又名: a mention, a name in quotation marks, or the words to the next mark.
  func name(after position: Int) -> ScalarRange? {
    let first = firstItem(from: position)
    var end = position
    var start: Int?
    for item in items[first..<min(items.count, first + 6)] {
      if case .mark = item.kind {
        if start == nil, item.mark == .openQuote || item.mark == .openBracket { continue }
        break
      }
      if item.particle == .copula || item.particle == .benefit { continue }
      guard let group = item.group else { break }
      if let mention = group.mention { return mention.range }
      if group.isQuotedName { return group.headRange }
      start = start ?? item.range.lowerBound
      end = item.range.upperBound
    }
    return start.map { $0..<end }
  }

  /// The offence named in a clause: the words that end in 罪, from whatever brings them (以, 犯, 涉嫌) on.
  func offence(from: Int, to: Int) -> ScalarRange? {
    var start: Int?
    for index in from..<to {
      let item = items[index]
      if item.mark == .clause { start = nil }
      if let group = item.group {
        if let start, start < item.range.upperBound, folded(group.range).hasSuffix("罪"), group.mention == nil
        {
          return start..<group.range.upperBound
        }
        if group.mention != nil, group.head == .person { start = nil }
        continue
      }
      let brings =
        item.particle == .using || item.particle == .because || item.particle == .regarding
        || item.classes.contains(.suspected) || item.classes.contains(.offence)
      if brings { start = item.range.upperBound }
    }
    return nil
  }

  /// A share of what is owned: 30%.
  func share(_ chains: [ChineseChain]) -> ScalarRange? {
    let groups = chains.flatMap(\.groups)
    return sentence.mentions.first { mention in
      mention.kind == .number && groups.contains { $0.range.contains(mention.range.lowerBound) }
    }?.range
  }

  /// A punishment after a verb: 有期徒刑三年, 十年监禁, 死刑.
  func term(after position: Int) -> ScalarRange? {
    var start: Int?
    var end = position
    for item in items.dropFirst(firstItem(from: position)).prefix(Self.reach) {
      if case .mark = item.kind { break }
      if item.particle == .aspect { continue }
      let text = folded(item.range)
      let isTerm = vocabulary.punishments.contains { text.contains($0) }
      if start == nil, isTerm || text.unicodeScalars.first.map(Self.isCount) == true {
        start = item.range.lowerBound
      }
      if start != nil { end = item.range.upperBound }
    }
    guard let start, vocabulary.punishments.contains(where: { folded(start..<end).contains($0) }) else {
      return nil
    }
    return start..<end
  }

  private static func isCount(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType != nil || "一二三四五六七八九十两".unicodeScalars.contains(scalar)
  }

  func folded(_ range: ScalarRange) -> String { referents.fold(referents.document.quote(range)) }

  /// The first item at or after a position.
  func firstItem(from position: Int) -> Int {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].range.lowerBound < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
