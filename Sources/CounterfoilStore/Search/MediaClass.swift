/// The kinds of file a person asks for with `type:` and sees counted beside the results.
package enum MediaClass: String, CaseIterable, Sendable {
  case text, html, pdf, mail, word, table, slides, data, archive, image, audio, video, other

  package init(mediaType: String) {
    let type = mediaType.lowercased()
    if let known = Self.known[type] {
      self = known
    } else if type.hasPrefix("image/") {
      self = .image
    } else if type.hasPrefix("audio/") {
      self = .audio
    } else if type.hasPrefix("video/") {
      self = .video
    } else if type.hasPrefix("text/") {
      self = .text
    } else if type.hasPrefix("message/") {
      self = .mail
    } else if type.hasSuffix("+json") || type.hasSuffix("+xml") {
      self = .data
    } else {
      self = .other
    }
  }

  /// Reads the name of a class, or a file ending people use for it.
  package init?(name: String) {
    let name = name.lowercased()
    guard let known = Self(rawValue: name) ?? Self.endings[name] else { return nil }
    self = known
  }

  private static let known: [String: MediaClass] = [
    "text/html": .html, "application/xhtml+xml": .html, "multipart/related": .html,
    "application/epub+zip": .html,
    "application/pdf": .pdf,
    "message/rfc822": .mail, "application/mbox": .mail, "application/vnd.ms-outlook": .mail,
    "application/msword": .word, "application/rtf": .word, "text/rtf": .word,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": .word,
    "application/vnd.oasis.opendocument.text": .word,
    "text/csv": .table, "text/tab-separated-values": .table, "application/vnd.ms-excel": .table,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": .table,
    "application/vnd.oasis.opendocument.spreadsheet": .table,
    "application/vnd.ms-powerpoint": .slides,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": .slides,
    "application/vnd.oasis.opendocument.presentation": .slides,
    "application/vnd.oasis.opendocument.graphics": .slides,
    "application/json": .data, "application/jsonl": .data, "application/x-ndjson": .data,
    "application/x-jsonlines": .data, "application/xml": .data, "text/xml": .data,
    "application/zip": .archive, "application/x-tar": .archive, "application/gzip": .archive,
    "application/x-7z-compressed": .archive, "application/vnd.rar": .archive,
    "application/x-bzip2": .archive, "application/x-xz": .archive,
  ]

  private static let endings: [String: MediaClass] = [
    "txt": .text, "md": .text, "markdown": .text, "htm": .html, "web": .html, "email": .mail,
    "eml": .mail, "mbox": .mail, "msg": .mail, "doc": .word, "docx": .word, "odt": .word,
    "rtf": .word, "csv": .table, "tsv": .table, "xls": .table, "xlsx": .table, "ods": .table,
    "ppt": .slides, "pptx": .slides, "odp": .slides, "epub": .html, "mhtml": .html, "json": .data,
    "jsonl": .data, "xml": .data,
    "zip": .archive, "tar": .archive, "gz": .archive, "7z": .archive, "rar": .archive,
    "picture": .image, "png": .image, "jpg": .image, "jpeg": .image,
  ]
}
