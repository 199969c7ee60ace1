public import CounterfoilModel

/// Reads web pages as browsers save them in one file (MHTML; RFC 2557).
///
/// The layer is that of the page, as of HTML; frames and pictures are children; styles, scripts and
/// fonts are left out.
package enum MHTMLReader: DocumentReader {
  package static func prepare() { HTMLReader.prepare() }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let header = MIMEHeader(bytes, in: start..<min(bytes.count, start + (16 << 10)))
    let names = Set(header.fields.map(\.name))
    guard names.contains("content-type"), MailEvidence(bytes).isClean else { return false }
    let type = header.parameterised("content-type", charset: nil)?.value
    guard type == "multipart/related" || type == "text/html" else { return false }
    if names.contains("snapshot-content-location") { return true }
    // A mail with pictures in it has the same shape, but was sent to somebody.
    guard names.isDisjoint(with: ["to", "received", "message-id", "delivered-to"]) else { return false }
    let isSaved = header.text("from", charset: nil)?.lowercased().contains("saved by") ?? false
    let isNamed = [".mht", ".mhtml"].contains { hint.name.lowercased().hasSuffix($0) }
    return isSaved || isNamed || names.contains("mime-version") && !names.contains("from")
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let message = MIMEMessage(bytes, partLimit: limits.members)
    guard let main = message.leaves.firstIndex(where: { $0.type == "text/html" }) else {
      throw ReadError(
        .damaged, "the saved page is missing from the file",
        advice: "save it again as HTML or PDF in the browser")
    }
    let leaf = message.leaves[main]
    let type = "text/html" + (leaf.charset.map { "; charset=\($0)" } ?? "")
    let content = message.content(of: leaf)
    guard !content.isEmpty else { throw ReadError.emptyFile }
    let page = content.withUnsafeBytes { page in
      Result { () throws(ReadError) in
        try HTMLReader.read(page, hint: ReadHint(name: "", declaredType: type), limits: limits) {
          (_: ChildDocument) throws(ReadError) in
        }
      }
    }
    var reading = try page.get()
    reading.mediaType = "multipart/related"
    addMetadata(message.header, leaf, to: &reading)
    try sendChildren(of: message, except: main, child)
    if message.isCutShort {
      reading.problems.append(Problem("the file ends before its last part is closed"))
    }
    return reading
  }

  private static func addMetadata(
    _ header: MIMEHeader, _ leaf: MIMEMessage.Leaf, to reading: inout Reading
  ) {
    let names = Set(reading.metadata.map(\.name))
    let address =
      header.text("snapshot-content-location", charset: nil)
      ?? leaf.header.text("content-location", charset: nil)
    if let address { reading.metadata.append(MetadataEntry(name: "url", value: address)) }
    if let title = header.text("subject", charset: nil), !names.contains("title") {
      reading.metadata.append(MetadataEntry(name: "title", value: title))
    }
    if let date = header.text("date", charset: nil).flatMap(MailDate.iso8601) {
      reading.metadata.append(MetadataEntry(name: "saved", value: date))
    }
  }

  private static func sendChildren(
    of message: MIMEMessage, except main: Int, _ child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) {
    var names = SiblingNames()
    for (index, leaf) in message.leaves.enumerated() where index != main {
      guard leaf.type == "text/html" || leaf.type.hasPrefix("image/") || leaf.isAttachment else {
        continue
      }
      let location = leaf.header.text("content-location", charset: nil) ?? ""
      let last = location.split(separator: "?").first?.split(separator: "/").last.map(String.init)
      let name = leaf.fileName ?? last ?? "part-\(index + 1)"
      let type = leaf.charset.map { "\(leaf.type); charset=\($0)" } ?? leaf.type
      try child(
        ChildDocument(
          name: names.unique(String(Whitespace.collapse(name).prefix(200))),
          bytes: message.content(of: leaf), declaredType: type))
    }
  }
}
