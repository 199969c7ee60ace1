internal import CounterfoilModel

/// Writes the paragraphs of an OpenDocument text, or of one slide, as lines.
struct ODFText {
  var writer: LineWriter
  private(set) var hasPictures = false

  private let styles: ODFStyles
  /// For each open element that may hide its words, whether it does.
  private var scopes: [(element: String, isHidden: Bool)] = []
  private var paragraphs = 0
  /// For each open row, the line count when it began, or nothing before its first cell.
  private var rows: [Int?] = []
  private var links: [(span: Int, target: String)?] = []
  private var titleSpan: Int?

  /// Words set apart to stand below: a footnote's, an annotation's, a slide's notes.
  private struct Aside {
    enum Kind { case note, annotation, speakerNotes }
    var element: String
    var kind: Kind
    var author: String?
    var text = ""
  }
  private var open: Aside?
  private var asides: [Aside] = []
  private var isInCreator = false

  /// Changes that the document tells of before its text.
  private struct Change {
    var isDeletion = false
    var author: String?
    var text = ""
  }
  private var changes: [String: Change] = [:]
  private var change: (identifier: String, Change)?
  private var isInChanges = false
  /// Spans of insertions that are open, by their change.
  private var insertions: [String: Int] = [:]

  init(_ styles: ODFStyles, byteLimit: Int) {
    self.styles = styles
    writer = LineWriter(byteLimit: byteLimit)
  }

  mutating func take(_ pull: inout XMLPull, _ event: XMLPull.Event) {
    switch event {
    case .start(let isEmpty):
      if isInChanges {
        startInChanges(&pull, isEmpty)
      } else if open != nil {
        startInAside(&pull, isEmpty)
      } else {
        start(&pull, isEmpty)
      }
    case .text: text(pull.text)
    case .end: end(pull.name)
    }
  }

  /// Writes what was set apart: notes, annotations, speaker notes.
  mutating func writeNotes() {
    for aside in asides where aside.kind == .note { writer.line(Whitespace.collapse(aside.text)) }
    var hasSpoken = false
    for aside in asides where aside.kind == .speakerNotes {
      for line in aside.text.split(separator: "\n").map({ Whitespace.collapse(String($0)) })
      where !line.isEmpty {
        if !hasSpoken { writer.line("Speaker notes:", as: .header) }
        hasSpoken = true
        writer.line(line, as: .comment, detail: "speaker notes")
      }
    }
    for aside in asides where aside.kind == .annotation {
      writer.line(Whitespace.collapse(aside.text), as: .comment, detail: aside.author)
    }
    asides = []
  }

  private mutating func start(_ pull: inout XMLPull, _ isEmpty: Bool) {
    let name = pull.name
    switch name {
    case "p", "h":
      writer.breakLine()
      guard !isEmpty else { return }
      paragraphs += 1
      scopes.append((name, isHidden || isHiddenStyle(pull)))
    case "span": if !isEmpty { scopes.append((name, isHidden || isHiddenStyle(pull))) }
    case "section":
      if !isEmpty { scopes.append((name, isHidden || pull.attribute("display") == "none")) }
    case "hidden-text", "hidden-paragraph":
      if let words = pull.attribute("string-value") { writer.write(words, hidden: true) }
      if !isEmpty { scopes.append((name, true)) }
    case "s":
      let count = min(pull.attribute("c").flatMap { Int($0) } ?? 1, 64)
      if paragraphs > 0 { writer.write(String(repeating: " ", count: max(count, 0)), hidden: isHidden) }
    case "tab": if paragraphs > 0 { writer.write("\t", hidden: isHidden) }
    case "line-break": writer.breakLine()
    case "a":
      guard !isEmpty else { return }
      let target = pull.attribute("href")
      links.append(target.map { (writer.beginSpan(), String($0.prefix(2048))) })
    case "table-row":
      writer.breakRow()
      if !isEmpty { rows.append(nil) }
    case "table-cell", "covered-table-cell": breakCell()
    case "note-citation": if !isEmpty { pull.skip() }
    case "note-body": if !isEmpty { open = Aside(element: name, kind: .note) }
    case "annotation": if !isEmpty { open = Aside(element: name, kind: .annotation) }
    case "notes": if !isEmpty { open = Aside(element: name, kind: .speakerNotes) }
    case "tracked-changes": isInChanges = !isEmpty
    case "change": writeDeletion(pull.attribute("change-id"))
    case "change-start":
      if let identifier = pull.attribute("change-id"), changes[identifier]?.isDeletion == false,
        insertions.count < 10_000
      {
        insertions[identifier] = writer.beginSpan()
      }
    case "change-end":
      if let identifier = pull.attribute("change-id"),
        let span = insertions.removeValue(forKey: identifier)
      {
        writer.endSpan(span, as: .inserted, detail: changes[identifier]?.author)
      }
    case "frame":
      writer.breakLine()
      if !isEmpty, pull.attribute("class") == "title" { titleSpan = writer.beginSpan() }
    case "image": hasPictures = true
    case "script", "event-listeners": if !isEmpty { pull.skip() }
    // A picture's description; a field with the document's title has the same name.
    case "title", "desc": if !isEmpty, pull.prefix == "svg" { pull.skip() }
    default: break
    }
  }

  private var isHidden: Bool { scopes.last?.isHidden ?? false }

  private func isHiddenStyle(_ pull: borrowing XMLPull) -> Bool {
    guard !styles.hiddenText.isEmpty else { return false }
    return pull.attribute("style-name").map(styles.hiddenText.contains) ?? false
  }

  private mutating func text(_ text: String) {
    if isInChanges {
      if isInCreator {
        change?.1.author = text
      } else if paragraphs > 0 {
        change?.1.text += text
      }
    } else if open != nil {
      if isInCreator { open?.author = text } else { open?.text += text }
    } else if paragraphs > 0 {
      var text = text
      let hidden = isHidden
      text.withUTF8 {
        writer.write(UnsafeRawBufferPointer($0), hidden: hidden, preformatted: false)
      }
    }
  }

  private mutating func end(_ name: String) {
    if isInChanges {
      endInChanges(name)
    } else if let aside = open {
      endInAside(name, aside)
    } else {
      switch name {
      case "p", "h", "span", "section", "hidden-text", "hidden-paragraph":
        if scopes.last?.element == name, scopes.popLast()?.isHidden == true { writer.endAside() }
        if name == "p" || name == "h" {
          paragraphs = max(0, paragraphs - 1)
          writer.breakLine()
        }
      case "a":
        if let link = links.popLast(), let link {
          writer.endSpan(link.span, as: .link, detail: link.target)
        }
      case "table-row":
        _ = rows.popLast()
        writer.breakRow()
      case "frame":
        if let title = titleSpan { writer.endSpan(title, as: .title, detail: nil) }
        titleSpan = nil
      default: break
      }
    }
  }

  private mutating func breakCell() {
    guard let last = rows.indices.last else { return writer.breakLine() }
    if let start = rows[last] {
      writer.breakCell(onNewLine: writer.lineCount > start + 1)
    } else {
      rows[last] = writer.lineCount
    }
  }

  // MARK: Words set apart

  private mutating func startInAside(_ pull: inout XMLPull, _ isEmpty: Bool) {
    switch pull.name {
    case "creator": isInCreator = !isEmpty
    case "date", "date-string", "note-citation", "title", "desc", "page-number":
      if !isEmpty { pull.skip() }
    case "s", "tab", "line-break": open?.text += " "
    case "p", "h": open?.text += "\n"
    default: break
    }
  }

  private mutating func endInAside(_ name: String, _ aside: Aside) {
    isInCreator = false
    guard name == aside.element else { return }
    asides.append(aside)
    open = nil
  }

  // MARK: Tracked changes

  private mutating func startInChanges(_ pull: inout XMLPull, _ isEmpty: Bool) {
    switch pull.name {
    case "changed-region": change = (pull.attribute("id") ?? "", Change())
    case "deletion": change?.1.isDeletion = true
    case "creator": isInCreator = !isEmpty
    case "date": if !isEmpty { pull.skip() }
    case "p", "h":
      if change?.1.text.isEmpty == false { change?.1.text += " " }
      if !isEmpty { paragraphs += 1 }
    case "s", "tab", "line-break": change?.1.text += " "
    default: break
    }
  }

  private mutating func endInChanges(_ name: String) {
    isInCreator = false
    if name == "p" || name == "h" { paragraphs = max(0, paragraphs - 1) }
    if name == "tracked-changes" { isInChanges = false }
    if name == "changed-region", let done = change {
      changes[done.identifier] = done.1
      change = nil
    }
  }

  private mutating func writeDeletion(_ identifier: String?) {
    // Each stands where it was, once: one text named a thousand times is a bomb.
    guard let identifier, let deleted = changes.removeValue(forKey: identifier), deleted.isDeletion
    else { return }
    let span = writer.beginSpan()
    var words = deleted.text
    words.withUTF8 { writer.write(UnsafeRawBufferPointer($0), hidden: false, preformatted: false) }
    writer.endSpan(span, as: .deleted, detail: deleted.author)
  }
}
