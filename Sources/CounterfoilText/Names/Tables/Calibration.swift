/// Turns the raw sum of a comparison into a weight of evidence.
///
/// The raw sum takes parts for independent and its prices are judged, so it is too sure of itself. The steps here
/// are observed likelihood ratios of the pairs with an odd number in the development half (zh-latin-pairs without
/// `western-only`, and zh-variants); the pairs with an even number check them. "Different" there means look-alikes, who share a
/// surname or all syllables but one, as candidates do.
enum Calibration {
  private static let steps: [(raw: Float, weight: Float)] = [
    (-60, -40), (-20, -18), (-4, -17.5), (2, -15), (6, -7), (10, -4.5), (14, 5), (18, 9), (22, 14),
    (26, 25), (34, 30), (45, 40), (60, 45),
  ]

  /// Rising and continuous, so that it changes no ranking.
  @inline(__always)
  static func weight(_ raw: Float) -> Float {
    var below = steps[0]
    if raw <= below.raw { return below.weight }
    for step in steps {
      if raw < step.raw {
        return below.weight
          + (step.weight - below.weight) * (raw - below.raw) / (step.raw - below.raw)
      }
      below = step
    }
    return below.weight
  }
}
