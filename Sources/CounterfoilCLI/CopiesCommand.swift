import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

struct CopiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copies",
    abstract: "Show which documents are copies of each other, what differs, and what one quotes of another.",
    discussion: """
      Without FILE: all groups of copies, and what is a part of something longer. With FILE: its copies \
      and the sentences in which each differs from it. Copies: the same bytes, the same mail from another \
      mailbox, or texts of which the shorter stands in the other by six tenths or more, counted in words \
      that stand in common runs of five (in Chinese, characters in runs of ten). Capitals, punctuation, \
      lines and the two Chinese scripts make no difference. Documents that copy each other are one source. \
      A quotation is a passage of 200 characters or two sentences and more that stands word for word in a \
      document that is no copy. Translations are not looked for.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "A file, as ingested.")
  var file: String?

  @Option(help: "An attachment, archive member or message inside the file.")
  var part = ""

  @Option(help: "So many copies of FILE, and so many quotations, at most.")
  var top = 50

  @Flag(help: "Print JSON Lines: one for each two documents.")
  var json = false

  func validate() throws {
    if file == nil, !part.isEmpty {
      throw ValidationError("--part names something inside FILE; give FILE too.")
    }
    if top < 1 { throw ValidationError("--top is a number from 1, not \(top).") }
  }

  func run() throws {
    let workbench = try casebase.open()
    let writer = LineWriter()
    if let file {
      let place = DocumentPlace(file: file, part: part)
      guard let record = try workbench.document(at: place)?.record else {
        throw ShowCommand.NothingSuch(what: file, part: part)
      }
      let copies = try workbench.copies(of: record, limit: top)
      for copy in copies {
        if json {
          writer.line(MachineLines.copy(copy, of: place))
        } else {
          show(copy, writer)
        }
      }
      let quotations = try workbench.quotations(of: record, limit: top)
      show(quotations, writer)
      writer.flush()
      if copies.isEmpty, quotations.isEmpty, !json { Terminal.note("No copy of it.") }
    } else {
      let (groups, parts) = try workbench.copyGroups()
      json ? machine(groups, parts, writer) : show(groups, parts, writer)
      let quotations = try workbench.quotations(limit: json ? .max : Self.mostQuotations)
      show(quotations, writer)
      writer.flush()
      if !json {
        Terminal.note(
          groups.isEmpty && parts.isEmpty && quotations.isEmpty
            ? "No copies."
            : "\(Figure.count(groups.count)) group\(groups.count == 1 ? "" : "s") of copies, \(Figure.count(parts.count)) with a longer document around it, \(Figure.count(quotations.count)) quotation\(quotations.count == 1 ? "" : "s")"
        )
      }
    }
  }

  private func machine(_ groups: [CopyGroup], _ parts: [CopyLink], _ writer: LineWriter) {
    for (index, group) in groups.enumerated() {
      for link in group.links { writer.line(MachineLines.copy(link, group: index + 1)) }
    }
    for link in parts { writer.line(MachineLines.copy(link, group: nil)) }
  }

  private func show(_ groups: [CopyGroup], _ parts: [CopyLink], _ writer: LineWriter) {
    for (index, group) in groups.enumerated() {
      writer.line(Terminal.styled("copies \(index + 1)", .bold))
      for place in group.documents { writer.line("  \(Terminal.safe(place.spoken))") }
      for link in group.links where link.kind == .near {
        writer.line(
          Terminal.styled(
            "  \(Terminal.safe(link.place.spoken)) and \(Terminal.safe(link.other.spoken)): "
              + Self.words(share: link.share, otherShare: link.otherShare), .faint))
      }
    }
    for link in parts {
      let isFirst = (link.share ?? 0) >= (link.otherShare ?? 0)
      let (part, whole) = isFirst ? (link.place, link.other) : (link.other, link.place)
      writer.line(Terminal.styled("part", .bold) + "  \(Terminal.safe(part.spoken))")
      let shares =
        isFirst
        ? Self.words(share: link.share, otherShare: link.otherShare)
        : Self.words(share: link.otherShare, otherShare: link.share)
      writer.line("  in \(Terminal.safe(whole.spoken)): \(shares)")
    }
  }

  private func show(_ quotations: [QuotationLink], _ writer: LineWriter) {
    for link in quotations {
      if json {
        writer.line(MachineLines.quotation(link))
        continue
      }
      let (first, second) = (link.quotation.first, link.quotation.second)
      writer.line(
        Terminal.styled("quotation", .bold)
          + "  \(Terminal.safe(link.document.line.place.spoken)), \(first.lowerBound)–\(first.upperBound)")
      writer.line(
        "  stands in \(Terminal.safe(link.other.line.place.spoken)), \(second.lowerBound)–\(second.upperBound)"
      )
      let shown = link.text.unicodeScalars.prefix(Self.longestQuotation)
      let isWhole = shown.endIndex == link.text.unicodeScalars.endIndex
      writer.line("  " + Terminal.safe(String(shown)) + (isWhole ? "" : "…"))
    }
  }

  private static let mostQuotations = 200
  private static let longestQuotation = 120

  /// `93 % of it, 88 % of the other`.
  private static func words(share: Double?, otherShare: Double?) -> String {
    func percent(_ share: Double?) -> String { share.map { "\(SharedText.percent($0))" } ?? "?" }
    return "\(percent(share)) % of the first, \(percent(otherShare)) % of the second"
  }

  /// One line on a copy: what kind, how much, how many passages differ.
  static func summary(_ compared: ComparedCopy) -> String {
    let place = Terminal.safe(compared.copy.record.line.place.spoken)
    let count = compared.differences.passages.count
    let differ =
      count == 0
      ? "no passage differs"
      : "\(Figure.count(count)) passage\(count == 1 ? " differs" : "s differ")"
        + (compared.differences.isExact ? "" : " at least")
    switch compared.copy.kind {
    case .bytes: return "\(place)  the same bytes"
    case .mail: return "\(place)  the same mail; \(differ)"
    case .near:
      return "\(place)  nearly the same: \(shares(compared.copy)); \(differ)"
    case .part:
      let isIn = (compared.copy.share ?? 0) >= (compared.copy.otherShare ?? 0)
      return "\(place)  \(isIn ? "longer, and has this in it" : "a part of this"): \(shares(compared.copy))"
    }
  }

  private static func shares(_ copy: DocumentCopy) -> String {
    func percent(_ share: Double?) -> String { share.map { "\(SharedText.percent($0))" } ?? "?" }
    return "\(percent(copy.share)) % of this, \(percent(copy.otherShare)) % of that"
  }

  private func show(_ compared: ComparedCopy, _ writer: LineWriter) {
    writer.line(Self.summary(compared))
    let first = Array(compared.texts.first.unicodeScalars)
    let second = Array(compared.texts.second.unicodeScalars)
    for passage in compared.differences.passages.prefix(Self.mostPassages) {
      for (sign, range, scalars) in [("−", passage.first, first), ("+", passage.second, second)]
      where !range.isEmpty {
        let end = min(range.upperBound, range.lowerBound + Self.longestPassage)
        writer.line(
          "  \(sign) \(range.lowerBound)–\(range.upperBound)  "
            + Terminal.safe(String(String.UnicodeScalarView(scalars[range.lowerBound..<end])))
            + (end < range.upperBound ? "…" : ""))
      }
    }
    let more = compared.differences.passages.count - Self.mostPassages
    if more > 0 { writer.line("  and \(Figure.count(more)) more; --json has all") }
  }

  private static let mostPassages = 40
  private static let longestPassage = 400
}
