import CounterfoilModel
import Glibc

/// Large text as a container of numbered pieces, each small enough for one layer.
///
/// Pieces end at line ends where there is one, else between characters. The file is mapped, so
/// memory holds one piece at a time.
enum TextSegments {
  static func read(
    _ bytes: UnsafeRawBufferPointer, type: String, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let found = CharsetDetection.detect(
      bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    var start = found.markBytes
    var number = 0
    let size = max(limits.segmentBytes, 16)
    while start < bytes.count {
      let end = cut(bytes, from: start, size: size, encoding: found.encoding)
      number += 1
      guard number <= limits.members else {
        throw ReadError(
          .limit, "it would make more than \(limits.members) segments",
          advice: "raise the size of a segment")
      }
      let digits = String(number)
      let name = "segment-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      try child(
        ChildDocument(
          name: name, bytes: copy(bytes, start..<end),
          declaredType: "\(type); charset=\(found.encoding)"))
      start = end
    }
    return Reading(
      mediaType: type, encoding: found.encoding,
      metadata: [MetadataEntry(name: "segments", value: String(number))])
  }

  /// Where a piece that begins at `start` ends: after its last line end, else between characters.
  static func cut(
    _ bytes: UnsafeRawBufferPointer, from start: Int, size: Int, encoding: String
  ) -> Int {
    guard bytes.count - start > size else { return bytes.count }
    let unit = encoding.hasPrefix("utf-16") ? 2 : encoding.hasPrefix("utf-32") ? 4 : 1
    if unit == 1 {
      if let end = lastLineEnd(bytes, in: start..<start + size) { return end }
      return characterEnd(bytes, from: start, limit: start + size, encoding: encoding)
    }
    let last = encoding.hasSuffix("le") ? 0 : unit - 1
    let whole = start + size / unit * unit
    var end = whole
    while end > start {
      let at = end - unit
      var isLineEnd = bytes[at + last] == 0x0A
      for offset in 0..<unit where offset != last && bytes[at + offset] != 0 { isLineEnd = false }
      if isLineEnd { return end }
      end -= unit
    }
    // Not between the halves of a surrogate pair.
    let high = encoding.hasSuffix("le") ? bytes[whole - 1] : bytes[whole - 2]
    return unit == 2 && high & 0xFC == 0xD8 && size >= 4 ? whole - 2 : whole
  }

  private static func copy(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8] {
    Array(unsafeUninitializedCapacity: range.count) { space, filled in
      UnsafeMutableRawBufferPointer(space).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[range]))
      filled = range.count
    }
  }

  /// Behind the last line feed, looked for in growing steps from the end.
  private static func lastLineEnd(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var high = range.upperBound
    var step = 4096
    while high > range.lowerBound {
      let low = max(range.lowerBound, high - step)
      var found: Int?
      var at = low
      while at < high, let hit = memchr(base + at, 0x0A, high - at) {
        at = UnsafeRawPointer(hit) - base + 1
        found = at
      }
      if let found { return found }
      high = low
      step *= 2
    }
    return nil
  }

  private static func characterEnd(
    _ bytes: UnsafeRawBufferPointer, from start: Int, limit: Int, encoding: String
  ) -> Int {
    switch encoding {
    case "utf-8":
      var end = limit
      while end > limit - 4, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      return bytes[end] & 0xC0 == 0x80 ? limit : end
    case "gb18030", "big5", "big5-hkscs", "shift_jis", "euc-kr", "euc-jp":
      // Second bytes can look like anything, so characters are walked from the piece's start.
      var end = start
      while true {
        let length = length(bytes, at: end, encoding)
        guard end + length <= limit else { return end > start ? end : limit }
        end += length
      }
    default: return limit
    }
  }

  private static func length(
    _ bytes: UnsafeRawBufferPointer, at index: Int, _ encoding: String
  ) -> Int {
    let lead = bytes[index]
    guard lead >= 0x81, index + 1 < bytes.count else { return 1 }
    switch encoding {
    case "gb18030": return (0x30...0x39).contains(bytes[index + 1]) ? 4 : 2
    case "shift_jis": return (0xA1...0xDF).contains(lead) ? 1 : 2
    case "euc-jp": return lead == 0x8F ? 3 : 2
    default: return 2
    }
  }
}
