public import CounterfoilModel

/// Splits a mailbox of the mbox family into its messages.
///
/// A message begins at a line `From …` with a header field on the next line, so that a body line
/// such as "From now on" parts nothing. `>From ` at a line's start is turned back into `From `.
/// One message is held at a time.
package enum MailboxReader: DocumentReader {
  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    guard bytes.starts(with: "From ".utf8), isMessageStart(bytes, at: 0) else { return false }
    return MailEvidence(bytes).known >= 2
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    var problems: [Problem] = []
    var count = 0
    var start = bytes.starts(with: "From ".utf8) ? 0 : nextMessage(in: bytes, from: 0)
    if let start, start > 0 {
      problems.append(Problem("\(start) bytes before the first message were left out"))
    }
    while let begin = start {
      let next = nextMessage(in: bytes, from: begin + 5)
      guard count < limits.members else {
        problems.append(Problem("messages after the first \(limits.members) were left out"))
        break
      }
      count += 1
      let digits = String(count)
      let name = "message-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
      try child(
        ChildDocument(
          name: name, bytes: message(bytes, begin..<(next ?? bytes.count)),
          declaredType: "message/rfc822"))
      start = next
    }
    guard count > 0 else {
      throw ReadError(
        .damaged, "the mailbox holds no message",
        advice: "export it again as mbox from the mail program")
    }
    return Reading(
      mediaType: "application/mbox",
      metadata: [MetadataEntry(name: "messages", value: String(count))], problems: problems)
  }

  private static func nextMessage(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var position = start
    while let found = ByteSearch.firstIndex(of: "\nFrom ", in: bytes, from: position) {
      if isMessageStart(bytes, at: found + 1) { return found + 1 }
      position = found + 1
    }
    return nil
  }

  /// Whether the line after the one at `start` is a header field.
  private static func isMessageStart(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Bool {
    guard let newline = ByteSearch.firstIndex(ofByte: 0x0A, in: bytes, from: start),
      newline + 1 < bytes.count
    else { return false }
    let line = UnsafeRawBufferPointer(
      rebasing: bytes[(newline + 1)..<min(bytes.count, newline + 200)])
    return line.starts(with: ">From ".utf8) || MIMEHeader.colon(in: line) != nil
  }

  /// The message without its `From ` line, its body lines unescaped.
  private static func message(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8] {
    let source = UnsafeRawBufferPointer(rebasing: bytes[range])
    var start = ByteSearch.firstIndex(ofByte: 0x0A, in: source).map { $0 + 1 } ?? source.count
    var result: [UInt8] = []
    result.reserveCapacity(source.count - start)
    var search = start
    while let found = ByteSearch.firstIndex(of: "\n>", in: source, from: search) {
      var index = found + 1
      while index < source.count, source[index] == UInt8(ascii: ">") { index += 1 }
      if UnsafeRawBufferPointer(rebasing: source[index...]).starts(with: "From ".utf8) {
        result.append(contentsOf: UnsafeRawBufferPointer(rebasing: source[start...found]))
        start = found + 2
      }
      search = index
    }
    result.append(contentsOf: UnsafeRawBufferPointer(rebasing: source[start...]))
    // The empty line before the next message belongs to the mailbox.
    if result.suffix(2) == [0x0A, 0x0A] { result.removeLast() }
    return result
  }
}
