import CounterfoilModel

/// Plain text and Markdown, in whatever encoding.
///
/// The layer is the decoded text as it stands, so that a citation quotes the file. Above
/// `ReadLimits.segmentBytes` the file is read as numbered segments, each a child document.
enum TextReader: DocumentReader {
  static func prepare() { TextDecoding.prepare() }

  static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    TextKind.isText(bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
  }

  static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let isMarkdown = TextKind.isMarkdown(hint)
    let type = isMarkdown ? "text/markdown" : "text/plain"
    if bytes.count > limits.segmentBytes {
      return try TextSegments.read(bytes, type: type, hint: hint, limits: limits, child: child)
    }
    let decoded = TextDecoding.decode(
      bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    guard !decoded.text.isEmpty else { throw ReadError.emptyFile }
    var reading = Reading(mediaType: type, encoding: decoded.encoding)
    var layer = TextLayer(text: decoded.text)
    if isMarkdown, let title = markdownTitle(decoded.text) {
      reading.metadata.append(title)
      if let range = title.range { layer.marks.append(LayerMark(kind: .title, range: range)) }
    }
    reading.layer = layer
    if let message = decoded.problemMessage { reading.problems.append(Problem(message)) }
    return reading
  }

  /// The first heading: `# Title`, or a line underlined with `===`.
  static func markdownTitle(_ text: String) -> MetadataEntry? {
    var offset = 0
    var before: (text: String, range: ScalarRange)?
    let newline: Unicode.Scalar = "\n"
    for line in text.unicodeScalars.split(
      separator: newline, maxSplits: 200, omittingEmptySubsequences: false
    ).prefix(200) {
      let count = line.count
      defer { offset += count + 1 }
      let hashes = line.prefix { $0 == "#" }.count
      let body = line.dropFirst(hashes)
      if (1...6).contains(hashes), body.first == " " || body.first == "\t" {
        let start = body.prefix { $0 == " " || $0 == "\t" }.count
        let kept = trimmed(body.dropFirst(start))
        guard !kept.isEmpty else { continue }
        let lower = offset + hashes + start
        return MetadataEntry(
          name: "title", value: String(kept), range: lower..<lower + kept.count)
      }
      if let before, line.first == "=", trimmed(line).allSatisfy({ $0 == "=" }) {
        return MetadataEntry(name: "title", value: before.text, range: before.range)
      }
      let kept = trimmed(line)
      before = kept.isEmpty ? nil : (String(kept), offset..<offset + kept.count)
    }
    return nil
  }

  private static func trimmed(
    _ line: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    var line = line
    while let last = line.last, last == " " || last == "\t" || last == "\r" || last == "#" {
      line.removeLast()
    }
    return line
  }
}

/// What kind of text bytes are, told by content, by name only among kinds of text.
enum TextKind {
  private static let sampleBytes = 64 << 10
  /// Control characters in text stay far below this; random bytes hold 10 %.
  private static let controlShare = 0.02

  static func isText(_ bytes: UnsafeRawBufferPointer, declared: String? = nil) -> Bool {
    // RTF is written in plain characters, but nobody reads it so.
    guard !bytes.isEmpty, !bytes.starts(with: "{\\rtf".utf8) else { return false }
    let found = CharsetDetection.detect(
      UnsafeRawBufferPointer(rebasing: bytes.prefix(sampleBytes)), declared: declared)
    let isWide = found.encoding.hasPrefix("utf-16") || found.encoding.hasPrefix("utf-32")
    var controls = 0
    var all = 0
    // Head, middle and end, so that a program with a readable head is not taken for text.
    let starts =
      bytes.count <= sampleBytes
      ? [found.markBytes] : [found.markBytes, bytes.count / 2, bytes.count - sampleBytes]
    for start in starts where start < bytes.count {
      let part = UnsafeRawBufferPointer(
        rebasing: bytes[(isWide ? start & ~3 | found.markBytes & 2 : start)...].prefix(sampleBytes))
      all += isWide ? part.count / 2 : part.count
      controls += isWide ? wideControls(part, found.encoding) : narrowControls(part)
    }
    return Double(controls) <= Double(all) * controlShare
  }

  private static func narrowControls(_ part: UnsafeRawBufferPointer) -> Int {
    var count = 0
    for byte in part where byte < 0x20 && !isLayout(UInt32(byte)) || byte == 0x7F { count += 1 }
    return count
  }

  private static func wideControls(_ part: UnsafeRawBufferPointer, _ encoding: String) -> Int {
    guard let decoded = TextDecoding.decode(part, as: encoding) else { return part.count }
    var count = 0
    for scalar in decoded.text.unicodeScalars {
      if scalar.value < 0x20 && !isLayout(scalar.value) || scalar.value == 0xFFFD { count += 1 }
    }
    return count
  }

  /// Tab, line feed, form feed, carriage return, DOS's end of file, and the escape of ISO-2022
  /// and terminals.
  private static func isLayout(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B: true
    default: false
    }
  }

  static func isMarkdown(_ hint: ReadHint) -> Bool {
    hint.declaredType?.hasPrefix("text/markdown") == true || hasEnding(hint, [".md", ".markdown"])
  }

  static func hasEnding(_ hint: ReadHint, _ endings: [String]) -> Bool {
    let name = hint.name.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }
}
