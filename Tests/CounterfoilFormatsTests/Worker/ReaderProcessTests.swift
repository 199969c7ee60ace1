import CounterfoilFormats
import CounterfoilModel
import Glibc
import Testing

@Suite(.serialized) struct `Reader process` {
  @Test func `says that everything is in force`() throws {
    let held = try Workers.start().confinement()
    #expect(held.noNewPrivileges)
    #expect(held.notDumpable)
    #expect(held.limits.count == 5)
    // A kernel without them is lawful; then the report must say why.
    #expect(held.landlock != nil || !held.landlockReason.isEmpty)
    #expect(held.seccomp || !held.seccompReason.isEmpty)
    #expect(held.lines.count == 4)
  }

  @Test(arguments: [
    ForbiddenAct.openToRead, .openToWrite, .connect, .fork, .exec, .trace, .signalParent,
    .executableMemory,
  ])
  func `refuses what a reader has no business doing`(act: ForbiddenAct) throws {
    let process = Workers.start()
    guard try process.confinement().isComplete else { return }
    let error = try process.attempt(act)
    #expect(error == EPERM || error == EACCES)
  }

  @Test func `falls back to resource limits, and says so`() throws {
    let process = Workers.start(.limits)
    let held = try process.confinement()
    #expect(!held.isComplete)
    #expect(held.landlock == nil)
    #expect(!held.seccomp)
    #expect(held.lines.contains { $0.contains("not asked for") })
    #expect(held.limits.contains("memory"))
    // The probe can see the difference.
    #expect(try process.attempt(.openToRead) == 0)
    #expect(try process.reading(Array("still reads".utf8)).reading.layer?.text == "still reads")
  }

  @Test(arguments: [Confinement.Level.full, .limits])
  func `refuses memory beyond its limit`(level: Confinement.Level) throws {
    let process = Workers.start(level) { $0.memory = 256 << 20 }
    #expect(try process.attempt(.takeMemory) == ENOMEM)
    #expect(try process.reading(Array("next".utf8)).reading.layer?.text == "next")
    #expect(process.starts == 1)
  }

  @Test(arguments: [Confinement.Level.full, .limits])
  func `ends an endless loop by processor time and goes on`(level: Confinement.Level) throws {
    let process = Workers.start(level) { $0.processorSeconds = 0.3 }
    let error = try errorOf { try process.attempt(.loop) }
    #expect(error.code == .limit)
    #expect(error.message.contains("processor time"))
    #expect(try process.reading(Array("next".utf8)).reading.layer?.text == "next")
    #expect(process.starts == 2)
  }

  @Test func `ends a sleeper by wall time and goes on`() throws {
    let process = Workers.start { $0.wallSeconds = 0.3 }
    let error = try errorOf { try process.attempt(.sleep) }
    #expect(error.code == .limit)
    #expect(error.message == "its reader gave no answer within 0.3 s")
    #expect(try process.reading(Array("next".utf8)).reading.layer?.text == "next")
  }

  @Test func `survives a crash and names the signal`() throws {
    let process = Workers.start()
    let error = try errorOf { try process.attempt(.crash) }
    #expect(error.code == .crashed)
    #expect(error.message == "its reader died (signal 11)")
    #expect(try process.reading(Array("next".utf8)).reading.layer?.text == "next")
    #expect(process.starts == 2)
  }

  @Test func `does not count the receiver's time`() throws {
    let process = Workers.start {
      $0.wallSeconds = 0.4
      $0.segmentBytes = 1 << 20
    }
    let bytes = [UInt8](repeating: 0x61, count: 3 << 20)
    var seen = 0
    _ = try process.read(bytes: bytes, hint: ReadHint(name: "long.txt")) { _ in
      seen += 1
      usleep(250_000)
    }
    #expect(seen == 3)
  }

  @Test func `throws on what the receiver throws, and goes on`() throws {
    struct Full: Error {}
    let process = Workers.start { $0.segmentBytes = 1 << 10 }
    let bytes = [UInt8](repeating: 0x61, count: 3 << 20)
    #expect(throws: Full.self) {
      try process.read(bytes: bytes, hint: ReadHint(name: "long.txt")) { _ in throw Full() }
    }
    #expect(try process.reading(Array("next".utf8)).reading.layer?.text == "next")
  }

  @Test func `keeps a child for many documents`() throws {
    let process = Workers.start()
    for number in 0..<500 {
      let text = "document \(number)"
      #expect(try process.reading(Array(text.utf8)).reading.layer?.text == text)
    }
    #expect(process.starts == 1)
  }

  @Test func `takes no child document larger than allowed`() throws {
    let process = Workers.start {
      $0.segmentBytes = 1 << 10
      $0.memberBytes = 1 << 9
    }
    #expect(try process.failure([UInt8](repeating: 0x61, count: 1 << 20)).code == .limit)
    #expect(process.starts == 1)
  }

  @Test func `ends when its parent is killed`() throws {
    var parent: pid_t = 0
    let name = strdup(Workers.executable)
    let mode = strdup("parent")
    defer {
      free(name)
      free(mode)
    }
    var arguments = [name, mode, nil]
    #expect(posix_spawn(&parent, Workers.executable, nil, nil, &arguments, environ) == 0)
    let child = try #require(waitFor { Self.child(of: parent) })
    kill(parent, SIGKILL)
    waitpid(parent, nil, 0)
    // Gone, or a zombie that nobody here may reap.
    #expect(waitFor { Self.state(of: child).map { $0 == "Z" ? true : nil } ?? true } == true)
  }

  private func waitFor<T>(_ condition: () -> T?) -> T? {
    for _ in 0..<500 {
      if let result = condition() { return result }
      usleep(20_000)
    }
    return nil
  }

  /// A child that has used some processor time, so that it is at work.
  private static func child(of parent: pid_t) -> pid_t? {
    guard let directory = opendir("/proc/\(parent)/task") else { return nil }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let task = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let text = contents("/proc/\(parent)/task/\(task)/children")
      guard let first = text.split(separator: " ").first, let pid = pid_t(first) else { continue }
      // In hundredths of a second, twelve fields behind the name.
      let fields = contents("/proc/\(pid)/stat").split(separator: ")").last?.split(separator: " ")
      if let fields, fields.count > 12, let used = Int(fields[11]), used > 30 { return pid }
    }
    return nil
  }

  private static func state(of process: pid_t) -> Character? {
    contents("/proc/\(process)/stat").split(separator: ")").last?.first { $0 != " " }
  }

  private static func contents(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  @Test func `says what to do when there is no program`() throws {
    let process = ReaderProcess(executable: "/nonexistent/counterfoil")
    let error = try errorOf { try process.reading([0x61]) }
    #expect(error.code == .crashed)
    #expect(error.advice.contains("doctor"))
  }
}
