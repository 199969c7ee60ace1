/// A message taken apart into its leaves, in the order they stand.
///
/// Bodies are not copied: a leaf is a range of the message, decoded when it is asked for.
struct MIMEMessage {
  struct Leaf {
    var header: MIMEHeader
    /// Such as `text/plain`; what an absent or broken `Content-Type` means is filled in.
    var type: String
    var contentType: MIMEValue?
    var disposition: MIMEValue?
    var body: Range<Int>
    /// The `multipart/alternative` it is one choice of, by number.
    var alternative: Int?

    var charset: String? { contentType?.parameters["charset"] }
    var isText: Bool { type == "text/plain" || type == "text/html" || type == "text/enriched" }
    /// As the sender named it, decoded; nil where it has no name.
    var fileName: String? {
      disposition?.parameters["filename"] ?? contentType?.parameters["name"]
    }
    var isAttachment: Bool { disposition?.value == "attachment" }
  }

  let bytes: UnsafeRawBufferPointer
  let header: MIMEHeader
  private(set) var leaves: [Leaf] = []
  /// Multiparts nested deeper than we go, taken as plain text.
  private(set) var tooDeep = 0
  /// Parts left out because there are more than `partLimit`.
  private(set) var hasTooManyParts = false
  /// Multiparts whose closing line is missing: the message was cut short.
  private(set) var isCutShort = false

  private let partLimit: Int
  private var alternatives = 0
  private static let depthLimit = 32

  init(_ bytes: UnsafeRawBufferPointer, partLimit: Int) {
    self.bytes = bytes
    self.partLimit = partLimit
    header = MIMEHeader(bytes, in: 0..<bytes.count)
    take(header, 0..<bytes.count, depth: 0, alternative: nil, defaultType: "text/plain")
  }

  /// A leaf's bytes with the transfer encoding undone.
  func content(of leaf: Leaf) -> [UInt8] {
    let body = UnsafeRawBufferPointer(rebasing: bytes[leaf.body])
    switch leaf.header.parameterised("content-transfer-encoding", charset: nil)?.value {
    case "base64": return TransferDecoding.base64(body)
    case "quoted-printable": return TransferDecoding.quotedPrintable(body, inHeader: false)
    default: return Array(body)
    }
  }

  private mutating func take(
    _ header: MIMEHeader, _ range: Range<Int>, depth: Int, alternative: Int?, defaultType: String
  ) {
    guard leaves.count < partLimit else {
      hasTooManyParts = true
      return
    }
    let contentType = header.parameterised("content-type", charset: nil)
    var type = contentType?.value ?? defaultType
    if !type.contains("/") { type = defaultType }
    let body = min(header.end, range.upperBound)..<range.upperBound
    if type.hasPrefix("multipart/"), let boundary = contentType?.parameters["boundary"],
      !boundary.isEmpty
    {
      if depth < Self.depthLimit {
        var choice = alternative
        if type == "multipart/alternative" {
          alternatives += 1
          choice = alternatives
        }
        takeParts(
          body, boundary: Array("--\(boundary)".utf8), depth: depth, alternative: choice,
          defaultType: type == "multipart/digest" ? "message/rfc822" : "text/plain")
        return
      }
      tooDeep += 1
    }
    leaves.append(
      Leaf(
        header: header, type: type.hasPrefix("multipart/") ? "text/plain" : type,
        contentType: contentType,
        disposition: header.parameterised("content-disposition", charset: nil), body: body,
        alternative: alternative))
  }

  private mutating func takeParts(
    _ body: Range<Int>, boundary: [UInt8], depth: Int, alternative: Int?, defaultType: String
  ) {
    var partStart: Int?
    var line = body.lowerBound
    var isClosed = false
    while line < body.upperBound, !isClosed {
      let newline = ByteSearch.firstIndex(ofByte: 0x0A, in: bytes, from: line) ?? body.upperBound
      let lineEnd = min(newline, body.upperBound)
      if lineEnd - line >= boundary.count, bytes[line] == 0x2D,
        let tail = tail(ofLine: line..<lineEnd, boundary: boundary)
      {
        if let start = partStart {
          // The break before the line belongs to it.
          var end = line
          if end > start, bytes[end - 1] == 0x0A { end -= 1 }
          if end > start, bytes[end - 1] == 0x0D { end -= 1 }
          takePart(start..<end, depth, alternative, defaultType)
        }
        isClosed = tail.hasPrefix("--")
        partStart = isClosed ? nil : min(lineEnd + 1, body.upperBound)
        if hasTooManyParts { return }
      }
      line = lineEnd + 1
    }
    if let start = partStart {
      isCutShort = true
      takePart(start..<body.upperBound, depth, alternative, defaultType)
    } else if !isClosed {
      // No boundary at all: the text is kept as it stands.
      isCutShort = true
      leaves.append(
        Leaf(
          header: header, type: "text/plain", contentType: nil, disposition: nil, body: body,
          alternative: nil))
    }
  }

  private mutating func takePart(
    _ range: Range<Int>, _ depth: Int, _ alternative: Int?, _ defaultType: String
  ) {
    take(
      MIMEHeader(bytes, in: range), range, depth: depth + 1, alternative: alternative,
      defaultType: defaultType)
  }

  /// What follows the boundary on its line, without white space; nil where the line is not one.
  private func tail(ofLine line: Range<Int>, boundary: [UInt8]) -> String? {
    for (offset, byte) in boundary.enumerated() where bytes[line.lowerBound + offset] != byte {
      return nil
    }
    let rest = bytes[(line.lowerBound + boundary.count)..<line.upperBound].filter { $0 > 0x20 }
    guard rest.isEmpty || rest == [0x2D, 0x2D] else { return nil }
    return String(decoding: rest, as: UTF8.self)
  }
}
