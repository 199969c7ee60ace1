internal import CounterfoilModel

/// What a picture says of itself before a pixel of it is decoded: enough to refuse an absurd one.
///
/// Read without any library, in the process that reads every file; only what passes here is handed
/// to the decoders, in another process.
struct PictureHeader: Hashable {
  /// Of the largest picture in the file for GIF and WebP, whose frames share one canvas.
  struct Size: Hashable {
    var width: Int
    var height: Int
    /// Dots per inch as the file says, if it says so believably.
    var density: Double?

    /// Points for each pixel: by the file's own density, else one; never so many that the page is
    /// larger than boxes can say.
    var pointsPerPixel: Double {
      let wanted = density.map { 72 / $0 } ?? 1
      return min(wanted, Self.longestPoints / Double(max(width, height, 1)))
    }

    /// Boxes are kept in tenths of a point, in 16 bits.
    private static let longestPoints = 6_500.0
  }

  var mediaType: String
  var words: String
  /// One for each picture; TIFF alone has several.
  var sizes: [Size]

  /// Nil for what is no picture; without sizes where the header is cut short or makes no sense.
  init?(_ bytes: UnsafeRawBufferPointer) {
    let picture = PictureBytes(bytes)
    if picture.isBitmap {
      (mediaType, words) = ("image/bmp", "a BMP picture")
    } else {
      guard let type = MediaType.sniff(bytes), Self.types.contains(type.name) else { return nil }
      (mediaType, words) = (type.name, type.words)
    }
    sizes =
      switch mediaType {
      case "image/png": [picture.png].compactMap(\.self)
      case "image/jpeg": [picture.jpeg].compactMap(\.self)
      case "image/gif": [picture.gif].compactMap(\.self)
      case "image/webp": [picture.webp].compactMap(\.self)
      case "image/bmp": [picture.bitmap].compactMap(\.self)
      default: picture.tiff
      }
    sizes.removeAll { $0.width <= 0 || $0.height <= 0 }
  }

  private static let types: Set<String> = [
    "image/png", "image/jpeg", "image/gif", "image/tiff", "image/webp",
  ]
}

/// The fields of picture headers, each read only where it is there.
private struct PictureBytes {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private func number(at offset: Int, _ count: Int, big: Bool) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    var value = 0
    for index in 0..<count {
      value = value << 8 | Int(bytes[offset + (big ? index : count - 1 - index)])
    }
    return value
  }

  private func word(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
  }

  /// Densities outside are placeholders, such as 1 or 72,000.
  private func believable(_ density: Double) -> Double? {
    (40...2400).contains(density) ? density : nil
  }

  var png: PictureHeader.Size? {
    guard word("IHDR", at: 12), let width = number(at: 16, 4, big: true),
      let height = number(at: 20, 4, big: true)
    else { return nil }
    var size = PictureHeader.Size(width: width, height: height)
    var at = 8
    while let length = number(at: at, 4, big: true), !word("IDAT", at: at + 4), at < 1 << 20 {
      if word("pHYs", at: at + 4), let dots = number(at: at + 8, 4, big: true),
        number(at: at + 16, 1, big: true) == 1
      {
        size.density = believable(Double(dots) * 0.0254)
      }
      at += 12 + length
    }
    return size
  }

  var jpeg: PictureHeader.Size? {
    var at = 2
    var density: Double?
    while let mark = number(at: at, 2, big: true), mark >> 8 == 0xFF {
      if mark == 0xFFFF {
        at += 1
        continue
      }
      if mark == 0xFF01 || (0xFFD0...0xFFD8).contains(mark) {
        at += 2
        continue
      }
      guard let length = number(at: at + 2, 2, big: true), length >= 2, mark != 0xFFDA else { return nil }
      if mark == 0xFFE0, word("JFIF", at: at + 4), let dots = number(at: at + 12, 2, big: true) {
        switch number(at: at + 11, 1, big: true) {
        case 1: density = believable(Double(dots))
        case 2: density = believable(Double(dots) * 2.54)
        default: break
        }
      }
      // Frame headers, without tables of Huffman and arithmetic codes, which share their range.
      if (0xFFC0...0xFFCF).contains(mark), ![0xFFC4, 0xFFC8, 0xFFCC].contains(mark) {
        guard let height = number(at: at + 5, 2, big: true), let width = number(at: at + 7, 2, big: true)
        else { return nil }
        return PictureHeader.Size(width: width, height: height, density: density)
      }
      at += 2 + length
    }
    return nil
  }

  var gif: PictureHeader.Size? {
    guard let width = number(at: 6, 2, big: false), let height = number(at: 8, 2, big: false) else {
      return nil
    }
    return PictureHeader.Size(width: width, height: height)
  }

  var webp: PictureHeader.Size? {
    if word("VP8X", at: 12) {
      guard let width = number(at: 24, 3, big: false), let height = number(at: 27, 3, big: false) else {
        return nil
      }
      return PictureHeader.Size(width: width + 1, height: height + 1)
    }
    if word("VP8L", at: 12) {
      guard let packed = number(at: 21, 4, big: false) else { return nil }
      return PictureHeader.Size(width: packed & 0x3FFF + 1, height: packed >> 14 & 0x3FFF + 1)
    }
    guard word("VP8 ", at: 12), let width = number(at: 26, 2, big: false),
      let height = number(at: 28, 2, big: false)
    else { return nil }
    return PictureHeader.Size(width: width & 0x3FFF, height: height & 0x3FFF)
  }

  /// `BM` alone begins many a text: the length of the inner header must be a known one.
  var isBitmap: Bool {
    guard word("BM", at: 0), let inner = number(at: 14, 4, big: false) else { return false }
    return [12, 40, 52, 56, 64, 108, 124].contains(inner)
  }

  var bitmap: PictureHeader.Size? {
    if number(at: 14, 4, big: false) == 12 {
      guard let width = number(at: 18, 2, big: false), let height = number(at: 20, 2, big: false) else {
        return nil
      }
      return PictureHeader.Size(width: width, height: height)
    }
    guard let width = number(at: 18, 4, big: false), let height = number(at: 22, 4, big: false) else {
      return nil
    }
    // A negative height says that the first row is the top one.
    let rows = Int(Int32(truncatingIfNeeded: height)).magnitude
    let density = number(at: 38, 4, big: false).flatMap { believable(Double($0) * 0.0254) }
    return PictureHeader.Size(
      width: Int(Int32(truncatingIfNeeded: width)), height: Int(rows), density: density)
  }

  /// Pages of a TIFF; a file of more is cut, and one whose directories go in a circle ends.
  private static let mostDirectories = 10_000

  var tiff: [PictureHeader.Size] {
    let big = bytes.first == 0x4D
    var sizes: [PictureHeader.Size] = []
    var seen: Set<Int> = []
    var next = number(at: 4, 4, big: big) ?? 0
    while next > 0, seen.insert(next).inserted, sizes.count < Self.mostDirectories,
      let entries = number(at: next, 2, big: big)
    {
      var size = PictureHeader.Size(width: 0, height: 0)
      var unit = 2
      for index in 0..<entries {
        let at = next + 2 + index * 12
        guard let tag = number(at: at, 2, big: big), let type = number(at: at + 2, 2, big: big) else { break }
        let value = type == 3 ? number(at: at + 8, 2, big: big) : number(at: at + 8, 4, big: big)
        guard let value else { break }
        switch tag {
        case 256: size.width = value
        case 257: size.height = value
        case 282:
          if let dots = number(at: value, 4, big: big), let over = number(at: value + 4, 4, big: big),
            over > 0
          {
            size.density = Double(dots) / Double(over)
          }
        case 296: unit = value
        default: break
        }
      }
      size.density = size.density.flatMap { believable(unit == 3 ? $0 * 2.54 : $0) }
      sizes.append(size)
      next = number(at: next + 2 + entries * 12, 4, big: big) ?? 0
    }
    return sizes
  }
}
