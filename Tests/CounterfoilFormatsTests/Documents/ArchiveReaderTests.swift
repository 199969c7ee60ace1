import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Archive reader` {
  static let members = [Member("a.txt", "alpha"), Member("folder/b.txt", "beta"), Member("会议.txt", "纪要")]

  @Test(arguments: [
    (Packing.zip, "application/zip"), (.tar, "application/x-tar"), (.tarGzip, "application/gzip"),
    (.tarXZ, "application/x-xz"), (.tarZstandard, "application/zstd"),
    (.tarBzip2, "application/x-bzip2"), (.sevenZip, "application/x-7z-compressed"),
  ])
  func `gives every member in order`(packing: Packing, type: String) throws {
    let ascii = Array(Self.members.prefix(2))
    let (reading, children) = try Workers.start().reading(archive(ascii, packing), name: "x")
    #expect(reading.mediaType == type)
    #expect(reading.layer == nil)
    #expect(reading.problems.isEmpty)
    #expect(children.map(\.name) == ["a.txt", "folder/b.txt"])
    #expect(children.map(\.bytes) == ascii.map(\.bytes))
  }

  @Test func `unpacks a single packed file under its own name`() throws {
    let bytes = archive([Member("ignored", "one text")], .gzip)
    let children = try Workers.start().reading(bytes, name: "notes.txt.gz").children
    #expect(children.map(\.name) == ["notes.txt"])
    #expect(children.first?.bytes == Array("one text".utf8))
  }

  @Test(arguments: [("GB18030", false), ("BIG5", false), ("UTF-8", true), ("UTF-8", false)])
  func `reads Chinese names in the encodings that Windows writes`(
    charset: String, utf8Flag: Bool
  ) throws {
    let name = charset == "BIG5" ? "會議紀錄/報告.txt" : "会议记录/报告.txt"
    let zip = storedZip([Member(name: encoded(name, charset), bytes: [0x61])], utf8Flag: utf8Flag)
    let (reading, children) = try Workers.start().reading(zip)
    #expect(children.map(\.name) == [name])
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: [
    ("../../etc/passwd", "__/__/etc/passwd"), ("/etc/passwd", "etc/passwd"),
    ("..\\..\\windows\\x", "__/__/windows/x"), ("a\u{1B}[2Jb", "a%1B[2Jb"),
    ("a/./b//c", "a/b/c"), ("report\u{202E}fdp.exe", "report%E2%80%AEfdp.exe"),
  ])
  func `neutralises names that reach outside`(name: String, expected: String) throws {
    let children = try Workers.start().reading(storedZip([Member(name, "x")])).children
    #expect(children.map(\.name) == [expected])
  }

  @Test func `numbers members of one name`() throws {
    let zip = storedZip([Member("a", "1"), Member("a", "2"), Member("a", "3")])
    let children = try Workers.start().reading(zip).children
    #expect(children.map(\.name) == ["a", "a (2)", "a (3)"])
  }

  @Test func `keeps what a cut off archive holds, and says so`() throws {
    let texts = (1...5).map { Member("\($0).txt", String(repeating: "text \($0) ", count: 200)) }
    for whole in [storedZip(texts), archive(texts, .zip), archive(texts, .tar)] {
      let (reading, children) = try Workers.start().reading(Array(whole.prefix(whole.count / 2)))
      #expect(!children.isEmpty)
      #expect(children.count < 5)
      #expect(!reading.problems.isEmpty)
      #expect(children.first?.bytes == texts.first?.bytes)
    }
  }

  @Test func `stops a bomb, keeps what came before, and goes on`() throws {
    let zip = archive(
      [Member("a.txt", "alpha"), Member("bomb", bytes: [UInt8](repeating: 0, count: 40 << 20))], .zip)
    let process = Workers.start { $0.expansionRatio = 100 }
    let (reading, children) = try process.reading(zip)
    #expect(children.map(\.name) == ["a.txt"])
    #expect(reading.problems.count == 1)
    #expect(reading.problems.first?.message.contains("would expand from \(zip.count)") == true)
    #expect(process.starts == 1)
  }

  @Test func `reads no more members than allowed`() throws {
    let zip = storedZip((1...9).map { Member("\($0)", "x") })
    let (reading, children) = try Workers.start { $0.members = 5 }.reading(zip)
    #expect(children.count == 5)
    #expect(reading.problems == [Problem("only the first 5 members were read, and there are more")])
  }

  @Test func `leaves out one member that is too large, and reads the next`() throws {
    let zip = storedZip([
      Member("large", bytes: [UInt8](repeating: 0x61, count: 300_000)), Member("small", "x"),
    ])
    let (reading, children) = try Workers.start { $0.memberBytes = 100_000 }.reading(zip)
    #expect(children.map(\.name) == ["small"])
    #expect(reading.problems.first?.message.contains("large is larger than 100000 bytes") == true)
  }

  @Test func `says that an encrypted archive is encrypted`() throws {
    let error = try Workers.start().failure(archive([Member("a.txt", "alpha")], .encryptedZip))
    #expect(error.code == .encrypted)
    #expect(error.advice.contains("password"))
  }

  @Test func `reads RAR`() throws {
    let (reading, children) = try Workers.start().reading(try fixture("notes.rar"))
    #expect(reading.mediaType == "application/vnd.rar")
    #expect(children.map(\.name) == ["notes.txt", "信/月.txt"])
    #expect(children.map { String(decoding: $0.bytes, as: UTF8.self) }.last == "四月的信\n")
  }

  @Test func `says what to do with an Outlook mailbox`() throws {
    let error = try Workers.start().failure(Array("!BDN".utf8) + [UInt8](repeating: 0, count: 600))
    #expect(error.code == .unsupported)
    #expect(error.description.contains("an Outlook mailbox (PST); convert it with readpst"))
  }

  @Test func `leaves out links and says so`() throws {
    let tar = archive([Member("a.txt", "alpha"), Member("link@", "/etc/passwd")], .tar)
    let (reading, children) = try Workers.start().reading(tar)
    #expect(children.map(\.name) == ["a.txt"])
    #expect(reading.problems == [Problem("link@ is a link or a device, and was left out")])
  }

  @Test func `opens an archive in an archive, step by step`() throws {
    let inner = archive([Member("deep.txt", "深")], .tarGzip)
    let outer = storedZip([Member("inner.tar.gz", bytes: inner)])
    let first = Workers.start()
    let second = Workers.start()
    var texts: [String] = []
    _ = try first.read(bytes: outer, hint: ReadHint(name: "o.zip")) { child in
      // The first child waits while the second reads.
      _ = try second.read(bytes: child.bytes, hint: ReadHint(name: child.name)) {
        texts.append(String(decoding: $0.bytes, as: UTF8.self))
      }
    }
    #expect(texts == ["深"])
  }

  @Test(arguments: [
    ("[Content_Types].xml", "visio/document.xml", "cannot read Visio drawings yet")
  ])
  func `knows Office documents from archives`(
    first: String, second: String, message: String
  ) throws {
    let zip = storedZip([Member(first, "<x/>"), Member(second, "<x/>")])
    let error = try Workers.start().failure(zip, name: "archive.zip")
    #expect(error.code == .unsupported)
    #expect(error.message == message)
  }

  @Test func `knows an OpenDocument by its first member`() throws {
    let type = "application/vnd.oasis.opendocument.text"
    let zip = storedZip([Member("mimetype", type), Member("content.xml", "<x/>")])
    #expect(zip.withUnsafeBytes { OfficePackage.kind(of: $0) } == .openText)
  }

  @Test func `survives mutated archives`() throws {
    let process = Workers.start()
    let wholes = [Packing.zip, .tar, .tarGzip, .tarXZ, .sevenZip].map { archive(Self.members, $0) }
    for seed in 0..<200 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      var bytes = wholes[Int(seed) % wholes.count]
      for _ in 0..<Int.random(in: 1...8, using: &numbers) {
        let at = Int.random(in: 4..<bytes.count, using: &numbers)
        bytes[at] = UInt8.random(in: 0...255, using: &numbers)
      }
      do {
        _ = try process.reading(bytes)
      } catch let error as ReadError {
        #expect(error.code != .crashed, "seed \(seed)")
      }
    }
    #expect(process.starts == 1)
  }

  @Test func `opens a hundred archives inside each other`() throws {
    var bytes = storedZip([Member("deep.txt", "深")])
    for _ in 1..<100 { bytes = storedZip([Member("next.zip", bytes: bytes)]) }
    let process = Workers.start()
    for _ in 0..<100 { bytes = try #require(try process.reading(bytes).children.first?.bytes) }
    #expect(String(decoding: bytes, as: UTF8.self) == "深")
  }
}
