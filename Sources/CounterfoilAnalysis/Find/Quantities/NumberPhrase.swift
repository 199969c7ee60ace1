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
      guard first.marks.isDisjoint(with: [.ordinal, .plural]), !goesOnWithNumber(index) else { return nil }
      let isSpaced = first.marks.contains(.spaced)
      if first.marks.contains(.slip) || isSpaced, !isMoney,
        !(isSpaced && isHan(end(index) + (text[end(index)] == 0x20 ? 1 : 0)))
      {
        return nil
      }
      return digitsPhrase(index, isMoney: isMoney)
    case .hanNumber, .hanScale: return goesOnWithNumber(index) ? nil : hanPhrase(index)
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
    // 1亿2000万, 3万5千, 1千2百万, 3万零五百, 3万5
    while last != Int.max, !phrase.isMore, lexeme(phrase.next).gap == .none {
      let more = lexeme(phrase.next)
      if more.kind == .digits, let power = value(phrase.next + 1, .hanScale, .none) {
        // 1千2百万: the 万 bears on the 千 too.
        let shared = power < last ? 0 : power < 8 ? 4 : 8
        guard shared == 0 || last < shared, power >= shared, power - shared < last,
          let sum = phrase.value.flatMap({
            $0 + ExactNumber(digits: more.value, exponent: Int(more.exponent) + power - shared)
          })
        else { return nil }
        phrase.value = sum.scaled(shared)
        phrase.end = end(phrase.next + 1)
        phrase.next += 2
        last = shared > 0 ? shared : power
      } else if more.kind == .digits {
        guard let sum = withLastDigits(more, phrase, last) else { break }
        phrase.value = sum
        phrase.end = Int(more.end)
        phrase.next += 1
        break
      } else if more.kind == .hanNumber, !more.marks.contains(.positional) || more.value < 10,
        more.length > 1 || value(phrase.next + 1, .measure, .none) == nil,
        ExactNumber(digits: more.value) < ExactNumber(digits: 1, exponent: last),
        let sum = phrase.value.flatMap({
          // 3万五 is 35000, 3万零五 is 30005.
          $0 + ExactNumber(digits: more.value, exponent: more.length == 1 && more.value < 10 ? last - 1 : 0)
        })
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

  /// 3万5 is 35000, 3万500 is 30500; nil where the digits begin something else: 3万5月.
  private func withLastDigits(_ more: Lexeme, _ phrase: NumberPhrase, _ last: Int) -> ExactNumber? {
    let after = lexeme(phrase.next + 1)
    guard more.exponent == 0, more.marks.isEmpty, isEnd(Int(more.end)), text[Int(more.end)] != 0x25,
      after.gap != .none || !(after.kind == .monthWord || after.kind == .day || after.kind == .year),
      ExactNumber(digits: more.value) < ExactNumber(digits: 1, exponent: last)
    else { return nil }
    return phrase.value.flatMap {
      $0 + ExactNumber(digits: more.value, exponent: more.length == 1 ? last - 1 : 0)
    }
  }

  /// Whether digits or a numeral go on with a number, so that they are none by themselves: 2 in 1千2.
  private func goesOnWithNumber(_ index: Int) -> Bool {
    lexeme(index).gap == .none && lexeme(index - 1).kind == .hanScale && lexeme(index - 1).gap == .none
      && lexeme(index - 2).kind == .digits
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
      // 三点五; 三点五十 is a time.
      let decimals = lexeme(index + 2)
      if value(index + 1, .hour, .none) != nil, text.agrees(Array("点".utf8), at: end(index)),
        decimals.kind == .hanNumber, decimals.gap == .none, decimals.value > 0,
        decimals.length == 1 && decimals.value < 10 || decimals.marks.contains(.positional),
        first.length == 1 || !first.marks.contains(.positional)
      {
        guard
          let sum = ExactNumber(digits: first.value)
            + ExactNumber(digits: decimals.value, exponent: -Int(decimals.length))
        else { return nil }
        phrase.value = sum
        phrase.end = end(index + 2)
        phrase.next = index + 3
        phrase.marks.insert(.unit)
      }
    }
    takeMore(&phrase)
    if phrase.isMore || phrase.marks.contains(.unit), let power = value(phrase.next, .hanScale, .none) {
      // 六亿七千多万: the 万 bears on what follows the 亿.
      let rest = first.value % 100_000_000
      if power == 4, phrase.isMore, first.kind == .hanNumber, rest > 0, rest < first.value {
        guard let sum = ExactNumber(digits: first.value - rest) + ExactNumber(digits: rest, exponent: 4)
        else { return nil }
        phrase.value = sum
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
      while phrase.next < index + 4,
        value(phrase.next, .hanScale, .none) != nil || value(phrase.next, .moreAfter, .none) != nil
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
    var total = ExactNumber(digits: 0)
    var current = ExactNumber(digits: 0)
    var last = LexemeKind.none
    if lexeme(index).kind == .a {
      let after = lexeme(index + 1)
      guard after.gap == .space,
        after.kind == .hundred || after.kind == .scale || after.kind == .dozen
      else { return nil }
      current = ExactNumber(digits: 1)
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
        guard let sum = current + ExactNumber(digits: word.value) else { return nil }
        current = sum
      case .tens:
        guard last != .ones, last != .tens else { break scan }
        guard let sum = current + ExactNumber(digits: word.value) else { return nil }
        current = sum
      case .hundred:
        guard last == .ones || last == .tens else { break scan }
        guard let product = current.times(100) else { return nil }
        current = product
      case .scale:
        guard ExactNumber(digits: 0) < current else { break scan }
        guard let sum = total + current.scaled(word.value) else { return nil }
        total = sum
        current = ExactNumber(digits: 0)
      case .dozen:
        guard last == .ones else { break scan }
        guard let product = current.times(12) else { return nil }
        current = product
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
    guard last != .none, next > index, let value = total + current else { return nil }
    phrase.value = value
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
