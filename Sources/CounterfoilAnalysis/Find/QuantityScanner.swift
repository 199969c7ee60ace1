import CounterfoilModel

/// One pass over a text that offers each number, capital, currency sign and Chinese numeral to
/// the readers of dates and of money.
struct QuantityScanner {
  let text: TextBytes
  var dates: DateReader
  var money: MoneyReader

  init(text: TextBytes) {
    self.text = text
    dates = DateReader(text: text)
    money = MoneyReader(text: text)
  }

  var found: [Found] { dates.found + money.found }
  /// Bytes looked at beyond the pass itself, for the test that this grows linearly.
  var work: Int { dates.work + money.work }

  /// - Complexity: O(*bytes*): every reader looks at a fixed number of bytes ahead.
  mutating func scan() {
    let count = text.count
    let base = text.base
    let classes = text.classes
    var index = 0
    while index < count {
      let byte = base[index]
      let bits = classes[Int(byte)]
      if bits & ByteClass.alphanumeric != 0 {
        let start = index
        index += 1
        while index < count, classes[Int(base[index])] & ByteClass.alphanumeric != 0 { index += 1 }
        if bits & ByteClass.digit != 0 {
          index = max(dates.atDigit(start) ?? index, money.atNumber(start) ?? index)
        } else if byte & 0x20 == 0 {
          if let after = money.atCapital(start, index) {
            index = after
          } else if DateReader.mayBeginMonth(byte), index - start >= 3,
            let after = dates.atLetters(start)
          {
            index = after
          }
        }
      } else if byte < 0x80 {
        index = byte == 0x24 ? money.atDollar(index) ?? index + 1 : index + 1
      } else if byte < 0xE0 {
        index = money.atNonASCII(index, byte) ?? index + 1
      } else {
        let next = index + 3
        let date = dates.atChinese(index)
        index = max(date ?? next, money.atNonASCII(index, byte) ?? next)
      }
    }
  }
}
