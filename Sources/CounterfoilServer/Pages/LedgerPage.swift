import Counterfoil
import CounterfoilModel
import CounterfoilStore

/// What became of every file: read, read with warnings, rejected or a duplicate.
struct LedgerPage: Page {
  static let template = "ledger"
  static let section = "ledger"
  private static let linesOnPage = 50

  var title: String
  var summary: String
  var bars: [Bar]
  var unfinished: String?
  var filters: [FilterView]
  var lines: [Line]
  var isEmpty: Bool
  var noneOfThese: Bool
  var paging: Paging

  /// A share of the summary bar, in thousandths of its length.
  struct Bar {
    var start: Int
    var length: Int
    var tone: String
  }

  struct Line {
    var place: PlaceView
    var outcome: String
    var tone: String
    var reason: String?
    var copyOf: String?
    var copyAddress: String?
    var kind: String
    var mediaType: String?
    var encoding: String
    var language: String
    var size: String
    var pages: String
    var seconds: String
  }

  init(_ site: Site, _ parameters: Parameters) throws {
    let words = site.words
    title = words["ledger.title"]
    var chosen: LedgerLine.Outcome?
    if let name = parameters["outcome"], !name.isEmpty {
      guard let outcome = LedgerLine.Outcome(rawValue: name) else {
        throw Failure.badRequest("outcome")
      }
      chosen = outcome
    }
    let counts = try site.workbench.ledgerCounts()
    let all = counts.lines.values.reduce(0, +)
    let shown = chosen.map { counts.lines[$0] ?? 0 } ?? all + counts.unfinished
    let pages = max(1, (shown + Self.linesOnPage - 1) / Self.linesOnPage)
    let page = min(max(try parameters.count("page") ?? 1, 1), pages)
    let outcome = chosen
    lines = try site.workbench.ledger(
      outcome: outcome, from: (page - 1) * Self.linesOnPage, count: Self.linesOnPage
    ).map { Self.line($0, words) }
    isEmpty = all + counts.unfinished == 0
    noneOfThese = !isEmpty && lines.isEmpty
    summary = Self.summary(counts, words)
    bars = Self.bars(counts, all: all)
    unfinished =
      counts.unfinished > 0 ? words.count("ledger.unfinished", counts.unfinished) : nil
    filters =
      [
        FilterView(
          address: "/ledger", label: words["ledger.all"], count: Figures.count(all),
          isChosen: outcome == nil)
      ]
      + LedgerLine.Outcome.allCases.map {
        FilterView(
          address: Self.address($0), label: words["outcomes.\($0.rawValue)"],
          count: Figures.count(counts.lines[$0] ?? 0), isChosen: $0 == outcome, tone: $0.rawValue)
      }
    paging = Paging(page: page, pages: pages, words: words) { Self.address(outcome, page: $0) }
  }

  private static func address(_ outcome: LedgerLine.Outcome?, page: Int = 1) -> String {
    var address = Address("/ledger")
    address.add("outcome", outcome?.rawValue)
    if page > 1 { address.add("page", "\(page)") }
    return address.text
  }

  /// "19 of 22 files read, 2 of them with warnings; 2 rejected, 1 duplicate."
  private static func summary(_ counts: LedgerCounts, _ words: Words) -> String {
    func files(_ outcome: LedgerLine.Outcome) -> Int { counts.files[outcome] ?? 0 }
    let total = counts.files.values.reduce(0, +)
    var text = words.count(
      "ledger.summary", total,
      ["read": Figures.count(files(.read) + files(.readWithWarnings))])
    if files(.readWithWarnings) > 0 {
      text += words.count("ledger.with-warnings", files(.readWithWarnings))
    }
    var others: [String] = []
    others.append(words.count("ledger.rejected", files(.rejected)))
    if files(.duplicate) > 0 { others.append(words.count("ledger.duplicates", files(.duplicate))) }
    text += "; " + others.joined(separator: ", ") + "."
    let parts = counts.lines.values.reduce(0, +) - total
    return parts > 0 ? text + " " + words.count("ledger.parts", parts) : text
  }

  private static func bars(_ counts: LedgerCounts, all: Int) -> [Bar] {
    guard all > 0 else { return [] }
    var start = 0
    var bars: [Bar] = []
    var seen = 0
    for outcome in LedgerLine.Outcome.allCases {
      seen += counts.lines[outcome] ?? 0
      let end = seen * 1000 / all
      if end > start { bars.append(Bar(start: start, length: end - start, tone: outcome.rawValue)) }
      start = end
    }
    return bars
  }

  private static func line(_ record: DocumentRecord, _ words: Words) -> Line {
    let line = record.line
    let outcome = record.isFinal ? line.outcome.rawValue : "unfinished"
    var copyAddress: String?
    if let copy = line.copyOf {
      var address = Address("/document")
      address.add("file", copy.file)
      address.add("part", copy.part)
      copyAddress = address.text
    }
    return Line(
      place: PlaceView(line.place, id: record.id),
      outcome: words["outcomes.\(outcome)"], tone: outcome,
      reason: line.reason,
      copyOf: line.copyOf.map { ($0.part.isEmpty ? $0.file : $0.file + " › " + $0.part).shown },
      copyAddress: copyAddress,
      kind: line.mediaType.map(words.kind(mediaType:)) ?? "–", mediaType: line.mediaType,
      encoding: line.encoding ?? "–",
      language: line.language.map(words.language) ?? "–",
      size: Figures.bytes(line.bytes), pages: line.pages.map(Figures.count) ?? "–",
      seconds: Figures.seconds(line.seconds))
  }
}
