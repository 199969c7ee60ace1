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
      throw ReadError(
        .encrypted, "the document is locked with a password",
        advice: "save a copy without the password and add that")
    }
    var reading: Reading
    if names.contains("__properties_version1.0") {
      reading = try MSGReader.read(&file, limits: limits, child: child)
    } else {
      throw unsupported(names)
    }
    if file.isDamaged {
      reading.problems.append(Problem("the file is damaged or cut short; parts of it are missing"))
    }
    return reading
  }

  private static func unsupported(_ names: Set<String>) -> ReadError {
    let (words, form) =
      if names.contains("WordDocument") {
        ("an old Word document", "DOCX")
      } else if names.contains("Workbook") || names.contains("Book") {
        ("an old Excel workbook", "XLSX")
      } else if names.contains("PowerPoint Document") {
        ("an old PowerPoint presentation", "PPTX")
      } else {
        ("an old Office file (Word, Excel, PowerPoint or Outlook)", "PDF")
      }
    return ReadError(
      .unsupported, "cannot read \(words)",
      advice: "open it in LibreOffice or Office, save it as \(form), and add that")
  }
}
