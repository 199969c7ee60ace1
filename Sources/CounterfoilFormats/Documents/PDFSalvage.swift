/// Gives a PDF that was cut short a page list again, made of the pages that are still there.
///
/// Only pages that stand in the file uncompressed are found; those packed into object streams are lost with the
/// cross-reference stream.
enum PDFSalvage {
  private static let mostPages = 20_000
  /// A4, in points: for pages whose size stood in the lost list.
  private static let pageBox = "[0 0 595 842]"

  /// The bytes with a catalogue and a page list behind them, and how many pages they list; nil where no page is found.
  static func repaired(_ bytes: UnsafeRawBufferPointer) -> (bytes: [UInt8], pages: Int)? {
    var pages: [Int] = []
    var highest = 0
    var at = 0
    var object: Int?
    while at < bytes.count, pages.count < mostPages {
      let byte = bytes[at]
      if byte == UInt8(ascii: "o"), follows("obj", at, bytes), let number = number(before: at, bytes) {
        object = number
        highest = max(highest, number)
      } else if byte == UInt8(ascii: "/"), follows("/Type", at, bytes) {
        var next = at + 5
        while next < bytes.count, isSpace(bytes[next]) { next += 1 }
        // A page, not the list of pages.
        if follows("/Page", next, bytes), next + 5 < bytes.count, !isLetter(bytes[next + 5]),
          let page = object
        {
          pages.append(page)
          object = nil
        }
      }
      at += 1
    }
    guard !pages.isEmpty, highest < 8_000_000 else { return nil }
    let list = pages.map { "\($0) 0 R" }.joined(separator: " ")
    let (catalogue, tree) = (highest + 1, highest + 2)
    let tail = """

      endobj
      \(catalogue) 0 obj
      <</Type/Catalog/Pages \(tree) 0 R>>
      endobj
      \(tree) 0 obj
      <</Type/Pages/Count \(pages.count)/MediaBox\(pageBox)/Kids[\(list)]>>
      endobj
      trailer
      <</Size \(tree + 1)/Root \(catalogue) 0 R>>
      %%EOF

      """
    return (Array(bytes) + Array(tail.utf8), pages.count)
  }

  private static func follows(_ word: StaticString, _ at: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard at >= 0, at + word.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount where bytes[at + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The number of the object whose `obj` stands at `at`: `12 0 obj`.
  private static func number(before at: Int, _ bytes: UnsafeRawBufferPointer) -> Int? {
    var place = at - 1
    func skip(_ belongs: (UInt8) -> Bool) -> Range<Int> {
      let end = place + 1
      while place >= 0, end - place < 12, belongs(bytes[place]) { place -= 1 }
      return (place + 1)..<end
    }
    guard !skip(isSpace).isEmpty, !skip(isDigit).isEmpty, !skip(isSpace).isEmpty else { return nil }
    let digits = skip(isDigit)
    guard !digits.isEmpty else { return nil }
    return digits.reduce(0) { $0 * 10 + Int(bytes[$1] - 0x30) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
}
