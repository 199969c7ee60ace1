internal import CounterfoilModel

/// The words of DrawingML: text boxes, shapes, charts' titles, diagrams.
enum DrawingText {
  /// Each paragraph (`a:p`) that is not empty, in the file's order.
  static func paragraphs(
    of path: String, in parts: OfficeParts
  ) -> (paragraphs: [String], problems: [Problem]) {
    var paragraphs: [String] = []
    var current = ""
    var isInText = false
    func close() {
      let text = Whitespace.collapse(current)
      if !text.isEmpty { paragraphs.append(text) }
      current = ""
    }
    let problems = parts.walk(path) { pull, event in
      switch event {
      case .start(let isEmpty):
        switch pull.name {
        case "t": isInText = !isEmpty
        case "br", "tab": current += " "
        case "Fallback": if !isEmpty { pull.skip() }
        default: break
        }
      case .text: if isInText { current += pull.text }
      case .end:
        isInText = false
        if pull.name == "p" { close() }
      }
      return paragraphs.count < 100_000
    }
    close()
    return (paragraphs, problems)
  }
}
