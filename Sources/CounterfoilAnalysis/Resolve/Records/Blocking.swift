/// Which pairs of records are compared: those that share a blocking key in one pass at least.
struct Blocking {
  /// A pass that left out blocks.
  struct Cut: Sendable {
    var pass: String
    var blocks: Int
    var largest: Int
    /// The largest block that was not left out.
    var limit: Int
  }

  /// Pairs `a << 32 | b` with `a` below `b`, sorted, in pieces of rising `a`.
  private(set) var pieces: [[UInt64]] = []
  private(set) var cuts: [Cut] = []

  var count: Int { pieces.reduce(0) { $0 + $1.count } }

  /// - Parameter sides: With them only pairs of two sides are made.
  init(_ columns: [ColumnValues], plan: BlockingPlan, records: Int, sides: [UInt8]?) {
    let made = Parallel.map(plan.passes.count) { index in
      Self.pairs(plan.passes[index], columns, records: records, most: plan.most, sides: sides)
    }
    cuts = made.compactMap(\.cut)
    let shift = max(0, Int.bitWidth - max(1, records).leadingZeroBitCount - 6)
    let buckets = (max(0, records - 1) >> shift) + 1
    pieces = Parallel.map(buckets) { bucket in
      let (low, high) = (UInt64(bucket << shift) << 32, UInt64((bucket + 1) << shift) << 32)
      var piece: [UInt64] = []
      // Each pass comes sorted, so a bucket is a run of it.
      for pass in made {
        let start = Self.firstIndex(of: low, in: pass.pairs)
        let end = Self.firstIndex(of: high, in: pass.pairs)
        piece += pass.pairs[start..<end]
      }
      piece.sort()
      var kept = 0
      for index in piece.indices where kept == 0 || piece[index] != piece[kept - 1] {
        piece[kept] = piece[index]
        kept += 1
      }
      piece.removeSubrange(kept...)
      return piece
    }
  }

  private static func firstIndex(of value: UInt64, in sorted: [UInt64]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The pairs of one pass, sorted. Keys and records share a word, so that one sort of whole numbers makes the blocks.
  private static func pairs(
    _ pass: BlockingPass, _ columns: [ColumnValues], records: Int, most: Int, sides: [UInt8]?
  ) -> (pairs: [UInt64], cut: Cut?) {
    let bits = UInt64(Int.bitWidth - max(1, records).leadingZeroBitCount)
    let mask = (UInt64(1) << bits) - 1
    var entries = BlockingKeys(pass, columns).entries(records: records, mask: mask)
    entries.sort()
    // Blocks by size, so that the limit can be set where the pass has used what it may.
    var pairsOfSize: [Int: (blocks: Int, pairs: Int)] = [:]
    var start = 0
    func forEachBlock(_ body: (Range<Int>) -> Void) {
      start = 0
      while start < entries.count {
        var end = start + 1
        while end < entries.count, entries[end] & ~mask == entries[start] & ~mask { end += 1 }
        if end - start > 1 { body(start..<end) }
        start = end
      }
    }
    forEachBlock { block in
      let size = block.count
      let known = pairsOfSize[size] ?? (0, 0)
      pairsOfSize[size] = (known.blocks + 1, known.pairs + size * (size - 1) / 2)
    }
    var (sum, limit) = (0, Int.max)
    var cut: Cut?
    for (size, block) in pairsOfSize.sorted(by: { $0.key < $1.key }) {
      sum += block.pairs
      if sum > most * 2, size > 8 {
        if cut == nil {
          limit = size - 1
          cut = Cut(pass: pass.spoken(columns), blocks: 0, largest: 0, limit: limit)
        }
        cut?.blocks += block.blocks
        cut?.largest = size
      }
    }
    var pairs: [UInt64] = []
    pairs.reserveCapacity(min(sum, most * 2))
    forEachBlock { block in
      guard block.count <= limit else { return }
      for i in block {
        let a = entries[i] & mask
        for j in (i + 1)..<max(i + 1, block.upperBound) {
          let b = entries[j] & mask
          if a == b { continue }
          if let sides, sides[Int(a)] == sides[Int(b)] { continue }
          pairs.append(min(a, b) << 32 | max(a, b))
        }
      }
    }
    pairs.sort()
    return (pairs, cut)
  }
}

/// Blocking keys of all records for one pass.
struct BlockingKeys {
  private let parts: [(column: ColumnValues, form: BlockingPass.Part.Form)]
  /// So many words of a text are keys: the rarest that more than one record has.
  private static let mostWords = 5
  /// A word of more records than this is no key by itself.
  private static let commonWord = 200

  init(_ pass: BlockingPass, _ columns: [ColumnValues]) {
    parts = pass.parts.map { (columns[$0.column], $0.form) }
  }

  /// Each key's high bits with the record's number in the low ones.
  func entries(records: Int, mask: UInt64) -> [UInt64] {
    if parts.count == 1, parts[0].form == .word { return words(parts[0].column, mask: mask) }
    // Given name and surname together are one key in either order.
    let isName = Set(parts.map(\.column.kind)) == [.given, .surname]
    var entries: [UInt64] = []
    entries.reserveCapacity(records)
    record: for record in 0..<records {
      var key: UInt64 = 0x51ED_270B_0A1F_39C1
      for (place, part) in parts.enumerated() {
        let code = part.column.codes[record]
        if code < 0 { continue record }
        let isRough = part.form == .rough && !part.column.sketches.isEmpty
        let value = isRough ? part.column.sketches[Int(code)] : part.column.hashes[Int(code)]
        key = isName ? key &+ ContentHash.mix(value) : ContentHash.mix(key &+ value &* UInt64(2 * place + 1))
      }
      entries.append(ContentHash.mix(key) & ~mask | UInt64(record))
    }
    return entries
  }

  private func words(_ column: ColumnValues, mask: UInt64) -> [UInt64] {
    guard let words = column.words else { return [] }
    var keys: [[Int32]] = []
    keys.reserveCapacity(column.count)
    for code in 0..<column.count {
      let shared: [Int32] = words.range(code).map { words.words[$0] }.filter {
        words.frequency[Int($0)] >= 2 && words.frequency[Int($0)] <= Self.commonWord
      }
      let rarest = shared.sorted { one, other in
        let (first, second) = (words.frequency[Int(one)], words.frequency[Int(other)])
        return first != second ? first < second : words.hashes[Int(one)] < words.hashes[Int(other)]
      }
      keys.append(Array(rarest.prefix(Self.mostWords)))
    }
    var entries: [UInt64] = []
    for (record, code) in column.codes.enumerated() where code >= 0 {
      for word in keys[Int(code)] { entries.append(words.hashes[Int(word)] & ~mask | UInt64(record)) }
    }
    return entries
  }
}
