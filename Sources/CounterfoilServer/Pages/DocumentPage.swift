import Counterfoil
import CounterfoilModel
import CounterfoilStore

/// A document: its text with everything found in it marked, and where it comes from.
struct DocumentPage: Page {
  static let template = "document"
  static let section = ""
  /// Scalars of text on one page; a document of any length is shown piece by piece.
  static let windowLength = 50_000

  var title: String
  var heading: String
  var place: PlaceView
  var language: String?
  var kindLine: String
  var rejection: String?
  /// Why there is nothing to read, where there is not.
  var noText: String?
  var body: String
  var window: Paging
  var cited: String?
  var legend: [LegendItem]
  var marks: [MarkItem]
  var terms: [Term]
  var facts: [Fact]
  var metadata: [Fact]
  var parts: [Related]
  var copies: [Copy]
  var quotations: [Quoted]
  var hasQuotations: Bool
  var hasParts: Bool
  var hasCopies: Bool
  var hasMetadata: Bool
  var hasTerms: Bool
  var hasLegend: Bool
  var statements: [StatementView]
  var statementWords: String
  var hasStatements: Bool

  /// A kind of mention with its switch.
  struct LegendItem {
    var kind: String
    var label: String
    var count: String
  }

  /// A kind of mark that the text shows.
  struct MarkItem {
    var kind: String
    var label: String
  }

  /// A word of the glossary that stands in the text, explained.
  struct Term {
    var address: String
    var quote: String
    var pinyin: String
    var gloss: String
    var risk: String?
    var basis: String
  }

  struct Fact {
    var name: String
    var value: String
    var isCode = false
    /// Where in the text it stands.
    var address: String?
  }

  /// Another document as a copy of this one.
  struct Copy {
    var place: PlaceView
    /// What it is to this document: the same bytes, a longer one that has it in it.
    var kind: String
    /// How much of each text stands in the other, where that says more than the kind.
    var share: String?
  }

  /// A passage that another document has too.
  struct Quoted {
    /// Where it stands here, and there.
    var address: String
    var otherAddress: String
    var place: PlaceView
    /// Its first words.
    var text: String
  }

  struct Related {
    var place: PlaceView
    var outcome: String
    var tone: String
    var isThis: Bool
  }

  init(_ site: Site, id: Int64, _ parameters: Parameters) throws {
    let words = site.words
    let start = try parameters.count("start")
    let end = try parameters.count("end")
    let at = try parameters.count("at") ?? start ?? 0
    guard let found = try site.workbench.window(of: id, at: at, length: Self.windowLength) else {
      throw Failure.notFound("document")
    }
    let record = found.record
    let line = record.line
    place = PlaceView(line.place, id: id)
    let name = line.place.part.isEmpty ? line.place.file : line.place.part
    heading = (record.title.flatMap { $0.isEmpty ? nil : $0 } ?? name).shown
    title = heading
    language = line.language
    kindLine = [
      line.mediaType.map(words.kind(mediaType:)), line.language.map(words.language),
      record.date.map { String($0.prefix(10)) },
    ].compactMap(\.self).joined(separator: " · ")
    rejection = line.outcome == .rejected && record.isFinal ? line.reason : nil

    let citation: ScalarRange? = start.flatMap { low in end.flatMap { low < $0 ? low..<$0 : nil } }
    if let layer = found.layer, !layer.text.isEmpty {
      body = Self.body(layer, pages: PageKind(mediaType: line.mediaType), cited: citation, site)
      noText = nil
      cited = citation.map {
        words("document.cited", ["start": Figures.count($0.lowerBound), "end": Figures.count($0.upperBound)])
      }
    } else {
      body = ""
      noText =
        words[
          line.outcome == .duplicate
            ? "document.is-duplicate"
            : line.outcome == .rejected ? "document.is-rejected" : "document.no-text"]
      cited = nil
    }
    let windows = max(1, (line.characters + Self.windowLength - 1) / Self.windowLength)
    window = Paging(
      page: (found.layer?.range.lowerBound ?? 0) / Self.windowLength + 1, pages: windows,
      words: words
    ) { number in
      var address = Address("/document/\(id)")
      if number > 1 { address.add("at", "\((number - 1) * Self.windowLength)") }
      return address.text
    }

    legend = found.mentionCounts.map {
      LegendItem(
        kind: $0.kind.rawValue, label: words["kinds.\($0.kind.rawValue)"],
        count: Figures.count($0.count))
    }
    hasLegend = !legend.isEmpty
    let present = Set(found.layer?.marks.map(\.kind) ?? [])
    marks = LayerMark.Kind.allCases.filter {
      present.contains($0) && (Self.labelled.contains($0) || $0 == .unsure)
    }
    .map { MarkItem(kind: $0.rawValue, label: words["marks.\($0.rawValue)"]) }
    terms = Self.terms(found.layer, site)
    hasTerms = !terms.isEmpty
    facts = Self.facts(found, words)
    metadata = Self.metadata(found, words)
    hasMetadata = !metadata.isEmpty
    parts = found.parts.count > 1 ? found.parts.map { Self.related($0, to: id, words) } : []
    copies = found.copies.map { Self.copy($0, words) }
    quotations = found.quotations.map { Self.quoted($0, id: id) }
    hasQuotations = !quotations.isEmpty
    hasParts = !parts.isEmpty
    hasCopies = !copies.isEmpty
    statements = found.statements.map { StatementView($0, words, document: id) }
    hasStatements = found.statementCount > 0
    statementWords = words(
      windows > 1 || found.statements.count < found.statementCount
        ? "document.statements-here" : "document.statements-all",
      ["shown": Figures.count(statements.count), "n": Figures.count(found.statementCount)])
  }

  // MARK: text

  /// Marks that a reader must be told of in words; the others show by their look.
  private static let labelled: Set<LayerMark.Kind> = [
    .hidden, .header, .quoted, .comment, .inserted, .deleted,
  ]

  private static func body(
    _ layer: DocumentWindow.Layer, pages: PageKind, cited: ScalarRange?, _ site: Site
  ) -> String {
    let words = site.words
    var text = MarkedText(base: layer.range.lowerBound, text: layer.text, hasAnchors: true)
    // A word that OCR is sure of looks like any other.
    text.spans = layer.marks.filter { $0.kind != .word }.map { mark in
      let label = labelled.contains(mark.kind) ? words["marks.\(mark.kind.rawValue)"] : ""
      return .init(
        range: mark.range,
        meaning: .layer(
          kind: mark.kind.rawValue,
          label: mark.detail.map { label.isEmpty ? label : "\(label): \($0.shown)" } ?? label))
    }
    text.spans += layer.mentions.map {
      .init(
        range: $0.range,
        meaning: .mention(kind: $0.kind.rawValue, explanation: explanation(of: $0, site)))
    }
    if let cited { text.spans.append(.init(range: cited, meaning: .cited)) }
    text.breaks = layer.pages.filter { layer.range.contains($0.range.lowerBound) }.map {
      .init(
        offset: $0.range.lowerBound, identifier: "page-\($0.number)",
        label: words(
          $0.needsOCR
            ? "document.\(pages)-picture" : $0.isOCR ? "document.page-ocr" : "document.\(pages)",
          ["page": "\($0.number)"]))
    }
    return text.html()
  }

  /// What a mention is, in one line.
  private static func explanation(of mention: Mention, _ site: Site) -> String {
    let words = site.words
    let kind = words["kinds.\(mention.kind.rawValue)"]
    let confidence = words(
      "document.confidence", ["percent": "\(Int((mention.confidence * 100).rounded()))"])
    let modifier = mention.quantity?.modifier.map { words["modifiers.\($0.rawValue)"] + " " } ?? ""
    let value =
      mention.value.isEmpty
      ? mention.kind == .date ? words["document.no-date"] : mention.quote.shown
      : modifier + mention.value.shown
    var lines = ["\(kind): \(value) (\(confidence))"]
    if let anchor = mention.quantity?.anchor {
      lines.append(words("document.counted-\(anchor.source.rawValue)", ["date": anchor.date]))
    }
    if let term = site.explanations.term(mention.entityHint) {
      lines = ["\(kind): \(term.pinyin), \(term.gloss) (\(confidence))"]
      if let risk = term.misreadingRisk { lines.append(words("document.risk", ["risk": risk])) }
    } else if let note = site.explanations.organisation(mention.entityHint)?.note {
      lines.append(note)
    }
    return lines.joined(separator: "\n")
  }

  private static func terms(_ layer: DocumentWindow.Layer?, _ site: Site) -> [Term] {
    var seen: Set<String> = []
    return (layer?.mentions ?? []).compactMap { mention in
      guard mention.kind == .term, let hint = mention.entityHint, seen.insert(hint).inserted,
        let term = site.explanations.term(hint)
      else { return nil }
      return Term(
        address: "#o\(mention.range.lowerBound)", quote: mention.quote.shown, pinyin: term.pinyin,
        gloss: term.gloss, risk: term.misreadingRisk,
        basis: site.words.known("evidence.\(term.evidenceStatus)") ?? term.evidenceStatus)
    }
  }

  // MARK: side

  private static func facts(_ found: DocumentWindow, _ words: Words) -> [Fact] {
    let record = found.record
    let line = record.line
    var facts: [Fact] = []
    func add(_ name: String, _ value: String?, isCode: Bool = false) {
      guard let value, !value.isEmpty else { return }
      facts.append(Fact(name: words["facts.\(name)"], value: value.shown, isCode: isCode))
    }
    add("file", line.place.file)
    add("part", line.place.part)
    add("outcome", words["outcomes.\(record.isFinal ? line.outcome.rawValue : "unfinished")"])
    add("reason", line.reason)
    add("media-type", line.mediaType, isCode: true)
    add("encoding", line.encoding, isCode: true)
    add("language", line.language.map { "\(words.language($0)) (\($0))" })
    add("bytes", line.bytes > 0 ? Figures.bytes(line.bytes) : nil)
    add("characters", line.characters > 0 ? Figures.count(line.characters) : nil)
    add("\(PageKind(mediaType: line.mediaType))s", line.pages.map(Figures.count))
    add("ocr-pages", line.ocrPages.flatMap { $0 > 0 ? Figures.count($0) : nil })
    if let layer = found.layer { add("layer-kind", words["layers.\(layer.kind.rawValue)"]) }
    add("grade", record.grade == .unknown ? words["facts.not-graded"] : "\(record.grade)")
    add("marking", record.marking?.rawValue)
    add("recorded", record.recordedAt)
    add("sha256", line.digest.map { "\($0)" }, isCode: true)
    add("layer-sha256", found.layer.map { "\($0.digest)" }, isCode: true)
    return facts
  }

  private static func metadata(_ found: DocumentWindow, _ words: Words) -> [Fact] {
    found.metadata.prefix(100).map { entry in
      Fact(
        name: words.known("metadata.\(entry.name)") ?? entry.name, value: entry.value.shown,
        address: entry.range.flatMap { $0.isEmpty ? nil : StatementView.address(found.record.id, $0) })
    }
  }

  private static func copy(_ copy: DocumentCopy, _ words: Words) -> Copy {
    let place = PlaceView(copy.record.line.place, id: copy.record.id)
    let (share, otherShare) = (copy.share ?? 0, copy.otherShare ?? 0)
    let kind = copy.kind == .part && share < otherShare ? "whole" : copy.kind.rawValue
    guard copy.share != nil, copy.kind == .near || copy.kind == .part else {
      return Copy(place: place, kind: words["copies.\(kind)"])
    }
    return Copy(
      place: place, kind: words["copies.\(kind)"],
      share: words(
        "copies.share",
        ["share": "\(SharedText.percent(share))", "other": "\(SharedText.percent(otherShare))"]))
  }

  private static func quoted(_ link: QuotationLink, id: Int64) -> Quoted {
    let shown = link.text.unicodeScalars.prefix(longestQuotation)
    let isWhole = shown.endIndex == link.text.unicodeScalars.endIndex
    return Quoted(
      address: StatementView.address(id, link.quotation.first),
      otherAddress: StatementView.address(link.other.id, link.quotation.second),
      place: PlaceView(link.other.line.place, id: link.other.id),
      text: String(shown).shown + (isWhole ? "" : "…"))
  }

  private static let longestQuotation = 100

  private static func related(_ record: DocumentRecord, to id: Int64, _ words: Words) -> Related {
    let outcome = record.isFinal ? record.line.outcome.rawValue : "unfinished"
    return Related(
      place: PlaceView(record.line.place, id: record.id), outcome: words["outcomes.\(outcome)"],
      tone: outcome, isThis: record.id == id)
  }
}
