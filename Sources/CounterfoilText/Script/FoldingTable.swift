/// What each scalar folds to, as a two-level table of small entries.
///
/// An entry is 0 where a scalar stays itself. Otherwise its top byte holds the length of the
/// folded form in UTF-8 (low six bits) and a flag for "one scalar" (`single`); up to three bytes
/// stand in the entry itself, longer forms in `pool` at the offset in the low 24 bits.
struct FoldingTable: Sendable {
  static let removed: UInt32 = 0xFF00_0000
  static let single: UInt32 = 0x4000_0000
  static let lengthMask: UInt32 = 0x3F
  /// The longest folded form, in bytes, that an entry can hold.
  static let longest = 62

  private var pages = [UInt16](repeating: 0, count: 0x110000 >> 7)
  private var entries = [UInt32](repeating: 0, count: 128)
  private var pool: [UInt8] = []
  /// 0x80 in each byte where ASCII capitals become small letters, else 0.
  private let caseMask: UInt64

  /// - Parameters:
  ///   - keepsDiacritics: Takes the column of `folding.tsv` that keeps them.
  ///   - simplifies: Also turns traditional Chinese characters into simplified ones.
  ///   - folds: Without it, only `simplifies` counts.
  init(folds: Bool, keepsDiacritics: Bool, simplifies: Bool) {
    caseMask = folds ? 0x8080_8080_8080_8080 : 0
    var simplified: [UInt32: UInt32] = [:]
    if simplifies {
      KnowledgeTable.forEachRow(of: "languages/traditional-to-simplified.tsv") { from, to, _ in
        guard let from = from.scalar, let to = to.scalar else { return }
        simplified[from] = to
        set(from, to: [to])
      }
    }
    guard folds else { return }
    KnowledgeTable.forEachRow(of: "languages/folding.tsv") { scalar, kept, plain in
      guard let scalar = scalar.hexadecimal, scalar < 0x110000 else { return }
      let form = (plain.isEmpty || keepsDiacritics ? kept : plain).hexadecimals
      set(scalar, to: form.map { simplified[$0] ?? $0 })
    }
  }

  private mutating func set(_ scalar: UInt32, to form: [UInt32]) {
    let bytes = form.flatMap(UTF8Scalar.encode)
    guard bytes.count <= Self.longest else { return }
    var entry: UInt32
    if bytes.isEmpty {
      entry = Self.removed
    } else {
      entry = UInt32(bytes.count) << 24 | (form.count == 1 ? Self.single : 0)
      if bytes.count <= 3 {
        for (index, byte) in bytes.enumerated() { entry |= UInt32(byte) << UInt32(8 * index) }
      } else {
        entry |= UInt32(pool.count)
        pool.append(contentsOf: bytes)
      }
    }
    let page = Int(scalar >> 7)
    if pages[page] == 0 {
      pages[page] = UInt16(entries.count / 128)
      entries.append(contentsOf: repeatElement(0, count: 128))
    }
    entries[Int(pages[page]) << 7 + Int(scalar & 127)] = entry
  }

  /// Folds `input` to the end of `output`, and notes in `output` where the two run out of step.
  func fold(_ input: UnsafeBufferPointer<UInt8>, into output: FoldBuffer) {
    guard let source = input.baseAddress else { return }
    let count = input.count
    pages.withUnsafeBufferPointer { pages in
      entries.withUnsafeBufferPointer { entries in
        pool.withUnsafeBufferPointer { pool in
          guard let pages = pages.baseAddress, let entries = entries.baseAddress else { return }
          let caseMask = caseMask
          let caseBit = UInt8(truncatingIfNeeded: caseMask >> 2)
          var read = 0
          while read < count {
            // Room for the rest at its own length, and for one longest form.
            output.reserve(count - read + 64)
            let limit = output.capacity - 64
            var write = output.count
            let target = output.base
            while read < count, write <= limit {
              if source[read] < 0x80 {
                if output.isOutOfStep { output.noteInStep(folded: write, original: read) }
                // Eight ASCII bytes at a time.
                while read + 8 <= count, write + 8 <= limit {
                  let word = UnsafeRawPointer(source + read).loadUnaligned(as: UInt64.self)
                  if word & 0x8080_8080_8080_8080 != 0 { break }
                  UnsafeMutableRawPointer(target + write)
                    .storeBytes(of: Self.lowercased(word, where: caseMask), as: UInt64.self)
                  read += 8
                  write += 8
                }
                while read < count, write <= limit, source[read] < 0x80 {
                  let byte = source[read]
                  target[write] = byte &- 0x41 < 26 ? byte | caseBit : byte
                  read += 1
                  write += 1
                }
                continue
              }
              let (scalar, width) = UTF8Scalar.decode(source, at: read)
              let entry = entries[Int(pages[Int(scalar >> 7)]) << 7 + Int(scalar & 127)]
              if entry == 0 {
                if output.isOutOfStep { output.noteInStep(folded: write, original: read) }
                for offset in 0..<width { target[write + offset] = source[read + offset] }
                read += width
                write += width
                continue
              }
              if entry == Self.removed {
                output.noteOutOfStep(folded: write, original: read)
                read += width
                continue
              }
              let length = Int(entry >> 24 & Self.lengthMask)
              if length == width, entry & Self.single != 0 {
                if output.isOutOfStep { output.noteInStep(folded: write, original: read) }
              } else {
                output.noteOutOfStep(folded: write, original: read)
              }
              if length <= 3 {
                target[write] = UInt8(truncatingIfNeeded: entry)
                target[write + 1] = UInt8(truncatingIfNeeded: entry >> 8)
                target[write + 2] = UInt8(truncatingIfNeeded: entry >> 16)
              } else {
                let start = Int(entry & 0xFF_FFFF)
                for offset in 0..<length { target[write + offset] = pool[start + offset] }
              }
              read += width
              write += length
            }
            output.count = write
          }
          output.finish(original: count)
        }
      }
    }
  }

  /// Eight ASCII bytes in lower case.
  @inline(__always)
  private static func lowercased(_ word: UInt64, where caseMask: UInt64) -> UInt64 {
    let fromA = word &+ 0x3F3F_3F3F_3F3F_3F3F
    let pastZ = word &+ 0x2525_2525_2525_2525
    return word | ((fromA & ~pastZ & caseMask) >> 2)
  }
}

/// A growing buffer of folded bytes, with the places where folded and original offsets part; reused from text to text.
final class FoldBuffer {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  var count = 0
  private(set) var steps: [FoldedText.Step] = []
  /// Whether the last scalar changed its length, so that the next one that does not must say so.
  private(set) var isOutOfStep = false

  init() {
    capacity = 4096
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  func clear() {
    count = 0
    steps.removeAll(keepingCapacity: true)
    isOutOfStep = false
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let larger = max(count + more, capacity + capacity / 2)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }

  func noteOutOfStep(folded: Int, original: Int) {
    steps.append(.init(folded: UInt32(folded), original: UInt32(original), isWhole: true))
    isOutOfStep = true
  }

  func noteInStep(folded: Int, original: Int) {
    steps.append(.init(folded: UInt32(folded), original: UInt32(original), isWhole: false))
    isOutOfStep = false
  }

  func finish(original: Int) {
    if isOutOfStep { noteInStep(folded: count, original: original) }
  }
}
