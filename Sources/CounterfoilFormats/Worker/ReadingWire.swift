package import CounterfoilModel

/// How requests and answers are written as messages.
///
/// What the child sends is checked as if an attacker had written it: lengths before memory is
/// taken, order and bounds of every range, names, the count of everything.
package enum ReadingWire {
  private static let stringBytes = 1 << 20
  static let longestName = 1024

  // MARK: limits and requests

  static func encode(
    _ limits: ReadLimits, limitsOnly: Bool, passwords: Passwords = .none
  ) -> [UInt8] {
    var out = WireWriter()
    out.put(limits.memory)
    out.put(limits.processorSeconds)
    out.put(limits.wallSeconds)
    out.put(limits.layerBytes)
    out.put(limits.segmentBytes)
    out.put(limits.depth)
    out.put(limits.expandedBytes)
    out.put(limits.expansionRatio)
    out.put(limits.members)
    out.put(limits.memberBytes)
    out.put(limits.picturePixels)
    out.put(limitsOnly)
    passwords.put(into: &out)
    return out.bytes
  }

  static func limits(
    _ bytes: UnsafeRawBufferPointer
  ) throws(WireError) -> (limits: ReadLimits, limitsOnly: Bool, passwords: Passwords) {
    var fields = WireReader(bytes)
    var limits = ReadLimits()
    limits.memory = try fields.int()
    limits.processorSeconds = try fields.double()
    limits.wallSeconds = try fields.double()
    limits.layerBytes = try fields.int()
    limits.segmentBytes = try fields.int()
    limits.depth = try fields.int()
    limits.expandedBytes = try fields.int()
    limits.expansionRatio = try fields.double()
    limits.members = try fields.int()
    limits.memberBytes = try fields.int()
    limits.picturePixels = try fields.int()
    return (limits, try fields.bool(), try Passwords(&fields))
  }

  /// - Parameter page: The one page to recognise, counted from 1; 0 to read the whole document.
  static func encode(_ hint: ReadHint, size: Int, expandedBytes: Int, page: Int = 0) -> [UInt8] {
    var out = WireWriter()
    out.put(page)
    out.put(size)
    out.put(expandedBytes)
    out.put(cut(hint.name))
    out.put(hint.declaredType.map { cut($0) })
    return out.bytes
  }

  static func request(
    _ bytes: UnsafeRawBufferPointer
  ) throws(WireError) -> (hint: ReadHint, size: Int, expandedBytes: Int, page: Int) {
    var fields = WireReader(bytes)
    let page = try fields.int()
    let size = try fields.int()
    let expandedBytes = try fields.int()
    let name = try fields.string(most: stringBytes)
    let type = try fields.optionalString(most: stringBytes)
    return (ReadHint(name: name, declaredType: type), size, expandedBytes, page)
  }

  // MARK: child documents and errors

  static func encodeHead(of child: ChildDocument) -> [UInt8] {
    var out = WireWriter()
    out.put(cut(child.name))
    out.put(child.declaredType.map { cut($0) })
    return out.bytes
  }

  package static func childHead(
    _ bytes: UnsafeRawBufferPointer
  ) throws(WireError) -> (name: String, declaredType: String?) {
    var fields = WireReader(bytes)
    let name = MemberName.sanitised(try fields.string(most: Wire.shortBytes))
    return (name, try fields.optionalString(most: Wire.shortBytes).map(MemberName.printable))
  }

  static func encode(_ error: ReadError) -> [UInt8] {
    var out = WireWriter()
    out.put(error.code.rawValue)
    out.put(cut(error.message))
    out.put(cut(error.advice))
    return out.bytes
  }

  package static func error(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> ReadError {
    var fields = WireReader(bytes)
    guard let code = ReadError.Code(rawValue: try fields.string(most: 64)) else {
      throw WireError("an unknown code of error")
    }
    let message = MemberName.printable(try fields.string(most: Wire.shortBytes))
    return ReadError(
      code, message, advice: MemberName.printable(try fields.string(most: Wire.shortBytes)))
  }

  /// At most so many bytes of a name, message or value, so that the other side takes it.
  private static func cut(_ text: String, bytes: Int = 4096) -> String {
    guard text.utf8.count > bytes else { return text }
    // A cut character is repaired into one of up to three bytes.
    return String(decoding: text.utf8.prefix(bytes - 3), as: UTF8.self)
  }

  // MARK: readings

  /// The fixed part; the layer's text goes as bulk.
  package static func encode(_ reading: Reading) -> [UInt8] {
    var out = WireWriter()
    out.put(cut(reading.mediaType, bytes: 1024))
    out.put(reading.encoding.map { cut($0, bytes: 1024) })
    out.put(UInt32(reading.metadata.count))
    for entry in reading.metadata {
      out.put(cut(entry.name, bytes: 1024))
      out.put(cut(entry.value, bytes: stringBytes))
      out.put(entry.range != nil)
      if let range = entry.range { put(range, into: &out) }
    }
    out.put(UInt32(reading.problems.count))
    for problem in reading.problems { out.put(cut(problem.message)) }
    out.put(UInt32(reading.notes.count))
    for note in reading.notes { out.put(cut(note)) }
    out.put(reading.layer != nil)
    guard let layer = reading.layer else { return out.bytes }
    out.put(layer.kind.rawValue)
    out.put(UInt32(layer.pages.count))
    for page in layer.pages {
      out.put(UInt32(clamping: page.number))
      put(page.range, into: &out)
      out.put(page.needsOCR)
      out.put(page.isOCR)
      out.put(page.size.width)
      out.put(page.size.height)
      out.put(UInt32(page.boxes.count))
      for box in page.boxes {
        out.put(box.left)
        out.put(box.top)
        out.put(box.right)
        out.put(box.bottom)
      }
    }
    out.put(UInt32(layer.marks.count))
    for mark in layer.marks {
      out.put(mark.kind.rawValue)
      put(mark.range, into: &out)
      out.put(mark.detail.map { cut($0, bytes: stringBytes) })
    }
    return out.bytes
  }

  package static func reading(
    _ fixed: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer
  ) throws(WireError) -> Reading {
    var fields = WireReader(fixed)
    let layerText = WireReader.text(text)
    let scalars = scalarCount(layerText)
    let mediaType = MemberName.printable(try fields.string(most: 1024))
    var reading = Reading(mediaType: mediaType)
    reading.encoding = try fields.optionalString(most: 1024).map(MemberName.printable)
    for _ in 0..<(try fields.count(size: 9)) {
      let name = MemberName.printable(try fields.string(most: 1024))
      let value = try fields.string(most: stringBytes)
      let range = try fields.bool() ? try range(&fields, within: 0..<scalars) : nil
      reading.metadata.append(MetadataEntry(name: name, value: value, range: range))
    }
    for _ in 0..<(try fields.count(size: 4)) {
      reading.problems.append(Problem(MemberName.printable(try fields.string(most: stringBytes))))
    }
    for _ in 0..<(try fields.count(size: 4)) {
      reading.notes.append(MemberName.printable(try fields.string(most: stringBytes)))
    }
    if try fields.bool() {
      reading.layer = try layer(&fields, text: layerText, scalars: scalars)
    } else if !text.isEmpty {
      throw WireError("text without a layer")
    }
    guard fields.left == 0 else { throw WireError("a reading with something after it") }
    return reading
  }

  private static func layer(
    _ fields: inout WireReader, text: String, scalars: Int
  ) throws(WireError) -> TextLayer {
    guard let kind = TextLayer.Kind(rawValue: try fields.string(most: 64)) else {
      throw WireError("an unknown kind of layer")
    }
    var layer = TextLayer(kind: kind, text: text)
    var last = (number: 0, end: 0)
    for _ in 0..<(try fields.count(size: 34)) {
      let number = Int(try fields.uint32())
      let span = try range(&fields, within: last.end..<scalars)
      guard number > last.number else { throw WireError("pages out of order") }
      last = (number, span.upperBound)
      var page = PageSpan(number: number, range: span)
      page.needsOCR = try fields.bool()
      page.isOCR = try fields.bool()
      page.size = (try coordinate(&fields), try coordinate(&fields))
      let boxes = try fields.count(size: 16)
      guard boxes == 0 || boxes == span.count else {
        throw WireError("\(boxes) boxes for \(span.count) characters")
      }
      page.boxes.reserveCapacity(boxes)
      for _ in 0..<boxes {
        page.boxes.append(
          CharacterBox(
            left: try coordinate(&fields), top: try coordinate(&fields),
            right: try coordinate(&fields), bottom: try coordinate(&fields)))
      }
      layer.pages.append(page)
    }
    for _ in 0..<(try fields.count(size: 21)) {
      guard let kind = LayerMark.Kind(rawValue: try fields.string(most: 64)) else {
        throw WireError("an unknown kind of mark")
      }
      let span = try range(&fields, within: 0..<scalars)
      let detail = try fields.optionalString(most: stringBytes)
      layer.marks.append(LayerMark(kind: kind, range: span, detail: detail))
    }
    return layer
  }

  private static func put(_ range: ScalarRange, into out: inout WireWriter) {
    out.put(range.lowerBound)
    out.put(range.upperBound)
  }

  private static func range(
    _ fields: inout WireReader, within bounds: Range<Int>
  ) throws(WireError) -> ScalarRange {
    let lower = try fields.int()
    let upper = try fields.int()
    guard lower >= bounds.lowerBound, lower <= upper, upper <= bounds.upperBound else {
      throw WireError("a range outside its text")
    }
    return lower..<upper
  }

  private static func coordinate(_ fields: inout WireReader) throws(WireError) -> Float {
    let value = try fields.float()
    return value.isFinite ? value : 0
  }

  /// Counted over bytes, eight at a time: all but those that continue a character.
  private static func scalarCount(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      var continuing = 0
      var index = 0
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        continuing += (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
        index += 8
      }
      while index < bytes.count {
        if bytes[index] & 0xC0 == 0x80 { continuing += 1 }
        index += 1
      }
      return bytes.count - continuing
    }
  }
}
