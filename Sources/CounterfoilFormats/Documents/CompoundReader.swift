public import CounterfoilModel

/// Reads what stands in OLE compound files: Outlook messages, and Word, Excel and PowerPoint as they
/// were written until 2007.
package enum CompoundReader: DocumentReader {
  package static func prepare() {
    TextDecoding.prepare()
    HTMLReader.prepare()
  }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    bytes.starts(with: CompoundFile.signature)
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    guard var file = CompoundFile(bytes) else {
      throw ReadError(
        .damaged, "the old Office file is damaged or cut short",
        advice: "ask for another copy, or open it in LibreOffice and save it again")
    }
    let names = Set(file.children(of: file.root).map(\.name))
    if names.contains("EncryptedPackage") || names.contains("EncryptionInfo") {
      return try decrypted(&file, hint: hint, limits: limits, child: child)
    }
    var reading: Reading
    if names.contains("__properties_version1.0") {
      reading = try MSGReader.read(&file, limits: limits, child: child)
    } else if let document = file.entry("WordDocument", in: file.root) {
      reading = try DOCReader.read(
        file.contents(of: document),
        tables: { name in file.entry(name, in: file.root).map { file.contents(of: $0) } },
        hasMacros: names.contains("Macros"), limits: limits)
    } else if let show = file.entry("PowerPoint Document", in: file.root) {
      let user = file.entry("Current User", in: file.root).map { file.contents(of: $0) }
      reading = try PPTReader.read(file.contents(of: show), user: user, limits: limits)
    } else if let workbook = file.entry("Workbook", in: file.root) {
      reading = try XLSReader.read(
        file.contents(of: workbook), hasMacros: names.contains("_VBA_PROJECT_CUR"), limits: limits)
    } else {
      throw unsupported(names)
    }
    if let summary = file.entry("\u{5}SummaryInformation", in: file.root) {
      reading.metadata = OLEProperties.entries(file.contents(of: summary)) + reading.metadata
    }
    if file.isDamaged {
      reading.problems.append(Problem("the file is damaged or cut short; parts of it are missing"))
    }
    return reading
  }

  /// Reads the document inside, once a password has opened it.
  private static func decrypted(
    _ file: inout CompoundFile, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    guard let information = file.entry("EncryptionInfo", in: file.root),
      let package = file.entry("EncryptedPackage", in: file.root),
      let encryption = OfficeEncryption(file.contents(of: information))
    else {
      throw .cannotDecrypt(
        "the document",
        advice: "open it in Office or LibreOffice with its password, save it without one, and add that")
    }
    let document = try encryption.open(
      file.contents(of: package), passwords: hint.passwords, limits: limits)
    // What is inside is a zip archive; another layer of encryption would be no document of Office's.
    guard document.starts(with: [0x50, 0x4B]) else {
      throw ReadError(
        .damaged, "the encrypted document is damaged or cut short", advice: "ask for another copy")
    }
    var result = document.withUnsafeBytes { bytes in
      Result { () throws(ReadError) in
        try DocumentReaders.read(bytes, hint: hint, limits: limits, child: child)
      }
    }
    if case .success(var reading) = result {
      reading.notes.append(Reading.passwordNote)
      result = .success(reading)
    }
    return try result.get()
  }

  private static func unsupported(_ names: Set<String>) -> ReadError {
    let (words, form) =
      if names.contains("Book") {
        ("an Excel workbook from before 1997", "XLSX")
      } else {
        ("an old Office file (Word, Excel, PowerPoint or Outlook)", "PDF")
      }
    return ReadError(
      .unsupported, "cannot read \(words)",
      advice: "open it in LibreOffice or Office, save it as \(form), and add that")
  }
}
