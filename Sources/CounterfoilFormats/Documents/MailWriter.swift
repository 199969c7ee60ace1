internal import CounterfoilModel

/// Writes a message's layer and hands on its children.
struct MailWriter {
  private let limits: ReadLimits
  private var text = ""
  private var scalarCount = 0
  private var marks: [LayerMark] = []
  private var metadata: [MetadataEntry] = []
  private var problems: [Problem] = []
  private var encoding: String?
  private var bodyLeaves: Set<Int> = []
  private var isFull = false

  /// A plain alternative below this share of the HTML one only says that there is an HTML one.
  private static let telltaleShare = 0.25

  init(limits: ReadLimits) { self.limits = limits }

  // MARK: Header

  mutating func writeHeader(_ header: MIMEHeader, charset: String?) {
    for (label, name) in [
      ("From", "from"), ("Sender", "sender"), ("Reply-To", "reply-to"), ("To", "to"), ("Cc", "cc"),
      ("Bcc", "bcc"), ("Date", "date"), ("Subject", "subject"),
    ] {
      guard let value = header.text(name, charset: charset) else { continue }
      append("\(label): ")
      let start = scalarCount
      append(value)
      let range = start..<scalarCount
      append("\n")
      if name == "date" {
        if let date = MailDate.iso8601(value) {
          metadata.append(MetadataEntry(name: "date", value: date, range: range))
        }
      } else {
        metadata.append(MetadataEntry(name: name, value: value, range: range))
        if name == "subject" {
          metadata.append(MetadataEntry(name: "title", value: value, range: range))
        }
      }
    }
    if scalarCount > 0 {
      marks.append(LayerMark(kind: .header, range: 0..<(scalarCount - 1)))
      append("\n")
    }
    for name in ["message-id", "in-reply-to", "references"] {
      guard let value = header.text(name, charset: nil) else { continue }
      let identifiers = Self.identifiers(value)
      let chosen = name == "references" ? identifiers : Array(identifiers.prefix(1))
      if !chosen.isEmpty {
        metadata.append(MetadataEntry(name: name, value: chosen.joined(separator: " ")))
      }
    }
    for name in ["return-path", "x-originating-ip", "x-mailer", "user-agent", "list-id"] {
      guard let value = header.text(name, charset: nil) else { continue }
      metadata.append(MetadataEntry(name: name, value: value))
    }
  }

  /// Message identifiers without their angle brackets.
  private static func identifiers(_ value: String) -> [String] {
    let bracketed = value.split(separator: "<").compactMap { piece -> String? in
      guard let end = piece.firstIndex(of: ">"), end > piece.startIndex else { return nil }
      return piece[..<end].filter { $0 != " " }
    }
    return bracketed.isEmpty ? value.split(separator: " ").map(String.init) : bracketed
  }

  // MARK: Body

  mutating func writeBody(of message: MIMEMessage) {
    var index = 0
    while index < message.leaves.count, !isFull {
      let leaf = message.leaves[index]
      guard leaf.isText, !leaf.isAttachment, leaf.fileName == nil || index == 0 else {
        index += 1
        continue
      }
      guard let alternative = leaf.alternative else {
        bodyLeaves.insert(index)
        write(page(of: leaf, in: message))
        index += 1
        continue
      }
      // All choices of one alternative stand together.
      var choices: [Int] = []
      while index < message.leaves.count, message.leaves[index].alternative == alternative {
        let choice = message.leaves[index]
        if choice.isText, !choice.isAttachment { choices.append(index) }
        index += 1
      }
      writeAlternative(choices, of: message)
    }
  }

  private mutating func writeAlternative(_ choices: [Int], of message: MIMEMessage) {
    bodyLeaves.formUnion(choices)
    let plain = choices.first { message.leaves[$0].type != "text/html" }
    let rich = choices.first { message.leaves[$0].type == "text/html" }
    guard let plain else {
      if let rich { write(page(of: message.leaves[rich], in: message)) }
      return
    }
    let plainPage = page(of: message.leaves[plain], in: message)
    guard let rich else { return write(plainPage) }
    let richPage = page(of: message.leaves[rich], in: message)
    let isTelltale =
      Double(Self.weight(plainPage)) < Double(Self.weight(richPage)) * Self.telltaleShare
    write(isTelltale ? richPage : plainPage)
    metadata.append(
      MetadataEntry(name: "left-out-form", value: isTelltale ? "text/plain" : "text/html"))
  }

  private static func weight(_ page: Reading) -> Int {
    page.layer?.text.utf8.lazy.filter { $0 > 0x20 }.count ?? 0
  }

  /// A text part, read by itself.
  private func page(of leaf: MIMEMessage.Leaf, in message: MIMEMessage) -> Reading {
    let content = message.content(of: leaf)
    if leaf.type == "text/html" {
      let type = "text/html" + (leaf.charset.map { "; charset=\($0)" } ?? "")
      let page = content.withUnsafeBytes {
        try? HTMLReader.read($0, hint: ReadHint(name: "", declaredType: type), limits: limits) {
          (_: ChildDocument) throws(ReadError) in
        }
      }
      return page ?? Reading(mediaType: "text/html")
    }
    let decoded = TextDecoding.decode(content, labelled: leaf.charset)
    var utf8 = Array(decoded.text.utf8)
    utf8.removeAll { $0 == 0x0D }
    if leaf.contentType?.parameters["format"]?.lowercased() == "flowed" {
      let deletesSpace = leaf.contentType?.parameters["delsp"]?.lowercased() == "yes"
      utf8 = FlowedText.joined(utf8, deletingSpace: deletesSpace)
    }
    while let last = utf8.last, last <= 0x20 { utf8.removeLast() }
    var layer = TextLayer(text: String(decoding: utf8, as: UTF8.self))
    layer.marks = Self.quotedLines(utf8)
    return Reading(
      mediaType: "text/plain", encoding: decoded.encoding, layer: layer,
      problems: decoded.problemMessage.map { [Problem($0)] } ?? [])
  }

  /// Runs of lines that begin with `>`.
  private static func quotedLines(_ utf8: [UInt8]) -> [LayerMark] {
    var marks: [LayerMark] = []
    var scalars = 0
    var start: Int?
    var end = 0
    var isLineStart = true
    for byte in utf8 {
      if isLineStart {
        if byte == UInt8(ascii: ">") {
          start = start ?? scalars
        } else if let first = start {
          marks.append(LayerMark(kind: .quoted, range: first..<end))
          start = nil
        }
      }
      isLineStart = byte == 0x0A
      if isLineStart { end = scalars }
      if byte & 0xC0 != 0x80 { scalars += 1 }
    }
    if let first = start { marks.append(LayerMark(kind: .quoted, range: first..<scalars)) }
    return marks
  }

  private mutating func write(_ page: Reading) {
    encoding = encoding ?? page.encoding
    problems += page.problems
    guard let layer = page.layer, !layer.text.isEmpty else { return }
    guard text.utf8.count + layer.text.utf8.count <= limits.layerBytes else {
      isFull = true
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
      return
    }
    if !text.isEmpty, text.utf8.last != 0x0A { append("\n") }
    let start = scalarCount
    append(layer.text)
    for mark in layer.marks {
      let range = (mark.range.lowerBound + start)..<(mark.range.upperBound + start)
      marks.append(LayerMark(kind: mark.kind, range: range, detail: mark.detail))
    }
  }

  private mutating func append(_ piece: String) {
    text += piece
    scalarCount += piece.utf8.lazy.filter { $0 & 0xC0 != 0x80 }.count
  }

  // MARK: Children

  mutating func sendChildren(
    of message: MIMEMessage, to child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) {
    var names = SiblingNames()
    var forwarded = 0
    var attachments = 0
    for (index, leaf) in message.leaves.enumerated() where !bodyLeaves.contains(index) {
      if isFull, leaf.isText, !leaf.isAttachment, leaf.fileName == nil { continue }
      let isMessage = leaf.type == "message/rfc822" || leaf.type == "message/global"
      if isMessage { forwarded += 1 } else { attachments += 1 }
      let given = leaf.fileName.flatMap(Self.lastComponent)
      let name =
        given
        ?? (isMessage
          ? "forwarded-\(forwarded).eml" : "part-\(index + 1)\(Self.suffix(of: leaf.type))")
      let type =
        leaf.type.hasPrefix("text/") && leaf.charset != nil
        ? "\(leaf.type); charset=\(leaf.charset ?? "")" : leaf.type
      try child(
        ChildDocument(
          name: names.unique(name), bytes: message.content(of: leaf), declaredType: type))
    }
    if attachments > 0 {
      metadata.append(MetadataEntry(name: "attachments", value: String(attachments)))
    }
    if forwarded > 0 {
      metadata.append(MetadataEntry(name: "forwarded-messages", value: String(forwarded)))
    }
  }

  private static func suffix(of type: String) -> String {
    switch type {
    case "text/plain": ".txt"
    case "text/html": ".html"
    case "text/calendar": ".ics"
    case "text/csv": ".csv"
    case "image/png": ".png"
    case "image/jpeg": ".jpg"
    case "image/gif": ".gif"
    case "application/pdf": ".pdf"
    case "application/zip": ".zip"
    default: ".bin"
    }
  }

  /// The last component of a path in either spelling, without control characters.
  private static func lastComponent(_ name: String) -> String? {
    let flat = Whitespace.collapse(name)
    let last = flat.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    return last.isEmpty || last == "." || last == ".." ? nil : String(last.prefix(200))
  }

  func finish(_ message: MIMEMessage) -> Reading {
    var problems = problems
    if message.hasTooManyParts {
      problems.append(Problem("parts after the first \(limits.members) were left out"))
    }
    if message.tooDeep > 0 {
      problems.append(Problem("\(message.tooDeep) parts are nested too deep and were read as text"))
    }
    if message.isCutShort {
      problems.append(Problem("the message ends before its last part is closed"))
    }
    return Reading(
      mediaType: "message/rfc822", encoding: encoding, layer: TextLayer(text: text, marks: marks),
      metadata: metadata, problems: problems)
  }
}
