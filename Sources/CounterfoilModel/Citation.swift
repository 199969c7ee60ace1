/// A half-open range of Unicode scalars in a text layer.
public typealias ScalarRange = Range<Int>

/// Where a statement comes from: the counterfoil that stays when the fact is torn off.
public enum Citation: Hashable, Sendable {
  /// Words in a document.
  case passage(Passage)
  /// A named person's judgement, by its identifier in the judgement log.
  case judgement(String)
  /// A row of a named import: list or data set, and the row's own identifier there.
  case row(dataset: String, row: String)
}

/// Words in one text layer of one document.
///
/// The range and the quote are two selectors of the same words (W3C Web Annotation). Where they
/// disagree the citation fails closed: it is reported broken, never repaired by guessing.
public struct Passage: Hashable, Sendable {
  /// SHA-256 of the bytes the document was read from.
  public var document: Digest
  /// SHA-256 of the text layer's UTF-8 bytes.
  public var layer: Digest
  public var range: ScalarRange
  /// Counted from 1; nil where the format has no pages.
  public var page: Int?
  public var quote: String

  public init(
    document: Digest, layer: Digest, range: ScalarRange, page: Int? = nil, quote: String
  ) {
    self.document = document
    self.layer = layer
    self.range = range
    self.page = page
    self.quote = quote
  }
}
