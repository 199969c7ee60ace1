/// A set of documents, one bit an id.
struct DocumentSet {
  private(set) var words: [UInt64]
  /// Ids run from 0 to one less than this.
  let bound: Int

  init(bound: Int) {
    self.bound = bound
    words = [UInt64](repeating: 0, count: (bound + 63) / 64)
  }

  mutating func insert(_ id: Int64) {
    guard id >= 0, id < bound else { return }
    words[Int(id >> 6)] |= 1 << UInt64(id & 63)
  }

  func contains(_ id: Int64) -> Bool {
    id >= 0 && id < bound && words[Int(id >> 6)] >> UInt64(id & 63) & 1 == 1
  }

  mutating func formIntersection(_ other: DocumentSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func formUnion(_ other: DocumentSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func subtract(_ other: DocumentSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  mutating func withUnsafeMutableWords<R>(_ body: (UnsafeMutablePointer<UInt64>?) -> R) -> R {
    words.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }
}
