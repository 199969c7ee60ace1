/// A span of a text layer that names or denotes something.
public struct Mention: Hashable, Sendable {
  /// The kinds found so far; issue by issue the list grows and docs/schema.md follows.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case organisation, term, place, person
    case date, money, number
    case ipv4, ipv6, domain, url, email, md5, sha1, sha256, sha512, cve, asn, bitcoin, ethereum, phone
  }

  public var kind: Kind
  public var range: ScalarRange
  /// The words as they stand in the layer.
  public var quote: String
  /// Normalised: ISO 8601 for dates, `CNY 30000` for money, `12500`, `15%`,
  /// `1/3` or `15/20` for numbers, refanged for observables,
  /// the entry's English name for dictionary mentions.
  public var value: String
  /// From 0 to 1. Rules and dictionaries state a fixed figure until a calibrated model replaces it.
  public var confidence: Double
  /// The knowledge-pack entry this is, such as `mss` or `GL-001`; nil for what no pack lists.
  public var entityHint: String?
  /// Of a date, number or amount: how exact, and counted from when.
  public var quantity: QuantityDetail?
  /// Of a person: the titles that stand by this mention, by start.
  public var titles: [PersonTitle]
  /// Of a short name, where the mention of this document begins whose name it shortens: the first with
  /// the fullest form. Nil for full names, and where two could be meant.
  public var refersTo: Int?

  public init(
    kind: Kind, range: ScalarRange, quote: String, value: String, confidence: Double,
    entityHint: String? = nil, quantity: QuantityDetail? = nil, titles: [PersonTitle] = [],
    refersTo: Int? = nil
  ) {
    self.kind = kind
    self.range = range
    self.quote = quote
    self.value = value
    self.confidence = confidence
    self.entityHint = entityHint
    self.quantity = quantity
    self.titles = titles
    self.refersTo = refersTo
  }
}
