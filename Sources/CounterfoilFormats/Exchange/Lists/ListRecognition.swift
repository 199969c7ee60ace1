import Foundation

/// Tells the form of a list by its content.
enum ListRecognition {
  static func format(of files: [URL]) throws(ListError) -> ListFormat {
    var found: (ListFormat, String)?
    for url in files {
      var file = try ListFile(url)
      guard (try? file.fill()) != nil, file.unreadBytes > 0 || (try? file.fill()) != nil else {
        throw ListError(file: file.name, words: "the file cannot be read")
      }
      let head = file.withUnread { String(decoding: $0.prefix(64 << 10), as: UTF8.self) }
      let format = format(of: head)
      if let found, found.0 != format {
        throw ListError(
          file: nil,
          words: "\(found.1) is a list of form \(found.0.rawValue) and \(file.name) of \(format.rawValue); "
            + "import them one after the other")
      }
      found = (format, file.name)
    }
    return found?.0 ?? .table
  }

  static func format(of head: String) -> ListFormat {
    let start = ListText.trimmed(head.prefix(4096))
    if start.hasPrefix("{") {
      let isCluster =
        start.contains("\"values\"") || start.contains("\"uuid\"") && !start.contains("\"schema\"")
      return isCluster || !head.contains("\"schema\"") ? .misp : .followTheMoney
    }
    return .table
  }
}
