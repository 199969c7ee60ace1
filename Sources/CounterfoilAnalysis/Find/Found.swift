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
}
