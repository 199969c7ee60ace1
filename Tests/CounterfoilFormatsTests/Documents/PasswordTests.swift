import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

/// Fixtures of `make/locked.py`, read by the real confined child that was told the passwords.
@Suite struct `Supplied passwords` {
  private static let both = "wrong\ncounterfoil\r\n\n四月的信\n"

  private func worker(_ lines: String, seconds: Double = 60) throws -> ReaderProcess {
    var limits = ReadLimits()
    limits.processorSeconds = seconds
    return ReaderProcess(
      executable: Workers.executable, arguments: [], limits: limits,
      passwords: try Passwords(lines: Array(lines.utf8)))
  }

  private static func wrong(_ count: Int) -> String {
    (0..<count).map { "wrong \($0)" }.joined(separator: "\n")
  }

  /// `locked.docx`, asking for so many rounds of work a password.
  private static func document(rounds: String) throws -> [UInt8] {
    let old = Array(#"spinCount="100000" saltSize="16""#.utf8)
    var new = Array(#"spinCount="\#(rounds)""#.utf8)
    new += [UInt8](repeating: 0x20, count: old.count - new.count)
    return try fixture("locked.docx").replacing(old, with: new)
  }

  @Test(arguments: ["counterfoil", both])
  func `open a PDF`(lines: String) throws {
    let reading = try worker(lines).reading(try fixture("visit-report-locked.pdf")).reading
    #expect(reading.layer?.text.contains("Northfield Optics") == true)
    #expect(reading.notes == ["read with a password that was supplied"])
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: ["四月的信", both])
  func `open an archive in AES`(lines: String) throws {
    let (reading, children) = try worker(lines).reading(try fixture("locked-aes.zip"))
    #expect(children.map(\.name) == ["letter.txt", "信.txt"])
    #expect(String(decoding: children[1].bytes, as: UTF8.self) == "四月的信：请转交林薇。\n")
    #expect(reading.notes == ["read with a password that was supplied"])
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: [
    ("locked.docx", "counterfoil"), ("locked.docx", both), ("locked-2007.docx", "四月的信"),
    ("locked-2007.docx", both),
  ])
  func `open Office documents, of 2007 and since`(name: String, lines: String) throws {
    let reading = try worker(lines).reading(try fixture(name), name: name).reading
    let plain = try Workers.start().reading(try fixture("visit-report.docx")).reading
    #expect(reading.layer?.text == plain.layer?.text && reading.layer?.marks == plain.layer?.marks)
    #expect(reading.mediaType == plain.mediaType)
    #expect(reading.notes == ["read with a password that was supplied"])
  }

  @Test func `may be another for each member`() throws {
    let (reading, children) = try worker(Self.both).reading(try fixture("locked-zipcrypto.zip"))
    #expect(children.map(\.name) == ["open.txt", "letter.txt", "other.txt"])
    #expect(reading.problems.isEmpty)
  }

  @Test func `that fit one member leave the others out, and say so`() throws {
    let (reading, children) = try worker("counterfoil").reading(try fixture("locked-zipcrypto.zip"))
    #expect(children.map(\.name) == ["open.txt", "letter.txt"])
    #expect(reading.value("encrypted-members") == "1")
    let problem = try #require(reading.problems.first?.message)
    #expect(
      problem.hasPrefix(
        "left out: other.txt: it is encrypted, and the password supplied does not open it; add"))
  }

  @Test func `are all tried on each member, however many stay closed before it`() throws {
    let (reading, children) = try worker(Self.both).reading(try fixture("locked-many.zip"))
    #expect(children.map(\.name) == ["other.txt"])
    #expect(reading.value("encrypted-members") == "5")
    let problem = try #require(reading.problems.first?.message)
    #expect(
      problem.hasSuffix(
        "lost-5.txt: they are encrypted, and none of the 3 passwords supplied opens them; "
          + "add its password to the file given with --password-file"))
  }

  @Test func `that are too many for an archive are not all tried, and it says so`() throws {
    let error = try worker(Self.wrong(900), seconds: 3).failure(try fixture("locked-aes.zip"))
    #expect(error.code == .encrypted)
    #expect(error.description.contains("not all 900 were tried on a member"), "\(error)")
    #expect(error.description.contains("put those of this archive first"))
  }

  @Test func `that fit what is damaged are not called wrong`() throws {
    var bytes = try fixture("locked-aes.zip")
    // A byte of the first member's words, behind its salt.
    let name = try #require(bytes.firstRange(of: Array("letter.txt".utf8)))
    bytes[name.upperBound + 40] ^= 0xFF
    let (reading, children) = try worker("四月的信").reading(bytes)
    #expect(children.map(\.name) == ["信.txt"])
    let problem = try #require(reading.problems.first?.message)
    #expect(problem.contains("letter.txt: it is encrypted, and a password supplied seems to fit, but"))
  }

  @Test func `cost bounded work, whatever an Office document asks for`() throws {
    let many = try worker("a\nb\nc\nd\ncounterfoil", seconds: 6).failure(
      try Self.document(rounds: "999999"))
    #expect(many.code == .encrypted)
    #expect(
      many.description.contains("none of the first 3 of 5 passwords opens it; each costs 999999 rounds"),
      "\(many)")
    let endless = try worker("counterfoil").failure(try Self.document(rounds: "10000001"))
    #expect(endless.code == .limit)
    #expect(endless.description.contains("10000001 rounds of work for each password"), "\(endless)")
  }

  /// One wrong password in 256 passes the test that the old encryption has in front of a member, so that
  /// only the member's checksum tells.
  @Test func `that are many and wrong open nothing`() throws {
    let wrong = Self.wrong(900)
    let (_, children) = try worker(wrong).reading(try fixture("locked-zipcrypto.zip"))
    #expect(children.map(\.name) == ["open.txt"])
    let all = try worker(wrong + "\ncounterfoil\n四月的信").reading(try fixture("locked-zipcrypto.zip"))
    #expect(all.children.map { String(decoding: $0.bytes, as: UTF8.self) }.last == "四月的信：请转交林薇。\n")
  }

  @Test(arguments: [
    ("visit-report-locked.pdf", "the PDF is encrypted; give --password-file"),
    ("locked-aes.zip", "the archive is encrypted; give --password-file"),
    ("locked.docx", "the document is encrypted; give --password-file"),
    ("locked-2007.docx", "the document is encrypted; give --password-file"),
    ("locked.7z", "cannot be undone here; unpack it with 7z x"),
    ("locked-names.7z", "cannot be undone here; unpack it with 7z x"),
  ])
  func `are asked for where there are none`(name: String, words: String) throws {
    let error = try Workers.start().failure(try fixture(name))
    #expect(error.code == .encrypted)
    #expect(error.description.contains(words), "\(error)")
  }

  @Test(arguments: ["visit-report-locked.pdf", "locked-aes.zip", "locked.docx", "locked-2007.docx"])
  func `are not named where none fits`(name: String) throws {
    let error = try worker("first wrong\nsecond wrong").failure(try fixture(name))
    #expect(error.description.contains("none of the 2 passwords supplied opens it"))
    #expect(!error.description.contains("first wrong"))
  }

  @Test func `do not show in what prints them`() throws {
    let passwords = try Passwords(lines: Array("counterfoil\n".utf8))
    var hint = ReadHint(name: "a.pdf")
    hint.passwords = passwords
    var text = "\(passwords) \(hint) \(String(reflecting: hint))"
    dump(hint, to: &text)
    #expect(!text.contains("counterfoil") && text.contains("1 password"))
    // The bytes, as an array would print.
    #expect(!text.contains("99, 111"))
  }

  @Test func `are neither none nor without end`() throws {
    #expect(throws: ReadError.self) { try Passwords(lines: Array("\r\n\n".utf8)) }
    #expect(throws: ReadError.self) { try Passwords(lines: [UInt8](repeating: 0x61, count: 40_000)) }
    #expect(try Passwords(lines: [0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0x20, 0x62]).count == 2)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `and damage together trap nothing`(seed: UInt64) throws {
    let names = [
      "locked-aes.zip", "locked-zipcrypto.zip", "visit-report-locked.pdf", "locked.docx", "locked-2007.docx",
    ]
    let bytes = damaged(try fixture(names[Int(seed % 5)]), seed: seed)
    do {
      expectSound(try worker(Self.both).reading(bytes).reading)
    } catch let error as ReadError {
      #expect(error.code != .crashed, "\(error)")
    }
  }
}
