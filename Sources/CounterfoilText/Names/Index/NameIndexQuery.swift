/// Asks a name index. Keeps working memory between calls, nine bytes a name; make one for each thread.
public final class NameIndexQuery {
  private let index: NameIndex
  private let sought = SoughtKeys()
  private let matcher = NameMatcher()
  private let scores: CandidateScores
  /// The number of each segment's first name among all.
  private let firstNames: [Int]
  private let query = UnsafeMutablePointer<AnalysedName>.allocate(capacity: 1)
  private let candidate = UnsafeMutablePointer<AnalysedName>.allocate(capacity: 1)

  /// Candidates that are weighed, the likeliest first; and how many more where none of the first weighs so much that it
  /// is surely what was sought, in decibans.
  static let firstCandidates = 60
  static let mostCandidates = 400
  static let surely: Float = 18
  /// Of a word that more names have than this, only those are looked up that share another key.
  static let longestWordList = 150
  /// The same of two parts among several, unless agreeing in them says so much, in decibans.
  static let longestWeakList = 64
  static let leadingStrength = 36

  public init(_ index: NameIndex) {
    self.index = index
    scores = CandidateScores(
      shapes: index.segments.flatMap { UnsafeBufferPointer(start: $0.shapes, count: Int($0.header.names)) })
    var first = 0
    firstNames = index.segments.map { segment in
      defer { first += Int(segment.header.names) }
      return first
    }
    query.initialize(to: AnalysedName())
    candidate.initialize(to: AnalysedName())
  }

  deinit {
    query.deallocate()
    candidate.deallocate()
  }

  /// The names that could be the one asked for, the heaviest evidence first, one for each identifier.
  /// - Parameters:
  ///   - top: How many at most.
  ///   - least: The least weight of evidence, in decibans, that is told.
  public func search(_ text: String, top: Int = 10, least: Double = 0) -> [NameIndex.Hit] {
    guard top > 0 else { return [] }
    matcher.analyser.analyse(text, into: &query.pointee)
    let shape = NameShape(query)
    sought.forEach(of: query) { sought in
      // Two of three parts are not enough where many agree in them.
      let longest =
        sought.isCommonplace
        ? Self.longestWordList
        : shape.parts > 2 && sought.strength < Self.leadingStrength ? Self.longestWeakList : .max
      for (place, segment) in index.segments.enumerated() {
        let list = segment.find(sought.key)
        if sought.isCommonplace, list.count > longest { continue }
        let leads = list.count <= longest
        for number in list where number < segment.header.names {
          scores.add(
            firstNames[place] + Int(number), strength: sought.strength, slot: sought.slot, leads: leads)
        }
      }
    }
    var found: [(weight: Float, name: Int)] = []
    var best: Float = 0
    for (place, (_, name)) in scores.take(most: max(Self.mostCandidates, top), query: shape).enumerated() {
      if place == max(Self.firstCandidates, top), best > Self.surely { break }
      let (segment, number) = locate(name)
      matcher.analyser.analyse(segment.comparable(number), into: &candidate.pointee)
      let weight = matcher.weigh(UnsafePointer(query), UnsafePointer(candidate))
      best = max(best, weight)
      if Double(weight) >= least { found.append((weight, name)) }
    }
    found.sort { ($0.weight, $1.name) > ($1.weight, $0.name) }
    var hits: [NameIndex.Hit] = []
    var told = Set<String>()
    for (weight, name) in found {
      let (segment, number) = locate(name)
      let identifier = segment.identifier(number)
      guard told.insert(identifier).inserted else { continue }
      hits.append(NameIndex.Hit(id: identifier, name: segment.name(number), weight: Double(weight)))
      if hits.count == top { break }
    }
    return hits
  }

  /// The segment that holds a name, and its number there.
  private func locate(_ name: Int) -> (NameIndex.Segment, Int) {
    var place = firstNames.count - 1
    while firstNames[place] > name { place -= 1 }
    return (index.segments[place], name - firstNames[place])
  }
}
