internal import CounterfoilModel

/// Reads an Outlook message ([MS-OXMSG]).
///
/// The message is written out as mail and read as mail is, so that the layer of one message is the
/// same in either form. Attachments are children; a message attached to it is a child as mail.
enum MSGReader {
  static func read(
    _ file: inout CompoundFile, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let message = MSGMessage(file.root, in: &file, headerBytes: 32)
    let mail = message.mail(attachments: [])
    let written = mail.withUnsafeBytes { bytes in
      Result { () throws(ReadError) in
        try MailReader.read(bytes, hint: ReadHint(name: ""), limits: limits) {
          (_: ChildDocument) throws(ReadError) in
        }
      }
    }
    var reading = try written.get()
    reading.mediaType = "application/vnd.ms-outlook"
    if let kind = message.text(0x001A), kind != "IPM.Note" {
      reading.metadata.append(MetadataEntry(name: "message-class", value: kind))
    }
    var names = SiblingNames()
    var attachments = 0
    var forwarded = 0
    for storage in message.attachments {
      let attachment = MSGAttachment(storage, in: &file, depth: 0, limits: limits)
      if attachment.isMessage { forwarded += 1 } else { attachments += 1 }
      try child(
        ChildDocument(
          name: names.unique(attachment.name ?? "attachment-\(attachments + forwarded)"),
          bytes: attachment.bytes, declaredType: attachment.type))
    }
    if attachments > 0 {
      reading.metadata.append(MetadataEntry(name: "attachments", value: String(attachments)))
    }
    if forwarded > 0 {
      reading.metadata.append(MetadataEntry(name: "forwarded-messages", value: String(forwarded)))
    }
    return reading
  }
}

/// One message: its properties and the storages of its recipients and attachments.
struct MSGMessage {
  private(set) var attachments: [CompoundFile.Entry] = []
  private let properties: MSGProperties
  private var recipients: [MSGProperties] = []

  /// Lists of recipients and attachments longer than this are left out.
  private static let most = 10_000

  init(_ storage: CompoundFile.Entry, in file: inout CompoundFile, headerBytes: Int) {
    properties = MSGProperties(storage, in: &file, headerBytes: headerBytes)
    for entry in file.children(of: storage).sorted(by: { $0.name < $1.name }) where entry.isStorage {
      if entry.name.hasPrefix("__recip_version1.0"), recipients.count < Self.most {
        recipients.append(MSGProperties(entry, in: &file, headerBytes: 8))
      } else if entry.name.hasPrefix("__attach_version1.0"), attachments.count < Self.most {
        attachments.append(entry)
      }
    }
  }

  func text(_ tag: Int) -> String? { properties.text(tag) }

  /// The message as mail (RFC 5322), its text in UTF-8.
  func mail(attachments: [MSGAttachment]) -> [UInt8] {
    var out = Array(header().utf8)
    let bodies = bodies()
    // All parts are in base 64, so that none can hold the line that parts them.
    let boundary = "counterfoil-part"
    let kind = attachments.isEmpty ? "alternative" : "mixed"
    out += "MIME-Version: 1.0\r\nContent-Type: multipart/\(kind); boundary=\"\(boundary)\"\r\n\r\n".utf8
    // An alternative inside would need a second boundary: the first form alone goes with files.
    for body in attachments.isEmpty ? bodies : Array(bodies.prefix(1)) {
      out += "--\(boundary)\r\nContent-Type: \(body.type)\r\n".utf8
      out += "Content-Transfer-Encoding: base64\r\n\r\n".utf8
      Base64Lines.append(body.bytes, to: &out)
    }
    for attachment in attachments {
      let name = attachment.name.map { $0.filter { !"\"\r\n\\".contains($0) } } ?? "attachment"
      out += "--\(boundary)\r\nContent-Type: \(attachment.type ?? "application/octet-stream")\r\n".utf8
      out += "Content-Disposition: attachment; filename=\"\(name)\"\r\n".utf8
      out += "Content-Transfer-Encoding: base64\r\n\r\n".utf8
      Base64Lines.append(attachment.bytes, to: &out)
    }
    out += "--\(boundary)--\r\n".utf8
    return out
  }

  /// The header that came with the message, or what the properties say, or both.
  private func header() -> String {
    var fields: [(String, String)] = []
    var known: Set<String> = []
    if let transport = properties.text(0x007D) {
      let bytes = Array(transport.utf8)
      bytes.withUnsafeBytes { raw in
        let header = MIMEHeader(raw, in: 0..<raw.count)
        for name in header.fields.map(\.name) where known.insert(name).inserted {
          guard !name.hasPrefix("content-"), name != "mime-version",
            let value = header.text(name, charset: "utf-8")
          else { continue }
          fields.append((name, value))
        }
      }
    }
    let mine: [(String, String?)] = [
      (
        "from",
        Self.address(
          properties.text(0x0C1A) ?? properties.text(0x0042),
          properties.text(0x5D01) ?? properties.text(0x0C1F) ?? properties.text(0x5D02)
            ?? properties.text(0x0065))
      ),
      ("to", list(1) ?? properties.text(0x0E04)), ("cc", list(2) ?? properties.text(0x0E03)),
      ("bcc", list(3) ?? properties.text(0x0E02)),
      ("date", (properties.time(0x0039) ?? properties.time(0x0E06) ?? properties.time(0x3007))),
      ("subject", properties.text(0x0037)), ("message-id", properties.text(0x1035)),
      ("in-reply-to", properties.text(0x1042)), ("references", properties.text(0x1039)),
    ]
    for (name, value) in mine where !known.contains(name) {
      if let value, !Whitespace.collapse(value).isEmpty { fields.append((name, value)) }
    }
    return fields.map { "\($0): \(Whitespace.collapse($1))\r\n" }.joined()
  }

  private func list(_ kind: Int) -> String? {
    let found = recipients.filter { ($0.number(0x0C15) ?? 1) & 0xF == kind }.compactMap {
      Self.address($0.text(0x3001), $0.text(0x39FE) ?? $0.text(0x3003))
    }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  private static func address(_ name: String?, _ address: String?) -> String? {
    switch (name.map(Whitespace.collapse) ?? "", address.map(Whitespace.collapse) ?? "") {
    case ("", ""): nil
    case ("", let address): address
    case (let name, ""): name
    case (let name, let address): name == address ? address : "\(name) <\(address)>"
    }
  }

  /// The forms of the body, the plain one first.
  private func bodies() -> [(type: String, bytes: [UInt8])] {
    var found: [(type: String, bytes: [UInt8])] = []
    if let plain = properties.text(0x1000), !Whitespace.collapse(plain).isEmpty {
      found.append(("text/plain; charset=utf-8", Array(plain.utf8)))
    }
    if let page = properties.binary(0x1013), !page.isEmpty {
      let charset = properties.number(0x3FDE).flatMap { TextDecoding.canonical("cp\($0)") }
      let isUTF8 = properties.number(0x3FDE) == 65_001
      found.append(
        ("text/html" + (isUTF8 ? "; charset=utf-8" : charset.map { "; charset=\($0)" } ?? ""), page))
    } else if let page = properties.text(0x1013) {
      found.append(("text/html; charset=utf-8", Array(page.utf8)))
    }
    if found.isEmpty, let packed = properties.binary(0x1009), let rtf = CompressedRTF.unpacked(packed) {
      let reading = rtf.withUnsafeBytes { bytes in
        try? RTFReader.read(bytes, hint: ReadHint(name: ""), limits: ReadLimits()) {
          (_: ChildDocument) throws(ReadError) in
        }
      }
      if let text = reading?.layer?.text { found.append(("text/plain; charset=utf-8", Array(text.utf8))) }
    }
    return found
  }
}

/// What is attached to a message: a file, or another message.
struct MSGAttachment {
  private(set) var name: String?
  private(set) var bytes: [UInt8]
  private(set) var type: String?
  private(set) var isMessage = false

  /// Messages inside messages.
  private static let mostDepth = 12

  init(
    _ storage: CompoundFile.Entry, in file: inout CompoundFile, depth: Int, limits: ReadLimits
  ) {
    let properties = MSGProperties(storage, in: &file, headerBytes: 8)
    name =
      (properties.text(0x3707) ?? properties.text(0x3704) ?? properties.text(0x3001))
      .flatMap { $0.split { $0 == "/" || $0 == "\\" }.last }
      .map { String(Whitespace.collapse(String($0)).prefix(200)) }
    type = properties.text(0x370E).map(Whitespace.collapse)
    bytes = properties.binary(0x3701) ?? []
    guard let inner = file.entry("__substg1.0_3701000D", in: storage), inner.isStorage else { return }
    guard depth < Self.mostDepth,
      file.entry("__properties_version1.0", in: inner) != nil
    else { return }
    isMessage = true
    type = "message/rfc822"
    let message = MSGMessage(inner, in: &file, headerBytes: 24)
    var attachments: [MSGAttachment] = []
    for storage in message.attachments {
      attachments.append(MSGAttachment(storage, in: &file, depth: depth + 1, limits: limits))
    }
    bytes = message.mail(attachments: attachments)
    name = String((message.text(0x0037) ?? name ?? "message").prefix(150)) + ".eml"
    name = name.map { $0.replacingSlashes }
  }
}

extension String {
  fileprivate var replacingSlashes: String {
    String(map { $0 == "/" || $0 == "\\" ? "_" : $0 })
  }
}

/// The properties of one object of a message.
struct MSGProperties {
  private var streams: [Int: (type: Int, bytes: [UInt8])] = [:]
  private var numbers: [Int: Int] = [:]

  /// - Parameter headerBytes: What stands before the fixed properties: 32 in a message, 24 in one
  ///   inside another, 8 in a recipient or an attachment.
  init(_ storage: CompoundFile.Entry, in file: inout CompoundFile, headerBytes: Int) {
    for entry in file.children(of: storage) where !entry.isStorage {
      if entry.name == "__properties_version1.0" {
        readFixed(file.contents(of: entry), from: headerBytes)
      } else if entry.name.hasPrefix("__substg1.0_"),
        let tag = Int(entry.name.dropFirst(12).prefix(8), radix: 16), entry.name.utf8.count == 20
      {
        streams[tag >> 16] = (tag & 0xFFFF, file.contents(of: entry))
      }
    }
  }

  private mutating func readFixed(_ bytes: [UInt8], from start: Int) {
    var fields = ByteFields(bytes, at: start)
    while fields.left >= 16, let tag = fields.long(), fields.long() != nil, let low = fields.long(),
      let high = fields.long()
    {
      numbers[tag >> 16] = tag & 0xFFFF == 0x0040 ? (high & 0x7FFF_FFFF) << 32 | low : low
    }
  }

  func number(_ tag: Int) -> Int? { numbers[tag] }

  func binary(_ tag: Int) -> [UInt8]? {
    guard let stream = streams[tag], stream.type == 0x0102 else { return nil }
    return stream.bytes
  }

  func text(_ tag: Int) -> String? {
    guard let stream = streams[tag], stream.type == 0x001F || stream.type == 0x001E else { return nil }
    var text: String
    if stream.type == 0x001F {
      text = stream.bytes.withUnsafeBytes { TextDecoding.decode($0, as: "utf-16le")?.text } ?? ""
    } else {
      let page = (numbers[0x3FFD] ?? numbers[0x3FDE]).flatMap { TextDecoding.canonical("cp\($0)") }
      text = TextDecoding.decode(stream.bytes, declared: page).text
    }
    while text.unicodeScalars.last == "\u{FFFD}" { text.unicodeScalars.removeLast() }
    return text.isEmpty ? nil : text
  }

  /// A time as mail writes it; counted in Windows in tenths of microseconds since 1601.
  func time(_ tag: Int) -> String? {
    guard let ticks = numbers[tag], ticks > 0 else { return nil }
    let seconds = ticks / 10_000_000 - 11_644_473_600
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let date = MailDate.iso8601Date(days: days).split(separator: "-").compactMap { Int($0) }
    guard date.count == 3, (1...12).contains(date[1]), (1900...9999).contains(date[0]) else { return nil }
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
    let second = seconds - days * 86_400
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(date[2]) \(months[date[1] - 1]) \(date[0]) "
      + "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60)) +0000"
  }
}
