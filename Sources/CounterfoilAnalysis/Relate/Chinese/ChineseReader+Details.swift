import CounterfoilModel

extension ChineseReader {
  func detail(_ filling: RelationTables.Frame.Filling, _ site: Site) -> Relation.Detail? {
    for place in filling.places {
      switch place {
      case "need":
        let chains =
          site.complements.objects.flatMap { $0 } + site.complements.governed.map(\.chain)
          + clause.governed.flatMap(\.chains)
        if let found = chains.last(where: { chain in
          site.needs.contains { folded(chain.last.range).contains($0) }
        }) {
          return detail(filling.name, found.last.range)
        }
      case "name":
        if let range = name(after: site.trigger.upperBound) { return detail(filling.name, range) }
      case "offence":
        if let range = offence(from: clauseFirst(index(of: site)), to: clauseEnd(index(of: site))) {
          return detail(filling.name, range)
        }
      case "term":
        if let range = term(after: site.trigger.upperBound) { return detail(filling.name, range) }
      case "share":
        if let range = share(site.complements.objects.flatMap { $0 }) { return detail(filling.name, range) }
      case "gathering":
        if let range = gathering(site) { return detail(filling.name, range) }
      case "event":
        if let range = event(site) { return detail(filling.name, range) }
      case "outcome":
        let after = items.dropFirst(index(of: site) + 1).prefix(Self.reach)
        if let need = site.needs.first,
          let item = after.first(where: { $0.mark == nil && folded($0.range).contains(need) })
        {
          return detail(filling.name, item.range)
        }
      case "place-object":
        if let place = site.complements.objects.first?.first.flatMap({ self.place($0) }) {
          return detail(filling.name, place.range)
        }
      case "money":
        let chains =
          site.complements.objects.flatMap { $0 } + site.complements.governed.map(\.chain)
          + clause.governed.flatMap(\.chains) + (site.complements.head.map { [$0] } ?? [])
        if let money = chains.flatMap(\.groups).compactMap(\.mention).first(where: { $0.kind == .money }) {
          return detail(filling.name, money.range)
        }
        if let sum = site.complements.objects.flatMap({ $0 }).first(where: {
          $0.last.headClasses.contains(.money)
        }) {
          return detail(filling.name, sum.last.range)
        }
      case "verb":
        return detail(filling.name, site.trigger)
      case "title":
        if let title = (site.isNoun ? site.owner : site.complements.objects.first?.first)?.last.title {
          return detail(filling.name, title)
        }
      case "rest":
        if let range = rest(site.trigger.upperBound, site) { return detail(filling.name, range) }
      default:
        if let chain = chains(place, site).first { return detail(filling.name, chain.range) }
      }
    }
    return nil
  }

  func index(of site: Site) -> Int { firstItem(from: site.trigger.lowerBound) }

  private func clauseFirst(_ index: Int) -> Int { max(clause.start, index - Self.reach) }

  private func clauseEnd(_ index: Int) -> Int {
    var end = index
    while end < items.count, end < index + Self.reach, items[end].mark != .clause { end += 1 }
    return end
  }

  /// The meeting somebody was asked to: a name in quotation marks after the verb in the sentence.
  private func event(_ site: Site) -> ScalarRange? {
    items.dropFirst(index(of: site)).prefix(Self.reach).compactMap(\.group).first { $0.isQuotedName }?
      .headRange
  }

  /// The meeting that is a verb's object: a name in quotation marks, or words that end as meetings do.
  private func gathering(_ site: Site) -> ScalarRange? {
    let chains = site.complements.objects.flatMap { $0 } + (site.complements.head.map { [$0] } ?? [])
    for chain in chains {
      if chain.last.isQuotedName { return chain.last.headRange }
      if endsAsGathering(chain.last.range) {
        return chain.last.mention == nil ? chain.range : chain.last.range
      }
    }
    return nil
  }

  private func endsAsGathering(_ range: ScalarRange) -> Bool {
    let text = Array(folded(range).unicodeScalars)
    return (2...4).contains { length in
      length <= text.count && vocabulary[string(text.suffix(length))]?.classes.contains(.gathering) == true
    }
  }

  /// What stands between a verb and the end of its clause.
  private func rest(_ start: Int, _ site: Site) -> ScalarRange? {
    var end = start
    for item in items.dropFirst(firstItem(from: start)).prefix(Self.reach) {
      if case .mark(let mark) = item.kind, mark != .list { break }
      if item.particle == .aspect { continue }
      end = item.range.upperBound
    }
    return end > start ? start..<end : nil
  }
}
