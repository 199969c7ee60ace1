/// Which encoding bytes of text are in.
enum CharsetDetection {
  struct Found: Equatable {
    var encoding: String
    /// Bytes of byte order mark to skip.
    var markBytes = 0
  }

  /// In this order: byte order mark, a declared encoding that must be told, NUL pattern of UTF-16
  /// and UTF-32, valid UTF-8, a declared one that fits, the best score.
  static func detect(_ bytes: UnsafeRawBufferPointer, declared: String? = nil) -> Found {
    if let marked = byteOrderMark(bytes) { return marked }
    let declared = declared.flatMap(TextDecoding.canonical)
    if let declared,
      declared.hasPrefix("utf-16") || declared.hasPrefix("utf-32")
        || declared.hasPrefix("iso-2022") || declared == "utf-7"
    {
      return Found(encoding: declared)
    }
    let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(sampleBytes))
    if head.contains(0), let wide = wideByPattern(head) { return Found(encoding: wide) }
    let sample = highSample(bytes)
    // Only ASCII, in any superset of it.
    if sample.isEmpty { return Found(encoding: "utf-8") }
    let utf8 = sample.withUnsafeBytes(UTF8Check.count)
    // A few broken bytes in much UTF-8 are damage; by chance other encodings give few sequences.
    if utf8.invalidBytes == 0 || utf8.sequences >= 4 * utf8.invalidBytes {
      return Found(encoding: "utf-8")
    }
    if let declared, declared != "utf-8",
      let decoded = sample.withUnsafeBytes({ TextDecoding.decode($0, as: declared) }),
      decoded.undecodable * 100 <= sample.count
    {
      return Found(encoding: declared)
    }
    return Found(encoding: sample.withUnsafeBytes(CharsetScore.best))
  }

  private static let sampleBytes = 64 << 10

  static func byteOrderMark(_ bytes: UnsafeRawBufferPointer) -> Found? {
    func starts(_ mark: UInt8...) -> Bool { bytes.starts(with: mark) }
    if starts(0xEF, 0xBB, 0xBF) { return Found(encoding: "utf-8", markBytes: 3) }
    if starts(0xFF, 0xFE, 0, 0) { return Found(encoding: "utf-32le", markBytes: 4) }
    if starts(0, 0, 0xFE, 0xFF) { return Found(encoding: "utf-32be", markBytes: 4) }
    if starts(0xFF, 0xFE) { return Found(encoding: "utf-16le", markBytes: 2) }
    if starts(0xFE, 0xFF) { return Found(encoding: "utf-16be", markBytes: 2) }
    if starts(0x84, 0x31, 0x95, 0x33) { return Found(encoding: "gb18030", markBytes: 4) }
    return nil
  }

  /// UTF-16 or UTF-32 without a mark, told by how much of it reads as likely characters.
  private static func wideByPattern(_ head: UnsafeRawBufferPointer) -> String? {
    var best: (name: String, share: Double)?
    for name in ["utf-32le", "utf-32be", "utf-16le", "utf-16be"] {
      let unit = name.hasPrefix("utf-32") ? 4 : 2
      let whole = UnsafeRawBufferPointer(rebasing: head.prefix(head.count / unit * unit))
      guard !whole.isEmpty, let decoded = TextDecoding.decode(whole, as: name) else { continue }
      var likely = 0
      var all = 0
      for scalar in decoded.text.unicodeScalars {
        all += 1
        switch scalar.value {
        case 0x20..<0x7F, 0x09, 0x0A, 0x0D, 0xA0..<0x250, 0x370..<0x700, 0x2010..<0x2040,
          0x3000..<0x3100, 0x4E00..<0xA000, 0xAC00..<0xD7A4, 0xFF00..<0xFFEF:
          likely += 1
        default: break
        }
      }
      let share = Double(likely) / Double(max(all, 1))
      if share >= 0.9, share > (best?.share ?? 0) { best = (name, share) }
    }
    return best?.name
  }

  /// Lines that hold a byte above 0x7F, up to the sample's size.
  private static func highSample(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var sample: [UInt8] = []
    var index = 0
    while index < bytes.count, sample.count < sampleBytes {
      while index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      { index += 8 }
      while index < bytes.count, bytes[index] < 0x80 { index += 1 }
      guard index < bytes.count else { break }
      var start = index
      // Back to the line's start, so that no double byte is cut; a very long line from here.
      while start > 0, index - start < 4096, bytes[start - 1] != 0x0A { start -= 1 }
      if start > 0, bytes[start - 1] != 0x0A { start = index }
      var end = index
      while end < bytes.count, end - start < sampleBytes, bytes[end] != 0x0A { end += 1 }
      if end < bytes.count, bytes[end] == 0x0A { end += 1 }
      sample.append(contentsOf: bytes[start..<end])
      index = end
    }
    return sample
  }
}
