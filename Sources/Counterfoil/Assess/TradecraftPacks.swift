package import CounterfoilAnalysis
import CounterfoilFormats
public import CounterfoilModel
import CounterfoilText
public import Foundation

/// The knowledge packs of tradecraft, ready to find with.
public final class TradecraftPacks: Sendable {
  public let tables: TradecraftTables
  package let finder: IndicatorFinder
  /// Everyday sentences that no form should find more than now and then.
  private let everyday: [String]

  /// - Parameter own: Files or folders of a user's own packs, beside ours.
  /// - Throws: `KnowledgeError`, with file, line and reason.
  public init(own: [URL] = []) throws {
    let root = try KnowledgeLoader.tradecraft(own: own)
    tables = root
    finder = IndicatorFinder(tables: root, terms: try KnowledgeLoader.lexicon().chineseTerms)
    everyday = try KnowledgeLoader.everydaySentences()
  }

  /// The ids that a text shows in whatever voice.
  package func seen(in text: String) -> Set<String> { Set(finder.hits(in: text).map(\.indicator)) }

  /// Of all that packs say: equal digests find and weigh alike.
  package var digest: Digest {
    var text = tables.packs.joined(separator: "\n")
    for indicator in tables.indicators { text += "\n\(indicator)" }
    for counter in tables.counters { text += "\n\(counter)" }
    for name in tables.classes.keys.sorted() { text += "\n\(name) \(tables.classes[name] ?? [])" }
    for voice in Voice.allCases { text += "\n\(voice) \(tables.voices[voice] ?? [])" }
    for pattern in tables.patterns { text += "\n\(pattern)" }
    let weights = tables.weights
    text +=
      "\n\(weights.power.sorted { $0.key.rawValue < $1.key.rawValue }) \(weights.stageCap) \(weights.lead) \(weights.halfLife)"
    text +=
      " \(weights.reliability.sorted { $0.key < $1.key }) \(weights.credibility.sorted { $0.key < $1.key })"
    return Digest(sha256: text)
  }

  /// The ids that a text tells of: what it denies, supposes or warns of is left out.
  public func indicatorsTold(in text: String) -> Set<String> {
    Set(finder.hits(in: text).filter { $0.voice == .told }.map(\.indicator))
  }

  /// A thing that is wrong with a pack that could be read.
  public struct Finding: Hashable, Sendable {
    public var id: String
    public var message: String
  }

  /// The share of everyday sentences that a form may find before it is refused.
  package static let mostEveryday = 0.01

  /// Tries every indicator on its own examples, and every form on everyday sentences.
  public func findings() -> [Finding] {
    var result: [Finding] = []
    let rules =
      tables.indicators.map { ($0.id, $0.matches, $0.ignores) }
      + tables.counters.map { ($0.id, $0.matches, $0.ignores) }
    for (id, matches, ignores) in rules {
      if matches.isEmpty { result.append(Finding(id: id, message: "has no `matches:`, so nothing tests it")) }
      for text in matches where !finder.hits(in: text).contains(where: { $0.indicator == id }) {
        result.append(Finding(id: id, message: "does not find its own example “\(text)”"))
      }
      for text in ignores {
        guard let hit = finder.hits(in: text).first(where: { $0.indicator == id && $0.voice == .told }) else {
          continue
        }
        result.append(Finding(id: id, message: "finds “\(text)”, which it should ignore, by \(hit.form)"))
      }
    }
    return result + tooCommon()
  }

  private func tooCommon() -> [Finding] {
    guard !everyday.isEmpty else { return [] }
    var counts: [String: (id: String, count: Int)] = [:]
    for sentence in everyday {
      for hit in finder.hits(in: sentence) {
        counts["\(hit.indicator)\t\(hit.form)", default: (hit.indicator, 0)].count += 1
      }
    }
    return counts.sorted { $0.key < $1.key }.compactMap { key, value in
      let rate = Double(value.count) / Double(everyday.count)
      guard rate > Self.mostEveryday else { return nil }
      let form = key.split(separator: "\t", maxSplits: 1).last ?? ""
      return Finding(
        id: value.id,
        message:
          "“\(form)” finds \(value.count) of \(everyday.count) everyday sentences, more than one in a hundred; make it rarer"
      )
    }
  }
}
