// Text between the tags, and in comments.
extension HTMLPage {
  mutating func writeText(_ range: Range<Int>, escapable: Bool) {
    guard let element = open.last, !element.isDropped else { return }
    let hidden = element.isHidden
    let preformatted = element.traits.contains(.preformatted)
    var index = range.lowerBound
    while index < range.upperBound {
      guard escapable,
        let ampersand = ByteSearch.firstIndex(
          ofByte: UInt8(ascii: "&"),
          in: UnsafeRawBufferPointer(rebasing: bytes[..<range.upperBound]), from: index)
      else { break }
      if let (scalar, next) = HTMLEntities.read(
        bytes, at: ampersand, end: range.upperBound, inAttribute: false)
      {
        writer.write(source.slice(index..<ampersand), hidden: hidden, preformatted: preformatted)
        writer.write(scalar: scalar, hidden: hidden, preformatted: preformatted)
        index = next
      } else {
        writer.write(
          source.slice(index..<(ampersand + 1)), hidden: hidden, preformatted: preformatted)
        index = ampersand + 1
      }
    }
    if index < range.upperBound {
      writer.write(
        source.slice(index..<range.upperBound), hidden: hidden, preformatted: preformatted)
    }
  }

  /// Keeps a comment's words, without markup inside it; conditional comments are program text.
  mutating func writeComment(_ range: Range<Int>) {
    guard !(open.last?.isDropped ?? false), !source.matches("[if", at: range.lowerBound),
      !source.matches("<![endif", at: range.lowerBound)
    else { return }
    guard source.slice(range).contains(where: { $0 >= 0x80 || HTMLSource.isLetter($0) }) else {
      return
    }
    writer.endAside()
    var index = range.lowerBound
    while index < range.upperBound {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[..<range.upperBound])
      guard let less = ByteSearch.firstIndex(ofByte: UInt8(ascii: "<"), in: rest, from: index),
        let greater = ByteSearch.firstIndex(ofByte: UInt8(ascii: ">"), in: rest, from: less)
      else { break }
      writer.write(source.slice(index..<less), hidden: true, preformatted: false)
      writer.endAside()
      index = greater + 1
    }
    writer.write(source.slice(index..<range.upperBound), hidden: true, preformatted: false)
    writer.endAside()
  }
}
