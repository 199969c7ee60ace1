import Glibc

/// A trained model: sections of flat tables in one file, mapped into memory.
///
/// Header: eight bytes of name and version, the number of sections, then offset and length of each,
/// all little-endian. A file that is cut short or of another version is no model.
package final class ModelFile: @unchecked Sendable {
  // Mapped read-only; nothing writes to it.
  package static let magic: [UInt8] = Array("CFname01".utf8)

  /// The sections, by number.
  package enum Section: Int, CaseIterable {
    /// Weights: a feature's row has a byte for each tag.
    case features
    /// Scores of a tag after a tag, 16 bits each.
    case transitions
    /// Words with what is known of them.
    case words
    /// Names of one or several words; empty for Chinese.
    case phrases
    /// Properties of single Chinese characters, 64 bits each; empty for English.
    case characters
    /// Margin → confidence in thousandths, 16 bits each; one row a class.
    case calibration
  }

  private let base: UnsafeRawPointer
  private let length: Int

  /// - Returns: nil where the file is missing or no model.
  package init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 128,
      let map = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), map != MAP_FAILED
    else { return nil }
    base = UnsafeRawPointer(map)
    length = Int(status.st_size)
    guard isSound else { return nil }
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: base), length) }

  private var isSound: Bool {
    for (index, byte) in Self.magic.enumerated()
    where base.load(fromByteOffset: index, as: UInt8.self) != byte { return false }
    return Section.allCases.allSatisfy { section in
      let (offset, count) = place(section)
      guard offset >= 0, offset % 16 == 0, count >= 0, offset <= length, count <= length - offset else {
        return false
      }
      switch section {
      case .features: return isTable(offset, count, width: RecogniserTag.rowWidth)
      case .words:
        let isChinese = has(.characters)
        return isTable(
          offset, count, width: isChinese ? ChineseWordCutter.rowWidth : EnglishFeatures.wordWidth)
      case .phrases: return count == 0 || isTable(offset, count, width: EnglishFeatures.phraseWidth)
      case .characters: return count == 0 || count == ChineseCharacters.count * 8
      case .transitions: return count == RecogniserTag.count * RecogniserTag.rowWidth * 2
      case .calibration: return count == Recogniser.calibrationSteps * RecogniserTag.kinds.count * 2
      }
    }
  }

  /// Whether a section has anything in it.
  func has(_ section: Section) -> Bool { place(section).count > 0 }

  /// Whether a section is a table of such rows with a free slot, at which looking for a missing key ends.
  private func isTable(_ offset: Int, _ count: Int, width: Int) -> Bool {
    guard count >= 16 else { return false }
    let capacity = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    guard capacity > 0, capacity < 1 << 28,
      base.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self) == UInt64(width),
      count == 16 + Int(capacity) * (4 + width)
    else { return false }
    return UnsafeRawBufferPointer(start: base + offset + 16, count: Int(capacity) * 4)
      .bindMemory(to: UInt32.self).contains(0)
  }

  private func place(_ section: Section) -> (offset: Int, count: Int) {
    let at = 16 + section.rawValue * 16
    return (
      Int(truncatingIfNeeded: base.loadUnaligned(fromByteOffset: at, as: UInt64.self)),
      Int(truncatingIfNeeded: base.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
    )
  }

  func bytes(_ section: Section) -> UnsafeRawBufferPointer {
    let (offset, count) = place(section)
    return UnsafeRawBufferPointer(start: base + offset, count: count)
  }

  func table(_ section: Section) -> FlatTable {
    let start = base + place(section).offset
    let capacity = start.loadUnaligned(as: UInt64.self)
    let width = Int(start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    // Sections begin at multiples of 16, and the number of keys is a multiple of four.
    return FlatTable(
      keys: (start + 16).assumingMemoryBound(to: UInt32.self),
      rows: (start + 16 + Int(capacity) * 4).assumingMemoryBound(to: UInt8.self),
      capacity: capacity, width: width)
  }

  /// The bytes of a file with these sections.
  package static func bytes(_ sections: [Section: [UInt8]]) -> [UInt8] {
    var header = magic + littleEndian(UInt64(Section.allCases.count))
    var body: [UInt8] = []
    let start = 16 + Section.allCases.count * 16
    for section in Section.allCases {
      let content = sections[section] ?? []
      header += littleEndian(UInt64(start + body.count)) + littleEndian(UInt64(content.count))
      body += content
      while body.count % 16 != 0 { body.append(0) }
    }
    return header + body
  }

  package static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
