import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a document with its mentions, a statement with its quote, or an entity.",
    discussion: """
      WHAT is a path as ingested, a statement's identifier (or its first six digits or more), or an \
      entity's identifier such as org-mss.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "A file, a statement or an entity.")
  var what: String

  @Option(help: "An attachment, archive member or message inside the file.")
  var part = ""

  @Flag(help: "Print JSON Lines: the ledger line and mentions of a document, or statements.")
  var json = false

  func run() throws {
    let workbench = try casebase.open()
    let writer = LineWriter()
    if let view = try workbench.document(at: DocumentPlace(file: what, part: part)) {
      try json ? showMachine(view, writer) : show(view, workbench, writer)
    } else if let stored = try workbench.statement(what) {
      try json ? writer.line(Self.machine(stored)) : show(stored, workbench, writer)
    } else {
      let statements = try workbench.statements(about: EntityID(what))
      guard !statements.isEmpty else { throw NothingSuch(what: what, part: part) }
      for stored in statements {
        json ? writer.line(Self.machine(stored)) : try show(stored, workbench, writer)
      }
    }
    writer.flush()
  }

  /// `counterfoil copies` lists more.
  private static let copiesShown = 10

  struct NothingSuch: Error, CustomStringConvertible {
    var what: String
    var part: String
    var description: String {
      "no document, statement or entity \(what)\(part.isEmpty ? "" : " › \(part)"); `counterfoil ledger` lists the documents"
    }
  }

  private static func machine(_ stored: StoredStatement) -> String {
    MachineLines.statement(stored.statement, id: stored.id, place: stored.place)
  }

  private func showMachine(_ view: DocumentView, _ writer: LineWriter) {
    writer.line(MachineLines.ledger(view.record.line))
    for mention in view.mentions {
      writer.line(MachineLines.mention(mention, place: view.record.line.place))
    }
  }

  private func show(_ view: DocumentView, _ workbench: Workbench, _ writer: LineWriter) throws {
    writer.line(LedgerCommand.text(view.record.line))
    if let digest = view.record.line.digest { writer.line("SHA-256   \(digest)") }
    for entry in view.metadata { writer.line("\(entry.name)  \(Terminal.safe(entry.value))") }
    let others = view.parts.filter { $0 != view.record.line.place }
    for other in others.prefix(20) {
      writer.line("part      \(Terminal.safe(other.part.isEmpty ? other.file : other.part))")
    }
    if others.count > 20 { writer.line("          and \(others.count - 20) more") }
    for copy in try workbench.copies(of: view.record, limit: Self.copiesShown) {
      writer.line("copy      \(CopiesCommand.summary(copy))")
    }
    for link in try workbench.quotations(of: view.record, limit: Self.copiesShown) {
      let (first, second) = (link.quotation.first, link.quotation.second)
      writer.line(
        "quotation \(first.lowerBound)–\(first.upperBound) stands in "
          + "\(Terminal.safe(link.other.line.place.spoken)), \(second.lowerBound)–\(second.upperBound)")
    }
    guard let layer = view.layer else { return }
    writer.line("")
    writer.line(Self.marked(layer.text, view.mentions))
    if !view.mentions.isEmpty {
      writer.line("")
      for mention in view.mentions {
        writer.line(
          "\(mention.range.lowerBound)–\(mention.range.upperBound)  \(Terminal.styled(mention.kind.rawValue, .faint))  "
            + Terminal.safe(mention.quote)
            + (mention.value == mention.quote ? "" : "  = \(Terminal.safe(mention.value))"))
      }
    }
  }

  /// The text with each mention marked; overlapping ones are marked once.
  private static func marked(_ text: String, _ mentions: [Mention]) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var at = 0
    func piece(_ range: Range<Int>) -> String {
      Terminal.safe(String(String.UnicodeScalarView(scalars[range])), keepLines: true)
    }
    for mention in mentions
    where mention.range.lowerBound >= at && mention.range.upperBound <= scalars.count {
      result += piece(at..<mention.range.lowerBound)
      result +=
        Terminal.hasColour
        ? Terminal.styled(piece(mention.range), .match) : "[\(piece(mention.range))]"
      at = mention.range.upperBound
    }
    return result + piece(at..<scalars.count)
  }

  private func show(_ stored: StoredStatement, _ workbench: Workbench, _ writer: LineWriter) throws {
    let statement = stored.statement
    writer.line(
      "\(Terminal.styled(statement.entity.rawValue, .bold))  \(statement.schema):\(statement.property) = \(Terminal.safe(statement.value))"
    )
    let speaker = statement.speaker.name.isEmpty ? "the document itself" : statement.speaker.name
    writer.line(
      "  \(statement.modality.rawValue) by \(Terminal.safe(speaker)); grade \(statement.grade); recorded \(statement.recordedAt) by \(statement.origin)"
    )
    if case .passage(let passage) = statement.citation, let place = stored.place {
      let kind = PageKind(mediaType: stored.mediaType)
      let page = passage.page.map { ", \(kind.spoken($0))" } ?? ""
      writer.line(
        "  \(Terminal.safe(place.spoken))\(page), \(passage.range.lowerBound)–\(passage.range.upperBound)")
      if let id = stored.document, let layer = try workbench.document(id: id)?.layer {
        writer.line("  \(Self.context(of: passage, in: layer))")
      }
    }
    writer.line("  statement \(stored.id)")
  }

  /// The quote between some words before and after it; says so where the quote does not stand there.
  private static func context(of passage: Passage, in layer: TextLayer) -> String {
    let scalars = Array(layer.text.unicodeScalars)
    guard passage.range.upperBound <= scalars.count,
      String(String.UnicodeScalarView(scalars[passage.range])).unicodeScalars.elementsEqual(
        passage.quote.unicodeScalars)
    else { return "BROKEN CITATION: the words “\(Terminal.safe(passage.quote))” do not stand there" }
    let around = 60
    let before = max(0, passage.range.lowerBound - around)..<passage.range.lowerBound
    let after = passage.range.upperBound..<min(scalars.count, passage.range.upperBound + around)
    func piece(_ range: Range<Int>) -> String {
      Terminal.safe(String(String.UnicodeScalarView(scalars[range])))
    }
    let quote = piece(passage.range)
    return (before.lowerBound > 0 ? "…" : "") + piece(before)
      + (Terminal.hasColour ? Terminal.styled(quote, .match) : "[\(quote)]") + piece(after)
      + (after.upperBound < scalars.count ? "…" : "")
  }
}
