/// Which words stand together where a text describes a behaviour: one form of an indicator, of a
/// counter-indicator or of a voice. `Knowledge/tradecraft/README.md` says how it is written.
public struct WordForm: Hashable, Sendable {
  public enum Alternative: Hashable, Sendable {
    /// Any word of a class of the packs.
    case wordClass(String)
    /// Words side by side, each in any inflection.
    case words(String)
    /// As written, upper and lower case included.
    case exactly(String)
    /// A sum of money.
    case amount
    case number
  }

  public struct Item: Hashable, Sendable {
    public var alternatives: [Alternative]
    /// Whether it must stand after the item before it.
    public var isAfter: Bool
    /// Whether the sentence must not have it.
    public var isGuard: Bool

    public init(alternatives: [Alternative], isAfter: Bool, isGuard: Bool) {
      self.alternatives = alternatives
      self.isAfter = isAfter
      self.isGuard = isGuard
    }
  }

  /// As the pack has it; names the form in messages.
  public var written: String
  public var items: [Item]
  /// English words, or Chinese characters, from the first item to the last; nil for the usual number.
  public var limit: Int?
  /// Whether it may reach into the next sentence.
  public var isWide: Bool

  public init(written: String, items: [Item], limit: Int? = nil, isWide: Bool = false) {
    self.written = written
    self.items = items
    self.limit = limit
    self.isWide = isWide
  }
}
