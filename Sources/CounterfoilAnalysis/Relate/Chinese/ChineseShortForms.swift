import CounterfoilModel

extension ChineseLexer {
  /// The mentions to read by, with short forms of earlier names among them: 蓝风数据 for 蓝风数据公司.
  ///
  /// Without glossary terms, which are words here.
  func mentions(_ mentions: [Mention], _ document: RelationDocument) -> [Mention] {
    var result = mentions.filter { $0.kind != .term }
    for name in document.organisations {
      let folded = name.quote.unicodeScalars.map { SimplifiedCharacters.shared.scalar($0) }
      if let short = vocabulary.shortForm(of: folded[...]) { add(short, of: name, to: &result) }
    }
    for name in document.people {
      let parts = name.quote.unicodeScalars.map { SimplifiedCharacters.shared.scalar($0) }.split { $0 == "·" }
      if parts.count > 1, let last = parts.last, last.count > 2 { add(last, of: name, to: &result) }
    }
    return result.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func add(_ short: ArraySlice<Unicode.Scalar>, of name: Mention, to mentions: inout [Mention]) {
    guard let first = short.first, folded.count >= short.count else { return }
    var index = 0
    while index + short.count <= folded.count {
      guard folded[index] == first, folded[index..<index + short.count] == short else {
        index += 1
        continue
      }
      let range = start + index..<start + index + short.count
      let touched = mentions.indices.filter { mentions[$0].range.overlaps(range) }
      let isFree = touched.allSatisfy {
        mentions[$0].range.lowerBound >= range.lowerBound && mentions[$0].range.upperBound <= range.upperBound
          && mentions[$0].range != range
      }
      if isFree {
        for index in touched.reversed() { mentions.remove(at: index) }
        var mention = name
        mention.range = range
        mention.quote = string(short)
        mentions.append(mention)
      }
      index += short.count
    }
  }
}
