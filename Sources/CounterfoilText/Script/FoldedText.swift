/// Text folded for matching, from which every place leads back to the text it was made from.
///
/// Offsets are UTF-8 byte offsets on both sides. They are stored only where they part, so that
/// ASCII and most Chinese text takes no room at all for them.
public struct FoldedText: Sendable {
  /// The folded text, in UTF-8.
  public let bytes: [UInt8]
  private let steps: [Step]

  init(_ buffer: FoldBuffer) {
    bytes = Array(buffer.bytes)
    steps = buffer.steps
  }

  /// The folded text as a string.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Where the character that folded to the byte at `offset` starts in the original.
  ///
  /// Rises with `offset`. The end of the folded text leads to the end of the original.
  /// - Precondition: `offset` is a scalar boundary of `bytes`, or its end.
  /// - Complexity: O(log *n*) in the number of characters that changed their length.
  public func originalOffset(_ offset: Int) -> Int {
    let index = Self.step(before: offset, in: steps)
    guard index >= 0 else { return offset }
    let step = steps[index]
    return Int(step.original) + (step.isWhole ? 0 : offset - Int(step.folded))
  }

  /// The whole characters of the original that a range of folded bytes came from, with marks that follow them.
  /// - Precondition: Both ends are scalar boundaries of `bytes`.
  public func originalRange(_ range: Range<Int>) -> Range<Int> {
    let start = originalOffset(range.lowerBound)
    return start..<max(start, range.isEmpty ? start : Self.originalEnd(range.upperBound, in: steps))
  }

  static func originalEnd(_ offset: Int, in steps: [Step]) -> Int {
    let index = step(before: offset, in: steps)
    guard index >= 0 else { return offset }
    let step = steps[index]
    if !step.isWhole { return Int(step.original) + offset - Int(step.folded) }
    // Inside what one character became: the character ends where the next step begins.
    return Int(offset > Int(step.folded) ? steps[index + 1].original : step.original)
  }

  /// The last step at or before a folded offset; -1 where there is none.
  private static func step(before offset: Int, in steps: [Step]) -> Int {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if Int(steps[middle].folded) <= offset { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// A place from which folded and original offsets run in step, or one character that changed its length.
  struct Step: Sendable {
    var folded: UInt32
    var original: UInt32
    /// One character that became more or fewer bytes, and so has no places inside.
    var isWhole: Bool
  }

  /// Finds original offsets for folded ones that come in rising order, in constant time each.
  struct Cursor {
    private var index = -1

    mutating func originalRange(_ range: Range<Int>, in steps: [Step]) -> Range<Int> {
      guard !steps.isEmpty else { return range }
      while index + 1 < steps.count, Int(steps[index + 1].folded) <= range.lowerBound { index += 1 }
      let start = place(range.lowerBound, at: index, in: steps, isEnd: false)
      var end = index
      while end + 1 < steps.count, Int(steps[end + 1].folded) <= range.upperBound { end += 1 }
      return start..<max(start, place(range.upperBound, at: end, in: steps, isEnd: true))
    }

    private func place(_ offset: Int, at index: Int, in steps: [Step], isEnd: Bool) -> Int {
      guard index >= 0 else { return offset }
      let step = steps[index]
      if !step.isWhole { return Int(step.original) + offset - Int(step.folded) }
      return Int(isEnd && offset > Int(step.folded) ? steps[index + 1].original : step.original)
    }
  }
}
