/// The features of one sentence: for each of its tokens a run of hashes. Reused from sentence to sentence.
///
/// Unsafe, since features are written and read some forty times a token; see Benchmarks/find.
package final class FeatureBuffer {
  /// Tokens a sentence may have; longer ones are cut.
  package static let longest = 192
  private static let mostFeatures = 96

  package let hashes: UnsafeMutablePointer<UInt64>
  /// Where the features of each token end.
  package let ends: UnsafeMutablePointer<Int32>
  package private(set) var count = 0
  var written = 0

  package init() {
    hashes = .allocate(capacity: Self.longest * Self.mostFeatures)
    ends = .allocate(capacity: Self.longest)
  }

  deinit {
    hashes.deallocate()
    ends.deallocate()
  }

  package func clear() {
    count = 0
    written = 0
  }

  /// Adds a feature of the token at hand.
  /// - Parameter template: Tells features of different sorts apart.
  @inline(__always)
  func add(_ template: UInt64, _ value: UInt64) {
    hashes[written] = FeatureHash.join(template, value)
    written &+= 1
  }

  @inline(__always)
  func endToken() {
    precondition(written <= Self.longest * Self.mostFeatures && count < Self.longest)
    ends[count] = Int32(truncatingIfNeeded: written)
    count &+= 1
  }

  /// The features of a token.
  package func features(of token: Int) -> UnsafeBufferPointer<UInt64> {
    let start = token == 0 ? 0 : Int(ends[token - 1])
    return UnsafeBufferPointer(start: hashes + start, count: Int(ends[token]) - start)
  }
}
