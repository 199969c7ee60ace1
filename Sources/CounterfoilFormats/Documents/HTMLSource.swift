/// An attribute of a tag, its value where it stands in the page, references not yet decoded.
struct HTMLAttribute {
  var name: HTMLName
  var value: Range<Int>
}

/// The bytes of a page, and how to cut tags and values out of them.
struct HTMLSource {
  private let bytes: UnsafeRawBufferPointer

  /// - Parameter bytes: Valid UTF-8.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Reads a tag's name and attributes; nil where the input ends first.
  func readTag(
    at start: Int, into attributes: inout [HTMLAttribute]
  ) -> (name: HTMLName, isClosed: Bool, next: Int)? {
    attributes.removeAll(keepingCapacity: true)
    func add(_ name: HTMLName, _ value: Range<Int>, to attributes: inout [HTMLAttribute]) {
      if attributes.count < 256 { attributes.append(HTMLAttribute(name: name, value: value)) }
    }
    let end = bytes.count
    var index = start
    var name = HTMLName()
    while index < end, !Self.endsName(bytes[index]) {
      if bytes[index] != 0 { name.append(bytes[index]) }
      index += 1
    }
    var isClosed = false
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { return (name, isClosed, index + 1) }
      if byte <= 0x20 || byte == UInt8(ascii: "/") {
        isClosed = byte == UInt8(ascii: "/") || isClosed && byte <= 0x20
        index += 1
        continue
      }
      isClosed = false
      var attribute = HTMLName()
      repeat {
        attribute.append(bytes[index])
        index += 1
      } while index < end && !Self.endsName(bytes[index]) && bytes[index] != UInt8(ascii: "=")
      while index < end, bytes[index] <= 0x20 { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: "=") else {
        add(attribute, index..<index, to: &attributes)
        continue
      }
      index += 1
      while index < end, bytes[index] <= 0x20 { index += 1 }
      guard index < end else { return nil }
      let quote = bytes[index]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        guard let close = ByteSearch.firstIndex(ofByte: quote, in: bytes, from: index + 1) else {
          return nil
        }
        add(attribute, (index + 1)..<close, to: &attributes)
        index = close + 1
      } else {
        let first = index
        while index < end, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">") { index += 1 }
        add(attribute, first..<index, to: &attributes)
      }
    }
    return nil
  }

  func decoded(_ range: Range<Int>) -> String {
    String(decoding: decodedBytes(range), as: UTF8.self)
  }

  func decodedBytes(_ range: Range<Int>) -> [UInt8] {
    guard slice(range).contains(UInt8(ascii: "&")) else { return [UInt8](slice(range)) }
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "&"),
        let (scalar, next) = HTMLEntities.read(
          bytes, at: index, end: range.upperBound, inAttribute: true)
      {
        UTF8Writer.append(scalar, to: &result)
        index = next
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  func after(_ byte: UInt8, from start: Int) -> Int {
    ByteSearch.firstIndex(ofByte: byte, in: bytes, from: start).map { $0 + 1 } ?? bytes.count
  }

  func matches(_ text: StaticString, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard index + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26
  }

  @inline(__always) static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }
}
