public import Foundation

/// Writes a name index, a segment at a time.
///
/// A segment holds the identifiers and names as UTF-8, the blocking keys of every name in rising order, and for each
/// key the numbers of the names kept under it. See `NameIndex` for the layout.
public struct NameIndexBuilder {
  private let analyser = NameAnalyser()
  private let keys = NameKeys()
  private var analysed = AnalysedName()
  private var texts: [UInt8] = []
  private var offsets: [UInt32] = [0]
  /// A key in the high half, the number of the name in the low.
  private var pairs: [UInt64] = []
  private var identifierEnds: [UInt16] = []
  private var shapes: [UInt8] = []

  public init() {}

  public var count: Int { identifierEnds.count }

  /// Adds a name. An entity with several names is added once for each, under one identifier.
  public mutating func add(id: String, name: String) {
    let number = UInt64(identifierEnds.count)
    let identifier = Array(id.utf8.prefix(1000))
    texts += identifier
    identifierEnds.append(UInt16(identifier.count))
    analyser.analyse(name, into: &analysed)
    // A zero byte would end the name as it is told, but not as it is compared.
    texts += Array(name.utf8.prefix(1000)).filter { $0 != 0 }
    if analysed.oddities.contains(.transliterated) {
      // Kept in Latin letters too, so that no query has to transliterate it again.
      texts.append(0)
      texts += (NameAnalyser.transliterate(name) ?? "").utf8.prefix(1000)
    }
    offsets.append(UInt32(texts.count))
    // A name has a few keys, so that looking for equal ones costs less than sorting them.
    let first = pairs.count
    withUnsafePointer(to: analysed) { analysed in
      shapes.append(NameShape(analysed).byte)
      keys.forEachStored(analysed) { key in
        let pair = UInt64(key) << 32 | number
        if !pairs[first...].contains(pair) { pairs.append(pair) }
      }
    }
  }

  /// Appends what was added to the index at `url` as one segment; makes the file where there is none.
  ///
  /// The whole is written beside the index and then put in its place, so that a reader sees the old or the new.
  /// - Parameter replacing: Leaves out what the index held.
  /// - Throws: What the file system says.
  public mutating func append(to url: URL, replacing: Bool = false) throws {
    guard count > 0 || replacing else {
      if !FileManager.default.fileExists(atPath: url.path) { try Data().write(to: url) }
      return
    }
    var bytes = Data()
    if !replacing, FileManager.default.fileExists(atPath: url.path) {
      bytes = try Data(contentsOf: url, options: .alwaysMapped)
    }
    if count > 0 { bytes.append(segment()) }
    try bytes.write(to: url, options: .atomic)
    self = NameIndexBuilder()
  }

  /// Sorts the pairs by key, eleven bits at a time. They come in the order of the names, and stay so within a key.
  private mutating func sortPairs() {
    var other = [UInt64](repeating: 0, count: pairs.count)
    for shift in [UInt64(32), 43, 54] {
      var ends = [Int](repeating: 0, count: 2049)
      for pair in pairs { ends[Int(pair >> shift & 2047) + 1] += 1 }
      for digit in 1...2048 { ends[digit] += ends[digit - 1] }
      for pair in pairs {
        let digit = Int(pair >> shift & 2047)
        other[ends[digit]] = pair
        ends[digit] += 1
      }
      swap(&pairs, &other)
    }
  }

  private mutating func segment() -> Data {
    sortPairs()
    var keyList: [UInt32] = []
    var starts: [UInt32] = []
    var numbers: [UInt32] = []
    numbers.reserveCapacity(pairs.count)
    for pair in pairs {
      let key = UInt32(truncatingIfNeeded: pair >> 32)
      if keyList.last != key {
        keyList.append(key)
        starts.append(UInt32(numbers.count))
      }
      numbers.append(UInt32(truncatingIfNeeded: pair))
    }
    starts.append(UInt32(numbers.count))
    var data = Data()
    func append<Element>(_ values: [Element]) {
      values.withUnsafeBytes { data.append(contentsOf: $0) }
      while data.count % 8 != 0 { data.append(0) }
    }
    var header = NameIndex.Header()
    header.names = UInt32(count)
    header.keys = UInt32(keyList.count)
    header.numbers = UInt32(numbers.count)
    header.textBytes = UInt32(texts.count)
    append([header])
    append(offsets)
    append(identifierEnds)
    append(shapes)
    append(buckets(of: keyList))
    append(keyList)
    append(starts)
    append(numbers)
    append(texts)
    let length = UInt64(data.count)
    withUnsafeBytes(of: length) { data.replaceSubrange(8..<16, with: $0) }
    return data
  }

  /// For each sixteen high bits, how many keys come before those that have them.
  private func buckets(of keys: [UInt32]) -> [UInt32] {
    var buckets: [UInt32] = []
    buckets.reserveCapacity(65537)
    var index = 0
    for bucket in UInt32(0)...65536 {
      while index < keys.count, keys[index] >> 16 < bucket { index += 1 }
      buckets.append(UInt32(index))
    }
    return buckets
  }
}
