import CConfine
import Glibc

/// Bytes received and not yet taken; shared by the answers of one process, one after the other.
final class ReceiveBuffer {
  var bytes = [UInt8](repeating: 0, count: 256 << 10)
  var start = 0
  var end = 0
}

/// One answer as it comes in, with what is left of its time.
final class Answer {
  /// Why no more will come.
  enum End: Error {
    case gone, wall, processor
  }

  private let socket: Int32
  private let pid: pid_t
  private let limits: ReadLimits
  private let buffer: ReceiveBuffer
  private var wallLeft: Double
  private let processorAtStart: Double
  private var nextProcessorCheck: Double

  /// The last message was taken whole.
  var isComplete = false
  /// Nothing unasked stands behind the answer.
  var isDrained: Bool { buffer.start == buffer.end }

  init(socket: Int32, pid: pid_t, limits: ReadLimits, buffer: ReceiveBuffer) {
    self.socket = socket
    self.pid = pid
    self.limits = limits
    self.buffer = buffer
    buffer.start = 0
    buffer.end = 0
    wallLeft = limits.wallSeconds
    processorAtStart = confine_processor_seconds(pid)
    nextProcessorCheck = limits.wallSeconds - limits.processorSeconds
  }

  func head() throws -> Wire.Head {
    while buffer.end - buffer.start < Wire.headBytes { try fill() }
    let head = try buffer.bytes.withBytes { bytes throws(WireError) in
      try Wire.head(
        UnsafeRawBufferPointer(rebasing: bytes[buffer.start..<buffer.start + Wire.headBytes]))
    }
    buffer.start += Wire.headBytes
    return head
  }

  /// - Parameter count: Already checked against a limit. Memory is only touched as bytes come,
  ///   so a large number alone costs nothing.
  func bytes(_ count: Int) throws -> [UInt8] {
    try Array(unsafeUninitializedCapacity: count) { space, filled in
      let ready = min(count, buffer.end - buffer.start)
      buffer.bytes.withUnsafeBytes { held in
        UnsafeMutableRawBufferPointer(space).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: held[buffer.start..<buffer.start + ready]))
      }
      buffer.start += ready
      filled = ready
      while filled < count {
        try wait()
        filled += try receive(
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: space[filled..<count])))
      }
    }
  }

  private func fill() throws {
    if buffer.start == buffer.end {
      buffer.start = 0
      buffer.end = 0
    } else if buffer.bytes.count - buffer.start < Wire.headBytes {
      buffer.bytes.replaceSubrange(
        0..<(buffer.end - buffer.start), with: buffer.bytes[buffer.start..<buffer.end])
      buffer.end -= buffer.start
      buffer.start = 0
    }
    try wait()
    let end = buffer.end
    buffer.end += try buffer.bytes.withUnsafeMutableBytes { space in
      try receive(UnsafeMutableRawBufferPointer(rebasing: space[end...]))
    }
  }

  private func receive(_ space: UnsafeMutableRawBufferPointer) throws -> Int {
    var descriptor: Int32 = -1
    let count = confine_receive(socket, space.baseAddress, space.count, &descriptor)
    // The child has no business sending files.
    if descriptor >= 0 { close(descriptor) }
    guard count > 0 else { throw End.gone }
    return count
  }

  /// Waits for bytes, counting the time against the limits. Processor time is read from the
  /// kernel's clock for the child, which the child cannot set.
  private func wait() throws {
    while true {
      let before = Self.now()
      let left = min(wallLeft, max(wallLeft - nextProcessorCheck, 0.01))
      let ready = confine_wait_readable(socket, Int32(min(max(left, 0.001) * 1000 + 1, 600_000)))
      wallLeft -= Self.now() - before
      if wallLeft <= nextProcessorCheck { try checkProcessor() }
      if ready > 0 { return }
      if ready < 0 { throw End.gone }
      if wallLeft <= 0 { throw End.wall }
    }
  }

  private func checkProcessor() throws {
    let used = confine_processor_seconds(pid) - processorAtStart
    guard processorAtStart >= 0, used >= 0 else { return }
    let left = limits.processorSeconds - used
    if left <= 0 { throw End.processor }
    nextProcessorCheck = wallLeft - left
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
