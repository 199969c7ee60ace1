/// The records of a binary workbook: a kind, a length, and so many bytes.
struct BIFFRecords {
  struct Record {
    var kind: Int
    var start: Int
    var end: Int
  }

  fileprivate let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The record whose head stands at an offset; its end is cut to the file's.
  func record(at index: Int) -> Record? {
    guard let kind = short(index), let length = short(index + 2) else { return nil }
    let start = index + 4
    return Record(kind: kind, start: start, end: min(start + length, bytes.count))
  }

  func byte(_ index: Int) -> Int? { bytes.indices.contains(index) ? Int(bytes[index]) : nil }

  func short(_ index: Int) -> Int? {
    guard index >= 0, index + 2 <= bytes.count else { return nil }
    return Int(bytes[index]) | Int(bytes[index + 1]) << 8
  }

  func long(_ index: Int) -> Int? {
    guard let low = short(index), let high = short(index + 2) else { return nil }
    return low | high << 16
  }

  func bits(_ index: Int) -> UInt64? {
    guard let low = long(index), let high = long(index + 4) else { return nil }
    return UInt64(high) << 32 | UInt64(low)
  }
}

/// Reads strings that may go on in records of the kind CONTINUE.
///
/// Where letters are parted between two records, the second begins with a byte that says anew
/// whether they take one byte or two.
struct BIFFText {
  private let records: BIFFRecords
  private var index: Int
  /// Where the record the text has come to ends.
  private(set) var recordEnd: Int

  init(_ records: BIFFRecords, _ index: Int, end: Int) {
    self.records = records
    self.index = index
    recordEnd = end
  }

  /// A string with its length and options in front; nil where the records end.
  mutating func string(countBytes: Int) -> String? {
    if index >= recordEnd, !enterNext() { return nil }
    guard let count = countBytes == 1 ? byte() : short(), let options = byte() else { return nil }
    let runs = options & 8 != 0 ? short() ?? 0 : 0
    let extra = options & 4 != 0 ? (short() ?? 0) | (short() ?? 0) << 16 : 0
    let text = letters(count, isWide: options & 1 != 0)
    skip(runs * 4 + extra)
    return text
  }

  /// So many letters, behind one byte of options.
  mutating func characters(_ count: Int) -> String {
    let options = byte() ?? 0
    return letters(count, isWide: options & 1 != 0)
  }

  private mutating func letters(_ count: Int, isWide: Bool) -> String {
    var units: [UInt16] = []
    var isWide = isWide
    while units.count < count {
      if index >= recordEnd {
        guard enterNext(), let options = byte() else { break }
        isWide = options & 1 != 0
      }
      guard isWide else {
        guard let letter = byte() else { break }
        units.append(UInt16(letter))
        continue
      }
      guard let unit = short() else { break }
      units.append(UInt16(unit))
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func skip(_ count: Int) {
    var left = count
    while left > 0 {
      if index >= recordEnd, !enterNext() { return }
      let step = min(left, recordEnd - index)
      index += step
      left -= step
    }
  }

  /// Goes on in the record behind, where that continues this one and holds anything.
  private mutating func enterNext() -> Bool {
    guard let next = records.record(at: recordEnd), next.kind == 0x003C, next.end > next.start else {
      return false
    }
    index = next.start
    recordEnd = next.end
    return true
  }

  private mutating func byte() -> Int? {
    guard index < recordEnd, index < records.bytes.count else { return nil }
    defer { index += 1 }
    return Int(records.bytes[index])
  }

  private mutating func short() -> Int? {
    guard index + 2 <= recordEnd, let value = records.short(index) else { return nil }
    index += 2
    return value
  }
}
