/// Asks a name index. Keeps working memory between calls; make one for each thread.
public final class NameIndexQuery {
  private let index: NameIndex
  private let keys = NameKeys()
  private let matcher = NameMatcher()
  private var seen: [UInt64: UInt16] = [:]

  /// More candidates than this are not weighed: those that share the most keys come first.
  static let mostCandidates = 3000
  /// A word that more names than this have is not looked up by itself.
  static let longestWordList = 4000

  public init(_ index: NameIndex) { self.index = index }

  /// The names that could be the one asked for, the heaviest evidence first, one for each identifier.
  /// - Parameters:
  ///   - top: How many at most.
  ///   - least: The least weight of evidence, in decibans, that is told.
  public func search(_ text: String, top: Int = 10, least: Double = 0) -> [NameIndex.Hit] {
    let query = matcher.analyse(text)
    seen.removeAll(keepingCapacity: true)
    keys.forEachSought(query) { key, isWeak in
      for (place, segment) in index.segments.enumerated() {
        let list = segment.find(key)
        if isWeak, list.count > Self.longestWordList { continue }
        for number in list { seen[UInt64(place) << 32 | UInt64(number), default: 0] += 1 }
      }
    }
    var candidates = Array(seen)
    if candidates.count > Self.mostCandidates {
      candidates.sort { ($0.value, $1.key) > ($1.value, $0.key) }
      candidates.removeLast(candidates.count - Self.mostCandidates)
    }
    var found: [(weight: Float, key: UInt64)] = []
    for candidate in candidates {
      let segment = index.segments[Int(candidate.key >> 32)]
      let name = matcher.analyse(segment.name(Int(candidate.key & 0xFFFF_FFFF)))
      let weight = matcher.weigh(query, name)
      if Double(weight) >= least { found.append((weight, candidate.key)) }
    }
    found.sort { ($0.weight, $1.key) > ($1.weight, $0.key) }
    var hits: [NameIndex.Hit] = []
    var told = Set<String>()
    for (weight, key) in found {
      let segment = index.segments[Int(key >> 32)]
      let number = Int(key & 0xFFFF_FFFF)
      let identifier = segment.identifier(number)
      guard told.insert(identifier).inserted else { continue }
      hits.append(
        NameIndex.Hit(id: identifier, name: segment.name(number), weight: Double(weight)))
      if hits.count == top { break }
    }
    return hits
  }
}
