import CounterfoilModel

/// What bytes are, by their first ones.
package struct MediaType: Hashable, Sendable {
  /// Such as `image/png`.
  package var name: String
  /// For a person: `a PNG picture`.
  package var words: String

  /// Nil where no signature is known, as for text.
  package static func sniff(_ bytes: UnsafeRawBufferPointer) -> MediaType? {
    for signature in signatures where signature.matches(bytes) {
      return MediaType(name: signature.name, words: signature.words)
    }
    return nil
  }

  /// The error for what no reader takes, saying what it is.
  static func unsupported(_ bytes: UnsafeRawBufferPointer) -> ReadError {
    if let kind = OfficePackage.kind(of: bytes) {
      return ReadError(
        .unsupported, "cannot read \(kind.words) yet",
        advice: "save it as PDF, DOCX or CSV and add that")
    }
    if let type = sniff(bytes) {
      return ReadError(.unsupported, "cannot read \(type.words)", advice: advice(for: type))
    }
    return ReadError(
      .unsupported, "random bytes, not text, and no known format",
      advice: "it may be encrypted or damaged; find the program that wrote it")
  }

  private static func advice(for type: MediaType) -> String {
    if type.name.hasPrefix("image/") { return "write down what it shows in a text file beside it" }
    if type.name == "application/vnd.ms-outlook-pst" {
      return
        "convert it with readpst -r -o FOLDER, of Debian's package pst-utils, and add the mailboxes it writes"
    }
    return "turn it into a PDF or text file, if it holds words, and add that"
  }

  private struct Signature: Sendable {
    var offset = 0
    var bytes: [UInt8]
    var name: String
    var words: String

    init(_ bytes: [UInt8], at offset: Int = 0, _ name: String, _ words: String) {
      self.bytes = bytes
      self.offset = offset
      self.name = name
      self.words = words
    }

    init(_ text: String, at offset: Int = 0, _ name: String, _ words: String) {
      self.init(Array(text.utf8), at: offset, name, words)
    }

    func matches(_ all: UnsafeRawBufferPointer) -> Bool {
      guard all.count >= offset + bytes.count else { return false }
      for index in bytes.indices where all[offset + index] != bytes[index] { return false }
      return true
    }
  }

  private static let signatures: [Signature] = [
    Signature([0x89, 0x50, 0x4E, 0x47], "image/png", "a PNG picture"),
    Signature([0xFF, 0xD8, 0xFF], "image/jpeg", "a JPEG picture"),
    Signature("GIF8", "image/gif", "a GIF picture"),
    Signature([0x49, 0x49, 0x2A, 0x00], "image/tiff", "a TIFF picture"),
    Signature([0x4D, 0x4D, 0x00, 0x2A], "image/tiff", "a TIFF picture"),
    Signature("WEBP", at: 8, "image/webp", "a WebP picture"),
    Signature("ftypheic", at: 4, "image/heic", "a HEIC picture"),
    Signature("%PDF-", "application/pdf", "a PDF document"),
    Signature("PK\u{3}\u{4}", "application/zip", "a zip archive"),
    Signature("PK\u{5}\u{6}", "application/zip", "an empty zip archive"),
    Signature("PK\u{7}\u{8}PK", "application/zip", "a zip archive"),
    Signature([0x1F, 0x8B, 0x08], "application/gzip", "a gzip file"),
    Signature("1AY&SY", at: 4, "application/x-bzip2", "a bzip2 file"),
    Signature([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "application/x-xz", "an xz file"),
    Signature([0x28, 0xB5, 0x2F, 0xFD], "application/zstd", "a Zstandard file"),
    Signature("ustar", at: 257, "application/x-tar", "a tar archive"),
    Signature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed", "a 7z archive"),
    Signature("Rar!\u{1A}\u{7}", "application/vnd.rar", "a RAR archive"),
    Signature([0x7F, 0x45, 0x4C, 0x46], "application/x-elf", "an ELF program"),
    Signature("MZ\u{90}", "application/x-msdownload", "a Windows program"),
    Signature([0xCF, 0xFA, 0xED, 0xFE], "application/x-mach-binary", "a macOS program"),
    Signature([0xCA, 0xFE, 0xBA, 0xBE], "application/java-vm", "a Java class"),
    Signature(
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage",
      "an old Office file (Word, Excel, PowerPoint or Outlook)"),
    Signature("{\\rtf", "application/rtf", "an RTF document"),
    Signature("SQLite format 3\u{0}", "application/vnd.sqlite3", "an SQLite database"),
    Signature("ID3", "audio/mpeg", "an MP3 recording"),
    Signature("RIFF", "audio/wav", "a RIFF recording"),
    Signature("OggS", "audio/ogg", "an Ogg recording"),
    Signature("fLaC", "audio/flac", "a FLAC recording"),
    Signature("ftyp", at: 4, "video/mp4", "an MP4 recording"),
    Signature([0x1A, 0x45, 0xDF, 0xA3], "video/x-matroska", "a Matroska recording"),
    Signature([0xD4, 0xC3, 0xB2, 0xA1], "application/vnd.tcpdump.pcap", "a capture of network traffic"),
    Signature("!BDN", "application/vnd.ms-outlook-pst", "an Outlook mailbox (PST)"),
  ]
}
