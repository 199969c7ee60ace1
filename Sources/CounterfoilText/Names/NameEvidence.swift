/// What the spellings of two names say about whether they are one person's, or one organisation's.
public struct NameEvidence: Sendable {
  /// What kind of thing is named.
  public enum Kind: Sendable {
    case person, organisation

    /// The kind for a schema of FollowTheMoney: `Person` is a person, all else has names as organisations do.
    public init(schema: String) { self = schema == "Person" ? .person : .organisation }
  }

  /// A part of one name and the part of the other it was matched with.
  public struct Match: Sendable, Equatable {
    public enum How: String, Sendable {
      case same, spelled, resembles, initial, spelling, petName, typing, joined, translated, sound
      case differs, missing
    }

    /// As written, or empty where the name has nothing here.
    public let a: String
    public let b: String
    public let how: How
    /// The spelling convention that gives b for a, or both for one character; empty where none is meant.
    public let convention: String
    /// Evidence of this part alone, in decibans.
    public let weight: Double
  }

  /// How many living people are expected to bear a name that fits both spellings.
  public struct Sharers: Sendable, Equatable {
    public let expected: Double
    /// The range that the tables behind it allow.
    public let low: Double
    public let high: Double
  }

  /// In decibans: ten times the decimal logarithm of a likelihood ratio. Positive speaks for one bearer, negative
  /// against, 0 says nothing.
  public let weight: Double
  /// Nil for organisations, and where nothing was compared.
  public let sharers: Sharers?
  public let alignment: [Match]
  /// One plain sentence or two.
  public let reason: String
  public let oddities: AnalysedName.Oddities

  /// Two digits, with separators: 290,000.
  public static func rounded(_ number: Double) -> String { NameReason.rounded(number) }

  /// A spelling convention's name as printed: Hanyu Pinyin for `pinyin`.
  public static func title(ofConvention convention: String) -> String { NameReason.title(convention) }
}
