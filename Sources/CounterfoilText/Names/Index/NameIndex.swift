public import Foundation

/// Finds, among many names, those that could be the one asked for, best first.
///
/// A flat file, mapped into memory: segments, each of a header and columns (offsets of the texts, lengths of the
/// identifiers, shapes of the names, buckets of keys, keys in rising order, starts, numbers, texts), all little-endian and aligned to eight bytes.
/// Further names are appended as a further segment. Safe to read from several threads; each uses a `Query` of its own.
public final class NameIndex: @unchecked Sendable {
  // Written once in `init`, read only afterwards.

  public enum Failure: Error, CustomStringConvertible {
    case notAnIndex(String)

    public var description: String {
      switch self {
      case .notAnIndex(let path):
        "\(path) is no name index of this version. Make it anew with 'counterfoil names index'."
      }
    }
  }

  struct Header {
    var magic: UInt64 = 0x3349_4E46_4354_0A01
    var length: UInt64 = 0
    var names: UInt32 = 0
    var keys: UInt32 = 0
    var numbers: UInt32 = 0
    var textBytes: UInt32 = 0
  }

  struct Segment {
    let header: Header
    let offsets: UnsafePointer<UInt32>
    let identifierLengths: UnsafePointer<UInt16>
    /// The `NameShape` of each name.
    let shapes: UnsafePointer<UInt8>
    /// Where the keys begin that have these sixteen high bits.
    let buckets: UnsafePointer<UInt32>
    let keys: UnsafePointer<UInt32>
    let starts: UnsafePointer<UInt32>
    let numbers: UnsafePointer<UInt32>
    let texts: UnsafePointer<UInt8>

    /// The numbers of the names kept under a key.
    @inline(__always)
    func find(_ key: UInt32) -> UnsafeBufferPointer<UInt32> {
      let bucket = Int(key >> 16)
      // A damaged file finds nothing; it never leads outside its columns.
      var high = min(Int(buckets[bucket + 1]), Int(header.keys))
      var low = min(Int(buckets[bucket]), high)
      while high - low > 8 {
        let middle = (low + high) / 2
        if keys[middle] <= key { low = middle } else { high = middle }
      }
      while low < high {
        if keys[low] == key {
          guard starts[low] <= starts[low + 1], starts[low + 1] <= header.numbers else { break }
          return UnsafeBufferPointer(
            start: numbers + Int(starts[low]), count: Int(starts[low + 1] - starts[low]))
        }
        low += 1
      }
      return UnsafeBufferPointer(start: nil, count: 0)
    }

    func identifier(_ number: Int) -> String {
      let whole = whole(number)
      return String(decoding: whole.prefix(Int(identifierLengths[number])), as: UTF8.self)
    }

    func name(_ number: Int) -> String {
      let text = text(number)
      return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The name in the letters it is compared in.
    func comparable(_ number: Int) -> UnsafeBufferPointer<UInt8> {
      let text = text(number)
      guard let end = text.firstIndex(of: 0) else { return text }
      return UnsafeBufferPointer(rebasing: text[(end + 1)...])
    }

    private func text(_ number: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: whole(number).dropFirst(Int(identifierLengths[number])))
    }

    /// The identifier and the text behind it; nothing where the offsets are damaged.
    private func whole(_ number: Int) -> UnsafeBufferPointer<UInt8> {
      let (start, end) = (offsets[number], offsets[number + 1])
      guard start <= end, end <= header.textBytes else { return UnsafeBufferPointer(start: nil, count: 0) }
      return UnsafeBufferPointer(start: texts + Int(start), count: Int(end - start))
    }
  }

  private let data: Data
  let segments: [Segment]

  /// Opens an index. Reads nothing but the headers.
  /// - Throws: `Failure` for a file that is none; else what the file system says.
  public init(contentsOf url: URL) throws {
    data = try Data(contentsOf: url, options: .alwaysMapped)
    var found: [Segment] = []
    let whole = data.count
    var isSound = true
    data.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while start < whole {
        guard start + MemoryLayout<Header>.size <= whole else {
          isSound = false
          return
        }
        let header = (base + start).load(as: Header.self)
        guard header.names < 1 << 31, header.keys < 1 << 31, header.numbers < 1 << 31 else {
          isSound = false
          return
        }
        guard header.magic == Header().magic, header.length >= 40, header.length % 8 == 0,
          header.length <= UInt64(whole - start),
          let segment = Self.segment(header, base + start)
        else {
          isSound = false
          return
        }
        found.append(segment)
        start += Int(header.length)
      }
    }
    guard isSound else { throw Failure.notAnIndex(url.path) }
    segments = found
  }

  private static func segment(_ header: Header, _ base: UnsafeRawPointer) -> Segment? {
    var at = MemoryLayout<Header>.size
    func column<Element>(_ type: Element.Type, _ count: Int) -> UnsafePointer<Element> {
      let pointer = (base + at).assumingMemoryBound(to: Element.self)
      at += (count * MemoryLayout<Element>.size + 7) / 8 * 8
      return pointer
    }
    let names = Int(header.names)
    let segment = Segment(
      header: header, offsets: column(UInt32.self, names + 1),
      identifierLengths: column(UInt16.self, names), shapes: column(UInt8.self, names),
      buckets: column(UInt32.self, 65537),
      keys: column(UInt32.self, Int(header.keys)),
      starts: column(UInt32.self, Int(header.keys) + 1),
      numbers: column(UInt32.self, Int(header.numbers)),
      texts: column(UInt8.self, Int(header.textBytes)))
    return UInt64(at) == header.length ? segment : nil
  }

  /// How many names it holds.
  public var count: Int { segments.reduce(0) { $0 + Int($1.header.names) } }

  public var bytes: Int { data.count }

  /// A name found.
  public struct Hit: Sendable {
    public let id: String
    public let name: String
    /// In decibans.
    public let weight: Double
  }
}
