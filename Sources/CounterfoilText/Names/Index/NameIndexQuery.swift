/// Asks a name index. Keeps working memory between calls; make one for each thread.
public final class NameIndexQuery {
  private let index: NameIndex
  private let keys = NameKeys()
  private let matcher = NameMatcher()
  private var seen: [UInt64] = []
  private let candidate = UnsafeMutablePointer<AnalysedName>.allocate(capacity: 1)

  /// More candidates than this are not weighed: those that the strongest keys led to come first.
  static let mostCandidates = 800
  /// Of a word that more names have than this, only those are looked up that share another key.
  static let longestWordList = 150

  public init(_ index: NameIndex) {
    self.index = index
    candidate.initialize(to: AnalysedName())
  }

  deinit { candidate.deallocate() }

  /// The names that could be the one asked for, the heaviest evidence first, one for each identifier.
  /// - Parameters:
  ///   - top: How many at most.
  ///   - least: The least weight of evidence, in decibans, that is told.
  public func search(_ text: String, top: Int = 10, least: Double = 0) -> [NameIndex.Hit] {
    guard top > 0 else { return [] }
    let query = matcher.analyse(text)
    seen.removeAll(keepingCapacity: true)
    keys.forEachSought(query) { key, strength, pair in
      for (place, segment) in index.segments.enumerated() {
        let list = segment.find(key)
        if strength == NameKeys.weakest, list.count > Self.longestWordList { continue }
        let head = UInt64(place) << 43 | UInt64(pair) << 6 | UInt64(strength)
        for number in list where number < segment.header.names { seen.append(head | UInt64(number) << 11) }
      }
    }
    var found: [(weight: Float, key: UInt64)] = []
    withUnsafePointer(to: query) { query in
      for key in candidates() {
        let segment = index.segments[Int(key >> 32)]
        matcher.analyser.analyse(
          segment.comparable(Int(key & 0xFFFF_FFFF)), into: &candidate.pointee)
        let weight = matcher.weigh(query, UnsafePointer(candidate))
        if Double(weight) >= least { found.append((weight, key)) }
      }
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

  /// Each name seen once; where there are too many, those that the strongest keys led to.
  private func candidates() -> [UInt64] {
    seen.sort()
    var runs: [(strength: Int, key: UInt64)] = []
    for (index, entry) in seen.enumerated() {
      // The last entry of a name and pair is the strongest.
      if index + 1 < seen.count, seen[index + 1] >> 6 == entry >> 6 { continue }
      let key = entry >> 11
      let strength = Int(entry & 63)
      if runs.last?.key == key {
        runs[runs.count - 1].strength += strength
      } else {
        runs.append((strength, key))
      }
    }
    if runs.count > Self.mostCandidates {
      runs.sort { ($0.strength, $1.key) > ($1.strength, $0.key) }
      runs.removeLast(runs.count - Self.mostCandidates)
    }
    return runs.map(\.key)
  }
}
