import CounterfoilAnalysis

/// Weights as they stand in a model: whole numbers, the strongest features only.
struct TrainedWeights {
  private var rows: [UInt64: SIMD16<Float>] = [:]
  private var order: [UInt64] = []
  private var transitions = [SIMD16<Float>](repeating: .init(repeating: 0), count: RecogniserTag.count)
  private var models = 0

  /// Adds a trained model; several are averaged.
  mutating func add(_ trainer: ChainTrainer, _ names: [UInt64]) {
    models += 1
    for (feature, hash) in names.enumerated() {
      let row = trainer.finalWeights(feature)
      if rows[hash] == nil { order.append(hash) }
      rows[hash, default: .init(repeating: 0)] += row
    }
    for (from, row) in trainer.finalTransitions().enumerated() { transitions[from] += row }
  }

  /// - Parameters:
  ///   - most: How many features are kept.
  ///   - eagerness: What the tag outside loses at each token, in −ln: text where names went unmarked makes a
  ///     model shy.
  func sections(most: Int, eagerness: Float) -> [ModelFile.Section: [UInt8]] {
    let share = Recogniser.scale / Float(max(models, 1))
    var ranked: [(strength: Float, hash: UInt64)] = order.map { hash in
      let row = rows[hash] ?? .init(repeating: 0)
      var strength: Float = 0
      for tag in 0..<RecogniserTag.count { strength = max(strength, abs(row[tag])) }
      return (strength, hash)
    }
    ranked.sort { ($1.strength, $0.hash) < ($0.strength, $1.hash) }
    var entries: [(hash: UInt64, row: [UInt8])] = []
    for item in ranked.prefix(most) where item.strength * share >= 1 {
      let row = rows[item.hash] ?? .init(repeating: 0)
      entries.append((item.hash, (0..<RecogniserTag.rowWidth).map { whole(row[$0] * share) }))
    }
    entries.sort { $0.hash < $1.hash }
    var bytes: [UInt8] = []
    for var row in transitions {
      row[RecogniserTag.outside] -= eagerness * Float(models)
      for tag in 0..<RecogniserTag.rowWidth {
        bytes += ModelFile.littleEndian(Int16(min(max((row[tag] * share).rounded(), -3000), 3000)))
      }
    }
    return [.features: FlatTable.bytes(entries, width: RecogniserTag.rowWidth), .transitions: bytes]
  }

  private func whole(_ value: Float) -> UInt8 {
    UInt8(bitPattern: Int8(min(max(value.rounded(), -127), 127)))
  }

  static var empty: [ModelFile.Section: [UInt8]] {
    [
      .features: FlatTable.bytes([], width: RecogniserTag.rowWidth),
      .transitions: [UInt8](repeating: 0, count: RecogniserTag.count * RecogniserTag.rowWidth * 2),
      .calibration: [UInt8](repeating: 1, count: Recogniser.calibrationSteps * RecogniserTag.kinds.count * 2),
    ]
  }
}
