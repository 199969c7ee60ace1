import CounterfoilModel

/// Where and why JSON stops being JSON.
struct JSONFault: Error {
  var at: Int
  var message: String
  var isFull = false
}

/// What in a text is no JSON: the first faults told, all counted, and the words left as they stand.
struct JSONFaults {
  private var told: [Problem] = []
  private var count = 0
  /// Bytes read in vain before a fault was met.
  private var lost = 0

  private static let mostTold = 10
  /// Times the text's length that may be read in vain: lines that each reach for the text's end would
  /// otherwise cost its square.
  private static let mostLost = 8

  var problems: [Problem] {
    count > Self.mostTold ? told + [Problem("\(count) lines in all are not valid JSON")] : told
  }

  /// Notes a fault in the value that begins at `start`, and writes as it stands what cannot be read: in
  /// JSON Lines the value's line, since the next one is a fresh start; else all the rest.
  ///
  /// - Returns: Where reading goes on.
  mutating func leave(
    _ fault: JSONFault, in utf8: UnsafeBufferPointer<UInt8>, from start: Int, isLines: Bool,
    _ rendering: inout JSONRendering
  ) -> Int {
    if fault.isFull {
      told.append(Problem("only the first \(rendering.out.count) bytes of its text were kept"))
      return utf8.count
    }
    count += 1
    if count <= Self.mostTold {
      let line = 1 + utf8[..<min(fault.at, utf8.count)].count { $0 == 0x0A }
      told.append(Problem("line \(line) is not valid JSON (\(fault.message)); it stands as it was"))
    }
    lost += max(0, fault.at - start)
    let isLine = isLines && lost <= Self.mostLost * utf8.count
    let from = min(isLines ? start : max(fault.at, start), utf8.count)
    let end = isLine ? utf8[from...].firstIndex(of: 0x0A) ?? utf8.count : utf8.count
    rendering.out.append(contentsOf: utf8[from..<end])
    if rendering.out.last != 0x0A { rendering.out.append(0x0A) }
    return end
  }
}
