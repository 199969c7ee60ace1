import Foundation
import Testing

/// Bad input: each gets a ledger line with a true reason, or a clear error; nothing is lost.
@Suite struct `Hostile input` {
  /// Ingests a folder and returns its ledger by file and part.
  private func ledger(
    of pile: TemporaryFolder, options: [String] = [], environment: [String: String] = [:]
  ) throws -> [String: [String: Any]] {
    let bases = try TemporaryFolder()
    let base = bases.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    let run = try Program.run(["ingest", pile.path, "--casebase", base] + options, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    let verify = try Program.run(["verify", "--casebase", base])
    #expect(verify.status == 0, "\(verify.output)")
    var lines: [String: [String: Any]] = [:]
    for line in try Program.run(["ledger", "--json", "--casebase", base]).objects {
      let part = line["part"] as? String ?? ""
      let name = (line["file"] as? String ?? "") + (part.isEmpty ? "" : "›" + part)
      #expect(lines[name] == nil, "two lines for \(name)")
      lines[name] = line
    }
    return lines
  }

  private func expect(
    _ lines: [String: [String: Any]], _ file: String, _ outcome: String, _ words: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let line = lines[file]
    #expect(line?["outcome"] as? String == outcome, "\(file): \(line ?? [:])", sourceLocation: sourceLocation)
    if !words.isEmpty {
      let reason = line?["reason"] as? String ?? ""
      #expect(reason.contains(words), "\(file): \(reason)", sourceLocation: sourceLocation)
    }
  }

  @Test func `files that are not what they say each have a true line`() throws {
    let pile = try TemporaryFolder()
    var random = SplitMix(seed: 5)
    try pile.write("random.txt", Data((0..<5000).map { _ in UInt8(random.below(256)) }))
    try pile.write("empty.txt", "")
    try pile.write("really-html.txt", "<!DOCTYPE html><html><body><p>Seen as a page.</p></body></html>")
    try pile.write("really-text.pdf", "This is only text, whatever its name says.")
    try pile.write(
      "invalid.txt",
      Data("valid then ".utf8) + Data([0xC3, 0x28, 0xFF, 0xFE]) + Data(" and more words after it".utf8))
    let fixtures = Repository.root.appendingPathComponent("Tests/Fixtures")
    let whole = try Data(contentsOf: fixtures.appendingPathComponent("visit-report.pdf"))
    try pile.write("truncated.pdf", whole.prefix(whole.count / 3))
    try pile.write("locked.pdf", Data(contentsOf: fixtures.appendingPathComponent("visit-report-locked.pdf")))
    let lines = try ledger(of: pile)
    #expect(lines.count == 7)
    expect(lines, "random.txt", "rejected")
    expect(lines, "empty.txt", "rejected", "empty")
    expect(lines, "really-html.txt", "read")
    #expect(lines["really-html.txt"]?["media_type"] as? String == "text/html")
    expect(lines, "really-text.pdf", "read")
    #expect(lines["really-text.pdf"]?["media_type"] as? String == "text/plain")
    #expect((lines["invalid.txt"]?["outcome"] as? String)?.hasPrefix("read") == true)
    #expect(["rejected", "read-with-warnings"].contains(lines["truncated.pdf"]?["outcome"] as? String))
    expect(lines, "locked.pdf", "rejected", "password")
  }

  @Test func `links, pipes, loops and strange names each have a line`() throws {
    let pile = try TemporaryFolder()
    try pile.write("中文 名字.txt", "一份文件。")
    try pile.write("with\nnewline.txt", "A name with a newline.")
    try pile.write("100%.txt", "A name with a percent sign.")
    let bytes = Array(pile.path.utf8) + Array("/bad-".utf8) + [0xFF, 0xFE] + Array(".txt".utf8) + [0]
    let descriptor = open(bytes.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
    #expect(descriptor >= 0)
    _ = "Bytes that are no UTF-8.".withCString { Foundation.write(descriptor, $0, strlen($0)) }
    close(descriptor)
    #expect(symlink(".", pile.path + "/loop") == 0)
    #expect(symlink("missing", pile.path + "/dangling") == 0)
    #expect(mkfifo(pile.path + "/pipe", 0o600) == 0)
    let lines = try ledger(of: pile)
    expect(lines, "中文 名字.txt", "read")
    expect(lines, "with\nnewline.txt", "read")
    expect(lines, "100%25.txt", "read")
    expect(lines, "bad-%FF%FE.txt", "read")
    expect(lines, "loop", "rejected", "symbolic link")
    expect(lines, "dangling", "rejected", "symbolic link")
    expect(lines, "pipe", "rejected", "named pipe")
    #expect(lines.count == 7)
  }

  @Test(.enabled(if: getuid() != 0, "a superuser can read every file"))
  func `a file without permission has a line that says what to do`() throws {
    let pile = try TemporaryFolder()
    try pile.write("secret.txt", "words")
    #expect(chmod(pile.path + "/secret.txt", 0) == 0)
    expect(try ledger(of: pile), "secret.txt", "rejected", "permissions")
  }

  @Test func `a file that grows while it is read is said to have changed`() throws {
    let pile = try TemporaryFolder()
    try pile.write("growing.txt", String(repeating: "A line of words that grows.\n", count: 2_000_000))
    let file = try #require(FileHandle(forWritingAtPath: pile.path + "/growing.txt"))
    let stop = Stopper()
    let writer = Thread {
      while !stop.isStopped {
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data("more\n".utf8))
        usleep(500)
      }
      stop.finish()
    }
    writer.start()
    let lines = try ledger(of: pile)
    stop.stop()
    expect(lines, "growing.txt", "read-with-warnings", "changed")
  }

  @Test func `a full disk ends the ingest with words and loses nothing`() throws {
    let small = try TemporaryFolder()
    guard getuid() == 0, mount("none", small.path, "tmpfs", 0, "size=3m") == 0 else {
      // Only a superuser can make a small disk; elsewhere nothing is proven here.
      return
    }
    defer { umount2(small.path, 2) }
    let pile = try TemporaryFolder()
    for number in 0..<60 {
      try pile.write(
        "\(number).txt", String(repeating: "Words \(number) on a page that fills the disk. ", count: 4000))
    }
    let base = small.path + "/base"
    #expect(try Program.run(["init", base]).status == 0)
    let run = try Program.run(["ingest", pile.path, "--casebase", base])
    #expect(run.status == 70)
    #expect(run.errors.contains("disk") && run.errors.contains("full"), "\(run.errors)")
    // What the casebase holds is whole, and no half-copied original is left behind.
    let names = try FileManager.default.subpathsOfDirectory(atPath: base + "/originals")
    #expect(!names.contains { $0.contains(".incoming-") && !$0.hasPrefix(".incoming-") })
    #expect(mount("none", small.path, "tmpfs", 32, "size=200m") == 0)
    let resumed = try Program.run(["ingest", pile.path, "--casebase", base])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try Program.run(["ledger", "--json", "--casebase", base]).objects.count == 60)
    #expect(try Program.run(["verify", "--casebase", base]).status == 0)
  }

  @Test func `a casebase that another ingest holds is left alone`() throws {
    let bases = try TemporaryFolder()
    let base = bases.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    let descriptor = open(base + "/ingest.lock", O_RDWR | O_CREAT, 0o600)
    #expect(flock(descriptor, LOCK_EX) == 0)
    defer { close(descriptor) }
    let run = try Program.run(["ingest", bases.path, "--casebase", base])
    #expect(run.status == 70)
    #expect(run.errors.contains("another ingest"))
  }

  @Test func `a casebase of a newer version is refused`() throws {
    let bases = try TemporaryFolder()
    let base = bases.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    let sqlite = Process()
    sqlite.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    sqlite.arguments = [
      "python3", "-c",
      "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(\"INSERT INTO grdb_migrations VALUES ('99 from the future')\"); c.commit()",
      base + "/casebase.sqlite",
    ]
    try sqlite.run()
    sqlite.waitUntilExit()
    #expect(sqlite.terminationStatus == 0)
    let run = try Program.run(["status", "--casebase", base])
    #expect(run.status == 70)
    #expect(run.errors.contains("newer version"))
  }

  @Test(arguments: [
    (["ingest", "/nowhere/at/all"], Int32(70), "no file or folder"),
    (["ingest"], 64, "name the files"),
    (["ledger", "--outcome", "lost"], 64, "read-with-warnings"),
    (["search", "visa AND"], 64, "AND"),
    (["search", "a*"], 64, "two letters"),
    (["search", "colour:red"], 64, "colour"),
    (["show", "no-such-thing"], 70, "no document"),
  ])
  func `a wrong call says what is right`(arguments: [String], status: Int32, words: String) throws {
    let bases = try TemporaryFolder()
    let base = bases.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    let run = try Program.run(arguments + ["--casebase", base])
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func `without a casebase the error says how to make one`() throws {
    let empty = try TemporaryFolder()
    let run = try Program.run(["status", "--casebase", empty.path])
    #expect(run.status == 70)
    #expect(run.errors.contains("counterfoil init"))
  }
}

/// Stops a writing thread and waits for it.
private final class Stopper: @unchecked Sendable {
  private let condition = NSCondition()
  private var stopped = false
  private var finished = false

  var isStopped: Bool {
    condition.lock()
    defer { condition.unlock() }
    return stopped
  }

  func stop() {
    condition.lock()
    stopped = true
    while !finished { condition.wait() }
    condition.unlock()
  }

  func finish() {
    condition.lock()
    finished = true
    condition.broadcast()
    condition.unlock()
  }
}
