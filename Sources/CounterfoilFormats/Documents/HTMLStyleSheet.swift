/// What a page's `<style>` elements hide: rules for one class or one id.
///
/// Selectors with combinators or pseudo-classes and rules inside `@media` and its like are left out:
/// whether they apply depends on more than the element. So words that a page hides may go unmarked;
/// words that it shows are marked hidden only where a later rule of another form shows them again.
struct HTMLStyleSheet {
  /// Declarations as written, by selector: `.note` or `#note`.
  private var hiding: [String: [UInt8]] = [:]
  /// Pages with more rules than this are generated, and their rules are not about words.
  private static let ruleLimit = 20_000
  private var rules = 0

  var isEmpty: Bool { hiding.isEmpty }

  /// Adds the rules of one `<style>` element; a later rule for a selector replaces an earlier one.
  /// - Complexity: O(*bytes*).
  mutating func add(_ css: some Collection<UInt8>) {
    var selector: [UInt8] = []
    var body: [UInt8] = []
    var depth = 0
    var isSkipping = false
    var previous: UInt8 = 0
    var inComment = false
    for byte in css {
      defer { previous = byte }
      if inComment {
        if previous == UInt8(ascii: "*"), byte == UInt8(ascii: "/") { inComment = false }
        continue
      }
      if previous == UInt8(ascii: "/"), byte == UInt8(ascii: "*") {
        inComment = true
        if depth == 0 { selector.removeLast() } else if !body.isEmpty { body.removeLast() }
        continue
      }
      switch byte {
      case UInt8(ascii: "{"):
        depth += 1
        if depth == 1 { isSkipping = selector.contains(UInt8(ascii: "@")) }
      case UInt8(ascii: "}"):
        guard depth > 0 else { continue }
        depth -= 1
        guard depth == 0 else { continue }
        if !isSkipping, rules < Self.ruleLimit { add(selector, body) }
        selector.removeAll(keepingCapacity: true)
        body.removeAll(keepingCapacity: true)
      case UInt8(ascii: ";") where depth == 0:
        // An @import or @charset ends here.
        selector.removeAll(keepingCapacity: true)
      default:
        if depth == 0 { selector.append(byte) } else if depth == 1, !isSkipping { body.append(byte) }
      }
    }
  }

  private mutating func add(_ selectors: [UInt8], _ body: [UInt8]) {
    rules += 1
    var style = HTMLStyle()
    style.apply(body)
    let hides = style.hidesSubtree || style.isInvisible == true || style.isTiny == true
    for part in selectors.split(separator: UInt8(ascii: ",")) {
      let words = part.split { $0 <= 0x20 }
      guard words.count == 1, let word = words.first,
        word.first == UInt8(ascii: ".") || word.first == UInt8(ascii: "#"),
        !word.contains(where: Self.isCompound),
        !word.dropFirst().contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "#") })
      else { continue }
      hiding[String(decoding: word, as: UTF8.self)] = hides ? body : nil
    }
  }

  private static func isCompound(_ byte: UInt8) -> Bool {
    [
      UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "~"),
      UInt8(ascii: "*"),
    ]
    .contains(byte)
  }

  /// Adds to a style what the sheet says of one selector.
  func apply(_ selector: String, to style: inout HTMLStyle) {
    if let body = hiding[selector] { style.apply(body) }
  }
}
