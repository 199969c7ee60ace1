/// The words of each distinct value of a column, and how much each word says.
struct ValueWords: Sendable {
  /// Word numbers of all values; value `v` has those from `start[v]` to `start[v + 1]`, rising, each once.
  private(set) var words: [Int32] = []
  private(set) var start: [UInt32] = [0]
  /// Natural logarithm of how many records there are for one that has the word.
  private(set) var rarity: [Float] = []
  /// Records that have the word.
  private(set) var frequency: [Int32] = []
  /// Square root of the sum of squared rarities.
  private(set) var norm: [Float] = []
  /// Units of each word, one behind another.
  private(set) var units: [UInt16] = []
  private(set) var unitStart: [UInt32] = [0]
  private(set) var hashes: [UInt64] = []
  /// Of the set of words, so that their order makes no difference.
  private(set) var setHashes: [UInt64] = []

  /// Han text is cut in pairs of characters.
  init(_ values: ValueTable, counts: [Int32]) {
    var table = ValueTable()
    var found: [Int32] = []
    for code in 0..<values.count {
      found.removeAll(keepingCapacity: true)
      let bytes = Array(values.bytes[values.range(code)])
      for word in bytes.split(separator: 0x20) {
        if word.allSatisfy({ $0 < 0x80 }) {
          found.append(table.intern(Array(word)))
        } else {
          for piece in Self.pieces(String(decoding: word, as: UTF8.self)) {
            found.append(table.intern(Array(piece.utf8)))
          }
        }
      }
      found.sort()
      var last: Int32 = -1
      var sum: UInt64 = 0
      for word in found where word != last {
        words.append(word)
        sum &+= ContentHash.mix(table.hash(Int(word)))
        last = word
      }
      setHashes.append(sum)
      start.append(UInt32(words.count))
    }
    frequency = [Int32](repeating: 0, count: table.count)
    var records = 0
    for code in 0..<values.count {
      records += Int(counts[code])
      for place in range(code) { frequency[Int(words[place])] += counts[code] }
    }
    rarity = frequency.map { Float(Logarithm.natural(Double(records + 1) / Double(max(1, $0)))) }
    norm = (0..<values.count).map { code in
      range(code).reduce(0 as Float) { $0 + rarity[Int(words[$1])] * rarity[Int(words[$1])] }.squareRoot()
    }
    for word in 0..<table.count {
      units.append(contentsOf: table.string(word).utf16)
      unitStart.append(UInt32(units.count))
      hashes.append(table.hash(word))
    }
  }

  func range(_ code: Int) -> Range<Int> { Int(start[code])..<Int(start[code + 1]) }

  private static func pieces(_ word: String) -> [String] {
    var pieces: [String] = []
    var run: [Unicode.Scalar] = []
    func flush() {
      guard !run.isEmpty else { return }
      let isHan = run[0].value >= 0x2E80
      if isHan, run.count > 1 {
        for at in 0..<(run.count - 1) { pieces.append(String(String.UnicodeScalarView(run[at...(at + 1)]))) }
      } else {
        pieces.append(String(String.UnicodeScalarView(run)))
      }
      run = []
    }
    for scalar in word.unicodeScalars {
      if let first = run.first, (first.value >= 0x2E80) != (scalar.value >= 0x2E80) { flush() }
      run.append(scalar)
    }
    flush()
    return pieces
  }
}
