import CounterfoilModel

/// How much of a stretch of text is noise: what OCR makes of a stain, what is left of a wrong encoding.
///
/// A pure function of the bytes. Names in noise are doubted, so that none come out of it.
struct TextNoise {
  private let text: TextBytes
  private var window = 0..<0
  private var share = 0.0

  init(text: TextBytes) { self.text = text }

  /// The longest stretch judged at once, bytes; a line that is longer is cut.
  private static let longest = 400
  /// Up to this share text passes for clean: prices, product names, slips of the pen.
  private static let usual = 0.15
  /// A recognised name as doubtful as this, in a stretch as noisy as this, is none.
  private static let least = 0.25
  private static let noisy = 0.3

  /// Lowers the confidence of recognised names where the text around them is noise, and drops the rest.
  ///
  /// - Complexity: O(*bytes*), each stretch judged once.
  static func doubt(_ found: [Found], in text: TextBytes) -> [Found] {
    var noise = TextNoise(text: text)
    var result: [Found] = []
    result.reserveCapacity(found.count)
    for var item in found {
      if item.hint == nil, item.kind == .person || item.kind == .organisation || item.kind == .place {
        let share = noise.share(at: item.start)
        if share > usual {
          item.confidence *= max(0.1, 1 - 1.6 * (share - usual))
          if share >= noisy, item.confidence < least { continue }
        }
      }
      result.append(item)
    }
    return result
  }

  /// The share of noise in the stretch around `index`, from 0 to 1.
  /// - Precondition: Asked by rising index.
  mutating func share(at index: Int) -> Double {
    guard !window.contains(index) else { return share }
    var start = index
    let floor = max(window.upperBound, index - Self.longest / 2)
    while start > floor, text.base[start - 1] != 0x0A { start -= 1 }
    var end = index
    let ceiling = min(text.count, start + Self.longest)
    while end < ceiling, text.base[end] != 0x0A { end += 1 }
    // Long lines are cut between scalars.
    while end < text.count, text.base[end] & 0xC0 == 0x80 { end += 1 }
    while start < index, text.base[start] & 0xC0 == 0x80 { start += 1 }
    window = start..<max(end, index + 1)
    share = Self.share(of: start..<end, in: text)
    return share
  }

  /// Units are letters' words, characters and signs; each is weighed by its length in characters.
  private static func share(of range: Range<Int>, in text: TextBytes) -> Double {
    var (good, bad) = (0, 0)
    var index = range.lowerBound
    var letters = 0
    var word = Word()
    func close() {
      guard word.count > 0 else { return }
      if word.isNoise { bad += word.count } else { good += word.count }
      word = Word()
    }
    var signs = 0
    while index < range.upperBound {
      let letter = Letter(text, index, range.upperBound)
      switch letter.kind {
      case .upper, .lower, .digit:
        word.add(letter)
        letters += 1
        signs = 0
      case .han:
        close()
        signs = 0
        // Characters that UTF-8 read as GBK is full of, and clean text has not.
        if letter.value < 1 << 16, signTable[Int(letter.value)] & 4 != 0 { bad += 2 } else { good += 1 }
      case .sign:
        if letter.value == 0xFFFD {
          close()
          bad += 3
        } else if letter.value >= 0x80, letter.value <= 0xBF, word.count > 0, word.endsAccented {
          // Ã© and â€: UTF-8 read as Latin letters.
          word.damage += 2
          word.count += 1
        } else if letter.value == 0x27 || letter.value == 0x2019 || letter.value == 0x2D
          || letter.value == 0x2E
        {
          if word.count > 0 { word.joints += 1 }
          if letter.value == 0x2E { close() }
        } else if letter.value <= 0x20 {
          close()
        } else {
          let marks = letter.value < 1 << 16 ? signTable[Int(letter.value)] : 0
          if marks & 1 != 0, word.count > 0, isLetter(text, index + letter.width, range) {
            word.damage += 1
          } else {
            close()
          }
          signs += 1
          // Two signs in a row are usual, ." and ),; three are soup.
          if signs > 2 || marks & 2 != 0 { bad += 1 }
        }
      }
      index += letter.width
    }
    close()
    let all = good + bad
    return all < 8 ? 0 : Double(bad) / Double(all)
  }

  private static func isLetter(_ text: TextBytes, _ index: Int, _ range: Range<Int>) -> Bool {
    guard index < range.upperBound else { return false }
    switch Letter(text, index, range.upperBound).kind {
    case .upper, .lower: return true
    default: return false
    }
  }

  /// By scalar: 1, no sign inside a word; 2, seldom met at all; 4, a character of misread UTF-8.
  private static let signTable: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 1 << 16)
    for scalar in "|~^*<>\\=}{[]$%_;!¦§¬£¢".unicodeScalars { table[Int(scalar.value)] |= 1 }
    for scalar in "~^\\}{¦§¬¢¤¨¯´¸€‡†‰¡¿■□▪◆".unicodeScalars { table[Int(scalar.value)] |= 2 }
    for scalar in "鐨鎴涓鏄浜鍥锛銆鈥绗鍦浠闃鍏鏂瀹璇鍙鏈鍚涔鎵鏃姘鐢缁杩鍒鍜鑰浼鎷锟斤戮掳脙聛茂陆禄篓".unicodeScalars {
      table[Int(scalar.value)] |= 4
    }
    return table
  }()

  /// A run of letters and digits.
  private struct Word {
    var count = 0
    var (uppers, lowers, digits) = (0, 0, 0)
    var vowels = 0
    /// Scripts met: 1 Latin, 2 Greek, 4 Cyrillic, 8 others.
    var scripts = 0
    /// Steps from a small letter to a capital, and between letters and digits.
    var turns = 0
    var damage = 0
    var joints = 0
    var accents = 0
    var endsAccented = false
    private var last = Letter.Kind.sign

    mutating func add(_ letter: Letter) {
      count += 1
      endsAccented = letter.value >= 0xC2 && letter.value <= 0xFF
      if endsAccented { accents += 1 }
      switch letter.kind {
      case .upper:
        uppers += 1
        if last == .lower { turns += 1 }
      case .lower: lowers += 1
      default: digits += 1
      }
      if (letter.kind == .digit) != (last == .digit), last != .sign { turns += 1 }
      if letter.kind != .digit {
        switch letter.small {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: vowels += 1
        case 0x00...0x7F: break
        default: vowels += 1
        }
        switch letter.value {
        case 0x00...0x2AF: scripts |= 1
        case 0x370...0x3FF: scripts |= 2
        case 0x400...0x52F: scripts |= 4
        default: scripts |= 8
        }
      }
      last = letter.kind
    }

    /// No word of any language, product or code.
    var isNoise: Bool {
      if damage > 0 { return true }
      if scripts & (scripts - 1) != 0 { return true }
      if turns > 2, digits < count / 2, count > 4 { return true }
      if accents > 2, accents * 2 > count { return true }
      let letters = uppers + lowers
      // Abbreviations are capitals; small letters without a vowel are no word.
      if lowers > 3, vowels == 0, digits == 0 { return true }
      if lowers > 1, uppers > 2, turns > 1 { return true }
      return letters == 1 && digits == 0 && lowers == 1 && joints == 0 && !isArticle
    }

    private var isArticle: Bool { vowels == 1 }
  }
}
