public import CounterfoilModel

/// Reads HTML and XHTML: the visible text in reading order, one block a line, table cells between
/// tabs.
///
/// Words that a browser would not show are kept on lines of their own behind the line they stand
/// in, and marked `.hidden`. Scripts, styles, templates and `noscript` are left out.
package enum HTMLReader: DocumentReader {
  package static func prepare() {
    TextDecoding.prepare()
    _ = HTMLEntities.named.count
    _ = HTMLTable.traits.count
  }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    // Without NULs, UTF-16 markup looks like ASCII.
    let head = bytes.prefix(4096).lazy.filter { $0 != 0 }
      .map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return Array(head).withUnsafeBytes { head in
      var start = 0
      if head.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
      if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { start = 2 }
      while true {
        while start < head.count, head[start] <= 0x20 { start += 1 }
        let rest = UnsafeRawBufferPointer(rebasing: head[start...])
        if rest.starts(with: "<!--".utf8), let end = ByteSearch.firstIndex(of: "-->", in: rest) {
          start += end + 3
        } else if rest.starts(with: "<?".utf8) {
          return ByteSearch.firstIndex(of: "<html", in: rest) != nil
        } else {
          let begins = openings.contains { opening in
            rest.starts(with: opening.utf8)
              && rest.dropFirst(opening.utf8.count).first.map {
                $0 <= 0x20 || $0 == 0x3E || $0 == 0x2F
              }
                ?? true
          }
          if begins { return true }
          let isNamed = [".html", ".htm", ".xhtml", ".shtml"].contains {
            hint.name.lowercased().hasSuffix($0)
          }
          let isDeclared = hint.declaredType?.lowercased().hasPrefix("text/html") ?? false
          guard isNamed || isDeclared else { return false }
          return ByteSearch.firstIndex(of: "</", in: rest) != nil
            || ByteSearch.firstIndex(of: "<html", in: rest) != nil
        }
      }
    }
  }

  private static let openings = [
    "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<table", "<div", "<p", "<h1",
    "<h2", "<center", "<font", "<span", "<article", "<section",
  ]

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    guard !bytes.isEmpty else {
      throw ReadError(.empty, "the file is empty", advice: "nothing is lost; leave it out")
    }
    let declared = HTMLCharset.declared(in: bytes, hint: hint)
    if declared == nil || declared == "utf-8", UTF8Check.isValid(bytes) {
      var reading = readPage(bytes, limits: limits)
      reading.encoding = "utf-8"
      return reading
    }
    var decoded = TextDecoding.decode(bytes, labelled: declared)
    var reading = decoded.text.withUTF8 { readPage(UnsafeRawBufferPointer($0), limits: limits) }
    reading.encoding = decoded.encoding
    if let message = decoded.problemMessage { reading.problems.insert(Problem(message), at: 0) }
    if declared == "utf-8", decoded.encoding != "utf-8" {
      reading.problems.insert(
        Problem("the page says that it is UTF-8 and is not; it was read as \(decoded.encoding)"), at: 0)
    }
    return reading
  }

  /// - Parameter bytes: Valid UTF-8, with or without a byte order mark.
  static func readPage(_ bytes: UnsafeRawBufferPointer, limits: ReadLimits) -> Reading {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3))
    }
    let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(256))
    let isXML = ByteSearch.firstIndex(of: "<?xml", in: head) != nil
    var page = HTMLPage(bytes, isXML: isXML, layerBytes: limits.layerBytes)
    page.read()
    var problems: [Problem] = []
    if page.writer.isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    if page.endsInsideTag {
      problems.append(Problem("the page ends inside a tag; what follows it is marked hidden"))
    }
    return Reading(
      mediaType: isXML ? "application/xhtml+xml" : "text/html",
      layer: TextLayer(
        text: String(decoding: page.writer.text, as: UTF8.self), marks: page.writer.marks),
      metadata: page.metadata.entries(title: page.title), problems: problems)
  }
}

/// Finds the character set a page says it is in.
enum HTMLCharset {
  /// A byte order mark, then the container's word, then the XML declaration or `meta` in the first
  /// 4,096 bytes; nil where none names one we know.
  static func declared(in bytes: UnsafeRawBufferPointer, hint: ReadHint) -> String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "utf-8" }
    if bytes.starts(with: [0xFF, 0xFE]) { return "utf-16le" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "utf-16be" }
    if let type = hint.declaredType?.lowercased() {
      let named = Array(type.utf8).withUnsafeBytes { label(after: "charset", in: $0, from: 0) }
      if let named { return named }
    }
    let head = bytes.prefix(4096).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return head.withUnsafeBytes { head -> String? in
      if head.starts(with: "<?xml".utf8), let end = ByteSearch.firstIndex(of: "?>", in: head),
        let label = label(
          after: "encoding", in: UnsafeRawBufferPointer(rebasing: head[..<end]), from: 0)
      {
        return label
      }
      var position = 0
      while let meta = ByteSearch.firstIndex(of: "<meta", in: head, from: position) {
        let end = ByteSearch.firstIndex(ofByte: 0x3E, in: head, from: meta) ?? head.count
        if let label = label(
          after: "charset", in: UnsafeRawBufferPointer(rebasing: head[..<end]), from: meta)
        {
          // A page whose ASCII can be read is not in UTF-16, whatever it says.
          return label.hasPrefix("utf-16") ? "utf-8" : label
        }
        position = end
      }
      return nil
    }
  }

  private static func label(
    after key: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> String? {
    guard let found = ByteSearch.firstIndex(of: key, in: bytes, from: start) else { return nil }
    var index = found + key.utf8CodeUnitCount
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    while index < bytes.count, bytes[index] <= 0x20 || bytes[index] == 0x22 || bytes[index] == 0x27 {
      index += 1
    }
    let name = bytes[index...].prefix { $0 > 0x20 && !"\"';>/".utf8.contains($0) }
    return TextDecoding.canonical(String(decoding: name, as: UTF8.self))
  }
}
