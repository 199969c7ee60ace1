/// Finds the best tags of a sentence, and by how much each name beats the best reading without it.
///
/// Integers throughout, so that the answer is the same in every build. Unsafe, since it is the
/// inner loop of `find`; see Benchmarks/find.
final class TagDecoder {
  /// A name: tokens, class and margin.
  struct Name {
    var first: Int
    var last: Int
    var kind: Int
    /// In steps of the score: `Recogniser.scale` of them are a factor of e in odds.
    var margin: Int
  }

  typealias Row = SIMD16<Int32>
  static let impossible: Int32 = -100_000_000

  private let scores: UnsafeMutablePointer<Row>
  private let forward: UnsafeMutablePointer<Row>
  private let backward: UnsafeMutablePointer<Row>
  /// For each token and tag the tag before it.
  private let origins: UnsafeMutablePointer<SIMD16<UInt8>>
  private var path: [Int] = []

  private let weights: FlatTable
  /// For each tag the scores of those that may follow it.
  private let rows: UnsafeMutablePointer<Row>
  /// The tags a sentence may begin with.
  private let startsHere: SIMDMask<SIMD16<Int32>>
  private static let closed = RecogniserTag.closed

  init(_ model: ModelFile) {
    let capacity = FeatureBuffer.longest
    scores = .allocate(capacity: capacity)
    forward = .allocate(capacity: capacity)
    backward = .allocate(capacity: capacity)
    origins = .allocate(capacity: capacity)
    rows = .allocate(capacity: RecogniserTag.count)
    weights = model.table(.features)
    let bytes = model.bytes(.transitions)
    var starts = SIMDMask<SIMD16<Int32>>(repeating: false)
    for from in 0..<RecogniserTag.count {
      var row = Row(repeating: Self.impossible)
      for to in 0..<RecogniserTag.count where RecogniserTag.mayFollow(from, to) {
        let place = (from * RecogniserTag.rowWidth + to) * 2
        row[to] = Int32(bytes.loadUnaligned(fromByteOffset: place, as: Int16.self))
        if from == RecogniserTag.outside { starts[to] = true }
      }
      (rows + from).initialize(to: row)
    }
    startsHere = starts
  }

  deinit {
    scores.deallocate()
    forward.deallocate()
    backward.deallocate()
    origins.deallocate()
    rows.deallocate()
  }

  /// The names of a sentence, in order.
  func names(_ features: FeatureBuffer, into names: inout [Name]) {
    names.removeAll(keepingCapacity: true)
    let count = features.count
    guard count > 0 else { return }
    score(features)
    var final = RecogniserTag.outside
    walkForward(count)
    for tag in Self.closed where forward[count - 1][tag] > forward[count - 1][final] { final = tag }
    path.removeAll(keepingCapacity: true)
    var tag = final
    var isEmpty = true
    for token in stride(from: count - 1, through: 0, by: -1) {
      path.append(tag)
      isEmpty = isEmpty && tag == RecogniserTag.outside
      if token > 0 { tag = Int(origins[token][tag]) }
    }
    if isEmpty { return }
    path.reverse()
    let best = forward[count - 1][final]
    walkBackward(count)
    var first = 0
    var margin = Int32.max
    for token in 0..<count {
      let tag = path[token]
      guard let part = RecogniserTag.part(of: tag) else { continue }
      if part == .begin || part == .unit {
        first = token
        margin = Int32.max
      }
      var other = Self.impossible
      for candidate in 0..<RecogniserTag.count where candidate != tag {
        other = max(other, forward[token][candidate] &+ backward[token][candidate])
      }
      margin = min(margin, best &- other)
      if part == .last || part == .unit {
        names.append(
          Name(first: first, last: token, kind: RecogniserTag.kind(of: tag), margin: Int(margin)))
      }
    }
  }

  private func score(_ features: FeatureBuffer) {
    var index = 0
    for token in 0..<features.count {
      let end = Int(features.ends[token])
      // Bytes widen by shifts, the even tags apart from the odd ones: a conversion of all would go one by one.
      var even = SIMD8<Int16>(repeating: 0)
      var odd = SIMD8<Int16>(repeating: 0)
      while index < end {
        if let row = weights.row(features.hashes[index]) {
          let pairs = UnsafeRawPointer(row).loadUnaligned(as: SIMD8<Int16>.self)
          even &+= (pairs &<< 8) &>> 8
          odd &+= pairs &>> 8
        }
        index &+= 1
      }
      var sum = SIMD16<Int16>(repeating: 0)
      sum.evenHalf = even
      sum.oddHalf = odd
      scores[token] = Row(truncatingIfNeeded: sum)
    }
  }

  private func walkForward(_ count: Int) {
    var row = Row(repeating: Self.impossible)
    row.replace(with: scores[0], where: startsHere)
    forward[0] = row
    for token in 1..<max(count, 1) {
      var best = Row(repeating: Self.impossible &* 3)
      var origin = Row(repeating: 0)
      for from in 0..<RecogniserTag.count {
        let value = rows[from] &+ forward[token - 1][from]
        let isBetter = value .> best
        best.replace(with: value, where: isBetter)
        origin.replace(with: Int32(truncatingIfNeeded: from), where: isBetter)
      }
      best &+= scores[token]
      best.replace(with: Self.impossible, where: best .< Self.impossible)
      forward[token] = best
      origins[token] = SIMD16<UInt8>(truncatingIfNeeded: origin)
    }
  }

  private func walkBackward(_ count: Int) {
    var end = Row(repeating: Self.impossible)
    for tag in Self.closed { end[tag] = 0 }
    backward[count - 1] = end
    for token in stride(from: count - 2, through: 0, by: -1) {
      let after = backward[token + 1] &+ scores[token + 1]
      var row = Row(repeating: Self.impossible)
      for tag in 0..<RecogniserTag.count { row[tag] = max(Self.impossible, (rows[tag] &+ after).max()) }
      backward[token] = row
    }
  }
}
