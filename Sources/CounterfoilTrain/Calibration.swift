import CounterfoilAnalysis

/// Margin → how often a name with such a margin is right, rising, by pooling adjacent violators.
struct Calibration {
  private var shares: [[Double]] = []

  init(_ judged: [(margin: Int, kind: Int, isRight: Bool)]) {
    let steps = Recogniser.calibrationSteps
    for kind in RecogniserTag.kinds.indices {
      // Each pool: weight, how many were right, how many steps it covers. A little weight of a sloping guess
      // keeps empty steps from being sure of anything.
      var pools: [(weight: Double, right: Double, steps: Int)] = []
      for step in 0..<steps {
        let here = judged.filter {
          $0.kind == kind && min(max($0.margin / Recogniser.calibrationStep, 0), steps - 1) == step
        }
        let guess = 0.35 + 0.6 * Double(step) / Double(steps)
        pools.append((Double(here.count) + 3, Double(here.count { $0.isRight }) + 3 * guess, 1))
        while pools.count > 1,
          pools[pools.count - 1].right / pools[pools.count - 1].weight
            < pools[pools.count - 2].right / pools[pools.count - 2].weight
        {
          let last = pools.removeLast()
          pools[pools.count - 1].weight += last.weight
          pools[pools.count - 1].right += last.right
          pools[pools.count - 1].steps += last.steps
        }
      }
      shares.append(pools.flatMap { pool in Array(repeating: pool.right / pool.weight, count: pool.steps) })
    }
  }

  var bytes: [UInt8] {
    shares.joined().flatMap { ModelFile.littleEndian(UInt16(min(max(($0 * 1000).rounded(), 1), 999))) }
  }
}
