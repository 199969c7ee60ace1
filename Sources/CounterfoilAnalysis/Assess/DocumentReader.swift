public import CounterfoilModel

/// Tells texts that speak about behaviour (laws, guidance, fiction) from those that tell of it.
public struct DocumentReader: Sendable {
  public init() {}

  /// - Parameter hits: As `IndicatorFinder` gives them for this text.
  public func reading(of text: String, hits: [IndicatorHit]) -> DocumentReading {
    if isLaw(text) { return .law }
    let indicators = hits.filter { !$0.indicator.hasPrefix("CTR") }
    let count = Double(max(indicators.count, 1))
    func share(_ voice: Voice) -> Double { Double(indicators.count { $0.voice == voice }) / count }
    if share(.rule) > 0.5 { return .law }
    if share(.fiction) >= 0.5 { return .fiction }
    if share(.warned) + share(.supposed) >= 0.5 { return .guidance }
    return .account
  }

  /// At least so many lines begin as an article or section does.
  private static let articles = 4

  /// Numbered articles, and nobody who agrees on them.
  private func isLaw(_ text: String) -> Bool {
    var articles = 0
    for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let start = String(decoding: line.prefix(40), as: UTF8.self).drop {
        $0 == " " || $0 == "\u{3000}" || $0 == "#" || $0 == "*"
      }
      if isArticle(start) { articles += 1 }
      if articles >= Self.articles { break }
    }
    guard articles >= Self.articles else { return false }
    return !["甲方", "乙方", "Party A", "Party B", "hereinafter", "(the \"Company\")", "本协议", "本合同"].contains {
      text.contains($0)
    }
  }

  private func isArticle(_ line: Substring) -> Bool {
    if line.hasPrefix("第") {
      let unit = line.dropFirst().prefix(10).drop { "一二三四五六七八九十百千零〇0123456789 -".contains($0) }
      return unit.hasPrefix("条") || unit.hasPrefix("條")
    }
    for word in ["Article ", "Section ", "Sec. ", "§ ", "§", "SEC. ", "SECTION ", "ARTICLE "]
    where line.hasPrefix(word) {
      return line.dropFirst(word.count).first?.isNumber ?? false
    }
    return false
  }
}
