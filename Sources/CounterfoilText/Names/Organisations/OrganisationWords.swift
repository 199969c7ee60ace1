/// Words of an organisation's name in Latin letters, as written.
enum OrganisationWords {
  struct Word {
    /// Small letters and digits, without accents.
    var text: String
    var isCapitals: Bool
    /// Stood in brackets.
    var isBracketed: Bool
  }

  /// Cuts a name into words. A full stop between single letters and an apostrophe hold a word together.
  static func read(_ text: String) -> [Word] {
    let folds = NameTables.shared.folds.forms
    var words: [Word] = []
    var bytes: [UInt8] = []
    var capitals = 0
    var letters = 0
    var isBracketed = false
    var afterApostrophe = -1
    let scalars = Array(text.unicodeScalars.prefix(400))
    func end() {
      guard !bytes.isEmpty else { return }
      // Deutsche Bank's: the genitive is no part of the word.
      if afterApostrophe > 0, afterApostrophe == bytes.count - 1, bytes.last == 0x73 {
        bytes.removeLast()
      }
      words.append(
        Word(
          text: String(decoding: bytes, as: UTF8.self), isCapitals: letters > 1 && capitals == letters,
          isBracketed: isBracketed))
      bytes = []
      capitals = 0
      letters = 0
      afterApostrophe = -1
    }
    for (index, scalar) in scalars.enumerated() {
      var value = scalar.value
      if value >= 0xFF01, value <= 0xFF5E { value -= 0xFEE0 }
      if value < UInt32(LatinFolds.limit), folds[Int(value)] != 0 {
        var form = folds[Int(value)]
        if form == LatinFolds.silent { continue }
        letters += 1
        if scalar.properties.isUppercase { capitals += 1 }
        while form != 0 {
          bytes.append(UInt8(truncatingIfNeeded: form))
          form >>= 8
        }
        continue
      }
      switch value {
      case 0x30...0x39: bytes.append(UInt8(value))
      case 0x27, 0x2019, 0x60: afterApostrophe = bytes.count
      case 0x300...0x36F, 0x200B...0x200F: break
      case 0x2E:
        // I.B.M., S.A., o.O.O.: one word of single letters.
        let isAbbreviation =
          bytes.count == letters && index > 0
          && (index < 2 || !scalars[index - 2].properties.isAlphabetic)
        if !isAbbreviation { end() }
      case 0x28, 0xFF08:
        end()
        isBracketed = true
      case 0x29, 0xFF09:
        end()
        isBracketed = false
      default: end()
      }
    }
    end()
    return words
  }

  /// The name in simplified characters, without spaces and brackets.
  static func simplified(_ text: String) -> String {
    let characters = NameTables.shared.characters
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x3400 {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          result.unicodeScalars.append(scalar)
        }
        continue
      }
      if (0xFF00...0xFF20).contains(scalar.value) { continue }
      let id = characters.id(scalar.value)
      let canonical = id == 0 ? scalar.value : characters.scalars[Int(id)]
      result.unicodeScalars.append(Unicode.Scalar(canonical) ?? scalar)
    }
    return result
  }

  private static let hanDigits: [Unicode.Scalar: Int] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "百": 100, "千": 1000,
  ]
  private static let ordinals: [String: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "ii": 2, "iii": 3, "iv": 4,
    "vi": 6, "vii": 7, "viii": 8, "ix": 9, "one": 1, "two": 2, "three": 3,
  ]

  /// The number a Chinese numeral stands for; nil where a character is no digit.
  static func number(han text: some Collection<Unicode.Scalar>) -> Int? {
    var total = 0
    var current = 0
    var hasUnit = false
    guard !text.isEmpty else { return nil }
    for scalar in text {
      if scalar.value >= 0x30, scalar.value <= 0x39 {
        current = min(current * 10 + Int(scalar.value - 0x30), 1_000_000)
        continue
      }
      guard let digit = hanDigits[scalar] else { return nil }
      if digit >= 10 {
        total += max(current, 1) * digit
        current = 0
        hasUnit = true
      } else {
        current = hasUnit ? digit : min(current * 10 + digit, 1_000_000)
      }
    }
    return total + current
  }

  /// The number an English word stands for: 54, 54th, second, III.
  static func number(latin word: String) -> Int? {
    if let ordinal = ordinals[word] { return ordinal }
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return nil }
    let rest = word.dropFirst(digits.count)
    guard rest.isEmpty || ["st", "nd", "rd", "th"].contains(String(rest)) else { return nil }
    return Int(digits.prefix(9))
  }
}
