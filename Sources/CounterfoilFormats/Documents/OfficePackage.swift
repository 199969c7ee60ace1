/// Documents that are zip archives inside: Office, OpenDocument, EPUB.
package enum OfficePackage: String, Hashable, Sendable, CaseIterable {
  case word, excel, powerPoint, visio, openText, openSheet, openPresentation, openDrawing, epub, otherOffice

  package var mediaType: String {
    let office = "application/vnd.openxmlformats-officedocument."
    return switch self {
    case .word: office + "wordprocessingml.document"
    case .excel: office + "spreadsheetml.sheet"
    case .powerPoint: office + "presentationml.presentation"
    case .visio: "application/vnd.ms-visio.drawing"
    case .openText: "application/vnd.oasis.opendocument.text"
    case .openSheet: "application/vnd.oasis.opendocument.spreadsheet"
    case .openPresentation: "application/vnd.oasis.opendocument.presentation"
    case .openDrawing: "application/vnd.oasis.opendocument.graphics"
    case .epub: "application/epub+zip"
    case .otherOffice: "application/zip"
    }
  }

  package var words: String {
    switch self {
    case .word: "Word documents"
    case .excel: "Excel workbooks"
    case .powerPoint: "PowerPoint presentations"
    case .visio: "Visio drawings"
    case .openText: "OpenDocument texts"
    case .openSheet: "OpenDocument spreadsheets"
    case .openPresentation: "OpenDocument presentations"
    case .openDrawing: "OpenDocument drawings"
    case .epub: "EPUB books"
    case .otherOffice: "this kind of Office document"
    }
  }

  /// Whether a file is of this kind, also where it was cut off before its directory.
  func isKind(of bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
    if let kind = Self.kind(of: bytes) { return kind == self }
    guard !ZipNames.hasDirectory(bytes), let part = mainPart else { return false }
    // Only with the first member of such a document: an archive may hold documents unpacked.
    let start = UnsafeRawBufferPointer(rebasing: bytes.prefix(64 << 10))
    let name = UnsafeRawBufferPointer(rebasing: start.dropFirst(30))
    let isOffice = ["[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/"].contains {
      name.starts(with: $0.utf8)
    }
    return isOffice && ByteSearch.firstIndex(of: part, in: start) != nil
  }

  private var mainPart: StaticString? {
    switch self {
    case .word: "word/document"
    case .excel: "xl/work"
    case .powerPoint: "ppt/presentation"
    default: nil
    }
  }

  /// Which of them a zip archive is, by the names of its members; nil for a plain archive.
  ///
  /// Walks the local headers, then the central directory where sizes are not known in front.
  package static func kind(of bytes: UnsafeRawBufferPointer) -> OfficePackage? {
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
    if let declared = declaredType(bytes) { return declared }
    var isOffice = false
    var kind: OfficePackage?
    ZipNames.visit(bytes) { name in
      if name.elementsEqual("[Content_Types].xml".utf8) { isOffice = true }
      if name.starts(with: "word/".utf8) { kind = kind ?? .word }
      if name.starts(with: "xl/".utf8) { kind = kind ?? .excel }
      if name.starts(with: "ppt/".utf8) { kind = kind ?? .powerPoint }
      if name.starts(with: "visio/".utf8) { kind = kind ?? .visio }
      return !(isOffice && kind != nil)
    }
    return isOffice ? kind ?? .otherOffice : nil
  }

  /// OpenDocument and EPUB begin with an unpacked member `mimetype`.
  private static func declaredType(_ bytes: UnsafeRawBufferPointer) -> OfficePackage? {
    let name = Array("mimetype".utf8)
    guard bytes.count > 38 + 8, bytes[26] == 8, bytes[8] == 0,
      bytes[30..<38].elementsEqual(name)
    else { return nil }
    let extra = Int(bytes[28]) | Int(bytes[29]) << 8
    let start = min(38 + extra, bytes.count)
    let value = String(decoding: bytes[start..<min(start + 60, bytes.count)], as: UTF8.self)
    // A template's type is its document's with `-template` behind it, so the beginning decides.
    return [.openText, .openSheet, .openPresentation, .openDrawing, .epub].first {
      value.hasPrefix($0.mediaType)
    }
  }
}

/// The member names of a zip archive, without unpacking it.
enum ZipNames {
  /// Calls `body` with each name in the central directory, else in the local headers, until it
  /// answers false or 4,096 were seen.
  static func visit(
    _ bytes: UnsafeRawBufferPointer, _ body: (Slice<UnsafeRawBufferPointer>) -> Bool
  ) {
    var left = 4096
    if var entry = directory(bytes) {
      while left > 0, starts(bytes, at: entry, 0x01, 0x02), entry + 46 <= bytes.count {
        let length = short(bytes, entry + 28)
        let end = entry + 46 + length
        guard end <= bytes.count, body(bytes[entry + 46..<end]) else { return }
        entry = end + short(bytes, entry + 30) + short(bytes, entry + 32)
        left -= 1
      }
      return
    }
    // Cut off before its directory.
    var entry = 0
    while left > 0, starts(bytes, at: entry, 0x03, 0x04), entry + 30 <= bytes.count {
      let end = entry + 30 + short(bytes, entry + 26)
      guard end <= bytes.count, body(bytes[entry + 30..<end]) else { return }
      // Bit 3: the size stands behind the data, and cannot be jumped over.
      guard short(bytes, entry + 6) & 8 == 0 else { return }
      entry = end + short(bytes, entry + 28) + long(bytes, entry + 18)
      left -= 1
    }
  }

  static func hasDirectory(_ bytes: UnsafeRawBufferPointer) -> Bool {
    directory(bytes) != nil || isEmptyArchive(bytes)
  }

  private static func isEmptyArchive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    starts(bytes, at: 0, 0x05, 0x06)
  }

  /// Where the central directory begins, from its end record within the last 65,557 bytes.
  static func directory(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var at = bytes.count - 22
    let lowest = max(0, at - 65_535)
    while at >= lowest, at >= 0 {
      if starts(bytes, at: at, 0x05, 0x06) {
        let stated = long(bytes, at + 16)
        if starts(bytes, at: stated, 0x01, 0x02) { return stated }
        // With bytes in front, as of a self-extracting program, or with sizes above 4 GB.
        let counted = at - long(bytes, at + 12)
        if starts(bytes, at: counted, 0x01, 0x02) { return counted }
        return stated == 0xFFFF_FFFF ? zip64Directory(bytes, before: at) : nil
      }
      at -= 1
    }
    return nil
  }

  private static func zip64Directory(_ bytes: UnsafeRawBufferPointer, before end: Int) -> Int? {
    guard starts(bytes, at: end - 20, 0x06, 0x07) else { return nil }
    let record = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: end - 12, as: UInt64.self))
    guard let at = Int(exactly: record), at <= bytes.count - 56, starts(bytes, at: at, 0x06, 0x06)
    else { return nil }
    let start = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 48, as: UInt64.self))
    guard let start = Int(exactly: start), start <= bytes.count - 4 else { return nil }
    return starts(bytes, at: start, 0x01, 0x02) ? start : nil
  }

  private static func starts(
    _ bytes: UnsafeRawBufferPointer, at index: Int, _ third: UInt8, _ fourth: UInt8
  ) -> Bool {
    index >= 0 && index + 4 <= bytes.count && bytes[index] == 0x50 && bytes[index + 1] == 0x4B
      && bytes[index + 2] == third && bytes[index + 3] == fourth
  }

  private static func short(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt16.self)))
  }

  private static func long(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)))
  }
}
