internal import CounterfoilModel

/// What the styles of an OpenDocument file hide, and the words that stand on every page.
struct ODFStyles {
  /// Names of character and paragraph styles whose words are not shown.
  private(set) var hiddenText: Set<String> = []
  private(set) var hiddenTables: Set<String> = []
  private(set) var hiddenPages: Set<String> = []
  /// Lines of headers and footers, each once.
  private(set) var headers: [String] = []
  private(set) var problems: [Problem] = []

  private static let running: Set<String> = [
    "header", "footer", "header-left", "footer-left", "header-first", "footer-first",
  ]

  init(_ parts: OfficeParts) {
    for path in ["styles.xml", "content.xml"] {
      var style = ""
      var runningDepth = 0
      var line: String?
      // What is wrong with the text itself is told where it is read.
      let found = parts.walk(path) { pull, event in
        switch event {
        case .start(let isEmpty):
          let name = pull.name
          if name == "body" { return false }
          if Self.running.contains(name), !isEmpty { runningDepth += 1 }
          switch name {
          case "style": style = pull.attribute("name") ?? ""
          case "text-properties": if pull.attribute("display") == "none" { hiddenText.insert(style) }
          case "table-properties":
            if pull.attribute("display") == "false" { hiddenTables.insert(style) }
          case "drawing-page-properties":
            if pull.attribute("visibility") == "hidden" { hiddenPages.insert(style) }
          case "p", "h": if runningDepth > 0 { line = "" }
          default: break
          }
        case .text: if line != nil { line? += pull.text }
        case .end:
          let name = pull.name
          if Self.running.contains(name) { runningDepth -= 1 }
          if name == "p" || name == "h", let done = line.map(Whitespace.collapse) {
            if !done.isEmpty, headers.count < 1000, !headers.contains(done) { headers.append(done) }
            line = nil
          }
        }
        return true
      }
      if path == "styles.xml" { problems += found }
    }
  }
}
