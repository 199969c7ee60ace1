/// What a scalar is to a tokenizer.
enum LetterKind: UInt8, Sendable {
  /// Separates words: spaces, punctuation, symbols, and whatever is unassigned.
  case separator = 0
  /// A letter of a script that puts spaces between words.
  case letter
  case digit
  /// A combining mark, which belongs to the character before it.
  case mark
  /// Han or kana.
  case ideograph
  /// A character of another script written without spaces between words, or Hangul.
  case syllable
}

/// The kind of every scalar, from `languages/letters.tsv`.
struct LetterTable: Sendable {
  static let shared = LetterTable()

  private static let blockBits: UInt32 = 7
  private var pages = [UInt16](repeating: 0, count: 0x110000 >> 7)
  private var kinds = [UInt8](repeating: 0, count: 128)

  private init() {
    let names: [String: LetterKind] = [
      "letter": .letter, "digit": .digit, "mark": .mark, "ideograph": .ideograph,
      "syllable": .syllable,
    ]
    /// Blocks that one range fills altogether are shared between pages.
    var filled: [UInt8: UInt16] = [:]
    KnowledgeTable.forEachRow(of: "languages/letters.tsv") { start, end, name in
      guard let first = start.hexadecimal, let last = end.hexadecimal, first <= last,
        last < 0x110000, let kind = names[name.string]
      else { return }
      var scalar = first
      while scalar <= last {
        let page = Int(scalar >> Self.blockBits)
        if scalar & 127 == 0, last - scalar >= 127, pages[page] == 0 {
          let block = filled[kind.rawValue] ?? addBlock(filledWith: kind.rawValue)
          filled[kind.rawValue] = block
          pages[page] = block
          scalar += 128
          continue
        }
        if pages[page] == 0 { pages[page] = addBlock(filledWith: 0) }
        kinds[Int(pages[page]) << 7 + Int(scalar & 127)] = kind.rawValue
        scalar += 1
      }
    }
  }

  private mutating func addBlock(filledWith kind: UInt8) -> UInt16 {
    kinds.append(contentsOf: repeatElement(kind, count: 128))
    return UInt16(kinds.count / 128 - 1)
  }

  /// Calls `body` with a look-up that takes no further checks.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    pages.withUnsafeBufferPointer { pages in
      kinds.withUnsafeBufferPointer { kinds in
        guard let pages = pages.baseAddress, let kinds = kinds.baseAddress else {
          preconditionFailure("the table is never empty")
        }
        return body(Lookup(pages: pages, kinds: kinds))
      }
    }
  }

  struct Lookup {
    let pages: UnsafePointer<UInt16>
    let kinds: UnsafePointer<UInt8>

    /// The kind of a scalar, as the raw value of `LetterKind`.
    @inline(__always)
    func kind(_ scalar: UInt32) -> UInt8 {
      kinds[Int(pages[Int(scalar >> 7)]) << 7 + Int(scalar & 127)]
    }
  }
}
