/// A number as the words give it, before anything says what it counts.
struct NumberPhrase {
  enum Shape {
    case digits, words, han
    /// 百, 千万: multipliers alone.
    case scaleOnly
    /// Dozens, 数十: no exact number.
    case vague
  }
  /// UTF-8 byte offsets.
  var start: Int
  var end: Int
  /// The first lexeme after it.
  var next: Int
  /// Nil where vague.
  var value: ExactNumber?
  var shape: Shape
  /// 三千多, 20余
  var isMore = false
  /// The power of ten of a word such as million or 万, which a range shares.
  var scale = 0
  var marks: Lexeme.Marks = []
  /// Digits before the point.
  var length = 0

  var isPlainDigits: Bool { shape == .digits && scale == 0 }
}

extension QuantityParser {
  /// Reads the number that begins at a lexeme.
  /// - Parameter isMoney: Takes what only an amount justifies: `3m`, `8OO`, spaced digits.
  func numberPhrase(_ index: Int, isMoney: Bool = false) -> NumberPhrase? {
    let first = lexeme(index)
    switch first.kind {
    case .digits:
      guard first.marks.isDisjoint(with: [.ordinal, .plural]) else { return nil }
      let isSpaced = first.marks.contains(.spaced)
      if first.marks.contains(.slip) || isSpaced, !isMoney,
        !(isSpaced && isHan(end(index) + (text[end(index)] == 0x20 ? 1 : 0)))
      {
        return nil
      }
      return digitsPhrase(index, isMoney: isMoney)
    case .hanNumber, .hanScale: return hanPhrase(index)
    case .vague: return vaguePhrase(index)
    case .ones, .tens, .a, .dozen, .half: return wordsPhrase(index)
    default: return nil
    }
  }

  private func digitsPhrase(_ index: Int, isMoney: Bool) -> NumberPhrase? {
    let first = lexeme(index)
    var phrase = NumberPhrase(
      start: Int(first.start), end: Int(first.end), next: index + 1,
      value: ExactNumber(digits: first.value, exponent: Int(first.exponent)), shape: .digits)
    phrase.marks = first.marks
    phrase.length = Int(first.length)
    if first.marks.contains(.suffix) {
      // 20m may be metres; 20k is a count too.
      guard
        isMoney || first.suffix >= 6 && text[Int(first.end) - 1] == 0x6E
          || first.suffix == 3 && (text[Int(first.end) - 1] == 0x6B || first.length > 1)
      else {
        return nil
      }
      phrase.value = phrase.value?.scaled(Int(first.suffix))
      phrase.scale = Int(first.suffix)
      return phrase
    }
    if let power = value(index + 1, .scale) ?? value(index + 1, .scale, .hyphen) {
      phrase.take(power, end(index + 1))
      // 2 hundred thousand does not occur; 1.5 million million neither.
      return phrase
    }
    if value(index + 1, .hundred) != nil {
      phrase.take(2, end(index + 1))
      if let power = value(index + 2, .scale) { phrase.take(power, end(index + 2)) }
      return phrase
    }
    if value(index + 1, .dozen) != nil {
      phrase.value = phrase.value?.times(12)
      phrase.next += 1
      phrase.end = end(index + 1)
      return phrase
    }
    takeMore(&phrase)
    var last = Int.max
    if let power = scaleAfter(phrase) {
      phrase.take(power, end(phrase.next))
      last = power
    }
    takeMore(&phrase)
    // 1亿2000万, 3万5千, 3万零五百
    while last != Int.max, !phrase.isMore, lexeme(phrase.next).gap == .none {
      let more = lexeme(phrase.next)
      if more.kind == .digits, let power = value(phrase.next + 1, .hanScale, .none), power < last {
        guard
          let sum = phrase.value.flatMap({
            $0 + ExactNumber(digits: more.value, exponent: Int(more.exponent) + power)
          })
        else { return nil }
        phrase.value = sum
        phrase.end = end(phrase.next + 1)
        phrase.next += 2
        last = power
      } else if more.kind == .hanNumber, !more.marks.contains(.positional) || more.value < 10,
        let sum = phrase.value.flatMap({ $0 + ExactNumber(digits: more.value) })
      {
        phrase.value = sum
        phrase.end = Int(more.end)
        phrase.next += 1
        break
      } else {
        break
      }
    }
    return phrase
  }

  private func scaleAfter(_ phrase: NumberPhrase) -> Int? {
    value(phrase.next, .hanScale, phrase.marks.contains(.han) ? .near : .none)
      // 1,280 万元 with a space, where the scale does not begin another word.
      ?? (lexeme(phrase.next).gap == .space && isHan(end(phrase.next))
        && lexeme(phrase.next + 1).gap == .none
        && (lexeme(phrase.next + 1).kind == .yuan || lexeme(phrase.next + 1).kind == .currency)
        ? value(phrase.next, .hanScale, .space) : nil)
  }

  /// 多, 余, 几 after a number of ten or more.
  private func takeMore(_ phrase: inout NumberPhrase) {
    guard !phrase.isMore, lexeme(phrase.next).gap == .none,
      meaning(lexeme(phrase.next), .moreAfter) != nil,
      phrase.shape == .scaleOnly || !((phrase.value ?? ExactNumber(digits: 0)) < ExactNumber(digits: 10))
    else { return }
    phrase.isMore = true
    phrase.end = end(phrase.next)
    phrase.next += 1
  }

  private func hanPhrase(_ index: Int) -> NumberPhrase? {
    let first = lexeme(index)
    var phrase = NumberPhrase(
      start: Int(first.start), end: Int(first.end), next: index + 1, value: nil, shape: .han)
    phrase.marks = first.marks
    phrase.length = Int(first.length)
    if first.kind == .hanScale {
      phrase.shape = .scaleOnly
      phrase.value = ExactNumber(digits: 1, exponent: first.value)
    } else {
      phrase.value = ExactNumber(digits: first.value)
      // 三点五
      if value(index + 1, .hour, .none) != nil, text.agrees(Array("点".utf8), at: end(index)),
        lexeme(index + 2).kind == .hanNumber, lexeme(index + 2).gap == .none,
        lexeme(index + 2).value > 0, first.length == 1 || !first.marks.contains(.positional)
      {
        let places = Int(lexeme(index + 2).length)
        var power = 1
        for _ in 0..<min(places, 9) { power *= 10 }
        phrase.value = ExactNumber(
          digits: first.value * power + lexeme(index + 2).value, exponent: -places)
        phrase.end = end(index + 2)
        phrase.next = index + 3
        phrase.marks.insert(.unit)
      }
    }
    takeMore(&phrase)
    if phrase.isMore || phrase.marks.contains(.unit), let power = value(phrase.next, .hanScale, .none) {
      // 六亿七千多万: the 万 bears on what follows the 亿.
      let whole = first.value / 100_000_000 * 100_000_000
      if power == 4, phrase.isMore, first.kind == .hanNumber, whole > 0, whole < first.value {
        phrase.value = ExactNumber(digits: whole + (first.value - whole) * 10_000)
        phrase.end = end(phrase.next)
        phrase.next += 1
        return phrase
      }
      phrase.take(power, end(phrase.next))
      takeMore(&phrase)
    }
    return phrase
  }

  private func vaguePhrase(_ index: Int) -> NumberPhrase? {
    var phrase = NumberPhrase(
      start: start(index), end: end(index), next: index + 1, value: nil, shape: .vague)
    if isHan(phrase.start) {
      while value(phrase.next, .hanScale, .none) != nil
        || meaning(lexeme(phrase.next), .moreAfter) != nil && lexeme(phrase.next).gap == .none
      {
        phrase.end = end(phrase.next)
        phrase.next += 1
      }
      return phrase
    }
    // Tens of millions.
    if value(index + 1, .of) != nil, value(index + 2, .vague) != nil {
      phrase.end = end(index + 2)
      phrase.next = index + 3
    }
    return phrase
  }

  /// Two hundred and five thousand, a dozen, half a million.
  private func wordsPhrase(_ index: Int) -> NumberPhrase? {
    var phrase = NumberPhrase(
      start: start(index), end: end(index), next: index, value: nil, shape: .words)
    var next = index
    if lexeme(index).kind == .half {
      guard value(index + 1, .a) != nil else { return nil }
      if let power = value(index + 2, .scale) {
        phrase.value = ExactNumber(digits: 5, exponent: power - 1)
      } else if value(index + 2, .dozen) != nil {
        phrase.value = ExactNumber(digits: 6)
        phrase.marks.insert(.unit)
      } else {
        return nil
      }
      phrase.end = end(index + 2)
      phrase.next = index + 3
      return phrase
    }
    // Two and a half million.
    if lexeme(index).kind == .ones, value(index + 1, .and, .space) != nil,
      value(index + 2, .a, .space) != nil,
      value(index + 3, .half, .space) != nil, let power = value(index + 4, .scale, .space)
    {
      phrase.value = ExactNumber(digits: lexeme(index).value * 10 + 5, exponent: power - 1)
      phrase.end = end(index + 4)
      phrase.next = index + 5
      return phrase
    }
    var total = 0
    var current = 0
    var last = LexemeKind.none
    if lexeme(index).kind == .a {
      let after = lexeme(index + 1)
      guard after.gap == .space,
        after.kind == .hundred || after.kind == .scale || after.kind == .dozen
      else { return nil }
      current = 1
      last = .ones
      next += 1
    }
    scan: while next < index + 16 {
      let word = lexeme(next)
      let isFirst = next == index
      guard isFirst || word.gap == .space || word.gap == .hyphen else { break }
      switch word.kind {
      case .ones:
        // Twenty-four, hundred and four; not four four.
        guard last != .ones, last != .tens || word.value < 10 && word.value > 0 else { break scan }
        current += word.value
      case .tens:
        guard last != .ones, last != .tens else { break scan }
        current += word.value
      case .hundred:
        guard last == .ones || last == .tens else { break scan }
        current *= 100
      case .scale:
        guard current > 0, word.value <= 12 else { break scan }
        var power = 1
        for _ in 0..<word.value { power *= 10 }
        total += current * power
        current = 0
      case .dozen:
        guard last == .ones else { break scan }
        current *= 12
      case .and:
        let after = lexeme(next + 1)
        guard last == .hundred || last == .scale, after.gap == .space,
          after.kind == .ones || after.kind == .tens
        else { break scan }
        next += 1
        continue
      default: break scan
      }
      last = word.kind
      phrase.end = Int(word.end)
      next += 1
    }
    guard last != .none, next > index, total < 1_000_000_000_000_000_000 / 2 else { return nil }
    phrase.value = ExactNumber(digits: total + current)
    phrase.next = next
    return phrase
  }
}

extension NumberPhrase {
  fileprivate mutating func take(_ power: Int, _ end: Int) {
    value = value?.scaled(power)
    scale += power
    self.end = end
    next += 1
  }
}
