/// The text of a document as one reader saw it, with positions.
///
/// Layers are derived from originals, versioned by their digest, and can be rebuilt. All ranges
/// count Unicode scalars of `text`.
public struct TextLayer: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable { case text, ocr, translation }

  public var kind: Kind
  public var text: String
  /// In order, without gaps between first and last; empty where the format has no pages.
  public var pages: [PageSpan]
  /// Spans that a reader must not take for plain visible text.
  public var marks: [LayerMark]

  public init(
    kind: Kind = .text, text: String, pages: [PageSpan] = [], marks: [LayerMark] = []
  ) {
    self.kind = kind
    self.text = text
    self.pages = pages
    self.marks = marks
  }

  /// The page, counted from 1, on which a scalar offset stands.
  /// - Complexity: O(log *pages*).
  public func page(at offset: Int) -> Int? {
    var low = 0
    var high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < pages.count && pages[low].range.lowerBound <= offset ? pages[low].number : nil
  }
}

/// Where one page stands in its layer.
public struct PageSpan: Hashable, Sendable {
  /// Counted from 1, as the file orders them.
  public var number: Int
  public var range: ScalarRange
  /// True when the page carries a picture and no text, so that only OCR could read it.
  public var needsOCR: Bool
  /// True when OCR read the page: its text is what a machine saw in a picture.
  public var isOCR: Bool
  /// Width and height in points (1/72 inch).
  public var size: (width: Float, height: Float)
  /// One box for each scalar of the page's range, for highlighting; empty where not known.
  public var boxes: [CharacterBox]

  public init(
    number: Int, range: ScalarRange, needsOCR: Bool = false, isOCR: Bool = false,
    size: (width: Float, height: Float) = (0, 0), boxes: [CharacterBox] = []
  ) {
    self.number = number
    self.range = range
    self.needsOCR = needsOCR
    self.isOCR = isOCR
    self.size = size
    self.boxes = boxes
  }

  public static func == (left: PageSpan, right: PageSpan) -> Bool {
    left.number == right.number && left.range == right.range && left.needsOCR == right.needsOCR
      && left.isOCR == right.isOCR && left.size == right.size && left.boxes == right.boxes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(number)
    hasher.combine(range)
  }
}

/// A character's rectangle on its page, in points from the top left corner. All zero for a
/// character that has no place on the page, such as a line break the reader supplied.
public struct CharacterBox: Hashable, Sendable {
  public var left, top, right, bottom: Float

  public init(left: Float, top: Float, right: Float, bottom: Float) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }
}

/// A span of a layer that differs from plain visible text, or has a role.
public struct LayerMark: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// In the file but not shown to a reader of it (CSS `display:none`, white on white, comments).
    case hidden
    /// Header lines that the reader wrote out: mail headers, a table's header row.
    case header
    /// Words quoted from an earlier message.
    case quoted
    case title
    case link
    case comment, inserted, deleted
    /// A word that OCR read; the detail is its confidence, from 0 to 100.
    case word
    /// A word that OCR read and is unsure of; the detail is its confidence.
    case unsure
  }

  public var kind: Kind
  public var range: ScalarRange
  /// A link's target, a comment's author; nil where the kind has none.
  public var detail: String?

  public init(kind: Kind, range: ScalarRange, detail: String? = nil) {
    self.kind = kind
    self.range = range
    self.detail = detail
  }
}
