internal import CounterfoilModel

/// Reads the binary PowerPoint format of 1997 to 2003 ([MS-PPT]): as PPTX, each slide a page, with its
/// speaker notes and comments below.
///
/// Tables are read as the text boxes they are made of; embedded objects are not taken out.
struct PPTReader {
  private let bytes: BIFFRecords
  private let count: Int
  /// Where the newest form of each object stands.
  private var objects: [Int: Int] = [:]
  private var documentObject = 1

  private struct Record {
    var instance: Int
    var kind: Int
    var start: Int
    var end: Int
    var isContainer: Bool
  }

  private struct Slide {
    var object: Int
    var identifier: Int
    var lines: [(text: String, isTitle: Bool)] = []
  }

  static func read(
    _ stream: [UInt8], user: [UInt8]?, limits: ReadLimits
  ) throws(ReadError) -> Reading {
    // The mark of a file whose objects are encrypted.
    if let user, BIFFRecords(user).long(12) == 0xF3D1_C4DF {
      throw ReadError(
        .encrypted, "the presentation is locked with a password",
        advice: "save a copy without the password and add that")
    }
    let reader = PPTReader(stream)
    let slides = reader.list(0)
    guard !slides.isEmpty else {
      throw ReadError(
        .damaged, "the presentation's slides are missing or the file is cut short",
        advice: "ask for another copy, or open it in LibreOffice and save it again")
    }
    let notes = reader.notes()
    var paged = PagedLayer(byteLimit: limits.layerBytes)
    var lost = 0
    for slide in slides where !paged.isFull {
      var writer = LineWriter(byteLimit: paged.bytesLeft)
      for line in slide.lines { reader.write(line.text, as: line.isTitle ? .title : nil, to: &writer) }
      var isHidden = false
      if let record = reader.object(slide.object, kind: 0x03EE) {
        reader.writeTexts(in: record, to: &writer, as: nil, detail: nil)
        isHidden = reader.isHidden(record)
      } else {
        lost += 1
      }
      if let record = notes[slide.identifier] { reader.writeNotes(record, to: &writer) }
      writer.finish()
      var page = PageText(writer)
      if isHidden, !page.text.isEmpty {
        let scalars = page.text.withUnsafeBufferPointer(UTF8Writer.scalarCount)
        page.marks.insert(LayerMark(kind: .hidden, range: 0..<scalars, detail: "hidden slide"), at: 0)
      }
      paged.append(page)
    }
    var problems: [Problem] = []
    if lost > 0 {
      problems.append(Problem("\(lost) slides are missing from the file, but for their outline"))
    }
    if paged.isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    return Reading(
      mediaType: "application/vnd.ms-powerpoint", layer: paged.layer,
      metadata: [MetadataEntry(name: "slides", value: String(paged.pageCount))], problems: problems)
  }

  private init(_ stream: [UInt8]) {
    bytes = BIFFRecords(stream)
    count = stream.count
    var at = 0
    while let record = record(at: at, before: count) {
      switch record.kind {
      case 0x0FF5: documentObject = bytes.long(record.start + 16) ?? documentObject
      case 0x1772: readDirectory(record)
      default: break
      }
      at = record.end
    }
  }

  private mutating func readDirectory(_ record: Record) {
    var at = record.start
    while at + 4 <= record.end, let head = bytes.long(at) {
      at += 4
      let first = head & 0xF_FFFF
      for index in 0..<head >> 20 where at + 4 <= record.end {
        objects[first + index] = bytes.long(at)
        at += 4
      }
    }
  }

  private func record(at index: Int, before end: Int) -> Record? {
    guard index + 8 <= end, let head = bytes.short(index), let kind = bytes.short(index + 2),
      let length = bytes.long(index + 4)
    else { return nil }
    return Record(
      instance: head >> 4, kind: kind, start: index + 8, end: min(index + 8 + length, end),
      isContainer: head & 0xF == 0xF)
  }

  private func object(_ number: Int, kind: Int) -> Record? {
    guard let at = objects[number], let found = record(at: at, before: count), found.kind == kind
    else { return nil }
    return found
  }

  private func children(of record: Record) -> [Record] {
    var found: [Record] = []
    var at = record.start
    while let child = self.record(at: at, before: record.end) {
      found.append(child)
      at = child.end
    }
    return found
  }

  /// The slides (0) or the notes (2), in order, with the texts of their outline.
  private func list(_ instance: Int) -> [Slide] {
    var document = object(documentObject, kind: 0x03E8)
    if document == nil {
      let all = Record(instance: 0, kind: 0, start: 0, end: count, isContainer: true)
      document = children(of: all).last { $0.kind == 0x03E8 }
    }
    guard let document,
      let list = children(of: document).first(where: { $0.kind == 0x0FF0 && $0.instance == instance })
    else { return [] }
    var slides: [Slide] = []
    var isTitle = false
    for record in children(of: list) {
      switch record.kind {
      case 0x03F3:
        guard slides.count < 10_000 else { return slides }
        slides.append(
          Slide(
            object: bytes.long(record.start) ?? 0, identifier: bytes.long(record.start + 12) ?? 0))
      case 0x0F9F: isTitle = [0, 6].contains(bytes.long(record.start) ?? 4)
      default:
        if let text = text(of: record), let last = slides.indices.last {
          slides[last].lines.append((text, isTitle))
        }
      }
    }
    // An object named twice would be read twice.
    var seen: Set<Int> = []
    return slides.filter { seen.insert($0.object).inserted }
  }

  /// Notes by the slide they belong to.
  private func notes() -> [Int: Record] {
    var found: [Int: Record] = [:]
    for note in list(2) {
      guard let record = object(note.object, kind: 0x03F0),
        let about = children(of: record).first(where: { $0.kind == 0x03F1 }),
        let slide = bytes.long(about.start)
      else { continue }
      found[slide] = record
    }
    return found
  }

  private func isHidden(_ slide: Record) -> Bool {
    let shown = children(of: slide).first { $0.kind == 0x03F9 }
    return shown.flatMap { bytes.short($0.start + 10) }.map { $0 & 4 != 0 } ?? false
  }

  private func text(of record: Record) -> String? {
    let size = record.end - record.start
    guard size > 0 else { return nil }
    switch record.kind {
    case 0x0FA0, 0x0FBA:
      return String(
        decoding: (0..<size / 2).map { UInt16(bytes.short(record.start + $0 * 2) ?? 0) }, as: UTF16.self)
    case 0x0FA8:
      return String(
        decoding: (0..<size).map { UInt16(bytes.byte(record.start + $0) ?? 0) }, as: UTF16.self)
    default: return nil
    }
  }

  private func write(
    _ text: String, as kind: LayerMark.Kind?, detail: String? = nil, to writer: inout LineWriter
  ) {
    for line in text.split(whereSeparator: { ["\r", "\n", "\u{B}", "\r\n"].contains($0) }) {
      let words = Whitespace.collapse(String(line))
      // An asterisk stands for what the program fills in, such as the slide's number.
      if !words.isEmpty, words != "*" { writer.line(words, as: kind, detail: detail) }
    }
  }

  /// Writes all texts inside a record, and comments behind them.
  private func writeTexts(
    in record: Record, to writer: inout LineWriter, as kind: LayerMark.Kind?, detail: String?
  ) {
    var waiting = [record]
    var comments: [(author: String?, text: String)] = []
    while let next = waiting.popLast(), !writer.isFull {
      if next.kind == 0x2EE0 {
        let parts = children(of: next).filter { $0.kind == 0x0FBA }
        let words = parts.first { $0.instance == 1 }.flatMap(text(of:))
        if let words { comments.append((parts.first { $0.instance == 0 }.flatMap(text(of:)), words)) }
      } else if next.isContainer {
        waiting += children(of: next).reversed()
      } else if next.kind != 0x0FBA, let text = text(of: next) {
        write(text, as: kind, detail: detail, to: &writer)
      }
    }
    for comment in comments { write(comment.text, as: .comment, detail: comment.author, to: &writer) }
  }

  private func writeNotes(_ record: Record, to writer: inout LineWriter) {
    var spoken = LineWriter(byteLimit: 1 << 20)
    writeTexts(in: record, to: &spoken, as: nil, detail: nil)
    spoken.finish()
    guard !spoken.text.isEmpty else { return }
    writer.line("Speaker notes:", as: .header)
    write(String(decoding: spoken.text, as: UTF8.self), as: .comment, detail: "speaker notes", to: &writer)
  }
}
