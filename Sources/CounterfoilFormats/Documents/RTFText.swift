internal import CounterfoilModel

/// Writes the text of an RTF document as lines.
struct RTFText {
  private(set) var writer: LineWriter
  private(set) var problems: [Problem] = []
  private(set) var metadata: [MetadataEntry] = []
  /// The code page the document declares.
  private(set) var encoding: String?

  private var group = RTFGroup()
  private var stack: [RTFGroup] = []
  private var tooDeep = 0
  private let limits: ReadLimits

  /// Bytes in the group's code page, not yet decoded.
  private var pending: [UInt8] = []
  private var endsInLead = false
  private var highSurrogate: UInt32?
  /// Characters still to be left out behind a `\u`.
  private var skipping = 0
  private var undecodable = 0

  private var fontPages: [Int: String] = [:]
  private var font = 0
  private var defaultFont: Int?
  private var rowStart = 0
  private var isInRow = false
  private var change: (span: Int, kind: LayerMark.Kind, author: Int)?

  /// Text of the innermost group that is kept apart.
  private var captured = ""
  private var outerCaptured: [String] = []
  private var kept: [(kind: RTFGroup.Destination, text: String, author: String?)] = []
  private var authors: [String] = []
  private var commentAuthor: String?
  private var linkTarget: String?
  private var date: (name: String, parts: [String: Int])?

  private var objectClass = ""
  private var objectHex: [UInt8] = []
  private var objects = 0
  private var ready: (name: String, bytes: [UInt8])?

  init(limits: ReadLimits) {
    self.limits = limits
    writer = LineWriter(byteLimit: limits.layerBytes)
  }

  mutating func take(_ token: RTFParser.Token, _ parser: inout RTFParser) {
    switch token {
    case .open:
      flush()
      skipping = 0
      guard stack.count < RTFParser.mostDepth else {
        tooDeep += 1
        return
      }
      stack.append(group)
      group.startsCapture = false
      group.isFresh = true
      group.isIgnorable = false
      group.link = nil
    case .close:
      flush()
      skipping = 0
      if tooDeep > 0 { tooDeep -= 1 } else { close() }
    case .byte(let byte):
      if skipping > 0 { skipping -= 1 } else { take(byte) }
    case .text(let range): take(parser.bytes, range)
    case .control(let name, let number):
      if name == "bin" {
        parser.skip(number ?? 0)
      } else if skipping > 0, name != "u", name != "uc" {
        skipping -= 1
      } else {
        control(name, number)
      }
    }
  }

  /// An object that has just been read whole.
  mutating func takeObject() -> (name: String, bytes: [UInt8])? {
    defer { ready = nil }
    return ready
  }

  mutating func finish(isClosed: Bool) {
    flush()
    while !stack.isEmpty { close() }
    endChange()
    for (kind, text, author) in kept {
      let line = Whitespace.collapse(text)
      guard !line.isEmpty else { continue }
      if kind == .comment {
        writer.line(line, as: .comment, detail: author)
      } else {
        writer.line(line)
      }
    }
    writer.finish()
    if objects > 0 {
      metadata.append(MetadataEntry(name: "embedded-objects", value: String(objects)))
    }
    if undecodable > 0 {
      problems.append(Problem("\(undecodable) bytes could not be decoded in the document's code page"))
    }
    if !isClosed { problems.append(Problem("the document ends before its last group is closed")) }
  }

  // MARK: Groups

  private mutating func begin(_ destination: RTFGroup.Destination) {
    group.destination = destination
    group.startsCapture = true
    outerCaptured.append(captured)
    captured = ""
  }

  private mutating func close() {
    guard let outer = stack.popLast() else { return }
    if group.startsCapture {
      keep(group.destination, captured)
      captured = outerCaptured.popLast() ?? ""
    }
    if let link = group.link {
      writer.endSpan(link, as: .link, detail: group.linkTarget)
    }
    if group.isHidden, !outer.isHidden { writer.endAside() }
    group = outer
    group.isFresh = false
  }

  private mutating func keep(_ destination: RTFGroup.Destination, _ text: String) {
    let line = Whitespace.collapse(text)
    switch destination {
    case .footnote, .running: if kept.count < 100_000 { kept.append((destination, text, nil)) }
    case .comment:
      if kept.count < 100_000 { kept.append((.comment, text, commentAuthor)) }
      commentAuthor = nil
    case .commentAuthor: commentAuthor = line
    case .authors:
      authors += text.split(separator: ";", omittingEmptySubsequences: false)
        .map { Whitespace.collapse(String($0)) }
    case .info(let name):
      if let date, date.name == name { metadata.append(entry(for: date)) }
      date = nil
      if !line.isEmpty { metadata.append(MetadataEntry(name: name, value: String(line.prefix(4096)))) }
    case .field:
      let words = line.split(separator: " ")
      if words.first?.uppercased() == "HYPERLINK" {
        linkTarget = words.dropFirst().first { !$0.hasPrefix("\\") }
          .map { String($0.filter { $0 != "\"" }.prefix(2048)) }
      } else if let first = words.first?.uppercased(), first.hasPrefix("DDE") || first == "INCLUDETEXT" {
        metadata.append(MetadataEntry(name: "external-target", value: String(line.prefix(2048))))
      }
    case .template: metadata.append(MetadataEntry(name: "external-target", value: line))
    case .objectClass: objectClass = String(line.prefix(200))
    case .objectData: closeObject()
    case .body, .nowhere, .fonts: break
    }
  }

  private mutating func closeObject() {
    objects += 1
    let name = objectClass.isEmpty ? "object" : objectClass
    metadata.append(MetadataEntry(name: "embedded-object", value: name))
    if let object = OLEObject(hex: objectHex), !object.bytes.isEmpty {
      ready = (object.name ?? "object-\(objects)", object.bytes)
    } else {
      problems.append(Problem("an embedded object (\(name)) could not be taken out"))
    }
    objectHex = []
    objectClass = ""
  }

  private func entry(for date: (name: String, parts: [String: Int])) -> MetadataEntry {
    func padded(_ key: String) -> String {
      let value = date.parts[key] ?? 0
      return value < 10 ? "0\(value)" : String(value)
    }
    let time = date.parts["hr"] == nil ? "" : "T\(padded("hr")):\(padded("min"))"
    return MetadataEntry(
      name: date.name, value: "\(date.parts["yr"] ?? 0)-\(padded("mo"))-\(padded("dy"))\(time)")
  }

  // MARK: Control words

  private mutating func control(_ name: String, _ number: Int?) {
    if name == "u" { return unicode(number ?? 0) }
    // Between bytes of a character a program may write which of its fonts they are from.
    if !["loch", "hich", "dbch"].contains(name) { flush() }
    if group.isFresh, name == "*" {
      group.isIgnorable = true
      return
    }
    if group.isFresh, enter(name) { return group.isFresh = false }
    if group.isFresh, group.isIgnorable {
      // A destination not known here, which the document says may be left out.
      group.isFresh = false
      group.destination = .nowhere
      return
    }
    group.isFresh = false
    switch name {
    case "uc": group.fallback = min(max(number ?? 1, 0), 16)
    case "ansicpg": setCodePage(number ?? 1252)
    case "mac": if encoding == nil { setCodePage(10_000) }
    case "pc": if encoding == nil { setCodePage(437) }
    case "pca": if encoding == nil { setCodePage(850) }
    case "f":
      if group.destination == .fonts { font = number ?? 0 } else { group.font = number }
    case "fcharset":
      if group.destination == .fonts, let page = RTFCodePage.name(ofCharset: number ?? 0) {
        fontPages[font] = TextDecoding.canonical(page)
      }
    case "plain":
      setHidden(false)
      group.isDeleted = false
      group.isInserted = false
      group.font = nil
    case "v", "webhidden": setHidden(number != 0)
    case "deleted": group.isDeleted = number != 0
    case "revised": group.isInserted = number != 0
    case "revauth", "revauthdel": group.author = number ?? 0
    case "htmlrtf": group.isDouble = number != 0
    case "par", "line", "sect", "page", "softline": breakLine()
    case "deff": defaultFont = number
    case "trowd":
      // Said at a row's beginning, and by some programs at its end again.
      if !isInRow { rowStart = writer.lineCount }
      isInRow = true
    case "cell", "nestcell":
      guard group.destination == .body else { return put("\t") }
      writer.breakCell(onNewLine: writer.lineCount > rowStart + 1)
    case "row", "nestrow":
      guard group.destination == .body else { return put("\n") }
      writer.breakRow()
      isInRow = false
    case "yr", "mo", "dy", "hr", "min":
      if case .info(let entry) = group.destination {
        date = (entry, (date?.parts ?? [:]).merging([name: number ?? 0]) { $1 })
      }
    default: if let character = RTFWords.characters[name] { put(character) }
    }
  }

  /// Enters the destination a group begins with; false where the word is none.
  private mutating func enter(_ name: String) -> Bool {
    // Nothing inside what is left out comes back.
    guard group.destination != .nowhere else { return true }
    if let entry = RTFWords.information[name], group.destination == .info("") {
      begin(.info(entry))
      return true
    }
    switch name {
    case "info": group.destination = .info("")
    case "fonttbl": group.destination = .fonts
    case "footnote": begin(.footnote)
    case "annotation": begin(.comment)
    case "atnauthor": begin(.commentAuthor)
    case "revtbl": begin(.authors)
    case "fldinst": begin(.field)
    case "objclass": begin(.objectClass)
    case "objdata": begin(.objectData)
    case "template": begin(.template)
    case "fldrslt":
      guard let target = linkTarget, group.destination == .body else { return true }
      linkTarget = nil
      group.link = writer.beginSpan()
      group.linkTarget = target
    case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
      begin(.running)
    case "shppict", "shptxt", "shpinst", "listtext", "pntext", "result", "shprslt":
      // Words that are seen, though some of these say they may be left out.
      return true
    case _ where RTFWords.leftOut.contains(name):
      group.destination = .nowhere
    default: return false
    }
    return true
  }

  private mutating func setHidden(_ isHidden: Bool) {
    if group.isHidden, !isHidden { writer.endAside() }
    group.isHidden = isHidden
  }

  private mutating func setCodePage(_ number: Int) {
    encoding = RTFCodePage.encoding(ofPage: number)
  }

  private mutating func breakLine() {
    group.destination == .body ? writer.breakLine() : put(" ")
  }

  // MARK: Characters

  private mutating func take(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    group.isFresh = false
    var range = range
    if skipping > 0 {
      let left = min(skipping, range.count)
      skipping -= left
      range = range.lowerBound + left..<range.upperBound
    }
    if group.destination == .objectData {
      // Two digits a byte.
      if objectHex.count < limits.memberBytes { objectHex += bytes[range] }
      return
    }
    guard group.destination != .nowhere else { return }
    for index in range { take(bytes[index]) }
  }

  /// A byte of the code page, after an escape or bare.
  private mutating func take(_ byte: UInt8) {
    group.isFresh = false
    guard group.destination != .nowhere, group.destination != .fonts else { return }
    highSurrogate = nil
    if endsInLead {
      endsInLead = false
    } else if byte >= 0x81, byte != 0xFF, RTFCodePage.pairs.contains(page) {
      endsInLead = true
    }
    pending.append(byte)
    if pending.count > 1 << 16, !endsInLead { flush() }
  }

  private mutating func unicode(_ number: Int) {
    flush()
    group.isFresh = false
    skipping = group.fallback
    let unit = UInt32(truncatingIfNeeded: number < 0 ? number + 65_536 : number)
    if unit & 0xFFFF_FC00 == 0xD800 {
      highSurrogate = unit
    } else if unit & 0xFFFF_FC00 == 0xDC00, let high = highSurrogate {
      highSurrogate = nil
      putScalar(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF)
    } else if unit >= 0x20 {
      highSurrogate = nil
      // Symbol fonts stand in the private area; their letters cannot be known.
      putScalar(unit)
    }
  }

  private mutating func putScalar(_ scalar: UInt32) {
    var bytes: [UInt8] = []
    UTF8Writer.append(scalar, to: &bytes)
    put(String(decoding: bytes, as: UTF8.self))
  }

  /// The code page of the font in use.
  private var page: String {
    (group.font ?? defaultFont).flatMap { fontPages[$0] } ?? encoding ?? "windows-1252"
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    endsInLead = false
    if bytes.allSatisfy({ $0 < 0x80 }) { return put(String(decoding: bytes, as: UTF8.self)) }
    let decoded = bytes.withUnsafeBytes { TextDecoding.decode($0, as: page) }
    undecodable += decoded?.undecodable ?? 0
    put(decoded?.text ?? String(decoding: bytes, as: UTF8.self))
  }

  private mutating func put(_ text: String) {
    guard !group.isDouble else { return }
    switch group.destination {
    case .body:
      markChange()
      writer.write(text, hidden: group.isHidden)
    case .nowhere, .fonts, .objectData, .info(""): break
    default: if captured.utf8.count < 1 << 22 { captured += text }
    }
  }

  private mutating func markChange() {
    let kind: LayerMark.Kind? = group.isDeleted ? .deleted : group.isInserted ? .inserted : nil
    if let change, change.kind == kind, change.author == group.author { return }
    endChange()
    if let kind { change = (writer.beginSpan(), kind, group.author) }
  }

  private mutating func endChange() {
    guard let done = change else { return }
    let author = authors.indices.contains(done.author) ? authors[done.author] : nil
    writer.endSpan(done.span, as: done.kind, detail: author)
    change = nil
  }
}
