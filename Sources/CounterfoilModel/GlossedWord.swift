/// A word of Chinese, explained to a reader who has none.
public struct GlossedWord: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case word, person, organisation, term, place
  }

  public var range: ScalarRange
  public var quote: String
  public var kind: Kind
  /// Hanyu Pinyin with tone marks; nil where a character's reading is not known.
  public var pinyin: String?
  /// What it means in plain English: of glossary terms, organisations and places only.
  public var gloss: String?
  /// What a reader could take it for by mistake, or should know about the organisation.
  public var warning: String?
  /// A person's name as other conventions write it, the commonest first; a convention is a way of
  /// writing, not a people.
  public var spellings: [Spelling] = []
  /// About how many people bear the name; nil for what is no name.
  public var sharers: Double?
  /// The knowledge-pack entry, such as `mss`.
  public var entityHint: String?

  public struct Spelling: Hashable, Sendable {
    public var convention: String
    public var text: String

    public init(convention: String, text: String) {
      self.convention = convention
      self.text = text
    }
  }

  public init(
    range: ScalarRange, quote: String, kind: Kind, pinyin: String?, gloss: String? = nil,
    entityHint: String? = nil
  ) {
    self.range = range
    self.quote = quote
    self.kind = kind
    self.pinyin = pinyin
    self.gloss = gloss
    self.entityHint = entityHint
  }
}
