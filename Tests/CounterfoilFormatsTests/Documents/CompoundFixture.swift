/// What a compound file holds.
indirect enum CompoundNode: Sendable {
  case stream(String, [UInt8])
  case storage(String, [CompoundNode])
}

/// An OLE compound file of version 3 with these nodes under its root.
func compound(_ nodes: [CompoundNode]) -> [UInt8] {
  var builder = CompoundBuilder()
  return builder.file(nodes)
}

func littleEndian(_ value: Int, _ size: Int) -> [UInt8] {
  (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

private struct CompoundBuilder {
  private struct Entry {
    var name: String
    var type: UInt8
    var child = 0xFFFF_FFFF
    var right = 0xFFFF_FFFF
    var start = 0xFFFF_FFFE
    var size = 0
  }

  private var entries = [Entry(name: "Root Entry", type: 5)]
  private var sectors: [UInt8] = []
  private var fat: [Int] = []
  private var mini: [UInt8] = []
  private var miniFAT: [Int] = []
  private let end = 0xFFFF_FFFE

  mutating func file(_ nodes: [CompoundNode]) -> [UInt8] {
    entries[0].child = add(nodes)
    let miniStart = chain(mini)
    entries[0].start = miniStart
    entries[0].size = mini.count
    let miniTable = chain(miniFAT.flatMap { littleEndian($0, 4) }, filler: 0xFF)
    let directory = chain(entries.flatMap(bytes))
    var tables = 1
    while tables * 128 < fat.count + tables { tables += 1 }
    let first = fat.count
    fat += Array(repeating: 0xFFFF_FFFD, count: tables)
    fat += Array(repeating: 0xFFFF_FFFF, count: tables * 128 - fat.count)
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    header += [UInt8](repeating: 0, count: 16) + [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]
    header += [UInt8](repeating: 0, count: 10) + littleEndian(tables, 4) + littleEndian(directory, 4)
    header += littleEndian(0, 4) + littleEndian(4096, 4) + littleEndian(miniTable, 4) + littleEndian(1, 4)
    header += littleEndian(end, 4) + littleEndian(0, 4)
    for index in 0..<109 { header += littleEndian(index < tables ? first + index : 0xFFFF_FFFF, 4) }
    return header + sectors + fat.flatMap { littleEndian($0, 4) }
  }

  /// Siblings hang to the right of one another.
  private mutating func add(_ nodes: [CompoundNode]) -> Int {
    var first = 0xFFFF_FFFF
    for node in nodes.reversed() {
      var entry: Entry
      switch node {
      case .storage(let name, let inner):
        entry = Entry(name: name, type: 1)
        entry.child = add(inner)
      case .stream(let name, let bytes):
        entry = Entry(name: name, type: 2)
        entry.size = bytes.count
        entry.start = bytes.count < 4096 ? miniChain(bytes) : chain(bytes)
      }
      entry.right = first
      entries.append(entry)
      first = entries.count - 1
    }
    return first
  }

  private mutating func chain(_ bytes: [UInt8], filler: UInt8 = 0) -> Int {
    guard !bytes.isEmpty else { return end }
    let start = fat.count
    let count = (bytes.count + 511) / 512
    sectors += bytes + [UInt8](repeating: filler, count: count * 512 - bytes.count)
    fat += (1...count).map { $0 == count ? end : start + $0 }
    return start
  }

  private mutating func miniChain(_ bytes: [UInt8]) -> Int {
    guard !bytes.isEmpty else { return end }
    let start = miniFAT.count
    let count = (bytes.count + 63) / 64
    mini += bytes + [UInt8](repeating: 0, count: count * 64 - bytes.count)
    miniFAT += (1...count).map { $0 == count ? end : start + $0 }
    return start
  }

  private func bytes(_ entry: Entry) -> [UInt8] {
    let name = encoded(entry.name, "UTF-16LE")
    return name + [UInt8](repeating: 0, count: 64 - name.count) + littleEndian(name.count + 2, 2)
      + [entry.type, 1] + littleEndian(0xFFFF_FFFF, 4) + littleEndian(entry.right, 4)
      + littleEndian(entry.child, 4) + [UInt8](repeating: 0, count: 36) + littleEndian(entry.start, 4)
      + littleEndian(entry.size, 4) + littleEndian(0, 4)
  }
}
