import Synchronization

/// Buffers that one call uses and the next one finds ready.
///
/// Unchecked: whoever takes one out of the pool is the only one to hold it until it goes back.
final class Scratch: @unchecked Sendable {
  let folded = FoldBuffer()
  let segmenter = WordSegmenter()

  func fold(_ text: String) {
    folded.clear()
    segmenter.clear()
    text.withUTF8Bytes { Folding.shared.table.fold($0, into: folded) }
  }
}

/// Scratch that waits for its next use; as many as ever ran at once.
final class ScratchPool: Sendable {
  /// One huge text must not keep its memory for good.
  private static let largestKept = 8 << 20

  private let idle = Mutex<[Scratch]>([])

  func withScratch<Result>(_ body: (Scratch) -> Result) -> Result {
    let scratch = idle.withLock { $0.popLast() } ?? Scratch()
    defer {
      if scratch.folded.capacity <= Self.largestKept { idle.withLock { $0.append(scratch) } }
    }
    return body(scratch)
  }
}
