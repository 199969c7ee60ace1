/// Chinese terms that count as one word, found by their first two characters.
struct TermTable: Sendable {
  private var terms: [UInt64: [[UInt8]]] = [:]
  /// One bit for each hash of two characters that begin a term, so that most places cost no look-up.
  private var filter = [UInt64](repeating: 0, count: 1 << 14)
  var isEmpty: Bool { terms.isEmpty }

  /// Takes the terms of Han or kana and nothing else; folds them.
  /// - Parameter shortest: Characters a term must have; at least two.
  init(_ given: [String], shortest: Int = 2) {
    LetterTable.shared.withLookup { letters in
      for term in Set(given.map(Folding.shared.key)).sorted() {
        let bytes = Array(term.utf8)
        let isHan = term.unicodeScalars.allSatisfy {
          letters.kind($0.value) == LetterKind.ideograph.rawValue
        }
        guard isHan, term.unicodeScalars.count >= shortest else { continue }
        bytes.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress, let key = Self.key(base, from: 0, end: bytes.count)
          else { return }
          terms[key, default: []].append(bytes)
          let bit = Self.bit(key)
          filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
      }
    }
    for key in terms.keys { terms[key]?.sort { $0.count > $1.count } }
  }

  /// The end of the longest term that starts at `start`; nil where none does.
  @inline(__always)
  func longestMatch(_ base: UnsafePointer<UInt8>, from start: Int, end: Int) -> Int? {
    guard let key = Self.key(base, from: start, end: end) else { return nil }
    let bit = Self.bit(key)
    guard filter[bit >> 6] >> UInt64(bit & 63) & 1 != 0, let candidates = terms[key] else {
      return nil
    }
    for term in candidates where term.count <= end - start {
      if term.indices.allSatisfy({ base[start + $0] == term[$0] }) { return start + term.count }
    }
    return nil
  }

  /// Calls `body` with each listed word of a run, from left to right, the longest at each place; it says
  /// whether to go on. Words do not overlap.
  @inline(__always)
  func forEachWord(
    in run: Range<Int>, of base: UnsafePointer<UInt8>, _ body: (Range<Int>) -> Bool
  ) -> Bool {
    guard !isEmpty else { return true }
    var index = run.lowerBound
    while index < run.upperBound {
      if let end = longestMatch(base, from: index, end: run.upperBound) {
        guard body(index..<end) else { return false }
        index = end
      } else {
        index += UTF8Scalar.width(lead: base[index])
      }
    }
    return true
  }

  private static func key(_ base: UnsafePointer<UInt8>, from start: Int, end: Int) -> UInt64? {
    let first = UTF8Scalar.width(lead: base[start])
    guard start + first < end else { return nil }
    let length = first + UTF8Scalar.width(lead: base[start + first])
    guard start + length <= end else { return nil }
    var key: UInt64 = 0
    for offset in 0..<length { key = key << 8 | UInt64(base[start + offset]) }
    return key
  }

  private static func bit(_ key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> 44)
  }
}
