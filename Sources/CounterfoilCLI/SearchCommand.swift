import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Search the casebase in English and Chinese.",
    discussion: """
      Words (all must occur), "phrases", AND OR NOT, prefix*, NEAR(a b, 10), and fields:
        type:pdf  lang:zh  from:lee  to:wang  before:2024-03  after:2023
        entity:mss  grade:B2  marking:amber  path:mail/
      Simplified Chinese finds traditional and the other way round. A Chinese name finds its characters and its
      spellings: 'Xu Yanjun' or 'Hsu Yen-chun' finds 徐延军. The score is BM25, best first.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "What to look for. Quote it for the shell: 'visa AND \"consular officer\"'.")
  var query: [String]

  @Option(help: "How many results to print.")
  var top = 10

  @Option(help: "How many results to leave out first.")
  var skip = 0

  @Flag(help: "Print JSON Lines, best first.")
  var json = false

  func validate() throws {
    if top < 1 || top > 10_000 {
      throw ValidationError("--top is a number of results from 1 to 10,000, not \(top).")
    }
    if skip < 0 { throw ValidationError("--skip is 0 or more, not \(skip).") }
  }

  func run() throws {
    let workbench = try casebase.open()
    let text = query.joined(separator: " ")
    let results: SearchResults
    do {
      results = try workbench.search(text, top: top, offset: skip)
    } catch let error as QueryError {
      let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(error.offset)))
      Terminal.note("  \(Terminal.safe(text))")
      Terminal.note("  \(String(repeating: " ", count: Self.columns(before)))^")
      Terminal.complain(error.message)
      throw ExitCode(64)
    }
    let writer = LineWriter()
    for (index, hit) in results.hits.enumerated() {
      writer.line(
        json ? MachineLines.hit(hit, rank: skip + index + 1) : Self.text(hit, rank: skip + index + 1))
    }
    writer.flush()
    if !json {
      Terminal.note(Self.summary(results))
      if let names = Self.names(results) { Terminal.note(names) }
    }
  }

  /// Cells on a terminal: a Chinese character takes two.
  private static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) {
      $0
        + ($1.value >= 0x1100 && $1.properties.isIdeographic || (0xFF01...0xFF60).contains($1.value)
          || (0x3000...0x303F).contains($1.value) ? 2 : 1)
    }
  }

  static func text(_ hit: SearchHit, rank: Int) -> String {
    let place = hit.place.part.isEmpty ? hit.place.file : "\(hit.place.file) › \(hit.place.part)"
    var facts = [hit.date.map { String($0.prefix(10)) }, hit.language].compactMap(\.self)
    if let page = hit.page { facts.insert(PageKind(mediaType: hit.mediaType).spoken(page), at: 0) }
    facts.append("\((hit.score * 10).rounded() / 10)")
    var snippet = ""
    let scalars = Array(hit.snippet.unicodeScalars)
    var at = 0
    func piece(_ range: Range<Int>) -> String {
      Terminal.safe(String(String.UnicodeScalarView(scalars[range])))
    }
    for mark in hit.snippetMarks where mark.lowerBound >= at && mark.upperBound <= scalars.count {
      snippet += piece(at..<mark.lowerBound) + Self.marked(piece(mark))
      at = mark.upperBound
    }
    snippet += piece(at..<scalars.count)
    var text =
      "\(rank). \(Terminal.styled(Terminal.safe(place), .bold))  "
      + Terminal.styled(facts.joined(separator: ", "), .faint)
    if let title = hit.title, !title.isEmpty { text += "\n   " + Terminal.safe(title) }
    if !snippet.isEmpty { text += "\n   " + snippet }
    return text
  }

  /// Colour on a terminal, brackets in a pipe: a match is never unmarked.
  private static func marked(_ text: String) -> String {
    Terminal.hasColour ? Terminal.styled(text, .match) : "[\(text)]"
  }

  /// Says which names were looked for besides, since a reader must know why a passage was found.
  static func names(_ results: SearchResults) -> String? {
    guard !results.names.isEmpty else { return nil }
    let shown = results.names.prefix(6).map { Terminal.safe($0) }.joined(separator: ", ")
    let more = results.names.count > 6 ? " and \(results.names.count - 6) more" : ""
    return "Taken for a name, so also looked for: \(shown)\(more). A spelling shared is not a person shared."
  }

  static func summary(_ results: SearchResults) -> String {
    guard results.total > 0 else {
      return "Nothing found. Try fewer words, a prefix such as institut*, or the other language."
    }
    func list(_ name: String, _ counts: [SearchFacets.Count]) -> String? {
      counts.isEmpty
        ? nil
        : "\(name): "
          + counts.prefix(6).map { "\($0.value) \(Figure.count($0.count))" }.joined(separator: ", ")
    }
    let milliseconds =
      Double(results.elapsed.components.attoseconds) / 1e15
      + Double(results.elapsed.components.seconds) * 1000
    let facets = [list("type", results.facets.types), list("lang", results.facets.languages)]
      .compactMap(\.self).joined(separator: "; ")
    return
      "\(results.totalIsExact ? "" : "at least ")\(Figure.count(results.total)) document\(results.total == 1 ? "" : "s") in \(Figure.seconds(milliseconds / 1000))"
      + (facets.isEmpty ? "" : "  (\(facets))")
  }
}
