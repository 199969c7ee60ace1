package import CounterfoilModel

/// Writes a stretch of text as HTML with everything that stands in it marked.
///
/// Marks may overlap in any way, and HTML elements may not: the text is cut wherever a mark begins
/// or ends, and each piece carries all it belongs to. The words themselves stay what they are, so
/// that the page's text is the layer's text.
package struct MarkedText {
  package struct Span {
    package var range: ScalarRange
    package var meaning: Meaning

    package init(range: ScalarRange, meaning: Meaning) {
      self.range = range
      self.meaning = meaning
    }
  }

  package enum Meaning {
    /// Class, and what a pointer resting on it is told.
    case mention(kind: String, explanation: String)
    /// Class, and the label written before the first piece.
    case layer(kind: String, label: String)
    /// The words that were asked for.
    case cited
    /// A match within a snippet.
    case match
  }

  /// A line across the text, before the scalar at `offset`.
  package struct Break {
    package var offset: Int
    package var identifier: String
    package var label: String

    package init(offset: Int, identifier: String, label: String) {
      self.offset = offset
      self.identifier = identifier
      self.label = label
    }
  }

  /// The scalar of the layer that `text` begins with.
  package var base: Int
  package var text: String
  package var spans: [Span]
  package var breaks: [Break]
  /// Whether each piece can be jumped to as `#o` and its offset.
  package var hasAnchors: Bool

  package init(
    base: Int = 0, text: String, spans: [Span] = [], breaks: [Break] = [], hasAnchors: Bool = false
  ) {
    self.base = base
    self.text = text
    self.spans = spans
    self.breaks = breaks
    self.hasAnchors = hasAnchors
  }

  /// - Complexity: O(*scalars* + *spans* · log *spans* + *spans* · spans open at once).
  package func html() -> String {
    let scalars = text.unicodeScalars
    var starts: [Int] = []
    var points: Set<Int> = []
    let end = base + scalars.count
    let spans = self.spans.filter { $0.range.upperBound > base && $0.range.lowerBound < end }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    for span in spans {
      starts.append(max(span.range.lowerBound, base))
      points.insert(max(span.range.lowerBound, base))
      points.insert(min(span.range.upperBound, end))
    }
    let breaks = self.breaks.filter { $0.offset >= base && $0.offset <= end }
      .sorted { $0.offset < $1.offset }
    for item in breaks { points.insert(item.offset) }
    points.insert(base)
    points.insert(end)

    var out = ""
    out.reserveCapacity(text.utf8.count * 2)
    var open: [Int] = []
    var nextSpan = 0
    var nextBreak = 0
    var position = base
    var index = scalars.startIndex
    for point in points.sorted() {
      if point > position {
        let pieces = open.map { spans[$0] }
        let here = position
        Self.open(
          pieces, at: here, isFirst: { max($0.range.lowerBound, base) == here },
          anchored: hasAnchors, &out)
        while position < point {
          Self.write(scalars[index], &out)
          index = scalars.index(after: index)
          position += 1
        }
        Self.close(pieces, &out)
      }
      open.removeAll { spans[$0].range.upperBound <= point }
      while nextSpan < spans.count, starts[nextSpan] <= point {
        if spans[nextSpan].range.upperBound > point { open.append(nextSpan) }
        nextSpan += 1
      }
      while nextBreak < breaks.count, breaks[nextBreak].offset <= point {
        let item = breaks[nextBreak]
        out +=
          "<span class=\"page-break\" id=\"\(item.identifier)\"><span>\(escaped(item.label))</span></span>"
        nextBreak += 1
      }
    }
    return out
  }

  private static func open(
    _ pieces: [Span], at offset: Int, isFirst: (Span) -> Bool, anchored: Bool, _ out: inout String
  ) {
    guard !pieces.isEmpty else { return }
    var mention: (span: Span, kind: String, explanation: String)?
    var classes: [String] = []
    var labels: [String] = []
    var isMark = false
    for piece in pieces {
      switch piece.meaning {
      case .mention(let kind, let explanation):
        isMark = true
        // The shortest says most: the domain within an address, the city within a name.
        if mention.map({ $0.span.range.count > piece.range.count }) ?? true {
          mention = (piece, kind, explanation)
        }
      case .layer(let kind, let label):
        if !classes.contains("l-" + kind) { classes.append("l-" + kind) }
        if isFirst(piece), !label.isEmpty { labels.append(label) }
      case .cited:
        isMark = true
        classes.append("cited")
      case .match: isMark = true
      }
    }
    if let mention { classes += ["m", "k-" + mention.kind] }
    out += isMark ? "<mark" : "<span"
    if !classes.isEmpty { out += " class=\"" + classes.joined(separator: " ") + "\"" }
    if anchored, isMark { out += " id=\"o\(offset)\"" }
    if let mention { out += " title=\"" + escaped(mention.explanation) + "\"" }
    if !labels.isEmpty {
      out += " data-label=\"" + escaped(labels.joined(separator: ", ")) + "\""
    }
    out += ">"
  }

  private static func close(_ pieces: [Span], _ out: inout String) {
    guard !pieces.isEmpty else { return }
    let isMark = pieces.contains {
      if case .layer = $0.meaning { false } else { true }
    }
    out += isMark ? "</mark>" : "</span>"
  }

  private static func write(_ scalar: Unicode.Scalar, _ out: inout String) {
    switch Escape(of: scalar) {
    case nil: out.unicodeScalars.append(scalar)
    case .markup(let entity): out += entity
    // A carriage return before a line break is how many systems write one; a form feed ends a page.
    case .unseen where scalar.value == 0x0D || scalar.value == 0x0C: break
    case .unseen(let symbol): out += "<span class=\"unseen\">\(symbol)</span>"
    }
  }
}

/// HTML text or attribute value that shows `text`.
func escaped(_ text: String) -> String { ScalarEscaping().escapeText(text) }
