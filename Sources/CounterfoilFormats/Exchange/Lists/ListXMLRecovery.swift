import Foundation

/// Reads the records of a damaged XML file one by one, each by itself.
struct ListXMLRecovery {
  private let bytes: UnsafeRawBufferPointer
  private let names: Set<String>

  init(_ bytes: UnsafeRawBufferPointer, _ names: Set<String>) {
    self.bytes = bytes
    self.names = names
  }

  /// - Parameter count: Records at the start that are given already.
  func read(skipping count: Int, _ body: (ListElement) throws -> Void) throws -> [ListXML.Damage] {
    var damage: [ListXML.Damage] = []
    var number = 0
    var line = 1
    var counted = 0
    var next = start(from: 0)
    while let record = next {
      next = start(from: record.at + 1)
      let end = next?.at ?? bytes.count
      number += 1
      line += bytes[counted..<record.at].count { $0 == 0x0A }
      counted = record.at
      guard number > count else { continue }
      let part = UnsafeRawBufferPointer(rebasing: bytes[record.at..<end])
      let (xml, isChanged) = repaired(part, record.name)
      let first = line - 1
      var last = first + part.count { $0 == 0x0A } + 1
      let given = try xml.withUnsafeBytes { xml in
        try ListXML.walk(xml, "UTF-8", [record.name]) { element in
          var element = element
          element.line += first
          last = element.line
          try body(element)
        }
      }
      if given.count == 0 || isChanged { damage.append(ListXML.Damage(line: last, isEnd: false)) }
    }
    if !isClosed || damage.isEmpty {
      let lines = 1 + bytes.dropLast().count { $0 == 0x0A }
      damage.append(ListXML.Damage(line: lines, isEnd: true))
    }
    return damage
  }

  /// Whether the file ends with the end of its outermost element.
  private var isClosed: Bool {
    var at = 0
    while let found = ByteSearch.firstIndex(ofByte: 0x3C, in: bytes, from: at) {
      at = found + 1
      let name = bytes[at...].prefix(200).prefix { byte in
        byte >= 0x80 || Unicode.Scalar(byte).properties.isAlphabetic || byte == 0x5F || byte == 0x3A
      }
      guard !name.isEmpty else { continue }
      let tail = ListText.trimmed(String(decoding: bytes.suffix(1024), as: UTF8.self))
      return tail.hasSuffix("</\(String(decoding: name, as: UTF8.self))>")
    }
    return false
  }

  /// The next record's first byte and name.
  private func start(from offset: Int) -> (at: Int, name: String)? {
    var at = offset
    while let found = ByteSearch.firstIndex(ofByte: 0x3C, in: bytes, from: at) {
      for name in names where bytes[(found + 1)...].starts(with: name.utf8) {
        let behind = found + 1 + name.utf8.count
        if behind < bytes.count, [0x3E, 0x20, 0x0A, 0x0D, 0x09].contains(bytes[behind]) {
          return (found, name)
        }
      }
      at = found + 1
    }
    return nil
  }

  /// A record with references nobody declares and characters that XML forbids blanked out, and with what it
  /// leaves open closed; and whether anything of it was so.
  private func repaired(_ part: UnsafeRawBufferPointer, _ name: String) -> (xml: [UInt8], isChanged: Bool) {
    var xml: [UInt8] = []
    xml.reserveCapacity(part.count + 64)
    var open: [String] = []
    var isChanged = false
    var hasText = false
    var index = 0
    while index < part.count {
      let byte = part[index]
      if byte == 0x3C {
        guard let end = ByteSearch.firstIndex(ofByte: 0x3E, in: part, from: index) else {
          isChanged = true
          break
        }
        let tag = String(decoding: part[(index + 1)..<end], as: UTF8.self)
        let word = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || "_-.:".contains($0) })
        if tag.hasPrefix("/") {
          // What is left open within is closed with it; one that closes nothing is left out.
          isChanged = isChanged || open.last != word
          guard let at = open.lastIndex(of: word) else {
            index = end + 1
            continue
          }
          for inner in open[(at + 1)...].reversed() { xml += "</\(inner)>".utf8 }
          open.removeSubrange(at...)
        } else if tag.first?.isLetter != true || open.count > 64 {
          // `<` that begins no tag, or one that no list nests so deep.
          isChanged = true
          index += 1
          continue
        } else {
          // Text and elements do not stand side by side in lists, so an end is missing.
          if hasText, open.count > 1, let last = open.popLast() {
            isChanged = true
            xml += "</\(last)>".utf8
          }
          if !tag.hasSuffix("/") { open.append(word) }
        }
        hasText = false
        xml += part[index...end]
        index = end + 1
        if open.isEmpty { return (xml, isChanged) }
        continue
      }
      let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
      let isBare = byte == 0x26 && !isReference(part, index + 1)
      if isControl || isBare { isChanged = true }
      if byte > 0x20 { hasText = true }
      xml.append(isControl || isBare ? 0x20 : byte)
      index += 1
    }
    for word in open.reversed() { xml += "</\(word)>".utf8 }
    return (xml, true)
  }

  private func isReference(_ part: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    ["#", "amp;", "lt;", "gt;", "quot;", "apos;"].contains { part[at...].starts(with: $0.utf8) }
  }
}
