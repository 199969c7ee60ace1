/// The values of a JSON text, one behind another; in JSON Lines none goes beyond its line.
struct JSONValues: Sequence, IteratorProtocol {
  struct Value {
    /// Ends with the line in JSON Lines.
    var walk: JSONWalk
    var start: Int
    var end: Int
  }

  private let whole: JSONWalk
  private let isLines: Bool
  private var walk: JSONWalk
  private var index = 0

  init(_ whole: JSONWalk, isLines: Bool) {
    self.whole = whole
    self.isLines = isLines
    walk = isLines ? JSONWalk(utf8: UnsafeBufferPointer(rebasing: whole.utf8[..<0])) : whole
  }

  mutating func next() -> Value? {
    let start = whole.start(index)
    guard start < whole.utf8.count else { return nil }
    if start >= walk.utf8.count {
      let end = whole.utf8[start...].firstIndex(of: 0x0A) ?? whole.utf8.count
      walk = JSONWalk(utf8: UnsafeBufferPointer(rebasing: whole.utf8[..<end]))
    }
    let end = (try? walk.end(start)) ?? walk.utf8.count
    // A bracket that closes nothing is no value, and would stay where it is.
    index = Swift.max(end, start + 1)
    return Value(walk: walk, start: start, end: index)
  }

  /// Goes on from here instead of from the end of the value given last.
  mutating func skip(to index: Int) { self.index = index }
}
