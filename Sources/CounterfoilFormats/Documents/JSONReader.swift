import CounterfoilModel

/// JSON and JSON Lines, written out so that people and searches find what stands in them.
///
/// The layer has one line for each value, `people[0].name: 张伟`, in the file's order with every
/// escape resolved; records of JSON Lines stand apart by an empty line. Citations quote this
/// layer: the file's own `\u5f20\u4f1f` could neither be searched nor read.
enum JSONReader: DocumentReader {
  static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    guard mayBegin(bytes) else { return false }
    let declared = TextDecoding.charset(ofType: hint.declaredType)
    guard TextKind.isText(bytes, declared: declared) else { return false }
    let head = TextDecoding.decode(
      UnsafeRawBufferPointer(rebasing: bytes.prefix(16 << 10)), declared: declared)
    var text = head.text
    return text.withUTF8 { utf8 in
      guard let first = utf8.first(where: { !JSONRendering.isSpace($0) }) else { return false }
      guard first == 0x7B || first == 0x5B else { return false }
      if isNamedLines(hint) || TextKind.hasEnding(hint, [".json", ".geojson"]) { return true }
      // Without the name: read a while without a fault, as bracketed prose is not.
      var rendering = JSONRendering(mostBytes: 1 << 20)
      var index = 0
      do throws(JSONFault) {
        try rendering.render(utf8, from: &index)
        return true
      } catch {
        return bytes.count > 16 << 10 && error.at > utf8.count - 64 && utf8.count > 1024
      }
    }
  }

  /// Whether the first byte that is no space, NUL or byte order mark opens a bracket: cheap, and
  /// false for nearly everything.
  private static func mayBegin(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes.prefix(4096) {
      switch byte {
      case 0x7B, 0x5B: return true
      case 0, 0x09, 0x0A, 0x0D, 0x20, 0xBB, 0xBF, 0xEF, 0xFE, 0xFF: continue
      default: return false
      }
    }
    return false
  }

  private static func isNamedLines(_ hint: ReadHint) -> Bool {
    hint.declaredType?.hasPrefix("application/x-ndjson") == true
      || TextKind.hasEnding(hint, [".jsonl", ".ndjson"])
  }

  static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let isLines = isNamedLines(hint)
    if isLines, bytes.count > limits.segmentBytes {
      return try TextSegments.read(
        bytes, type: "application/x-ndjson", hint: hint, limits: limits, child: child)
    }
    if bytes.count > limits.layerBytes {
      var reading = try TextSegments.read(
        bytes, type: "text/plain", hint: hint, limits: limits, child: child)
      reading.problems.append(Problem("too large to be laid out as JSON, so it was read as plain text"))
      return reading
    }
    let decoded = TextDecoding.decode(
      bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    var text = decoded.text
    var rendering = JSONRendering(mostBytes: limits.layerBytes)
    var faults = JSONFaults()
    var records = 0
    var log: JSONLog?
    let chat = text.withUTF8 { utf8 -> Reading? in
      var chat = ChatExport(utf8, isLines: isLines, mostBytes: limits.layerBytes)
      if let reading = chat?.reading(encoding: decoded.encoding) { return reading }
      log = JSONLog(utf8)
      records = renderAll(utf8, isLines: isLines, &rendering, &log, &faults)
      return nil
    }
    if var chat {
      if let message = decoded.problemMessage { chat.problems.append(Problem(message)) }
      return chat
    }
    var reading = Reading(
      mediaType: isLines || records > 1 ? "application/x-ndjson" : "application/json",
      encoding: decoded.encoding, problems: faults.problems)
    if records > 1 {
      reading.metadata.append(MetadataEntry(name: "records", value: String(records)))
    }
    if let message = decoded.problemMessage { reading.problems.append(Problem(message)) }
    reading.layer = TextLayer(
      text: String(decoding: rendering.out, as: UTF8.self), marks: log?.marks ?? [])
    log?.summary.complete(&reading, form: "JSON Lines")
    return reading
  }

  /// Renders one value after the other.
  ///
  /// - Returns: The number of values.
  private static func renderAll(
    _ utf8: UnsafeBufferPointer<UInt8>, isLines: Bool, _ rendering: inout JSONRendering,
    _ log: inout JSONLog?, _ faults: inout JSONFaults
  ) -> Int {
    let walk = JSONWalk(utf8: utf8)
    var index = walk.start(0)
    var records = 0
    while index < utf8.count {
      if records > 0 { rendering.out.append(0x0A) }
      records += 1
      let (start, written) = (index, rendering.out.count)
      do throws(JSONFault) {
        try rendering.render(utf8, from: &index)
        log?.note(record: start, from: written, of: rendering.out)
      } catch {
        index = faults.leave(error, in: utf8, from: start, isLines: isLines, &rendering)
      }
      index = walk.start(index)
    }
    return records
  }
}

/// Writes JSON values as lines. Depth costs heap, not stack; time is linear in input and output.
struct JSONRendering {
  var out: [UInt8] = []
  private let mostBytes: Int
  private var path: [UInt8] = []
  private var frames: [Frame] = []

  private struct Frame {
    var isArray: Bool
    /// Bytes of path before this container's own step.
    var base: Int
    var index = 0
  }

  /// Longer paths are shortened at the front, so that depth cannot multiply the output.
  private static let pathBytes = 256

  init(mostBytes: Int) { self.mostBytes = mostBytes }

  var isFull: Bool { out.count >= mostBytes }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Renders one value and moves `index` behind it.
  ///
  /// - Parameter name: The path of the value itself.
  mutating func render(
    _ utf8: UnsafeBufferPointer<UInt8>, from index: inout Int, named name: String = ""
  ) throws(JSONFault) {
    path = Array(name.utf8)
    frames.removeAll(keepingCapacity: true)
    var at = index
    while true {
      guard !isFull else { throw JSONFault(at: at, message: "full", isFull: true) }
      // A value.
      skip(utf8, &at)
      let byte = try peek(utf8, at)
      if byte == 0x7B || byte == 0x5B {
        let isArray = byte == 0x5B
        at += 1
        skip(utf8, &at)
        if try peek(utf8, at) == (isArray ? 0x5D : 0x7D) {
          at += 1
          line(isArray ? "[]" : "{}")
        } else {
          frames.append(Frame(isArray: isArray, base: path.count))
          if isArray { step(0) } else { try key(utf8, &at) }
          continue
        }
      } else if byte == 0x22 {
        let text = try JSONString.read(utf8, &at)
        beginLine()
        out.append(contentsOf: text)
        out.append(0x0A)
      } else {
        try literal(utf8, &at)
      }
      // Behind a value.
      var isOpen = true
      while isOpen {
        guard let frame = frames.last else {
          index = at
          return
        }
        skip(utf8, &at)
        let next = try peek(utf8, at)
        path.removeLast(path.count - frame.base)
        if next == 0x2C {
          at += 1
          if frame.isArray {
            frames[frames.count - 1].index += 1
            step(frame.index + 1)
          } else {
            try key(utf8, &at)
          }
          isOpen = false
        } else if next == (frame.isArray ? 0x5D : 0x7D) {
          at += 1
          frames.removeLast()
        } else {
          throw JSONFault(at: at, message: "a comma or a closing bracket is missing")
        }
      }
    }
  }

  private func skip(_ utf8: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    while at < utf8.count, Self.isSpace(utf8[at]) { at += 1 }
  }

  private func peek(_ utf8: UnsafeBufferPointer<UInt8>, _ at: Int) throws(JSONFault) -> UInt8 {
    guard at < utf8.count else { throw JSONFault(at: at, message: "it ends early") }
    return utf8[at]
  }

  private mutating func step(_ index: Int) {
    path.append(0x5B)
    path.append(contentsOf: String(index).utf8)
    path.append(0x5D)
  }

  private mutating func key(
    _ utf8: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) throws(JSONFault) {
    skip(utf8, &at)
    guard try peek(utf8, at) == 0x22 else { throw JSONFault(at: at, message: "a name is missing") }
    if !path.isEmpty { path.append(0x2E) }
    path.append(contentsOf: try JSONString.read(utf8, &at))
    skip(utf8, &at)
    guard try peek(utf8, at) == 0x3A else { throw JSONFault(at: at, message: "a colon is missing") }
    at += 1
  }

  private mutating func line(_ value: StaticString) {
    beginLine()
    value.withUTF8Buffer { out.append(contentsOf: $0) }
    out.append(0x0A)
  }

  private mutating func beginLine() {
    guard !path.isEmpty else { return }
    if path.count > Self.pathBytes {
      var start = path.count - Self.pathBytes
      while start < path.count, path[start] & 0xC0 == 0x80 { start += 1 }
      out.append(contentsOf: "…".utf8)
      out.append(contentsOf: path[start...])
    } else {
      out.append(contentsOf: path)
    }
    out.append(0x3A)
    out.append(0x20)
  }

  private mutating func literal(
    _ utf8: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) throws(JSONFault) {
    var end = at
    while end < utf8.count, Self.isLiteral(utf8[end]) { end += 1 }
    let word = UnsafeBufferPointer(rebasing: utf8[at..<end])
    let isNumber = word.first.map { $0 == 0x2D || (0x30...0x39).contains($0) } ?? false
    let isWord =
      word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
      || word.elementsEqual("null".utf8)
    guard isWord || isNumber && word.allSatisfy(Self.isNumeric) else {
      throw JSONFault(at: at, message: "no value")
    }
    beginLine()
    out.append(contentsOf: word)
    out.append(0x0A)
    at = end
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    isNumeric(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }
}
