/// Walks JSON where it stands, without a tree: memory is what the caller keeps.
struct JSONWalk {
  let utf8: UnsafeBufferPointer<UInt8>

  func start(_ at: Int) -> Int {
    var at = at
    while at < utf8.count, JSONRendering.isSpace(utf8[at]) { at += 1 }
    return at
  }

  func isObject(_ at: Int) -> Bool { byte(at) == 0x7B }
  func isArray(_ at: Int) -> Bool { byte(at) == 0x5B }
  func isString(_ at: Int) -> Bool { byte(at) == 0x22 }

  /// Calls `body` with the offset of each element, until it answers false.
  /// - Returns: Where the array ends, or where `body` stopped it.
  @discardableResult
  func elements(_ at: Int, _ body: (Int) throws(JSONFault) -> Bool) throws(JSONFault) -> Int {
    var index = start(at + 1)
    if byte(index) == 0x5D { return index + 1 }
    while true {
      guard try body(index) else { return index }
      index = start(try end(index))
      switch byte(index) {
      case 0x2C: index = start(index + 1)
      case 0x5D: return index + 1
      default: throw JSONFault(at: index, message: "a comma or a closing bracket is missing")
      }
    }
  }

  /// Calls `body` with the name and the offset of the value of each member, until it answers false.
  @discardableResult
  func members(
    _ at: Int, _ body: (String, Int) throws(JSONFault) -> Bool
  ) throws(JSONFault) -> Int {
    var index = start(at + 1)
    if byte(index) == 0x7D { return index + 1 }
    while true {
      guard byte(index) == 0x22 else { throw JSONFault(at: index, message: "a name is missing") }
      let name = String(decoding: try JSONString.read(utf8, &index), as: UTF8.self)
      index = start(index)
      guard byte(index) == 0x3A else { throw JSONFault(at: index, message: "a colon is missing") }
      index = start(index + 1)
      guard try body(name, index) else { return index }
      index = start(try end(index))
      switch byte(index) {
      case 0x2C: index = start(index + 1)
      case 0x7D: return index + 1
      default: throw JSONFault(at: index, message: "a comma or a closing bracket is missing")
      }
    }
  }

  /// Behind the value that begins here. Depth costs neither stack nor heap: brackets are counted.
  func end(_ at: Int) throws(JSONFault) -> Int {
    var index = at
    var depth = 0
    while index < utf8.count {
      switch utf8[index] {
      case 0x22:
        index += 1
        while index < utf8.count, utf8[index] != 0x22 { index += utf8[index] == 0x5C ? 2 : 1 }
        guard index < utf8.count else { throw JSONFault(at: utf8.count, message: "a string is not closed") }
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        // The bracket of what this value stands in.
        if depth == 0 { return index }
        depth -= 1
      case 0x2C where depth == 0: return index
      case let byte where depth == 0 && JSONRendering.isSpace(byte): return index
      default: break
      }
      index += 1
      let last = utf8[index - 1]
      if depth == 0, last == 0x22 || last == 0x7D || last == 0x5D { return index }
    }
    guard depth == 0 else { throw JSONFault(at: utf8.count, message: "it ends early") }
    return index
  }

  /// The characters of a string or number, nil for anything else.
  func scalar(_ at: Int) -> String? {
    guard let first = byte(at) else { return nil }
    if first == 0x22 {
      var index = at
      return (try? JSONString.read(utf8, &index)).map { String(decoding: $0, as: UTF8.self) }
    }
    guard first == 0x2D || (0x30...0x39).contains(first), let end = try? end(at) else { return nil }
    return String(decoding: utf8[at..<end], as: UTF8.self)
  }

  private func byte(_ at: Int) -> UInt8? { at < utf8.count ? utf8[at] : nil }
}
