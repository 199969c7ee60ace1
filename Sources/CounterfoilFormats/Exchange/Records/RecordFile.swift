import Foundation

/// A table of records: comma-separated values and their kin, or JSON Lines.
///
/// The file is mapped, not read as a whole; only text in another encoding than UTF-8 is turned into a copy. Damaged rows are
/// counted and told, and what they hold is kept.
public final class RecordFile {
  public enum Failure: Error, CustomStringConvertible {
    case unreadable(String, String)
    case empty(String)
    case noColumns(String)
    case binary(String)

    public var description: String {
      switch self {
      case .unreadable(let path, let why): "\(path): \(why)"
      case .empty(let path):
        "\(path) is empty: it needs a first row with the names of the columns, or JSON Lines."
      case .noColumns(let path):
        "\(path): no line of it is a JSON object. Give JSON Lines, one object a line, or a table with a first row of names."
      case .binary(let path):
        "\(path) is no text. Give comma-separated values or JSON Lines; a spreadsheet can be saved as either."
      }
    }
  }

  /// What was not as it should be, with the first places.
  public struct Odd: Sendable {
    public var count = 0
    public var first: [Int] = []

    mutating func note(_ row: Int) {
      count += 1
      if first.count < 3 { first.append(row) }
    }
  }

  public let path: String
  /// As the first row or the objects name them; a name that comes twice has a number behind it.
  public let columns: [String]
  /// The encoding it was read in.
  public let encoding: String
  public private(set) var rows = 0
  /// Rows with fewer cells than there are columns: what is missing counts as not said.
  public private(set) var short = Odd()
  /// Rows with more: what stands beyond the last column is left out.
  public private(set) var long = Odd()
  /// Lines that are no JSON object.
  public private(set) var broken = Odd()
  /// Bytes that the encoding does not have.
  public private(set) var undecodable = 0
  /// A quoted cell is never closed, so that the rest of the file stands in it.
  public private(set) var endsInQuote = false

  private let data: Data
  private let start: Int
  private let delimiter: UInt8?

  /// Called with a cell's column and its characters in UTF-8, trimmed. The buffer holds only as long as the call.
  public typealias Cell = (_ column: Int, _ text: UnsafeBufferPointer<UInt8>) -> Void

  /// Opens the file and finds its columns.
  /// - Throws: `Failure`, with what to do.
  public init(_ path: String) throws {
    self.path = path
    var data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch let error as CocoaError {
      throw Failure.unreadable(
        path,
        error.code == .fileReadNoSuchFile
          ? "there is no such file." : "it cannot be read: check what it is and its rights.")
    }
    var start = 0
    var encoding = "utf-8"
    if let decoded = data.withUnsafeBytes({ Self.decoded($0, &start) }) {
      encoding = decoded.encoding
      undecodable = decoded.undecodable
      data = Data(decoded.text.utf8)
    }
    self.encoding = encoding
    self.start = start
    self.data = data
    let isText = data.prefix(4096).allSatisfy { $0 >= 0x20 || 0x09...0x0D ~= $0 || $0 == 0x1A || $0 == 0x1B }
    guard isText else { throw Failure.binary(path) }
    let head = data.withUnsafeBytes { bytes -> (columns: [String], delimiter: UInt8?)? in
      let utf8 = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[start...])
      guard let first = utf8.first(where: { $0 > 0x20 }) else { return nil }
      if first == 0x7B || first == 0x5B { return (RecordObjects(utf8).columns, nil) }
      let sample = UnsafeBufferPointer(rebasing: utf8.prefix(Self.sampleBytes))
      let shape = TableShape(String(decoding: sample, as: UTF8.self), isCut: utf8.count > sample.count)
      return (shape.header.map { $0.trimmingCharacters(in: .whitespaces) }, shape.delimiter)
    }
    guard let head else { throw Failure.empty(path) }
    guard !head.columns.isEmpty else { throw Failure.noColumns(path) }
    columns = Self.distinct(head.columns)
    delimiter = head.delimiter
  }

  private static let sampleBytes = 256 << 10

  /// Nil where the bytes are UTF-8 as they stand; `start` then skips the mark.
  private static func decoded(_ bytes: UnsafeRawBufferPointer, _ start: inout Int) -> DecodedText? {
    let found = CharsetDetection.detect(bytes)
    if found.encoding == "utf-8", UTF8Check.isValid(bytes) {
      start = found.markBytes
      return nil
    }
    return TextDecoding.decode(bytes)
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return names.enumerated().map { index, name in
      let name = name.isEmpty ? "column \(index + 1)" : name
      seen[name, default: 0] += 1
      return seen[name] == 1 ? name : "\(name) \(seen[name] ?? 0)"
    }
  }

  /// Walks the records in order: `cell` for each cell that says something, then `row` with the row's number, the heading being 1.
  public func forEachRow(cell: Cell, row: (Int) -> Void) {
    data.withUnsafeBytes { bytes in
      let utf8 = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[start...])
      if let delimiter {
        walk(utf8, delimiter, cell: cell, row: row)
      } else {
        let odd = RecordObjects(utf8).forEachObject(columns: columns, cell: cell) { line in
          rows += 1
          row(line)
        }
        broken = odd
      }
    }
  }

  private func walk(_ utf8: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, cell: Cell, row: (Int) -> Void) {
    var fields = DelimitedFields(utf8, delimiter: delimiter)
    var number = 0
    var column = 0
    var isHeading = true
    var scratch: [UInt8] = []
    while let field = fields.next() {
      let isBlank = fields.isBlank(field)
      if !isHeading, !isBlank, column < columns.count {
        Self.characters(utf8, field.range, &scratch) { if !$0.isEmpty { cell(column, $0) } }
      }
      column += 1
      guard field.endsRow else { continue }
      if !isBlank {
        number += 1
        if isHeading {
          isHeading = false
        } else {
          if column < columns.count {
            short.note(number)
          } else if column > columns.count {
            long.note(number)
          }
          rows += 1
          row(number)
        }
      }
      column = 0
    }
    endsInQuote = fields.endsInQuote
  }

  /// Without the quotes around a cell and the white space around its words.
  private static func characters(
    _ utf8: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scratch: inout [UInt8],
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var range = range
    var isQuoted = false
    if range.count >= 2, utf8[range.lowerBound] == 0x22, utf8[range.upperBound - 1] == 0x22 {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
      isQuoted = true
    }
    while let first = range.first, utf8[first] <= 0x20 { range.removeFirst() }
    while let last = range.last, utf8[last] <= 0x20 { range.removeLast() }
    let text = UnsafeBufferPointer(rebasing: utf8[range])
    guard isQuoted, text.contains(0x22) else { return body(text) }
    scratch.removeAll(keepingCapacity: true)
    var index = 0
    while index < text.count {
      scratch.append(text[index])
      index += text[index] == 0x22 && index + 1 < text.count && text[index + 1] == 0x22 ? 2 : 1
    }
    scratch.withUnsafeBufferPointer(body)
  }
}
