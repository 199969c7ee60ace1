import CounterfoilModel

extension ChineseLexer {
  /// The mentions to read by, with short forms of earlier names among them: 蓝风数据 for 蓝风数据公司.
  ///
  /// Without glossary terms, which are words here.
  mutating func mentions(_ mentions: [Mention], _ document: RelationDocument) -> [Mention] {
    var result: [Mention?] = mentions.filter { $0.kind != .term }
    // Which mention covers each scalar.
    var owners = [Int32](repeating: -1, count: folded.count)
    for (index, mention) in result.enumerated() {
      for position in mention?.range ?? 0..<0 where owners.indices.contains(position - start) {
        owners[position - start] = Int32(index)
      }
    }
    addInitials(&result, &owners)
    for name in document.organisations {
      let folded = name.quote.unicodeScalars.map { SimplifiedCharacters.shared.scalar($0) }
      if let short = vocabulary.shortForm(of: folded[...]) { add(short, of: name, &result, &owners) }
    }
    for name in document.people {
      let parts = name.quote.unicodeScalars.map { SimplifiedCharacters.shared.scalar($0) }.split { $0 == "·" }
      if parts.count > 1, let last = parts.last, last.count > 2 { add(last, of: name, &result, &owners) }
    }
    return result.compactMap { $0 }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// B博士: people of whom a text gives but a letter.
  private func addInitials(_ mentions: inout [Mention?], _ owners: inout [Int32]) {
    for index in folded.indices where (0x41...0x5A).contains(folded[index].value) && owners[index] < 0 {
      if index > 0, folded[index - 1].value < 0x80, folded[index - 1] != " " { continue }
      var next = index + 1
      if next < folded.count, folded[next] == " " { next += 1 }
      guard next + 1 < folded.count, owners[next] < 0,
        vocabulary[string(folded[next...next + 1])]?.classes.contains(.honorific) == true
      else { continue }
      let range = start + index..<start + next + 2
      let quote = string(folded[index...next + 1])
      for position in index...next + 1 { owners[position] = Int32(mentions.count) }
      mentions.append(Mention(kind: .person, range: range, quote: quote, value: quote, confidence: 0.5))
    }
  }

  private mutating func add(
    _ short: ArraySlice<Unicode.Scalar>, of name: Mention, _ mentions: inout [Mention?],
    _ owners: inout [Int32]
  ) {
    guard let first = short.first, folded.count >= short.count else { return }
    var index = 0
    while index + short.count <= folded.count {
      let here = index..<index + short.count
      guard folded[index] == first, folded[here] == short else {
        index += 1
        continue
      }
      let range = start + here.lowerBound..<start + here.upperBound
      let covering = Set(owners[here]).filter { $0 >= 0 }.sorted()
      // A name that reaches further, or is as long, is not this one.
      let isFree = covering.allSatisfy { number in
        guard let known = mentions[Int(number)]?.range else { return true }
        return known.lowerBound >= range.lowerBound && known.upperBound <= range.upperBound && known != range
      }
      if isFree {
        for number in covering { mentions[Int(number)] = nil }
        var mention = name
        mention.range = range
        mention.quote = string(short)
        for position in here { owners[position] = Int32(mentions.count) }
        mentions.append(mention)
        originals[range.lowerBound] = name
      }
      index += short.count
    }
  }
}
