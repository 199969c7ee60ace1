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
    /// Hundredths of the score's natural unit: `Recogniser.scale` steps are a factor of e in odds.
    var margin: Int
  }

  typealias Row = SIMD16<Int32>
  static let impossible: Int32 = -100_000_000

  private let scores: UnsafeMutablePointer<Row>
  private let forward: UnsafeMutablePointer<Row>
  private let backward: UnsafeMutablePointer<Row>
  /// For each token and tag the tag before it.
  private let origins: UnsafeMutablePointer<UInt8>
  private var path: [Int] = []

  private let weights: FlatTable
  private let transitions: [Int32]
  private static let closed = RecogniserTag.closed

  init(_ model: ModelFile) {
    let capacity = FeatureBuffer.longest
    scores = .allocate(capacity: capacity)
    forward = .allocate(capacity: capacity)
    backward = .allocate(capacity: capacity)
    origins = .allocate(capacity: capacity * RecogniserTag.rowWidth)
    weights = model.table(.features)
    let bytes = model.bytes(.transitions)
    transitions = (0..<RecogniserTag.count * RecogniserTag.rowWidth).map {
      Int32(bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self))
    }
  }

  deinit {
    scores.deallocate()
    forward.deallocate()
    backward.deallocate()
    origins.deallocate()
  }

  /// The names of a sentence, in order.
  func names(_ features: FeatureBuffer, into names: inout [Name]) {
    names.removeAll(keepingCapacity: true)
    let count = features.count
    guard count > 0 else { return }
    score(features)
    var final = RecogniserTag.outside
    transitions.withUnsafeBufferPointer { transitions in
      walkForward(count, transitions)
      for tag in Self.closed where forward[count - 1][tag] > forward[count - 1][final] { final = tag }
    }
    path.removeAll(keepingCapacity: true)
    var tag = final
    var isEmpty = true
    for token in stride(from: count - 1, through: 0, by: -1) {
      path.append(tag)
      isEmpty = isEmpty && tag == RecogniserTag.outside
      tag = Int(origins[token * RecogniserTag.rowWidth + tag])
    }
    if isEmpty { return }
    path.reverse()
    let best = forward[count - 1][final]
    transitions.withUnsafeBufferPointer { walkBackward(count, $0) }
    var first = 0
    var margin = Int32.max
    for token in 0..<count {
      let tag = path[token]
      guard tag != RecogniserTag.outside else { continue }
      let part = RecogniserTag.part(of: tag)
      if part == RecogniserTag.begin || part == RecogniserTag.unit {
        first = token
        margin = Int32.max
      }
      var other = Self.impossible
      for candidate in 0..<RecogniserTag.count where candidate != tag {
        other = max(other, forward[token][candidate] &+ backward[token][candidate])
      }
      margin = min(margin, best &- other)
      if part >= RecogniserTag.last {
        names.append(
          Name(first: first, last: token, kind: RecogniserTag.kind(of: tag), margin: Int(margin)))
      }
    }
  }

  private func score(_ features: FeatureBuffer) {
    var index = 0
    for token in 0..<features.count {
      let end = Int(features.ends[token])
      var sum = SIMD16<Int16>(repeating: 0)
      while index < end {
        if let row = weights.row(features.hashes[index]) {
          let bytes = UnsafeRawPointer(row).loadUnaligned(as: SIMD16<Int8>.self)
          sum &+= SIMD16<Int16>(truncatingIfNeeded: bytes)
        }
        index &+= 1
      }
      scores[token] = Row(truncatingIfNeeded: sum)
    }
  }

  private func walkForward(_ count: Int, _ transitions: UnsafeBufferPointer<Int32>) {
    let width = RecogniserTag.rowWidth
    var start = Row(repeating: Self.impossible)
    for tag in 0..<RecogniserTag.count where RecogniserTag.mayFollow(RecogniserTag.outside, tag) {
      start[tag] = scores[0][tag]
    }
    forward[0] = start
    for token in 1..<max(count, 1) {
      let before = forward[token - 1]
      let here = scores[token]
      var row = Row(repeating: Self.impossible)
      for tag in 0..<RecogniserTag.count {
        var best = Self.impossible * 2
        var origin = 0
        let part = RecogniserTag.part(of: tag)
        if tag != RecogniserTag.outside, part == RecogniserTag.inside || part == RecogniserTag.last {
          let begin = tag - part
          for from in begin...(begin + 1) {
            let value = before[from] &+ transitions[from &* width &+ tag]
            if value > best {
              best = value
              origin = from
            }
          }
        } else {
          for from in Self.closed {
            let value = before[from] &+ transitions[from &* width &+ tag]
            if value > best {
              best = value
              origin = from
            }
          }
        }
        row[tag] = max(Self.impossible, best &+ here[tag])
        origins[token &* width &+ tag] = UInt8(truncatingIfNeeded: origin)
      }
      forward[token] = row
    }
  }

  private func walkBackward(_ count: Int, _ transitions: UnsafeBufferPointer<Int32>) {
    let width = RecogniserTag.rowWidth
    var end = Row(repeating: Self.impossible)
    for tag in Self.closed { end[tag] = 0 }
    backward[count - 1] = end
    for token in stride(from: count - 2, through: 0, by: -1) {
      let after = backward[token + 1] &+ scores[token + 1]
      var row = Row(repeating: Self.impossible)
      for tag in 0..<RecogniserTag.count {
        var best = Self.impossible
        if RecogniserTag.isOpen(tag) {
          let begin = tag - RecogniserTag.part(of: tag)
          for next in (begin + 1)...(begin + 2) {
            best = max(best, after[next] &+ transitions[tag &* width &+ next])
          }
        } else {
          for next in 0..<RecogniserTag.count
          where next == 0 || RecogniserTag.part(of: next) == 0 || RecogniserTag.part(of: next) == 3 {
            best = max(best, after[next] &+ transitions[tag &* width &+ next])
          }
        }
        row[tag] = best
      }
      backward[token] = row
    }
  }
}
