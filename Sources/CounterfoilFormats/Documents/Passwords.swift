import CConfine
public import CounterfoilModel

/// Passwords that a person supplied for encrypted documents, tried in order.
///
/// They reach the confined child through its socket and live in memory alone: nothing stores, logs or
/// prints them, and no process has them among its arguments.
public struct Passwords: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// As bytes, since old archives knew no encoding: each without a line end, none empty.
  let all: [[UInt8]]

  public static let none = Passwords(all: [])

  private static let mostBytes = 32 << 10

  private init(all: [[UInt8]]) { self.all = all }

  /// Keeps this process's memory out of core files from here on.
  ///
  /// - Parameter text: One password a line, in the encoding of the documents' program; UTF-8 today.
  /// - Throws: Where there is none, or more than 32 KiB of them.
  public init(lines text: [UInt8]) throws(ReadError) {
    _ = confine_keep_secret()
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let lines = (text.starts(with: mark) ? text.dropFirst(3) : text[...]).split(separator: 0x0A)
    all = lines.map { Array($0.last == 0x0D ? $0.dropLast() : $0) }.filter { !$0.isEmpty && !$0.contains(0) }
    guard !all.isEmpty else {
      throw ReadError(.empty, "the password file holds no password", advice: "write one a line into it")
    }
    guard all.reduce(0, { $0 + $1.count }) <= Self.mostBytes, all.count <= 1_000 else {
      throw ReadError(
        .limit, "the password file holds more than 1,000 passwords, or more than 32 KiB",
        advice: "leave in it those that fit these documents")
    }
  }

  /// Whether none were supplied.
  public var isEmpty: Bool { all.isEmpty }
  /// How many were supplied, the same one twice counted twice.
  public var count: Int { all.count }

  /// Never the passwords.
  public var description: String { "\(count) password\(count == 1 ? "" : "s")" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  // MARK: the way to the child

  func put(into out: inout WireWriter) {
    out.put(UInt32(all.count))
    for password in all { out.put(password) }
  }

  init(_ fields: inout WireReader) throws(WireError) {
    var all: [[UInt8]] = []
    for _ in 0..<(try fields.count(size: 4)) { all.append(try fields.bytes(most: Self.mostBytes)) }
    self.all = all
  }
}

extension ReadError {
  /// For what is encrypted, and what is to be done about it.
  ///
  /// - Parameter what: Such as `the PDF is`; `they are`, where `isMany`.
  static func encrypted(
    _ what: String, isMany: Bool = false, tried passwords: Passwords
  ) -> ReadError {
    guard !passwords.isEmpty else {
      return ReadError(
        .encrypted, "\(what) encrypted",
        advice: "give --password-file with its password, and --retry-rejected")
    }
    let them = isMany ? "them" : "it"
    let tried =
      passwords.count == 1
      ? "the password supplied does not open \(them)"
      : "none of the \(passwords.count) passwords supplied opens \(them)"
    return ReadError(
      .encrypted, "\(what) encrypted, and \(tried)",
      advice: "add its password to the file given with --password-file")
  }

  /// For an encryption that no library here undoes.
  static func cannotDecrypt(_ what: String, advice: String) -> ReadError {
    ReadError(.encrypted, "\(what) is encrypted in a way that cannot be undone here", advice: advice)
  }
}

extension Reading {
  /// The ledger's word for a document that a password opened.
  static let passwordNote = "read with a password that was supplied"

  /// Whether a password opened the document, or a member of the archive.
  public var wasOpenedWithPassword: Bool { notes.contains(Self.passwordNote) }
}
