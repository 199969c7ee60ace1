import CConfine
import CounterfoilModel
import Glibc

/// The confined child: `counterfoil worker read`, and `counterfoil worker ocr`.
///
/// Speaks `Wire` on its standard input, a socket its parent made; its output goes nowhere. It
/// loads what it needs, locks itself for good, says what holds, and then answers one request at a
/// time until the socket ends.
package enum ReadWorker {
  package enum Work {
    /// Whole documents, without a decoder of pictures in memory.
    case read
    /// Single pages that are pictures.
    case ocr
  }

  /// - Returns: The exit code: 0 at the end of the socket, 64 where there is no socket.
  package static func serve(_ work: Work = .read) -> Int32 {
    var link = WorkerLink(socket: 0)
    // The first message may hold passwords.
    _ = confine_keep_secret()
    do {
      guard let start = try link.next(), start.head.kind == .start else { return 64 }
      let (limits, limitsOnly, passwords) = try start.withFixed { bytes throws(WireError) in
        try ReadingWire.limits(bytes)
      }
      var recogniser: Result<PageRecogniser, ReadError>?
      switch work {
      case .read: DocumentReaders.prepare()
      case .ocr:
        PDFReader.prepare()
        recogniser = Result { () throws(ReadError) in PageRecogniser(engines: try OCREngines()) }
      }
      var report = confine_report()
      confine_lock(UInt64(max(limits.memory, 64 << 20)), limitsOnly ? 1 : 0, &report)
      link.send(.ready, fixed: Confinement(report).encode())
      while let message = try link.next() {
        switch message.head.kind {
        case .read: try answer(message, limits: limits, passwords, link: link, nil)
        case .recognise: try answer(message, limits: limits, passwords, link: link, recogniser)
        case .attempt:
          let attempt = message.fixed.first ?? 0
          var out = WireWriter()
          out.put(UInt32(bitPattern: confine_try(Int32(attempt))))
          link.send(.attempted, fixed: out.bytes)
        default: return 70
        }
      }
      return 0
    } catch {
      return 70
    }
  }

  private static func answer(
    _ message: WorkerLink.Message, limits: ReadLimits, _ passwords: Passwords, link: WorkerLink,
    _ recogniser: Result<PageRecogniser, ReadError>?
  ) throws(WireError) {
    defer { if message.descriptor >= 0 { close(message.descriptor) } }
    var (hint, size, expanded, page) = try message.withFixed { bytes throws(WireError) in
      try ReadingWire.request(bytes)
    }
    hint.passwords = passwords
    var limits = limits
    limits.expandedBytes = min(limits.expandedBytes, expanded)
    confine_allow_processor(limits.processorSeconds)
    do throws(ReadError) {
      let actual = confine_file_size(message.descriptor)
      guard actual >= 0 else {
        throw ReadError(
          .unreadable, "it is not a regular file", advice: "give files, not devices or pipes")
      }
      size = min(size, Int(actual))
      let bytes = try map(message.descriptor, size: size)
      defer { if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), size) } }
      if let recogniser {
        let reading = try recogniser.get().read(
          bytes, page: page, passwords: passwords, limits: limits)
        return link.send(trimmed(reading, limits: limits))
      }
      var sent = ChildBudget(limits: limits, size: size)
      let reading = try DocumentReaders.read(bytes, hint: hint, limits: limits) {
        (child) throws(ReadError) in
        try sent.take(child)
        link.send(.child, fixed: ReadingWire.encodeHead(of: child), bulk: child.bytes)
      }
      link.send(trimmed(reading, limits: limits))
    } catch {
      link.send(.failure, fixed: ReadingWire.encode(error))
    }
  }

  private static func map(_ file: Int32, size: Int) throws(ReadError) -> UnsafeRawBufferPointer {
    guard size > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), base != MAP_FAILED else {
      throw ReadError(
        .unreadable, "its \(size) bytes could not be mapped", advice: "copy it to a local disk")
    }
    return UnsafeRawBufferPointer(start: base, count: size)
  }

  /// A reading that the parent will accept: text and positions within their limits.
  private static func trimmed(_ reading: Reading, limits: ReadLimits) -> Reading {
    guard var layer = reading.layer else { return reading }
    var reading = reading
    if layer.text.utf8.count > limits.layerBytes {
      let whole = layer.text.utf8.count
      layer = cut(layer, bytes: limits.layerBytes)
      let end = layer.text.unicodeScalars.count
      for index in reading.metadata.indices where (reading.metadata[index].range?.upperBound ?? 0) > end {
        reading.metadata[index].range = nil
      }
      reading.problems.append(
        Problem("only the first \(layer.text.utf8.count) of \(whole) bytes of its text were kept"))
    }
    let boxes = layer.pages.reduce(0) { $0 + $1.boxes.count }
    if boxes > 4_000_000 {
      for index in layer.pages.indices { layer.pages[index].boxes = [] }
      reading.problems.append(
        Problem("the places of its \(boxes) characters on their pages were left out"))
    }
    reading.layer = layer
    return reading
  }

  private static func cut(_ layer: TextLayer, bytes: Int) -> TextLayer {
    var text = layer.text
    let kept = text.withUTF8 { utf8 in
      var end = min(bytes, utf8.count)
      while end > 0, end < utf8.count, utf8[end] & 0xC0 == 0x80 { end -= 1 }
      return String(decoding: utf8[..<end], as: UTF8.self)
    }
    let scalars = kept.unicodeScalars.count
    var result = TextLayer(kind: layer.kind, text: kept)
    result.pages = layer.pages.filter { $0.range.upperBound <= scalars }
    result.marks = layer.marks.filter { $0.range.upperBound <= scalars }
    return result
  }
}

/// What a container may still give out.
private struct ChildBudget {
  var bytes: Int
  var members: Int
  let memberBytes: Int

  /// - Parameter size: The container's own bytes, which it may give out beside what it expands to.
  init(limits: ReadLimits, size: Int) {
    bytes = limits.expandedBytes + size
    members = limits.members
    memberBytes = limits.memberBytes
  }

  mutating func take(_ child: ChildDocument) throws(ReadError) {
    members -= 1
    bytes -= child.bytes.count
    guard members >= 0, bytes >= 0, child.bytes.count <= memberBytes else {
      throw ReadError(
        .limit, "it holds more documents, or larger ones, than one file may",
        advice: "unpack it and add the parts you need")
    }
  }
}

/// The child's end of the socket. When the parent is gone there is nobody to tell: it exits.
struct WorkerLink {
  struct Message {
    var head: Wire.Head
    var fixed: [UInt8]
    var descriptor: Int32

    func withFixed<T>(
      _ body: (UnsafeRawBufferPointer) throws(WireError) -> T
    ) throws(WireError) -> T {
      do { return try fixed.withUnsafeBytes(body) } catch let error as WireError {
        throw error
      } catch {
        throw WireError("\(error)")
      }
    }
  }

  let socket: Int32
  private var buffer = [UInt8](repeating: 0, count: Wire.headBytes + Wire.shortBytes)

  init(socket: Int32) { self.socket = socket }

  /// The next request, or nil at the end. The parent never sends two before an answer.
  mutating func next() throws(WireError) -> Message? {
    var filled = 0
    var descriptor: Int32 = -1
    var head: Wire.Head?
    while true {
      if head == nil, filled >= Wire.headBytes {
        let known = try parse(buffer)
        guard known.bulk == 0, known.fixed <= Wire.shortBytes else {
          throw WireError("a request of \(known.fixed) bytes")
        }
        head = known
      }
      if let head, filled >= Wire.headBytes + head.fixed {
        let fixed = Array(buffer[Wire.headBytes..<Wire.headBytes + head.fixed])
        return Message(head: head, fixed: fixed, descriptor: descriptor)
      }
      var received: Int32 = -1
      let count = buffer.withUnsafeMutableBytes { space in
        confine_receive(
          socket, space.baseAddress.map { $0 + filled }, space.count - filled, &received)
      }
      if received >= 0 {
        if descriptor >= 0 { close(descriptor) }
        descriptor = received
      }
      guard count >= 0 else { throw WireError("no socket (error \(-count))") }
      guard count > 0 else { return nil }
      filled += count
    }
  }

  private func parse(_ bytes: [UInt8]) throws(WireError) -> Wire.Head {
    let result = bytes.withUnsafeBytes { space in
      Result { () throws(WireError) in
        try Wire.head(UnsafeRawBufferPointer(rebasing: space[..<Wire.headBytes]))
      }
    }
    return try result.get()
  }

  func send(_ kind: Wire.Kind, fixed: [UInt8], bulk: [UInt8] = []) {
    bulk.withUnsafeBytes { send(kind, fixed: fixed, bulk: $0) }
  }

  func send(_ reading: Reading) {
    var text = reading.layer?.text ?? ""
    text.withUTF8 {
      send(.reading, fixed: ReadingWire.encode(reading), bulk: UnsafeRawBufferPointer($0))
    }
  }

  private func send(_ kind: Wire.Kind, fixed: [UInt8], bulk: UnsafeRawBufferPointer) {
    var message = Wire.head(kind, fixed: fixed.count, bulk: bulk.count)
    message += fixed
    // One call for what is small, no copy of what is large.
    let together = bulk.count <= 256 << 10
    if together { message.append(contentsOf: bulk) }
    if confine_send(socket, message, message.count, -1) != 0 { exit(0) }
    if !together, confine_send(socket, bulk.baseAddress, bulk.count, -1) != 0 { exit(0) }
  }
}
