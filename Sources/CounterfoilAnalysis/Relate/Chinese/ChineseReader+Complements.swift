import CounterfoilModel

extension ChineseReader {
  /// What follows a verb in its clause.
  func complements(after index: Int, needs: [String]) -> ChineseComplements {
    var result = ChineseComplements()
    var next = index + 1
    let end = min(items.count, index + Self.reach)
    reading: while next < end {
      let item = items[next]
      switch item.kind {
      case .date: next += 1
      case .group:
        guard let chain = ChineseChain(items, at: next) else { break reading }
        result.objects.append([chain])
        next = chain.end
      case .particle(.aspect):
        if next == index + 1 { result.hasAspect = true }
        next += 1
      case .particle(.of):
        if let chain = ChineseChain(items, at: next + 1) { result.head = chain }
        break reading
      case .particle(let particle) where particle.governs:
        guard let chain = ChineseChain(items, at: next + 1) else { break reading }
        if particle == .by, result.objects.isEmpty, let described = described(next, end) {
          result.objects.append([described])
          next = described.end
          continue
        }
        if particle == .at, result.objects.count == 1, result.objects[0].count == 1,
          chain.last.relation != nil,
          chain.last.mention == nil, chain.groups.count > 1
        {
          // 张三在国内的父母.
          let owner = result.objects[0][0]
          result.objects[0] = [ChineseChain(groups: owner.groups + [chain.last], end: chain.end)]
          next = chain.end
          continue
        }
        if particle == .with, let last = result.objects.indices.last {
          result.objects[last].append(chain)
        } else {
          result.governed.append((particle, chain))
        }
        next = chain.end
      case .mark(.list):
        guard let chain = ChineseChain(items, at: next + 1), let last = result.objects.indices.last else {
          break reading
        }
        result.objects[last].append(chain)
        next = chain.end
      case .word:
        if result.objects.count == 1, item.isVerb, next + 1 < end, items[next + 1].particle == .of,
          var chain = ChineseChain(items, at: next + 2)
        {
          // 他们主办的论坛: what is meant is the forum.
          chain.groups[chain.groups.count - 1].isCounted = true
          result.objects[0] = [chain]
          next = chain.end
          continue
        }
        if !needs.contains(item.word), result.objects.isEmpty, item.isVerb || item.classes.contains(.verb),
          let described = described(next, end)
        {
          result.objects.append([described])
          next = described.end
          continue
        }
        guard needs.contains(item.word) || item.classes.contains(.adverb) || item.classes.contains(.hedge)
        else {
          break reading
        }
        next += 1
      default: break reading
      }
    }
    result.end = next
    return result
  }

  /// Whoever a clause describes that stands where a noun group is looked for: 设在明斯克的安全机关.
  private func described(_ index: Int, _ end: Int) -> ChineseChain? {
    var next = index
    var hasVerb = false
    while next < end {
      let item = items[next]
      if item.mark != nil { return nil }
      if item.isVerb || item.classes.contains(.verb) { hasVerb = true }
      if item.particle == .of, hasVerb {
        guard var chain = ChineseChain(items, at: next + 1) else { return nil }
        chain.groups[chain.groups.count - 1].isCounted = true
        return chain
      }
      next += 1
    }
    return nil
  }
}
