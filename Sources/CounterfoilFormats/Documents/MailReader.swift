public import CounterfoilModel

/// Reads one mail message (EML).
///
/// The layer is the header as lines of `Name: value`, decoded, an empty line, and the body. Of a
/// body in two forms the plain one is taken, unless it says next to nothing; lines quoted from an
/// earlier mail are marked. Attachments and forwarded mails are children.
package enum MailReader: DocumentReader {
  package static func prepare() { HTMLReader.prepare() }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    guard !bytes.starts(with: "From ".utf8) else { return false }
    let evidence = MailEvidence(bytes)
    let isDeclared =
      hint.name.lowercased().hasSuffix(".eml")
      || hint.declaredType?.lowercased().hasPrefix("message/") ?? false
    if isDeclared { return evidence.known > 0 && evidence.isClean }
    return evidence.known >= 3 && evidence.technical >= 1 && evidence.isClean
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let message = MIMEMessage(bytes, partLimit: limits.members)
    guard !message.header.fields.isEmpty else {
      throw ReadError(
        bytes.isEmpty ? .empty : .damaged, "the message has no header",
        advice: "read it as plain text, or export it again from the mail program")
    }
    // Bare bytes in the header are most likely of the body's character set.
    let charset = message.leaves.lazy.filter(\.isText).compactMap(\.charset).first
      .flatMap { TextDecoding.canonical($0) }
    var writer = MailWriter(limits: limits)
    writer.writeHeader(message.header, charset: charset)
    writer.writeBody(of: message)
    try writer.sendChildren(of: message, to: child)
    return writer.finish(message)
  }
}

/// How much the beginning of a file looks like a mail's header.
struct MailEvidence {
  /// Different names known from mail.
  private(set) var known = 0
  /// Of these, names that only programs write.
  private(set) var technical = 0
  /// Whether every line up to the first empty one is a field.
  private(set) var isClean = false

  private static let technicalNames: Set<String> = [
    "received", "message-id", "mime-version", "content-type", "return-path", "delivered-to",
    "content-transfer-encoding", "dkim-signature", "x-mailer", "user-agent", "in-reply-to",
    "references", "x-originating-ip", "authentication-results", "arc-seal", "x-received",
    "x-gm-message-state", "thread-topic", "x-priority", "x-original-to", "envelope-to",
  ]
  private static let plainNames: Set<String> = [
    "from", "to", "cc", "bcc", "date", "subject", "sender", "reply-to",
  ]

  init(_ bytes: UnsafeRawBufferPointer) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, start < 64, bytes[start] == 0x0A || bytes[start] == 0x0D {
      start += 1
    }
    let header = MIMEHeader(bytes, in: start..<min(bytes.count, start + (16 << 10)))
    let names = Set(header.fields.map(\.name))
    technical = names.intersection(Self.technicalNames).count
    known = technical + names.intersection(Self.plainNames).count
    // A header longer than what was looked at ends at its last line.
    let end = header.end
    isClean =
      !names.isEmpty
      && (end >= bytes.count || end >= start + (16 << 10)
        || end > 0 && bytes[end - 1] == 0x0A
          && (end < 2 || bytes[end - 2] == 0x0A
            || bytes[end - 2] == 0x0D
              && (end < 3 || bytes[end - 3] == 0x0A)))
  }
}
