import CounterfoilModel

/// A mention still in byte offsets.
struct Found {
  var kind: Mention.Kind
  /// UTF-8 byte offsets.
  var start: Int
  var end: Int
  var value: String
  var confidence: Double
  var hint: String?
  var quantity: QuantityDetail?
  var titles: [FoundTitle] = []
  /// The byte at which the mention begins that this one shortens.
  var refersTo: Int?
}

/// A title still in byte offsets.
struct FoundTitle {
  var kind: PersonTitle.Kind
  var start: Int
  var end: Int
}

/// A pronoun or a noun still in byte offsets.
struct FoundReference {
  var kind: Reference.Kind
  var start: Int
  var end: Int
  var refersTo: Int
}
