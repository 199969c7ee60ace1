public import CounterfoilModel

/// Chats that a messenger wrote out as text: WhatsApp's, and those with a line of name and time above
/// each message, as WeChat and QQ have them.
///
/// The layer is the text as it stands, so that a citation quotes the file. Each message's time and
/// speaker are marked as its header, with both in one form: `2024-03-05T08:30:00 Lin Wei`.
package enum ChatReader: DocumentReader {
  package static func prepare() { TextDecoding.prepare() }

  /// So much of a file is looked at to tell what it is.
  private static let headBytes = 32 << 10

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    let otherNames = [".csv", ".tsv", ".tab", ".md", ".log", ".json", ".jsonl", ".html", ".htm", ".eml"]
    let type = hint.declaredType ?? "text/plain"
    guard !TextKind.hasEnding(hint, otherNames), type.hasPrefix("text/plain"),
      bytes.prefix(headBytes).contains(where: { $0 == UInt8(ascii: ":") }),
      TextKind.isText(bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    else { return false }
    let isCut = bytes.count > headBytes
    let head = TextDecoding.decode(UnsafeRawBufferPointer(rebasing: bytes.prefix(headBytes)))
    return ChatLog(head.text, isCut: isCut).isChat
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    if bytes.count > limits.segmentBytes {
      return try TextSegments.read(
        bytes, type: "text/plain", hint: hint, limits: limits, child: child)
    }
    let decoded = TextDecoding.decode(
      bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    guard !decoded.text.isEmpty else { throw ReadError.emptyFile }
    let log = ChatLog(decoded.text)
    var reading = Reading(mediaType: "text/plain", encoding: decoded.encoding)
    var layer = TextLayer(text: decoded.text)
    let order = ChatDateOrder(log.messages.map(\.header))
    var summary = ChatSummary()
    for message in log.messages {
      let time = order.iso8601(message.header)
      summary.add(time: time, speaker: message.header.speaker)
      layer.marks.append(
        LayerMark(
          kind: .header, range: message.headerRange,
          detail: ChatSummary.header(time: time, speaker: message.header.speaker)))
    }
    for reply in log.replies {
      layer.marks.append(LayerMark(kind: .quoted, range: reply.range, detail: reply.to))
    }
    layer.marks.sort { $0.range.lowerBound < $1.range.lowerBound }
    reading.layer = layer
    summary.complete(&reading)
    if let message = decoded.problemMessage { reading.problems.append(Problem(message)) }
    if let problem = order.problem { reading.problems.append(problem) }
    return reading
  }
}

/// The messages of a chat, as its lines show them.
struct ChatLog {
  struct Message {
    var header: ChatHeader
    /// Scalars of the time and the speaker.
    var headerRange: ScalarRange
  }

  private(set) var messages: [Message] = []
  private(set) var replies: [ChatReply] = []
  private(set) var isChat = false

  /// Fewer are no chat to be told.
  private static let fewestMessages = 3

  /// - Parameter isCut: The text goes on.
  init(_ text: String, isCut: Bool = false) {
    var lines = 0
    /// Messages whose header is a line by itself, with words on the next.
    var answered = 0
    var lastWasLine = false
    var firstHeader: Int?
    var offset = 0
    var quotation = ChatReply.Scan()
    let newline: Unicode.Scalar = "\n"
    for line in text.unicodeScalars.split(separator: newline, omittingEmptySubsequences: false) {
      let count = line.count
      defer { offset += count + 1 }
      let isEmpty = line.allSatisfy { $0.properties.isWhitespace }
      if isEmpty { continue }
      lines += 1
      guard let header = ChatHeader(line) else {
        if lastWasLine { answered += 1 }
        lastWasLine = false
        quotation.take(line, at: offset)
        continue
      }
      quotation.begin()
      lastWasLine = header.isLine
      firstHeader = firstHeader ?? lines
      messages.append(
        Message(header: header, headerRange: offset..<offset + header.scalars))
      if !header.isLine { quotation.take(line.dropFirst(header.scalars), at: offset + header.scalars) }
    }
    replies = quotation.replies
    let whole = messages.filter(\.header.isLine).count
    let inLine = messages.count - whole
    guard messages.count >= Self.fewestMessages, (firstHeader ?? .max) <= 5 else { return }
    if inLine >= whole {
      // Prose holds no such lines; a log has no speakers.
      let speaking = messages.filter { $0.header.speaker != nil && !$0.header.isLine }.count
      isChat = inLine * 4 >= lines && speaking * 2 >= inLine
    } else {
      // A log has a time in each line; in a chat words follow.
      isChat = answered * 5 >= whole * 4 && messages.count * 8 >= lines
    }
    // One of the two forms, whichever the chat has.
    messages.removeAll { $0.header.isLine != (whole > inLine) }
  }
}
