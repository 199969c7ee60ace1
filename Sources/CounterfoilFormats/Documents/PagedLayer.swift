internal import CounterfoilModel

/// The text of one slide, sheet or chapter before it has its place in the layer.
struct PageText {
  /// Valid UTF-8.
  var text: [UInt8] = []
  /// Ranges count from the page's beginning.
  var marks: [LayerMark] = []
  /// Ranges, where there are any, count from the page's beginning.
  var entries: [MetadataEntry] = []
  /// Whether it carries a picture and no words.
  var needsOCR = false

  init() {}

  /// What a line writer wrote, finished.
  init(_ writer: LineWriter) {
    text = writer.text
    marks = writer.marks
  }
}

/// A layer put together page by page.
struct PagedLayer {
  private(set) var metadata: [MetadataEntry] = []
  private(set) var isFull = false
  private var text: [UInt8] = []
  private var scalarCount = 0
  private var pages: [PageSpan] = []
  private var marks: [LayerMark] = []
  private let byteLimit: Int

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  var isEmpty: Bool { !text.contains { $0 > 0x20 } }
  var pageCount: Int { pages.count }

  /// What the next page may hold, bytes.
  var bytesLeft: Int { max(0, byteLimit - text.count) }

  /// A page ends with a line end, which is part of it.
  mutating func append(_ page: PageText) {
    guard page.text.count <= bytesLeft else {
      isFull = true
      return
    }
    let start = scalarCount
    text += page.text
    text.append(0x0A)
    scalarCount += page.text.withUnsafeBufferPointer(UTF8Writer.scalarCount) + 1
    func moved(_ range: ScalarRange) -> ScalarRange {
      range.lowerBound + start..<range.upperBound + start
    }
    for mark in page.marks {
      marks.append(LayerMark(kind: mark.kind, range: moved(mark.range), detail: mark.detail))
    }
    for entry in page.entries {
      metadata.append(
        MetadataEntry(name: entry.name, value: entry.value, range: entry.range.map(moved)))
    }
    pages.append(
      PageSpan(number: pages.count + 1, range: start..<scalarCount, needsOCR: page.needsOCR))
  }

  var layer: TextLayer {
    TextLayer(text: String(decoding: text, as: UTF8.self), pages: pages, marks: marks)
  }
}
