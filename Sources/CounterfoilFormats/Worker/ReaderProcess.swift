import CConfine
package import CounterfoilModel
import Glibc

/// A confined child that reads documents, and its replacement whenever it dies.
///
/// Owned by one thread at a time. Starts at the first reading; a whole batch shares one child. A
/// container's child waits while `child` runs, so what it found inside is read by another
/// `ReaderProcess`: keep one for each depth of nesting.
package final class ReaderProcess {
  private let executable: String
  private let arguments: [String]
  private let limits: ReadLimits
  private let level: Confinement.Level
  private let passwords: Passwords
  private var running: Running?
  private var held: Confinement?
  private var buffer = ReceiveBuffer()

  /// How many children were started so far.
  package private(set) var starts = 0

  /// Documents after which a child is replaced, so that a library's leak stays small.
  private static let documentsPerChild = 2_000
  /// Memory, bytes, above which an idle child is replaced.
  private static let idleBytes: Int64 = 400 << 20

  private struct Running {
    var pid: pid_t
    var socket: Int32
    var documents = 0
  }

  /// - Parameter executable: The path of `counterfoil` itself.
  package init(
    executable: String, arguments: [String] = ["worker", "read"],
    limits: ReadLimits = ReadLimits(),
    confinement: Confinement.Level = .fromEnvironment(ReaderProcess.environment()),
    passwords: Passwords = .none
  ) {
    self.executable = executable
    self.arguments = arguments
    self.limits = limits
    level = confinement
    self.passwords = passwords
  }

  deinit { if let running { Self.end(running) } }

  /// Reads an open regular file.
  ///
  /// - Parameters:
  ///   - descriptor: Open for reading; stays the caller's.
  ///   - size: Bytes to read; less where the file has become shorter since.
  ///   - expandedBytes: What this file may still expand to beyond its own size, where outer
  ///     containers used some; nil for the whole limit.
  ///   - child: Called for each document inside, in order. Its time is not counted. What it throws
  ///     ends the reading, and is thrown on.
  /// - Throws: `ReadError`, or what `child` threw.
  package func read(
    file descriptor: Int32, size: Int, hint: ReadHint, expandedBytes: Int? = nil,
    child: (ChildDocument) throws -> Void
  ) throws -> Reading {
    guard size > 0 else { throw ReadError.emptyFile }
    let request = ReadingWire.encode(
      hint, size: size, expandedBytes: expandedBytes ?? limits.expandedBytes)
    return try exchange(.read, request, descriptor: descriptor) { answer in
      try self.reading(
        answer, expandedBytes: (expandedBytes ?? limits.expandedBytes) + size, child: child)
    }
  }

  /// Recognises one page of a document that is a picture; for a child started as `worker ocr`.
  ///
  /// - Parameter number: Counted from 1.
  /// - Returns: A layer of this one page.
  package func recognise(
    file descriptor: Int32, size: Int, hint: ReadHint, page number: Int
  ) throws -> Reading {
    let request = ReadingWire.encode(hint, size: size, expandedBytes: 0, page: number)
    return try exchange(.recognise, request, descriptor: descriptor) { answer in
      let reading = try self.reading(answer, expandedBytes: 0) { _ in
        throw WireError("a document inside a page")
      }
      guard let layer = reading.layer, layer.pages.count == 1, layer.pages[0].number == number,
        layer.pages[0].range.lowerBound == 0,
        layer.pages[0].range.count == layer.text.unicodeScalars.count
      else { throw WireError("another page than was asked for") }
      return reading
    }
  }

  /// Recognises one page of a document in memory.
  package func recognise(bytes: [UInt8], hint: ReadHint, page number: Int) throws -> Reading {
    try withFile(of: bytes) {
      try recognise(file: $0, size: bytes.count, hint: hint, page: number)
    }
  }

  /// Reads bytes in memory, such as a child document's.
  package func read(
    bytes: [UInt8], hint: ReadHint, expandedBytes: Int? = nil,
    child: (ChildDocument) throws -> Void
  ) throws -> Reading {
    try withFile(of: bytes) {
      try read(
        file: $0, size: bytes.count, hint: hint, expandedBytes: expandedBytes, child: child)
    }
  }

  private func withFile<T>(of bytes: [UInt8], _ body: (Int32) throws -> T) throws -> T {
    guard !bytes.isEmpty else { throw ReadError.emptyFile }
    let file = confine_memory_file(bytes, bytes.count)
    guard file >= 0 else {
      throw ReadError(
        .unreadable, "\(bytes.count) bytes of memory could not be had (error \(-file))",
        advice: "free memory, then run the command again")
    }
    defer { close(file) }
    return try body(file)
  }

  /// What holds in the child, as it says itself.
  package func confinement() throws -> Confinement {
    _ = try start()
    return held ?? Confinement()
  }

  /// Lets the child try what it may not do: 0 when it could, else the errno.
  package func attempt(_ attempt: ForbiddenAct) throws -> Int32 {
    try exchange(.attempt, [attempt.rawValue], descriptor: -1) { answer in
      let head = try answer.head()
      guard head.kind == .attempted, head.fixed == 4, head.bulk == 0 else {
        throw WireError("no answer to an attempt")
      }
      let bytes = try answer.bytes(4)
      return bytes.withUnsafeBytes { Int32(littleEndian: $0.loadUnaligned(as: Int32.self)) }
    }
  }

  // MARK: one request

  private func exchange<T>(
    _ kind: Wire.Kind, _ request: [UInt8], descriptor: Int32, body: (Answer) throws -> T
  ) throws -> T {
    var child = try start()
    let message = Wire.head(kind, fixed: request.count) + request
    if confine_send(child.socket, message, message.count, descriptor) != 0 {
      // It died while idle, through no fault of this document.
      stop()
      child = try start()
      guard confine_send(child.socket, message, message.count, descriptor) == 0 else {
        throw died(of: nil)
      }
    }
    let answer = Answer(socket: child.socket, pid: child.pid, limits: limits, buffer: buffer)
    do {
      let result = try body(answer)
      finished(answer)
      return result
    } catch let error as ReadError {
      // Said by the child in an orderly answer, which leaves it ready for the next.
      if answer.isComplete { finished(answer) } else { stop() }
      throw error
    } catch let end as Answer.End {
      throw died(of: end)
    } catch let error as WireError {
      stop()
      throw ReadError(
        .crashed, "its reader answered nonsense: \(error.message)",
        advice: "treat the file as hostile; look at it only on a machine kept apart")
    } catch {
      stop()
      throw error
    }
  }

  private func reading(
    _ answer: Answer, expandedBytes: Int, child: (ChildDocument) throws -> Void
  ) throws -> Reading {
    var names = SiblingNames()
    var bytesLeft = expandedBytes
    var membersLeft = limits.members
    while true {
      let head = try answer.head()
      switch head.kind {
      case .child:
        membersLeft -= 1
        bytesLeft -= head.bulk
        guard head.fixed <= Wire.shortBytes, head.bulk <= limits.memberBytes, membersLeft >= 0,
          bytesLeft >= 0
        else { throw WireError("more documents, or larger ones, than it was allowed") }
        let fixed = try answer.bytes(head.fixed)
        let (name, type) = try fixed.withBytes { bytes throws(WireError) in
          try ReadingWire.childHead(bytes)
        }
        let bytes = try answer.bytes(head.bulk)
        try child(ChildDocument(name: names.unique(name), bytes: bytes, declaredType: type))
      case .reading:
        // Characters' boxes are most of the fixed part: 16 bytes each, 4 million at most.
        guard head.fixed <= 128 << 20, head.bulk <= limits.layerBytes else {
          throw WireError("more text than it was allowed")
        }
        let fixed = try answer.bytes(head.fixed)
        let text = try answer.bytes(head.bulk)
        answer.isComplete = true
        return try fixed.withBytes { fixed throws(WireError) in
          try text.withBytes { text throws(WireError) in
            try ReadingWire.reading(fixed, text: text)
          }
        }
      case .failure:
        guard head.fixed <= Wire.shortBytes, head.bulk == 0 else {
          throw WireError("an error of \(head.fixed) bytes")
        }
        let fixed = try answer.bytes(head.fixed)
        let error = try fixed.withBytes { bytes throws(WireError) in try ReadingWire.error(bytes) }
        answer.isComplete = true
        throw error
      default: throw WireError("an answer nobody asked for")
      }
    }
  }

  private func finished(_ answer: Answer) {
    guard var child = running else { return }
    child.documents += 1
    running = child
    let swollen = child.documents % 16 == 0 && confine_resident_bytes(child.pid) > Self.idleBytes
    if !answer.isDrained || swollen || child.documents >= Self.documentsPerChild { stop() }
  }

  // MARK: the child's life

  private func start() throws -> Running {
    if let running { return running }
    var ends: [Int32] = [-1, -1]
    guard confine_socketpair(&ends) == 0 else { throw Self.noChild("no socket could be made") }
    var pid: pid_t = -1
    let error = Self.withVectors([executable] + arguments, Self.childEnvironment()) { argv, envp in
      confine_spawn(executable, argv, envp, ends[1], &pid)
    }
    close(ends[1])
    guard error == 0 else {
      close(ends[0])
      throw Self.noChild("\(executable) could not be started (error \(error))")
    }
    starts += 1
    let child = Running(pid: pid, socket: ends[0])
    running = child
    let fixed = ReadingWire.encode(
      limits, limitsOnly: level == .limits, passwords: passwords)
    let message = Wire.head(.start, fixed: fixed.count) + fixed
    do {
      guard confine_send(child.socket, message, message.count, -1) == 0 else {
        throw Answer.End.gone
      }
      let answer = Answer(socket: child.socket, pid: pid, limits: limits, buffer: buffer)
      let head = try answer.head()
      guard head.kind == .ready, head.fixed <= Wire.shortBytes, head.bulk == 0 else {
        throw WireError("no greeting")
      }
      let bytes = try answer.bytes(head.fixed)
      held = try bytes.withBytes { bytes throws(WireError) in try Confinement(bytes) }
    } catch {
      stop()
      throw Self.noChild("\(executable) \(arguments.joined(separator: " ")) did not answer")
    }
    return child
  }

  private static func noChild(_ message: String) -> ReadError {
    ReadError(
      .crashed, "its reader could not be started: \(message)",
      advice: "run counterfoil doctor to see what is wrong here")
  }

  private func stop() {
    if let running { Self.end(running) }
    running = nil
  }

  @discardableResult
  private static func end(_ child: Running) -> (status: Int32, peak: Int64) {
    var status: Int32 = 0
    var peak: Int64 = 0
    close(child.socket)
    confine_reap(child.pid, 1, &status, &peak)
    return (status, peak)
  }

  /// Reaps a child that died or was too slow, and says why in words.
  private func died(of end: Answer.End?) -> ReadError {
    guard let child = running else { return Self.noChild("it is gone") }
    running = nil
    let whole = "split the file, or raise the limit"
    switch end {
    case .wall:
      Self.end(child)
      return ReadError(
        .limit, "its reader gave no answer within \(seconds(limits.wallSeconds)) s",
        advice: whole)
    case .processor:
      Self.end(child)
      return ReadError(
        .limit, "its reader used more than \(seconds(limits.processorSeconds)) s of processor time",
        advice: whole)
    case .gone, nil:
      // Its end of the socket is closed, so it is ending by itself; the signal is its own.
      var status: Int32 = 0
      var peak: Int64 = 0
      close(child.socket)
      confine_reap(child.pid, 0, &status, &peak)
      let signal = confine_signal_of(status)
      if signal == SIGXCPU { return died(byProcessor: ()) }
      let memory = "\(peak >> 20) of \(limits.memory >> 20) MB"
      if peak > Int64(limits.memory) / 4 * 3 || signal == SIGKILL {
        return ReadError(
          .limit, "its reader ran out of memory (it held \(memory))", advice: whole)
      }
      if signal == SIGBUS {
        return ReadError(
          .crashed, "it became shorter while it was read", advice: "read it again when it is at rest")
      }
      let how = signal != 0 ? "signal \(signal)" : "exit code \(confine_exit_code_of(status))"
      return ReadError(
        .crashed, "its reader died (\(how))",
        advice: "the file is damaged or hostile; look at it only on a machine kept apart")
    }
  }

  private func died(byProcessor: Void) -> ReadError {
    ReadError(
      .limit, "its reader used more than \(seconds(limits.processorSeconds)) s of processor time",
      advice: "split the file, or raise the limit")
  }

  private func seconds(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}

extension ReadError {
  package static let emptyFile = ReadError(
    .empty, "the file is empty", advice: "ask its owner for it again, if it should not be")
}

extension Array where Element == UInt8 {
  /// `withUnsafeBytes`, with the error's type kept.
  func withBytes<T>(
    _ body: (UnsafeRawBufferPointer) throws(WireError) -> T
  ) throws(WireError) -> T {
    try withUnsafeBytes { bytes in
      Result { () throws(WireError) in try body(bytes) }
    }.get()
  }
}
