/// Folds text for matching and search, so that what reads the same compares the same.
///
/// Compatibility forms (full and half width, ligatures, presentation forms, circled digits) become
/// plain ones, capitals small letters, traditional Chinese characters simplified ones; invisible
/// characters go. Texts that Unicode calls equivalent fold to the same bytes, save for
/// Hangul spelled in single jamo and for the order of several marks on one letter. Folding twice changes nothing more.
///
/// Tables: `languages/folding.tsv` and `languages/traditional-to-simplified.tsv` of the knowledge
/// folder, read when first used.
public struct Folding: Sendable {
  /// For search: also without the diacritics of Latin, Greek and Cyrillic and the points of Hebrew and Arabic.
  public static let shared = Folding(
    table: FoldingTable(folds: true, keepsDiacritics: false, simplifies: true))

  /// Keeps diacritics, decomposed: `é` becomes `e` and U+0301.
  public static let keepingDiacritics = Folding(
    table: FoldingTable(folds: true, keepsDiacritics: true, simplifies: true))

  private static let simplifier = FoldingTable(
    folds: false, keepsDiacritics: true, simplifies: true)

  let table: FoldingTable

  /// The folded text with its way back.
  /// - Precondition: `text` is shorter than 4 GiB.
  /// - Complexity: O(*bytes*); some 1 GB/s of ASCII, 200 MB/s of Chinese.
  public func folded(_ text: String) -> FoldedText {
    text.withUTF8Bytes { bytes in
      let buffer = FoldBuffer()
      table.fold(bytes, into: buffer)
      return FoldedText(buffer)
    }
  }

  /// The folded form of a term, as a key to look up.
  public func key(_ term: String) -> String {
    term.withUTF8Bytes { bytes in
      let buffer = FoldBuffer()
      table.fold(bytes, into: buffer)
      return String(decoding: buffer.bytes, as: UTF8.self)
    }
  }

  /// The text with traditional Chinese characters as simplified ones, one for one, and all else as it was.
  public static func simplified(_ text: String) -> String {
    text.withUTF8Bytes { bytes in
      let buffer = FoldBuffer()
      simplifier.fold(bytes, into: buffer)
      return String(decoding: buffer.bytes, as: UTF8.self)
    }
  }
}
