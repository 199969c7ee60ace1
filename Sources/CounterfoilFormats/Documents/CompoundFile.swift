internal import CounterfoilModel

/// A file of storages and streams, as old Office programs and Outlook write it ([MS-CFB]).
///
/// Every number in it may lie: chains end after as many steps as the file has sectors, entries are
/// visited once, and all that is read together is bounded by the file's own size.
struct CompoundFile {
  struct Entry {
    var name: String
    var isStorage: Bool
    fileprivate var start: Int
    fileprivate var size: Int
    fileprivate var left: Int
    fileprivate var right: Int
    fileprivate var child: Int
  }

  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  private let bytes: UnsafeRawBufferPointer
  private let sectorSize: Int
  private var fat: [UInt32] = []
  private var miniFAT: [UInt32] = []
  private var miniStream: [UInt8] = []
  private let miniCutoff: Int
  private var entries: [Entry] = []
  /// Bytes that may still be read.
  private var budget: Int
  /// Set where a stream was shorter than it says, or a chain led nowhere.
  private(set) var isDamaged = false

  /// Nil where there is no directory to be read.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 512, bytes.starts(with: Self.signature) else { return nil }
    let shift = Int(bytes[30]) | Int(bytes[31]) << 8
    guard shift == 9 || shift == 12 else { return nil }
    self.bytes = bytes
    sectorSize = 1 << shift
    // Twice the file, for small streams are copied with the stream that holds them, and once more.
    budget = bytes.count * 4 + (16 << 20)
    miniCutoff = min(Self.long(bytes, 56), 1 << 20)
    readFAT()
    let directory = chain(from: Self.long(bytes, 48), size: nil)
    readEntries(directory)
    guard let root = entries.first else { return nil }
    let miniTable = chain(from: Self.long(bytes, 60), size: nil)
    miniFAT = Self.numbers(miniTable)
    miniStream = chain(from: root.start, size: root.size)
  }

  private static func long(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    guard index >= 0, index + 4 <= bytes.count else { return 0xFFFF_FFFF }
    return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)))
  }

  private static func numbers(_ bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBytes { raw in (0..<raw.count / 4).map { UInt32(long(raw, $0 * 4)) } }
  }

  private var sectorCount: Int { max(0, bytes.count / sectorSize) }

  /// The table that says which sector follows which; where it stands is said by the header, then by
  /// a chain of sectors.
  private mutating func readFAT() {
    var sectors: [Int] = []
    for index in 0..<109 { sectors.append(Self.long(bytes, 76 + index * 4)) }
    var next = Self.long(bytes, 68)
    var steps = 0
    while next < 0xFFFF_FFFA, steps < sectorCount {
      let start = (next + 1) * sectorSize
      guard start + sectorSize <= bytes.count else { break }
      for index in 0..<sectorSize / 4 - 1 { sectors.append(Self.long(bytes, start + index * 4)) }
      next = Self.long(bytes, start + sectorSize - 4)
      steps += 1
    }
    for sector in sectors where sector < 0xFFFF_FFFA && fat.count <= sectorCount {
      let start = (sector + 1) * sectorSize
      for index in 0..<sectorSize / 4 {
        fat.append(
          start + sectorSize <= bytes.count ? UInt32(Self.long(bytes, start + index * 4)) : 0xFFFF_FFFE)
      }
    }
  }

  /// The bytes of a chain of sectors.
  ///
  /// - Parameter size: Where the stream ends; nil to read to the chain's end.
  private mutating func chain(from start: Int, size: Int?) -> [UInt8] {
    var out: [UInt8] = []
    var sector = start
    var steps = 0
    while sector < 0xFFFF_FFFA, steps <= sectorCount, size.map({ out.count < $0 }) ?? true {
      let at = (sector + 1) * sectorSize
      guard at < bytes.count else { break }
      // The last sector of a file may be cut.
      let end = min(at + sectorSize, bytes.count)
      budget -= end - at
      guard budget >= 0 else { break }
      out.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[at..<end]))
      guard sector < fat.count else { break }
      sector = Int(fat[sector])
      steps += 1
    }
    if let size {
      if out.count < size { isDamaged = true } else { out.removeLast(out.count - size) }
    }
    return out
  }

  private mutating func readEntries(_ directory: [UInt8]) {
    let isLong = sectorSize == 4096
    directory.withUnsafeBytes { raw in
      for start in stride(from: 0, to: raw.count - 127, by: 128) {
        let length = max(0, min(Int(raw[start + 64]) - 2, 62))
        let name = TextDecoding.decode(
          UnsafeRawBufferPointer(rebasing: raw[start..<start + length]), as: "utf-16le")
        let high = isLong ? min(Self.long(raw, start + 124), 1 << 20) : 0
        entries.append(
          Entry(
            name: name?.text ?? "", isStorage: raw[start + 66] == 1 || raw[start + 66] == 5,
            start: Self.long(raw, start + 116), size: Self.long(raw, start + 120) | high << 32,
            left: Self.long(raw, start + 68), right: Self.long(raw, start + 72),
            child: Self.long(raw, start + 76)))
      }
    }
  }

  // MARK: What is inside

  /// The storage that holds all others.
  var root: Entry { entries[0] }

  /// What a storage holds, in the order of the file's tree.
  func children(of storage: Entry) -> [Entry] {
    var found: [Entry] = []
    var seen: Set<Int> = []
    var waiting = [storage.child]
    while let index = waiting.popLast() {
      guard index < entries.count, seen.insert(index).inserted else { continue }
      let entry = entries[index]
      found.append(entry)
      waiting.append(entry.right)
      waiting.append(entry.left)
    }
    return found
  }

  func entry(_ name: String, in storage: Entry) -> Entry? {
    children(of: storage).first { $0.name == name }
  }

  /// A stream's bytes; fewer than it says where the file is damaged.
  mutating func contents(of stream: Entry) -> [UInt8] {
    guard !stream.isStorage else { return [] }
    guard stream.size < miniCutoff else { return chain(from: stream.start, size: stream.size) }
    var out: [UInt8] = []
    var sector = stream.start
    var steps = 0
    while sector < 0xFFFF_FFFA, steps <= miniFAT.count, out.count < stream.size {
      let at = sector * 64
      guard at < miniStream.count else { break }
      out += miniStream[at..<min(at + 64, miniStream.count)]
      guard sector < miniFAT.count else { break }
      sector = Int(miniFAT[sector])
      steps += 1
    }
    if out.count < stream.size { isDamaged = true } else { out.removeLast(out.count - stream.size) }
    return out
  }
}
