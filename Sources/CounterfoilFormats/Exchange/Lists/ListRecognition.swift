import Foundation

/// Tells the form of a list by its content.
enum ListRecognition {
  static func format(of files: [URL]) throws(ListError) -> ListFormat {
    var found: (format: ListFormat, file: String)?
    for url in files {
      let format = try format(of: url)
      if let found, found.format != format {
        throw ListError(
          file: nil,
          words: "\(found.file) is a list of form \(found.format.rawValue) and \(url.lastPathComponent) of "
            + "\(format.rawValue); import them one after the other")
      }
      found = (format, url.lastPathComponent)
    }
    return found?.format ?? .table
  }

  private static func format(of url: URL) throws(ListError) -> ListFormat {
    var file = try ListFile(url)
    do {
      while file.unreadBytes == 0, !file.isAtEnd { try file.fill() }
    } catch {
      throw ListError(file: file.name, words: "the file cannot be read")
    }
    guard file.unreadBytes > 0 else { throw ListError(file: file.name, words: "the file is empty") }
    let head = file.withUnread { String(decoding: $0.prefix(64 << 10), as: UTF8.self) }
    let start = ListText.trimmed(head.prefix(8192))
    if start.hasPrefix("{") {
      if isCluster(start) { return .misp }
      if ListText.trimmed(start.prefix { !$0.isNewline }) != "{" { return .followTheMoney }
      throw ListError(
        file: file.name,
        words:
          "this is JSON spread over lines; what is read are FollowTheMoney entities, one a line, and MISP "
          + "galaxy clusters")
    }
    if start.hasPrefix("<") {
      if head.contains("<CONSOLIDATED_LIST") { return .un }
      throw ListError(
        file: file.name,
        words: "this is XML, of which the UN's consolidated list alone is read; export the list as CSV or as "
          + "FollowTheMoney")
    }
    if start.hasPrefix("[") {
      throw ListError(
        file: file.name,
        words:
          "this is one JSON list; what is read are FollowTheMoney entities, one a line, and MISP galaxy clusters"
      )
    }
    return try ofTable(url)
  }

  private static func isCluster(_ start: String) -> Bool {
    if start.contains("\"schema\"") || start.contains("\"properties\"") { return false }
    return start.contains("\"values\"") || start.contains("\"authors\"") || start.contains("\"uuid\"")
  }

  private static func ofTable(_ url: URL) throws(ListError) -> ListFormat {
    let header = try TableList.head(of: url).header
    func has(_ names: String...) -> Bool { names.allSatisfy { header.index(of: $0) != nil } }
    if has("Name", "Effective_Date", "Expiration_Date", "FR_Citation") { return .bisDenied }
    if has("source", "name", "alt_names", "federal_register_notice") { return .csl }
    if try OFACList.part(of: url) != nil { return .ofac }
    return .table
  }
}
