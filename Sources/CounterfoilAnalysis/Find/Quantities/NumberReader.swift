import CounterfoilModel

/// Numbers that are neither dates nor money: `12,500`, `a dozen`, `15%`, `三分之一`, `二十至三十`.
extension QuantityParser {
  static let modifiersBefore: [LexemeKind: QuantityDetail.Modifier] = [
    .about: .about, .almost: .almost, .moreThan: .moreThan, .lessThan: .lessThan,
    .atLeast: .atLeast, .atMost: .atMost,
  ]

  /// 左右, 以上, or more: what a word after a number says.
  func modifierAfter(_ index: Int) -> QuantityDetail.Modifier? {
    let word = lexeme(index)
    guard Gaps.near.contains(word.gap) else { return nil }
    switch word.kind {
    case .aboutAfter, .orSo: return .about
    case .atLeastAfter, .orMore: return .atLeast
    case .atMostAfter, .orLess: return .atMost
    default: return nil
    }
  }

  private struct Reading {
    var start: Int
    var end: Int
    var next: Int
    var value: String
    var modifier: QuantityDetail.Modifier?
    /// Percentages and fractions need no judgement of what stands around them.
    var isSure = true
    var confidence = Certainty.complete
  }

  mutating func number(_ index: Int) -> Candidate? {
    var first = index
    let modifier = Self.modifiersBefore[lexeme(index).kind]
    if modifier != nil {
      first += 1
      guard Gaps.near.contains(lexeme(first).gap) else { return nil }
    }
    guard var reading = share(first) ?? ratio(first) ?? counted(first, modifier != nil) else { return nil }
    var end = reading.end
    var next = reading.next
    if let after = modifierAfter(next) {
      reading.modifier = modifier ?? after
      end = self.end(next)
      next += 1
    }
    let meant = modifier ?? reading.modifier
    // 超过百名 counts 多 in 一百多 as the words do, before what stands in front.
    return Candidate(
      found: Found(
        kind: .number, start: modifier != nil ? start(index) : reading.start, end: end,
        value: reading.value, confidence: reading.confidence,
        quantity: meant.map { QuantityDetail(modifier: $0) }), next: next)
  }

  // MARK: Percentages

  /// 15%, 12–15%, 3个百分点, 百分之十五, 三成.
  private func share(_ index: Int) -> Reading? {
    if lexeme(index).kind == .parts, isHan(start(index)) { return perMany(index) }
    guard let first = numberPhrase(index), let low = first.value else { return nil }
    if let one = percent(first) {
      guard startsCleanly(first.start) else { return nil }
      var reading = one
      let isBetween = lexeme(index - 1).kind == .between
      if let second = second(reading.next, isBetween: isBetween), let two = percent(second),
        let high = second.value, low < high
      {
        reading.value += "/" + two.value
        reading.end = two.end
        reading.next = two.next
      }
      return signed(reading)
    }
    if let second = second(first.next, isBetween: lexeme(index - 1).kind == .between),
      let high = second.value,
      low < high, let two = percent(second), startsCleanly(first.start)
    {
      let unit = lexeme(second.next).kind == .tenths ? low.times(10) ?? low : low
      return Reading(
        start: first.start, end: two.end, next: two.next, value: unit.description + "%/" + two.value)
    }
    return nil
  }

  /// The second number of a range.
  private func second(_ index: Int, isBetween: Bool) -> NumberPhrase? {
    let link = lexeme(index)
    if link.kind == .to && Gaps.near.contains(link.gap)
      || isBetween && link.kind == .and && link.gap == .space
    {
      return Gaps.near.contains(lexeme(index + 1).gap) ? numberPhrase(index + 1) : nil
    }
    return link.gap == .hyphen && link.kind == .digits ? numberPhrase(index) : nil
  }

  private func percent(_ phrase: NumberPhrase) -> Reading? {
    guard let value = phrase.value else { return nil }
    func made(_ value: ExactNumber, _ end: Int, _ next: Int) -> Reading {
      Reading(
        start: phrase.start, end: end, next: next, value: value.description + "%",
        modifier: phrase.isMore ? .moreThan : nil)
    }
    let gap = text[phrase.end] == 0x20 ? 1 : 0
    if text[phrase.end + gap] == 0x25, phrase.shape == .digits,
      !text.has(phrase.end + gap + 1, ByteClass.alphanumeric)
    {
      return made(value, phrase.end + gap + 1, phrase.next)
    }
    let word = lexeme(phrase.next)
    guard Gaps.near.contains(word.gap) || word.gap == .hyphen else { return nil }
    if word.kind == .percent || word.kind == .percentPoint {
      return made(value, Int(word.end), phrase.next + 1)
    }
    // 三成, 五成五; not 三成立.
    if word.kind == .tenths, word.gap == .none, let tenths = value.times(10),
      !(ExactNumber(digits: 100) < tenths), ExactNumber(digits: 0) < tenths
    {
      let after = lexeme(phrase.next + 1)
      if after.gap == .none, after.kind == .hanNumber, after.length == 1,
        let sum = tenths + ExactNumber(digits: after.value)
      {
        return made(sum, Int(after.end), phrase.next + 2)
      }
      for other in ["立", "为", "员", "功", "都", "本", "果", "分", "长", "人", "绩", "就", "交", "年", "天", "熟", "新"]
      where text.agrees(Array(other.utf8), at: Int(word.end)) { return nil }
      if self.value(phrase.next + 1, .moreAfter, .none) != nil {
        var more = made(tenths, end(phrase.next + 1), phrase.next + 2)
        more.modifier = .moreThan
        return more
      }
      return made(tenths, Int(word.end), phrase.next + 1)
    }
    return nil
  }

  /// 百分之十五, 万分之五.
  private func perMany(_ index: Int) -> Reading? {
    guard Gaps.near.contains(lexeme(index + 1).gap), let number = numberPhrase(index + 1),
      let value = number.value
    else { return nil }
    let whole = lexeme(index).value
    var reading = Reading(
      start: start(index), end: number.end, next: number.next,
      value: whole == 100 ? value.description + "%" : value.description + "/\(whole)",
      modifier: number.isMore ? .moreThan : nil)
    if let second = self.second(number.next, isBetween: false) ?? repeated(number.next, whole),
      let high = second.value
    {
      reading.value += "/" + (whole == 100 ? high.description + "%" : high.description + "/\(whole)")
      reading.end = second.end
      reading.next = second.next
    }
    return reading
  }

  /// 百分之十至百分之十五
  private func repeated(_ index: Int, _ whole: Int) -> NumberPhrase? {
    guard lexeme(index).kind == .to, lexeme(index + 1).kind == .parts,
      lexeme(index + 1).value == whole, lexeme(index + 2).gap == .none
    else { return nil }
    return numberPhrase(index + 2)
  }

  // MARK: Fractions

  /// 三分之一, a third, two-thirds, half of, 一半, 1 in 8.
  private func ratio(_ index: Int) -> Reading? {
    let first = lexeme(index)
    if first.kind == .half { return half(index) }
    if first.kind == .a || first.kind == .ones {
      let count = first.kind == .a ? 1 : first.value
      let part = lexeme(index + 1)
      let isJoined = part.gap == .space || part.gap == .hyphen
      if isJoined, let denominator = denominator(index + 1, count), count < denominator {
        return Reading(
          start: Int(first.start), end: Int(part.end), next: index + 2, value: "\(count)/\(denominator)")
      }
    }
    guard first.kind != .a, let number = numberPhrase(index), let low = number.value?.integer else {
      return nil
    }
    if value(number.next, .partsOf, .none) != nil, let top = numberPhrase(number.next + 1),
      lexeme(number.next + 1).gap == .none, let count = top.value, low > 1
    {
      return Reading(
        start: number.start, end: top.end, next: top.next, value: count.description + "/\(low)",
        modifier: top.isMore ? .moreThan : nil)
    }
    let link = lexeme(number.next)
    guard link.gap == .space, startsCleanly(number.start), low > 0,
      link.kind == .outOf || link.kind == .in && low < 10, lexeme(number.next + 1).gap == .space,
      let all = numberPhrase(number.next + 1), let whole = all.value?.integer, low < whole,
      link.kind == .outOf || whole <= 1000 && whole > 2, !isFollowedByUnit(all.next), isEnd(all.end)
    else { return nil }
    return Reading(start: number.start, end: all.end, next: all.next, value: "\(low)/\(whole)")
  }

  private func denominator(_ index: Int, _ count: Int) -> Int? {
    let part = lexeme(index)
    if let parts = meaning(part, .parts), count > 1 { return parts }
    if part.kind == .half, count == 1 { return nil }
    guard count == 1 else { return nil }
    if let ordinal = meaning(part, .ordinal), ordinal >= 3, ordinal <= 10 {
      // A third man is no fraction; a third of them is.
      return followsShare(index + 1) ? ordinal : nil
    }
    if part.kind == .unit, part.value == 10 { return followsShare(index + 1) ? 4 : nil }
    return nil
  }

  private func followsShare(_ index: Int) -> Bool {
    if value(index, .of) != nil {
      // A quarter of an hour.
      let next = lexeme(index + 1).kind == .a || lexeme(index + 1).kind == .the ? index + 2 : index + 1
      return lexeme(next).kind != .unit || lexeme(next).gap != .space
    }
    // Less than a fifth had been paid.
    let before = lexeme(index - 3)
    return Self.modifiersBefore[before.kind] != nil && lexeme(index).gap == .other
  }

  private func half(_ index: Int) -> Reading? {
    let word = lexeme(index)
    var reading = Reading(
      start: Int(word.start), end: Int(word.end), next: index + 1, value: "1/2")
    if isHan(Int(word.start)) { return reading }
    let isModified = Self.modifiersBefore[lexeme(index - 1).kind] != nil && word.gap == .space
    let next = lexeme(index + 1)
    guard next.gap == .space,
      next.kind == .of || next.kind == .the
        || isModified && next.kind != .unit && next.kind != .a
        || next.kind == .preposition
    else {
      guard isModified || lexeme(index - 1).kind == .by && word.gap == .space, next.gap == .other else {
        return nil
      }
      return reading
    }
    // Half of an hour.
    if next.kind == .of, lexeme(index + 2).kind == .unit { return nil }
    reading.confidence = Certainty.likely
    return reading
  }

  // MARK: Counts

  private mutating func counted(_ index: Int, _ isModified: Bool) -> Reading? {
    guard let first = numberPhrase(index) else { return nil }
    var reading = Reading(
      start: first.start, end: first.end, next: first.next, value: first.value?.description ?? "",
      modifier: first.value == nil ? .about : first.isMore ? .moreThan : nil, isSure: false,
      confidence: Certainty.likely)
    var last = first
    if let second = second(first.next, isBetween: lexeme(index - 1).kind == .between),
      let value = range(first, second, index)
    {
      reading.value = value
      reading.end = second.end
      reading.next = second.next
      last = second
    }
    guard let accepted = judged(index, first, last, isModified) else {
      named = last.next - 1
      return nil
    }
    return accepted ? signed(reading) : nil
  }

  private func range(_ first: NumberPhrase, _ second: NumberPhrase, _ index: Int) -> String? {
    guard var low = first.value, let high = second.value, first.shape != .vague, !first.isMore else {
      return nil
    }
    if first.scale == 0, second.scale > 0, first.isPlainDigits, low < ExactNumber(digits: 1000) {
      low = low.scaled(second.scale)
    }
    if lexeme(first.next).gap == .hyphen, lexeme(first.next).isNumber {
      // 555-0143 and 7730-22 are no ranges, nor 123-4567.
      guard !second.marks.contains(.leadingZero), !first.marks.contains(.leadingZero),
        second.length - first.length <= 2, !(first.length >= 3 && second.length > first.length),
        !(lexeme(second.next).gap == .hyphen && lexeme(second.next).isNumber)
      else { return nil }
    }
    guard low < high else { return nil }
    return low.description + "/" + high.description
  }

  private func signed(_ reading: Reading) -> Reading {
    guard text[reading.start - 1] == 0x2D, !reading.value.contains("/"),
      text.has(reading.start, ByteClass.digit),
      reading.start == 1 || text.has(reading.start - 2, ByteClass.space) || text[reading.start - 2] == 0x28
    else { return reading }
    var reading = reading
    reading.start -= 1
    reading.value = "-" + reading.value
    return reading
  }
}
