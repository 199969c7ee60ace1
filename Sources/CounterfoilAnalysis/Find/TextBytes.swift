/// The UTF-8 bytes of a text and the look-ups every scanner makes in them.
///
/// Reads outside the text give 0, so that scanners need no bounds checks of their own.
/// Unsafe so that the hot loops carry no checks; see Benchmarks/find.
struct TextBytes {
  let base: UnsafePointer<UInt8>
  let count: Int
  let classes: UnsafePointer<UInt8>

  /// Runs `body` over the bytes; the pointers do not outlive it.
  static func with<Result>(_ text: String, _ body: (TextBytes) -> Result) -> Result {
    var text = text
    return text.withUTF8 { buffer in
      ByteClass.table.withUnsafeBufferPointer { classes in
        var nothing: UInt8 = 0
        return withUnsafePointer(to: &nothing) { empty in
          // The table has 256 entries, so its base address exists.
          body(
            TextBytes(
              base: buffer.baseAddress ?? empty, count: buffer.count,
              classes: classes.baseAddress ?? empty))
        }
      }
    }
  }

  @inline(__always) subscript(_ index: Int) -> UInt8 {
    index >= 0 && index < count ? base[index] : 0
  }

  @inline(__always) func has(_ index: Int, _ bits: UInt8) -> Bool {
    index >= 0 && index < count && classes[Int(base[index])] & bits != 0
  }

  /// The byte at `index`, ASCII letters in lower case.
  @inline(__always) func lower(_ index: Int) -> UInt8 {
    let byte = self[index]
    return byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Whether the bytes from `index` are `word`, with traditional characters taken as simplified.
  /// - Parameters:
  ///   - word: Simplified; in lower case unless `exactCase`.
  func agrees(_ word: [UInt8], at index: Int, exactCase: Bool = false) -> Bool {
    guard index >= 0, index + word.count <= count else { return false }
    var offset = 0
    while offset < word.count {
      let byte = base[index + offset]
      if byte >= 0xE3, byte < 0xEA, offset + 2 < word.count {
        let simple = SimplifiedCharacters.shared.bytes(
          byte, base[index + offset + 1], base[index + offset + 2])
        guard simple == (word[offset], word[offset + 1], word[offset + 2]) else { return false }
        offset += 3
      } else {
        guard (exactCase ? byte : lower(index + offset)) == word[offset] else { return false }
        offset += 1
      }
    }
    return true
  }

  /// Whether the bytes from `index` are `word`, ignoring the case of ASCII letters.
  /// - Parameter word: In lower case.
  @inline(__always) func matches(_ word: StaticString, at index: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    for offset in 0..<length where lower(index + offset) != word.utf8Start[offset] { return false }
    return true
  }

  /// The scalar that three bytes of UTF-8 stand for.
  @inline(__always) static func scalar(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> UInt32 {
    UInt32(one & 0x0F) << 12 | UInt32(two & 0x3F) << 6 | UInt32(three & 0x3F)
  }

  func string(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count),
      as: UTF8.self)
  }

  /// Whether a letter of two bytes stands at `index`: Latin with accents, Greek, Cyrillic ….
  @inline(__always) func isAccentedLetter(_ index: Int) -> Bool {
    self[index] >= 0xC3 && self[index] <= 0xD4 && self[index + 1] & 0xC0 == 0x80
  }

  /// Whether the scalar that ends just before `index` is a letter of a script written with
  /// spaces (Latin with accents, Greek, Cyrillic …), so that the word goes on to the left.
  func followsAccentedLetter(_ index: Int) -> Bool {
    guard self[index - 1] & 0xC0 == 0x80 else { return false }
    return self[index - 2] >= 0xC3 && self[index - 2] <= 0xD4
  }
}
