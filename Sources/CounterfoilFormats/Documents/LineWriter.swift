internal import CounterfoilModel

/// Writes text as a reader of it sees the lines: of a web page, or of a word processor's document.
///
/// White space is collapsed and line breaks are lazy, so that nothing is written for empty blocks.
/// A line break in the source between two Chinese characters stands for nothing, as CSS has it.
///
/// Hidden words go on lines of their own behind the line they stand in, never into it: a message
/// that breaks up `invoice` with unseen letters keeps the word its victim saw.
struct LineWriter {
  private(set) var text: [UInt8] = []
  private(set) var marks: [LayerMark] = []
  /// Visible lines begun so far; tells whether a table cell had more than one.
  private(set) var lineCount = 0

  private let byteLimit: Int
  private var scalarCount = 0
  private var countedBytes = 0
  private var aside: [UInt8] = []
  private var asideNeedsSpace = false
  private var asideNeedsLine = false

  private var needsLine = false
  private var needsTabs = 0
  private var needsSpace = false
  private var spaceHasBreak = false
  /// Whether anything is to be done before the next visible byte.
  private var isPending = false
  private var openSpans: [Int: Int] = [:]
  private var waitingSpans: [Int] = []
  private var nextSpan = 0

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  var isFull: Bool { text.count + aside.count > byteLimit }

  mutating func breakLine() {
    if !aside.isEmpty { asideNeedsLine = true }
    // A block that begins its cell stands behind the tab.
    guard needsTabs == 0 || needsLine else { return }
    needsLine = true
    isPending = true
  }

  /// Separates cells: a tab, or a new line where the cell before had several.
  mutating func breakCell(onNewLine: Bool) {
    needsLine = onNewLine
    if !onNewLine, needsTabs < 64 { needsTabs += 1 }
    isPending = true
    if !aside.isEmpty { asideNeedsLine = true }
  }

  mutating func breakRow() {
    needsTabs = 0
    breakLine()
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer, hidden: Bool, preformatted: Bool) {
    if hidden {
      writeAside(bytes)
    } else if preformatted {
      writeVerbatim(bytes)
    } else {
      writeVisible(bytes)
    }
  }

  mutating func write(scalar: UInt32, hidden: Bool, preformatted: Bool) {
    var bytes: [UInt8] = []
    UTF8Writer.append(scalar, to: &bytes)
    bytes.withUnsafeBytes { write($0, hidden: hidden, preformatted: preformatted) }
  }

  /// Begins a span that takes in the visible words from here on.
  mutating func beginSpan() -> Int {
    nextSpan += 1
    waitingSpans.append(nextSpan)
    isPending = true
    return nextSpan
  }

  /// Ends a span and marks it; nil, without a mark, where it held no visible word.
  @discardableResult
  mutating func endSpan(_ span: Int, as kind: LayerMark.Kind, detail: String?) -> ScalarRange? {
    if let index = waitingSpans.lastIndex(of: span) {
      waitingSpans.remove(at: index)
      return nil
    }
    countScalars()
    guard let start = openSpans.removeValue(forKey: span), start < scalarCount else { return nil }
    marks.append(LayerMark(kind: kind, range: start..<scalarCount, detail: detail))
    return start..<scalarCount
  }

  mutating func finish() {
    if !aside.isEmpty {
      if !text.isEmpty { text.append(0x0A) }
      writeOutAside()
    }
    countScalars()
    marks.sort {
      ($0.range.lowerBound, $1.range.upperBound, $0.kind.rawValue)
        < ($1.range.lowerBound, $0.range.upperBound, $1.kind.rawValue)
    }
  }

  private mutating func writeVisible(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if byte <= 0x20 {
        if byte != 0 {
          needsSpace = true
          isPending = true
          if byte == 0x0A || byte == 0x0D { spaceHasBreak = true }
        }
        index += 1
        continue
      }
      let start = index
      repeat { index += 1 } while index < end && bytes[index] > 0x20
      if isPending { settle(before: byte) }
      text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
    }
  }

  private mutating func writeVerbatim(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      switch byte {
      case 0, 0x0D: continue
      case 0x0A:
        if text.isEmpty && aside.isEmpty { continue }
        if needsLine { settle(before: byte) }
        breakLine()
        continue
      case 0x20, 0x09:
        if isPending { settle(before: byte) }
        text.append(byte)
      default:
        if isPending { settle(before: byte) }
        text.append(byte)
      }
    }
  }

  private mutating func writeAside(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      if byte <= 0x20 {
        asideNeedsSpace = true
        continue
      }
      if !aside.isEmpty {
        if asideNeedsLine {
          aside.append(0x0A)
        } else if asideNeedsSpace {
          aside.append(0x20)
        }
      }
      asideNeedsLine = false
      asideNeedsSpace = false
      aside.append(byte)
    }
  }

  /// Ends a hidden run, so that the next is not run into it.
  mutating func endAside() {
    if !aside.isEmpty { asideNeedsSpace = true }
  }

  /// Writes what stands between the last visible byte and the next.
  private mutating func settle(before next: UInt8) {
    if text.isEmpty {
      if !aside.isEmpty {
        writeOutAside()
        text.append(0x0A)
      }
    } else if needsLine {
      text.append(0x0A)
      lineCount += 1
      if !aside.isEmpty {
        writeOutAside()
        text.append(0x0A)
      }
    } else if needsTabs > 0 {
      text.append(contentsOf: repeatElement(0x09, count: needsTabs))
    } else if needsSpace, !(spaceHasBreak && Self.isWide(next) && endsWithWide) {
      text.append(0x20)
    }
    needsLine = false
    needsTabs = 0
    needsSpace = false
    spaceHasBreak = false
    isPending = false
    if !waitingSpans.isEmpty {
      countScalars()
      for span in waitingSpans { openSpans[span] = scalarCount }
      waitingSpans.removeAll(keepingCapacity: true)
    }
  }

  private mutating func writeOutAside() {
    countScalars()
    let start = scalarCount
    text.append(contentsOf: aside)
    countScalars()
    marks.append(LayerMark(kind: .hidden, range: start..<scalarCount))
    aside.removeAll(keepingCapacity: true)
    asideNeedsLine = false
    asideNeedsSpace = false
  }

  private mutating func countScalars() {
    text.withUnsafeBufferPointer {
      scalarCount += UTF8Writer.scalarCount(UnsafeBufferPointer(rebasing: $0[countedBytes...]))
    }
    countedBytes = text.count
  }

  private var endsWithWide: Bool { text.count >= 3 && Self.isWide(text[text.count - 3]) }

  /// Whether a lead byte begins a Chinese character, kana, or a full-width form.
  private static func isWide(_ lead: UInt8) -> Bool { (0xE3...0xE9).contains(lead) || lead == 0xEF }
}
