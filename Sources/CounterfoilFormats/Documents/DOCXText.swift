internal import CounterfoilModel

/// Writes the text of WordprocessingML parts into one layer.
struct DOCXText {
  private(set) var writer: LineWriter
  private(set) var problems: [Problem] = []

  private let limits: ReadLimits
  private var isFull = false
  /// For each open run, whether its letters are hidden.
  private var runs: [Bool] = []
  /// For each open row, the line count when it began, or nothing before its first cell.
  private var rows: [Int?] = []
  /// Spans that open elements began, innermost last.
  private var spans: [(element: String, span: Int, kind: LayerMark.Kind, detail: String?)] = []
  private var isInText = false

  private let hiddenStyles: Set<String>
  private var isHiddenParagraph = false

  init(limits: ReadLimits, hiddenStyles: Set<String>) {
    self.limits = limits
    self.hiddenStyles = hiddenStyles
    writer = LineWriter(byteLimit: limits.layerBytes)
  }

  mutating func read(_ path: String, in parts: OfficeParts) {
    guard !isFull else { return }
    let relationships = parts.relationships(of: path)
    runs = []
    rows = []
    spans = []
    isInText = false
    writer.breakRow()
    problems += parts.walk(path) { pull, event in
      switch event {
      case .start(let isEmpty): start(&pull, isEmpty: isEmpty, relationships)
      case .end: end(pull.name)
      case .text: if isInText { write(pull.text) }
      }
      isFull = writer.isFull
      return !isFull
    }
    if isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    while let open = spans.popLast() {
      writer.endSpan(open.span, as: open.kind, detail: open.detail)
    }
  }

  mutating func finish() { writer.finish() }

  private mutating func start(
    _ pull: inout XMLPull, isEmpty: Bool, _ relationships: [String: OfficeParts.Relationship]
  ) {
    let name = pull.name
    switch name {
    case "t", "delText": isInText = !isEmpty
    case "r": if !isEmpty { runs.append(runs.last ?? isHiddenParagraph) }
    case "rStyle", "pStyle":
      guard let style = pull.attribute("val"), hiddenStyles.contains(style) else { return }
      if name == "pStyle" {
        isHiddenParagraph = true
      } else if !runs.isEmpty {
        runs[runs.count - 1] = true
      }
    case "vanish", "webHidden":
      if !runs.isEmpty, !["0", "false", "off"].contains(pull.attribute("val") ?? "1") {
        runs[runs.count - 1] = true
      }
    case "sz":
      // In half points.
      if !runs.isEmpty, let size = pull.attribute("val").flatMap({ Int($0) }), size <= 2 {
        runs[runs.count - 1] = true
      }
    case "tab", "ptab": if !runs.isEmpty { write("\t") }
    case "br", "cr": writer.breakLine()
    case "noBreakHyphen": write("-")
    case "p", "txbxContent":
      writer.breakLine()
      isHiddenParagraph = false
    case "tr":
      writer.breakRow()
      if !isEmpty { rows.append(nil) }
    case "tc": breakCell()
    // The other form of a drawing, for older programs: the same words again.
    case "Fallback": if !isEmpty { pull.skip() }
    // A paragraph's tab stops, and properties as they were before a change.
    case "tabs", "rPrChange", "pPrChange", "instrText": if !isEmpty { pull.skip() }
    case "ins", "moveTo": begin(name, .inserted, isEmpty, pull.attribute("author"))
    case "del", "moveFrom": begin(name, .deleted, isEmpty, pull.attribute("author"))
    case "comment": begin(name, .comment, isEmpty, pull.attribute("author"))
    case "hyperlink":
      let target = pull.attribute("id").flatMap { relationships[$0]?.target }
      if let target { begin(name, .link, isEmpty, target) }
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "t", "delText": isInText = false
    case "r":
      if runs.popLast() ?? false { writer.endAside() }
    case "p", "txbxContent": writer.breakLine()
    case "tr":
      _ = rows.popLast()
      writer.breakRow()
    case "ins", "moveTo", "del", "moveFrom", "comment", "hyperlink":
      guard let open = spans.last, open.element == name else { return }
      spans.removeLast()
      writer.endSpan(open.span, as: open.kind, detail: open.detail)
    default: break
    }
  }

  private mutating func begin(
    _ element: String, _ kind: LayerMark.Kind, _ isEmpty: Bool, _ detail: String?
  ) {
    guard !isEmpty else { return }
    spans.append((element, writer.beginSpan(), kind, detail.map { String($0.prefix(2048)) }))
  }

  private mutating func breakCell() {
    guard let last = rows.indices.last else { return writer.breakLine() }
    guard let start = rows[last] else {
      rows[last] = writer.lineCount
      return
    }
    writer.breakCell(onNewLine: writer.lineCount > start + 1)
  }

  private mutating func write(_ text: String) {
    var text = text
    let hidden = runs.last ?? false
    text.withUTF8 {
      writer.write(UnsafeRawBufferPointer($0), hidden: hidden, preformatted: true)
    }
  }
}
