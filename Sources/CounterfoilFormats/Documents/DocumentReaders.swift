package import CounterfoilModel

/// Every reader, the specific before the general: the first that recognises the bytes reads them.
package enum DocumentReaders {
  static var all: [any DocumentReader.Type] {
    [
      PDFReader.self, ImageReader.self, DOCXReader.self, XLSXReader.self, PPTXReader.self,
      OpenDocumentReader.self,
      EPUBReader.self, RTFReader.self, CompoundReader.self, ArchiveReader.self, MailboxReader.self,
      MHTMLReader.self, MailReader.self, HTMLReader.self, JSONReader.self, LogReader.self, ChatReader.self,
      TableReader.self, TextReader.self,
    ]
  }

  /// Loads what any reader will need; called once, before the worker locks itself.
  package static func prepare() {
    for reader in all { reader.prepare() }
  }

  /// Reads a document with the first reader that takes it.
  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    guard !bytes.isEmpty else { throw ReadError.emptyFile }
    for reader in all where reader.recognises(bytes, hint: hint) {
      return try reader.read(bytes, hint: hint, limits: limits, child: child)
    }
    throw MediaType.unsupported(bytes)
  }
}
