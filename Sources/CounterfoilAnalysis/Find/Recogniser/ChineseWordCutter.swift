/// Cuts a Chinese sentence into words, the likeliest by the frequencies of single words, and marks
/// what the words and characters say of names.
package struct ChineseWordCutter: Sendable {
  /// A word's row: cost (16 bits: thousandths of −ln of its share, over four), class, flags.
  package static let rowWidth = 4
  package static let isWord: UInt8 = 1
  package static let goesOn: UInt8 = 2
  package static let isPlace: UInt8 = 4
  package static let isOrganisation: UInt8 = 8
  package static let isPerson: UInt8 = 16
  package static let isBody: UInt8 = 32
  package static let isTitle: UInt8 = 64
  /// Japanese surnames, and Chinese ones of two characters.
  package static let isSurname: UInt8 = 128
  /// Longer words are found only where the first `probe` characters are marked `goesOn`.
  package static let probe = 4
  package static let longestWord = 12
  private static let unknownCost: Int32 = 5200
  /// How far an organisation's last word may be.
  private static let reach = 12

  private let words: FlatTable

  init(_ model: ModelFile) { words = model.table(.words) }

  private struct Best {
    var cost: Int32
    var length: Int32
    var row: UInt32
  }

  /// Fills in everything but kind, value and properties.
  func cut(_ units: inout [ChineseUnit]) {
    let count = units.count
    guard count > 0 else { return }
    units.withUnsafeMutableBufferPointer { units in
      withUnsafeTemporaryAllocation(of: Best.self, capacity: count + 1) { best in
        for index in 0...count { best[index] = Best(cost: Int32.max, length: 1, row: 0) }
        best[0].cost = 0
        var listedEnd = 0
        for index in 0..<count {
          let cost = best[index].cost
          relax(best, index, 1, cost &+ Self.unknownCost, 0)
          guard units[index].kind == .han else { continue }
          var hash = FeatureHash.seed
          var length = 0
          let limit = min(Self.longestWord, count - index)
          var listed = 0
          var sort: UInt8 = 0
          while length < limit, units[index + length].kind == .han {
            hash = FeatureHash.step(hash, units[index + length].value)
            length += 1
            guard let row = words.row(FeatureHash.finish(hash)) else {
              if length >= Self.probe { break }
              continue
            }
            let flags = row[3]
            if flags & Self.isWord != 0 {
              let bits = UnsafeRawPointer(row).loadUnaligned(as: UInt32.self)
              relax(best, index, length, cost &+ Int32(bits & 0xFFFF), bits)
              let names = flags & (Self.isPlace | Self.isOrganisation | Self.isPerson)
              if names != 0, length > 1 {
                listed = length
                sort = names
              }
            }
            if length >= Self.probe, flags & Self.goesOn == 0 { break }
          }
          if listed > 0, index + listed > listedEnd {
            mark(units, index, listed, sort, from: max(index, listedEnd))
            listedEnd = index + listed
          }
        }
        var end = count
        while end > 0 {
          let start = end - Int(best[end].length)
          fill(units, start, end, best[end].row)
          end = start
        }
        names(units, best)
      }
      distances(units)
      foreignRuns(units)
    }
  }

  @inline(__always)
  private func relax(
    _ best: UnsafeMutableBufferPointer<Best>, _ index: Int, _ length: Int, _ cost: Int32, _ row: UInt32
  ) {
    guard cost < best[index + length].cost else { return }
    best[index + length] = Best(cost: cost, length: Int32(length), row: row)
  }

  private func mark(
    _ units: UnsafeMutableBufferPointer<ChineseUnit>, _ start: Int, _ length: Int, _ sort: UInt8, from: Int
  ) {
    for index in from..<(start + length) {
      let place: UInt64 = index == start ? 1 : index == start + length - 1 ? 2 : 3
      units[index].listed = UInt64(sort) << 8 | UInt64(min(length, 5)) << 4 | place
    }
  }

  private func fill(_ units: UnsafeMutableBufferPointer<ChineseUnit>, _ start: Int, _ end: Int, _ row: UInt32)
  {
    var hash = FeatureHash.seed
    for index in start..<end { hash = FeatureHash.step(hash, units[index].value) }
    hash = FeatureHash.finish(hash)
    let length = end - start
    for index in start..<end {
      units[index].word = hash
      units[index].wordClass = UInt64(row >> 16 & 0xFF)
      units[index].wordFlags = UInt64(row >> 24)
      units[index].wordLength = UInt8(min(length, 6))
      units[index].wordPlace = length == 1 ? 0 : index == start ? 1 : index == end - 1 ? 2 : 3
      units[index].wordStart = Int16(truncatingIfNeeded: start)
      units[index].wordEnd = Int16(truncatingIfNeeded: end)
    }
  }

  private func distances(_ units: UnsafeMutableBufferPointer<ChineseUnit>) {
    var body = -1
    var placeEnd = -1
    for index in stride(from: units.count - 1, through: 0, by: -1) {
      let unit = units[index]
      if unit.kind == .sign {
        body = -1
        placeEnd = -1
      }
      if unit.wordFlags & UInt64(Self.isBody) != 0, Int(unit.wordEnd) == index + 1 { body = index }
      if ChineseCharacters.endsPlace(unit.properties) { placeEnd = index }
      units[index].toBody = body >= 0 && body - index < Self.reach ? UInt8(body - index + 1) : 0
      units[index].toPlaceEnd = placeEnd >= 0 && placeEnd - index < 5 ? UInt8(placeEnd - index + 1) : 0
    }
  }

  /// What a name costs before its characters do, so that most spans break even only where they are names.
  private static let nameCost: Int32 = 1000

  /// Marks the spans that are likelier Chinese names than the words they are otherwise cut into.
  private func names(
    _ units: UnsafeMutableBufferPointer<ChineseUnit>, _ best: UnsafeMutableBufferPointer<Best>
  ) {
    let count = units.count
    for index in 0..<count {
      guard index + 1 < count,
        let surname = ChineseCharacters.cost(units[index].properties, at: ChineseCharacters.surname)
      else { continue }
      let next = units[index + 1].properties
      var gain = Int32.min
      var length = 0
      if let given = ChineseCharacters.cost(next, at: ChineseCharacters.givenOnly) {
        gain = best[index + 2].cost &- best[index].cost &- surname &- given &- Self.nameCost &- 450
        length = 2
      }
      if index + 2 < count, let given = ChineseCharacters.cost(next, at: ChineseCharacters.givenFirst),
        let last = ChineseCharacters.cost(units[index + 2].properties, at: ChineseCharacters.givenLast)
      {
        let three = best[index + 3].cost &- best[index].cost &- surname &- given &- last &- Self.nameCost
        if three > gain {
          gain = three
          length = 3
        }
      }
      guard length > 0, gain > -1000 else { continue }
      // Steps of one and a half in −ln.
      let step = UInt64(min(max((gain + 1000) / 375, 0), 15))
      for offset in 0..<length {
        let value = (step << 2 | UInt64(length)) << 2 | UInt64(offset + 1)
        if units[index + offset].nameLike >> 4 < value >> 4 { units[index + offset].nameLike = value }
      }
    }
  }

  /// Marks runs of characters that spell foreign names.
  private func foreignRuns(_ units: UnsafeMutableBufferPointer<ChineseUnit>) {
    let count = units.count
    var start = 0
    while start < count {
      var end = start
      var sum: UInt64 = 0
      while end < count {
        let foreign = ChineseCharacters.foreign(units[end].properties)
        guard foreign >= 8 || (units[end].kind == .dot && end > start) else { break }
        sum += foreign
        end += 1
      }
      if end - start >= 2 {
        let average = sum / UInt64(end - start)
        for index in start..<end {
          let place: UInt64 = index == start ? 1 : index == end - 1 ? 2 : 3
          units[index].foreignRun =
            (average >= 11 ? 2 : average >= 9 ? 1 : 0) << 5 | UInt64(min(end - start, 7)) << 2 | place
        }
      }
      start = max(end, start + 1)
    }
  }
}
