/// Text whose lines a mail program broke to fit, to be joined again (RFC 3676).
enum FlowedText {
  /// - Parameter deletingSpace: Whether the space that marks a soft break goes with it, as writers
  ///   of Chinese ask for.
  static func joined(_ utf8: [UInt8], deletingSpace: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    // The quote depth of the line before, where that line flows on.
    var flowing: Int?
    var start = 0
    while start < utf8.count {
      let end = utf8[start...].firstIndex(of: 0x0A) ?? utf8.count
      let content = utf8[start..<end].drop { $0 == UInt8(ascii: ">") }
      let depth = content.startIndex - start
      // A space before the text is put there to protect it.
      let text = content.first == 0x20 ? content.dropFirst() : content
      let isSignature = text.elementsEqual([0x2D, 0x2D, 0x20])
      if flowing == depth, !isSignature {
        if deletingSpace { result.removeLast() }
      } else {
        if start > 0 { result.append(0x0A) }
        result.append(contentsOf: repeatElement(UInt8(ascii: ">"), count: depth))
        if depth > 0 { result.append(0x20) }
      }
      result.append(contentsOf: text)
      flowing = text.last == 0x20 && !isSignature ? depth : nil
      start = end + 1
    }
    return result
  }
}
