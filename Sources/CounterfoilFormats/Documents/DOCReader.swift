internal import CounterfoilModel

/// Reads the binary Word format of 1997 to 2003 ([MS-DOC]): paragraphs as lines, table cells between
/// tabs; then footnotes, headers, comments, endnotes and text boxes, as the file has them.
///
/// Inserted, deleted and hidden words are kept and marked. Embedded objects are not taken out.
struct DOCReader {
  private(set) var writer: LineWriter

  private let document: BIFFRecords
  private let length: Int
  private let pieces: [Piece]
  private let runs: DOCRuns
  /// Where the comments stand, in characters.
  private let comments: Range<Int>

  private var pending: [UInt16] = []
  private var pendingFlags: UInt8 = 0
  /// For each open field, whether its instruction has ended, and its link.
  private var fields: [(isShown: Bool, instruction: [UInt16], link: Int?)] = []
  private var rowStart = 0
  private var isInRow = false
  private var change: (span: Int, kind: LayerMark.Kind)?
  private var commentSpan: Int?

  /// A stretch of text and where in the file its bytes are.
  private struct Piece {
    var count: Int
    var offset: Int
    /// One byte a character, of Windows-1252.
    var isNarrow: Bool
  }

  static func read(
    _ document: [UInt8], tables: (String) -> [UInt8]?, hasMacros: Bool, limits: ReadLimits
  ) throws(ReadError) -> Reading {
    let header = BIFFRecords(document)
    guard header.short(0) == 0xA5EC, let version = header.short(2), version >= 0xC1,
      let flags = header.short(10)
    else {
      throw ReadError(
        .unsupported, "cannot read Word documents from before 1997",
        advice: "open it in LibreOffice, save it as DOCX, and add that")
    }
    guard flags & 0x100 == 0 else {
      throw ReadError(
        .encrypted, "the document is locked with a password",
        advice: "save a copy without the password and add that")
    }
    guard let table = tables(flags & 0x200 != 0 ? "1Table" : "0Table"),
      case let pieces = pieces(header, BIFFRecords(table)), !pieces.isEmpty
    else {
      throw ReadError(
        .damaged, "the document's table of its text is missing or damaged",
        advice: "ask for another copy, or open it in LibreOffice and save it again")
    }
    var reader = DOCReader(
      document: header, length: document.count, pieces: pieces,
      runs: DOCRuns(header, BIFFRecords(table)), limits: limits)
    let isWhole = reader.readText()
    var problems: [Problem] = []
    var metadata: [MetadataEntry] = []
    if reader.writer.isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    } else if !isWhole {
      problems.append(Problem("the file is cut short; a part of its text is missing"))
    }
    if hasMacros {
      problems.append(Problem("it carries macros, which were not run"))
      metadata.append(MetadataEntry(name: "macros", value: "present, not run"))
    }
    return Reading(
      mediaType: "application/msword",
      layer: TextLayer(
        text: String(decoding: reader.writer.text, as: UTF8.self), marks: reader.writer.marks),
      metadata: metadata, problems: problems)
  }

  private init(
    document: BIFFRecords, length: Int, pieces: [Piece], runs: DOCRuns, limits: ReadLimits
  ) {
    self.document = document
    self.length = length
    self.pieces = pieces
    self.runs = runs
    writer = LineWriter(byteLimit: limits.layerBytes)
    // Main text, footnotes, headers and an empty part stand before them.
    let before = [0x4C, 0x50, 0x54, 0x58].reduce(0) { $0 + (document.long($1) ?? 0) }
    comments = before..<before + (document.long(0x5C) ?? 0)
  }

  /// The piece table: which characters stand where ([MS-DOC], 2.9.38).
  private static func pieces(_ header: BIFFRecords, _ table: BIFFRecords) -> [Piece] {
    guard var at = header.long(0x1A2), let size = header.long(0x1A6) else { return [] }
    let end = at + size
    // Before it stand properties, each with its length.
    while at < end, let kind = table.byte(at), kind == 1, let length = table.short(at + 1) {
      at += 3 + length
    }
    guard table.byte(at) == 2, let bytes = table.long(at + 1), bytes >= 16 else { return [] }
    let count = (bytes - 4) / 12
    let places = at + 5
    var pieces: [Piece] = []
    for index in 0..<count {
      guard let first = table.long(places + index * 4), let last = table.long(places + index * 4 + 4),
        let offset = table.long(places + (count + 1) * 4 + index * 8 + 2), last >= first
      else { break }
      let isNarrow = offset & 0x4000_0000 != 0
      let start = offset & 0x3FFF_FFFF
      pieces.append(
        Piece(count: last - first, offset: isNarrow ? start / 2 : start, isNarrow: isNarrow))
    }
    return pieces
  }

  /// - Returns: Whether all of the text was in the file.
  private mutating func readText() -> Bool {
    var isWhole = true
    var place = 0
    // Pieces may overlap, but honestly hold no more than the file.
    var budget = length * 2
    for piece in pieces where !writer.isFull {
      let size = piece.isNarrow ? 1 : 2
      let there = max(0, min(piece.count, (length - piece.offset) / size, budget))
      if there < piece.count { isWhole = false }
      budget -= there
      for index in 0..<there {
        if place + index == comments.lowerBound, !comments.isEmpty { beginComments() }
        if place + index == comments.upperBound { endComments() }
        let at = piece.offset + index * size
        let unit =
          piece.isNarrow ? Self.windows1252(document.byte(at) ?? 0) : UInt16(document.short(at) ?? 0)
        take(unit, at: at)
        if writer.isFull { break }
      }
      place += piece.count
    }
    flush()
    endComments()
    endChange()
    writer.finish()
    return isWhole
  }

  private mutating func beginComments() {
    flush()
    writer.breakRow()
    commentSpan = writer.beginSpan()
  }

  private mutating func endComments() {
    guard let span = commentSpan else { return }
    flush()
    writer.endSpan(span, as: .comment, detail: nil)
    commentSpan = nil
  }

  private mutating func take(_ unit: UInt16, at offset: Int) {
    switch unit {
    case 0x13:
      flush()
      if fields.count < 1000 { fields.append((false, [], nil)) }
    case 0x14:
      flush()
      if let last = fields.indices.last {
        fields[last].isShown = true
        let words = String(decoding: fields[last].instruction, as: UTF16.self)
        if words.contains("HYPERLINK"), words.contains("\"") { fields[last].link = writer.beginSpan() }
      }
    case 0x15:
      flush()
      guard let done = fields.popLast(), let link = done.link else { return }
      let target = String(decoding: done.instruction, as: UTF16.self).split(separator: "\"")
      writer.endSpan(link, as: .link, detail: target.count > 1 ? String(target[1].prefix(2048)) : nil)
    case _ where fields.last?.isShown == false:
      if let last = fields.indices.last, fields[last].instruction.count < 4096 {
        fields[last].instruction.append(unit)
      }
    case 0x07:
      flush()
      if runs.endsRow(offset) {
        writer.breakRow()
        isInRow = false
      } else {
        if !isInRow { rowStart = max(0, writer.lineCount - 1) }
        isInRow = true
        writer.breakCell(onNewLine: writer.lineCount > rowStart + 1)
      }
    case 0x0D, 0x0B, 0x0C, 0x0E:
      flush()
      writer.breakLine()
    case 0x1E: write(0x2011, at: offset)
    case 0x09: write(0x09, at: offset)
    // Pictures, references to notes, and hyphens that are not seen.
    case 0..<0x20: break
    default: write(unit, at: offset)
    }
  }

  private mutating func write(_ unit: UInt16, at offset: Int) {
    let flags = runs.flags(at: offset)
    if flags != pendingFlags { flush() }
    pendingFlags = flags
    pending.append(unit)
    if pending.count > 1 << 14, unit & 0xF800 != 0xD800 { flush() }
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    let kind: LayerMark.Kind? =
      pendingFlags & DOCRuns.deleted != 0
      ? .deleted : pendingFlags & DOCRuns.inserted != 0 ? .inserted : nil
    if change?.kind != kind {
      endChange()
      if let kind { change = (writer.beginSpan(), kind) }
    }
    let isHidden = pendingFlags & DOCRuns.hidden != 0
    writer.write(String(decoding: pending, as: UTF16.self), hidden: isHidden)
    if isHidden { writer.endAside() }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func endChange() {
    guard let done = change else { return }
    writer.endSpan(done.span, as: done.kind, detail: nil)
    change = nil
  }

  /// What the upper letters of Windows-1252 are.
  private static func windows1252(_ byte: Int) -> UInt16 {
    (0x80..<0xA0).contains(byte) ? upper[byte - 0x80] : UInt16(byte)
  }

  private static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}

/// Which bytes of an old Word document are hidden, inserted or deleted, and which end a table's row.
struct DOCRuns {
  static let hidden: UInt8 = 1
  static let deleted: UInt8 = 2
  static let inserted: UInt8 = 4
  private static let rowEnd: UInt8 = 8

  private struct Run {
    var start: Int
    var end: Int
    var flags: UInt8
  }

  /// Sorted; only what differs from plain text.
  private var characters: [Run] = []
  private var paragraphs: [Run] = []

  init(_ document: BIFFRecords, _ table: BIFFRecords) {
    characters = Self.runs(document, table, at: 0xFA, isParagraphs: false)
    paragraphs = Self.runs(document, table, at: 0x102, isParagraphs: true)
  }

  func flags(at offset: Int) -> UInt8 { Self.flags(at: offset, in: characters) }

  func endsRow(_ offset: Int) -> Bool { Self.flags(at: offset, in: paragraphs) & Self.rowEnd != 0 }

  private static func flags(at offset: Int, in runs: [Run]) -> UInt8 {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].start <= offset ? runs[low].flags : 0
  }

  /// Pages of 512 bytes, each with runs and what is special about them ([MS-DOC], 2.9.33, 2.9.55).
  private static func runs(
    _ document: BIFFRecords, _ table: BIFFRecords, at index: Int, isParagraphs: Bool
  ) -> [Run] {
    guard let start = document.long(index), let size = document.long(index + 4), size >= 12 else {
      return []
    }
    let count = (size - 4) / 8
    var runs: [Run] = []
    var seen: Set<Int> = []
    for place in 0..<count {
      guard let number = table.long(start + (count + 1) * 4 + place * 4) else { break }
      let page = (number & 0x3F_FFFF) * 512
      guard seen.insert(page).inserted, let entries = document.byte(page + 511) else { continue }
      for entry in 0..<entries {
        guard let from = document.long(page + entry * 4), let to = document.long(page + entry * 4 + 4),
          to > from
        else { break }
        let width = isParagraphs ? 13 : 1
        guard let word = document.byte(page + (entries + 1) * 4 + entry * width), word > 0 else {
          continue
        }
        let at = page + word * 2
        let flags =
          isParagraphs ? paragraphFlags(document, at) : properties(document, at + 1, document.byte(at) ?? 0)
        if flags != 0 { runs.append(Run(start: from, end: to, flags: flags)) }
      }
    }
    runs.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    return runs
  }

  private static func paragraphFlags(_ document: BIFFRecords, _ at: Int) -> UInt8 {
    guard let words = document.byte(at) else { return 0 }
    // Behind the length stands the style's number.
    if words > 0 { return properties(document, at + 3, words * 2 - 3) }
    return properties(document, at + 4, (document.byte(at + 1) ?? 0) * 2 - 2)
  }

  /// Walks a list of properties, each with an operand whose size its number tells.
  private static func properties(_ document: BIFFRecords, _ start: Int, _ length: Int) -> UInt8 {
    var flags: UInt8 = 0
    var at = start
    let end = start + length
    while at + 3 <= end, let code = document.short(at), let operand = document.byte(at + 2) {
      switch code {
      case 0x083C where operand == 1: flags |= hidden
      case 0x0800 where operand == 1: flags |= deleted
      case 0x0801 where operand == 1: flags |= inserted
      case 0x2417 where operand == 1: flags |= rowEnd
      default: break
      }
      at += 2
      switch code >> 13 {
      case 0, 1: at += 1
      case 2, 4, 5: at += 2
      case 3: at += 4
      case 7: at += 3
      default: at += code == 0xD608 ? (document.short(at) ?? 0) + 1 : operand + 1
      }
    }
    return flags
  }
}
