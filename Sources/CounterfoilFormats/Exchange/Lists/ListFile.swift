import Foundation

/// A file of a list, read and decoded piece by piece, so that memory does not grow with it.
struct ListFile {
  let name: String
  let encoding: String
  /// UTF-8 that is read and not yet used up; what stands before `start` is.
  private(set) var buffer: [UInt8] = []
  private(set) var start = 0
  /// The line on which `start` stands, counted from 1.
  private(set) var line = 1
  private(set) var isAtEnd = false
  /// Bytes that could not be decoded so far.
  private(set) var undecodable = 0
  private let handle: FileHandle
  /// Bytes read behind the last line end of a piece.
  private var rest: [UInt8] = []

  private static let pieceBytes = 1 << 20
  /// Of lines with bytes above 0x7F, enough to tell their encoding by.
  private static let sampleBytes = 256 << 10
  /// A file that is ASCII for so long is UTF-8.
  private static let mostSampledPieces = 64

  init(_ url: URL) throws(ListError) {
    name = url.lastPathComponent
    do {
      handle = try FileHandle(forReadingFrom: url)
      let found = try Self.detect(handle)
      encoding = found.encoding
      try handle.seek(toOffset: UInt64(found.markBytes))
    } catch is NoText {
      throw ListError(
        file: name,
        words: "the file is no text; a list is a table, XML or JSON, and a spreadsheet is first saved as CSV")
    } catch {
      throw ListError(
        file: name, words: "the file cannot be read; check its path and who may read it")
    }
  }

  /// What is not yet used up.
  func withUnread<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  var unreadBytes: Int { buffer.count - start }

  /// Uses up `count` bytes.
  mutating func take(_ count: Int) {
    let end = start + count
    for index in start..<end {
      if buffer[index] == 0x0A {
        line += 1
      } else if buffer[index] == 0x0D, index + 1 < buffer.count, buffer[index + 1] != 0x0A {
        line += 1
      }
    }
    start = end
  }

  /// Reads on; what is used up is forgotten.
  mutating func fill() throws {
    buffer.removeFirst(start)
    start = 0
    let piece = try Self.read(handle)
    if piece.isEmpty {
      isAtEnd = true
      append(rest)
      rest = []
      return
    }
    rest += piece
    // No character goes over a line's end.
    let end = lastLineEnd()
    guard end > 0 else {
      // A line that is longer than anybody's is cut where it stands.
      if rest.count > 64 * Self.pieceBytes {
        append(rest)
        rest = []
      }
      return
    }
    append(Array(rest[..<end]))
    rest.removeFirst(end)
  }

  private mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    guard let decoded = bytes.withUnsafeBytes({ TextDecoding.decode($0, as: encoding) }) else { return }
    undecodable += decoded.undecodable
    if buffer.isEmpty { buffer = Array(decoded.text.utf8) } else { buffer += decoded.text.utf8 }
  }

  /// Behind the last line feed in `rest`; 0 where there is none.
  private func lastLineEnd() -> Int {
    let unit = encoding.hasPrefix("utf-16") ? 2 : encoding.hasPrefix("utf-32") ? 4 : 1
    guard unit > 1 else { return rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0 }
    let low = encoding.hasSuffix("le") ? 0 : unit - 1
    var at = rest.count / unit * unit - unit
    while at >= 0 {
      let isLineFeed = (0..<unit).allSatisfy { rest[at + $0] == ($0 == low ? 0x0A : 0) }
      if isLineFeed { return at + unit }
      at -= unit
    }
    return 0
  }

  private static func read(_ handle: FileHandle) throws -> [UInt8] {
    guard let data = try handle.read(upToCount: pieceBytes) else { return [] }
    return data.withUnsafeBytes { [UInt8]($0) }
  }

  /// Bytes that no encoding of text has.
  private struct NoText: Error {}

  private static func detect(_ handle: FileHandle) throws -> CharsetDetection.Found {
    var sample = try read(handle)
    let head = sample.withUnsafeBytes { CharsetDetection.detect($0) }
    // No text of one byte a character holds a zero.
    let isWide = head.encoding.hasPrefix("utf-16") || head.encoding.hasPrefix("utf-32")
    if !isWide, sample.contains(0) { throw NoText() }
    if head.markBytes > 0 || head.encoding != "utf-8" || sample.contains(where: { $0 >= 0x80 }) {
      return head
    }
    // Only ASCII so far: the first lines of other bytes tell.
    for _ in 1..<mostSampledPieces where sample.count < pieceBytes + sampleBytes {
      let piece = try read(handle)
      if piece.isEmpty { break }
      guard piece.contains(where: { $0 >= 0x80 }) else { continue }
      for line in piece.split(separator: 0x0A) where line.contains(where: { $0 >= 0x80 }) {
        sample += line
        sample.append(0x0A)
      }
    }
    return sample.withUnsafeBytes { CharsetDetection.detect($0) }
  }
}
