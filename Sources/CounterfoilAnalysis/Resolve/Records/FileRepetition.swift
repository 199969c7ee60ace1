/// Whether two files each list everything once, so that a record has one partner at most.
///
/// A second partner, or a partner in the same file, is a true one where it agrees as well as partners usually do. Where the
/// better half of such seconds does not even reach what nine in ten first partners reach, they are look-alikes.
enum FileRepetition {
  static func isOneToOne(_ edges: [Clusterer.Edge], sides: [UInt8]) -> Bool {
    var best = [Float](repeating: -.infinity, count: sides.count)
    var second = best
    var within = best
    for edge in edges where edge.weight > 0 {
      let isAcross = sides[Int(edge.a)] != sides[Int(edge.b)]
      for record in [Int(edge.a), Int(edge.b)] {
        if !isAcross {
          within[record] = max(within[record], edge.weight)
        } else if edge.weight > best[record] {
          second[record] = best[record]
          best[record] = edge.weight
        } else {
          second[record] = max(second[record], edge.weight)
        }
      }
    }
    let firsts = sides.indices.filter { best[$0] > 0 && second[$0] <= 0 }.map { best[$0] }.sorted()
    let extra = sides.indices.flatMap { [second[$0], within[$0]] }.filter { $0 > 0 }.sorted()
    guard firsts.count >= 20, !extra.isEmpty else { return false }
    return extra[extra.count / 2] < firsts[firsts.count / 10]
  }
}
