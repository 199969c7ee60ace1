/// The lines of a file, without their ends.
struct ListLines {
  private(set) var file: ListFile

  init(_ file: ListFile) { self.file = file }

  /// The next line that is not blank, with its number.
  mutating func next() throws -> (line: Int, text: [UInt8])? {
    while true {
      let end = file.withUnread { $0.firstIndex(of: 0x0A) }
      if end == nil, !file.isAtEnd {
        try file.fill()
        continue
      }
      let count = end ?? file.unreadBytes
      let number = file.line
      let text = file.withUnread { Array($0[..<count]) }
      if count == 0, end == nil { return nil }
      file.take(end == nil ? count : count + 1)
      if text.contains(where: { $0 > 0x20 && $0 != 0x7F }) { return (number, text) }
    }
  }
}
