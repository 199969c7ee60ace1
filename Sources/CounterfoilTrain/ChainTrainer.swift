import CounterfoilAnalysis
import Foundation

/// Trains a linear-chain conditional random field by AdaGrad, one thread, the same each time.
///
/// Each source has weights of its own beside the shared ones (after Daumé III, ACL 2007): what one corpus
/// calls a name and another does not stays out of the shared ones. Only shared ones and those of the
/// first source are kept in the end.
final class ChainTrainer {
  struct Options {
    var epochs = 16
    var rate: Float = 0.15
    /// Pull towards zero on each touch.
    var decay: Float = 2e-5
    /// The share of features left out at each step, so that no single one is relied on.
    var dropout: Double = 0.1
    /// The share of sentences read without the features that name words, so that the others learn to do without.
    var blindness: Double = 0.3
    var seed: UInt64 = 1
    /// Weight of a sentence by its source.
    var emphasis: [Float] = [1, 1, 1]
    var sources = 1
  }

  typealias Row = SIMD16<Float>

  private let examples: Examples
  private let options: Options
  private let count: Int
  private let weights: UnsafeMutablePointer<Row>
  private let squares: UnsafeMutablePointer<Row>
  private let sums: UnsafeMutablePointer<Row>
  private let total: Int
  /// Transitions after the features: a row for each tag before, shared and by source.
  private let transitionStart: Int
  private var averaged = 0
  private let allowed: [Row]

  init(_ examples: Examples, _ options: Options) {
    self.examples = examples
    self.options = options
    count = examples.names.count
    let blocks = options.sources > 1 ? options.sources + 1 : 1
    transitionStart = count * blocks
    total = transitionStart + RecogniserTag.count * blocks
    weights = .allocate(capacity: total)
    squares = .allocate(capacity: total)
    sums = .allocate(capacity: total)
    weights.initialize(repeating: Row(repeating: 0), count: total)
    squares.initialize(repeating: Row(repeating: 1e-2), count: total)
    sums.initialize(repeating: Row(repeating: 0), count: total)
    allowed = (0..<RecogniserTag.count).map { from in
      var row = Row(repeating: 0)
      for to in 0..<RecogniserTag.count where RecogniserTag.mayFollow(from, to) { row[to] = 1 }
      return row
    }
  }

  deinit {
    weights.deallocate()
    squares.deallocate()
    sums.deallocate()
  }

  private static func exponential(_ row: Row) -> Row {
    var result = Row(repeating: 0)
    for tag in 0..<RecogniserTag.count { result[tag] = exp(row[tag]) }
    return result
  }

  func train() {
    var random = Randomness(seed: options.seed)
    var order = Array(examples.sentences.indices)
    for epoch in 0..<options.epochs {
      order.shuffle(using: &random)
      var loss = 0.0
      for number in order { loss += learn(examples.sentences[number], &random) }
      if epoch * 2 >= options.epochs {
        averaged += 1
        for index in 0..<total { sums[index] += weights[index] }
      }
      FileHandle.standardError.write(Data("epoch \(epoch + 1) loss \(Int(loss))\n".utf8))
    }
  }

  private var alphas: [Row] = []
  private var betas: [Row] = []
  private var potentials: [Row] = []
  private var chosen: [UInt32] = []
  private var chosenEnds: [Int] = []

  private func learn(_ sentence: Examples.Sentence, _ random: inout Randomness) -> Double {
    let length = sentence.tokens.count
    let emphasis = options.emphasis[sentence.source]
    guard emphasis > 0, length > 0 else { return 0 }
    let hasSources = options.sources > 1
    let block = hasSources ? (sentence.source + 1) * count : 0
    let keepLimit = UInt64(Double(UInt32.max) * (1 - options.dropout))
    alphas.removeAll(keepingCapacity: true)
    betas = Array(repeating: Row(repeating: 0), count: length)
    potentials.removeAll(keepingCapacity: true)
    chosen.removeAll(keepingCapacity: true)
    chosenEnds.removeAll(keepingCapacity: true)
    var goldScore = 0.0
    var logZ = 0.0
    let shared = transitionStart
    let own = transitionStart + (hasSources ? (sentence.source + 1) * RecogniserTag.count : 0)
    var transitions: [Row] = []
    for from in 0..<RecogniserTag.count {
      var row = weights[shared + from]
      if hasSources { row += weights[own + from] }
      transitions.append(row)
    }
    let matrix = (0..<RecogniserTag.count).map { Self.exponential(transitions[$0]) * allowed[$0] }
    var bits: UInt64 = 0
    var previousGold = RecogniserTag.outside
    let isBlind = random.next() >> 32 < UInt64(Double(UInt32.max) * options.blindness)
    for token in sentence.tokens {
      var score = Row(repeating: 0)
      let first = isBlind ? examples.lexicalEnds[token] : examples.settledEnds[token]
      for index in first..<examples.settledEnds[token + 1] {
        bits = random.next() >> 32
        if bits > keepLimit { continue }
        let feature = examples.features[index]
        chosen.append(feature)
        score += weights[Int(feature)]
        if hasSources { score += weights[block + Int(feature)] }
      }
      chosenEnds.append(chosen.count)
      let gold = Int(examples.tags[token])
      goldScore += Double(score[gold])
      if token > sentence.tokens.lowerBound { goldScore += Double(transitions[previousGold][gold]) }
      previousGold = gold
      var top = score[0]
      for tag in 1..<RecogniserTag.count { top = max(top, score[tag]) }
      logZ += Double(top)
      potentials.append(Self.exponential(score - top))
    }
    for position in 0..<length {
      var row: Row
      if position == 0 {
        row = potentials[0] * allowed[0]
      } else {
        row = Row(repeating: 0)
        let before = alphas[position - 1]
        for from in 0..<RecogniserTag.count { row += matrix[from] * before[from] }
        row *= potentials[position]
      }
      let sum = max(row.sum(), 1e-30)
      logZ += Double(log(sum))
      alphas.append(row / sum)
    }
    var end = Row(repeating: 0)
    for tag in RecogniserTag.closed { end[tag] = 1 }
    betas[length - 1] = end
    for position in stride(from: length - 2, through: 0, by: -1) {
      let after = betas[position + 1] * potentials[position + 1]
      var row = Row(repeating: 0)
      for from in 0..<RecogniserTag.count { row[from] = (matrix[from] * after).sum() }
      betas[position] = row / max(row.sum(), 1e-30)
    }
    logZ += Double(log(max((alphas[length - 1] * end).sum(), 1e-30)))
    // Gradients.
    var transitionGradients = [Row](repeating: Row(repeating: 0), count: RecogniserTag.count)
    for position in 0..<length {
      let token = sentence.tokens.lowerBound + position
      var gradient = alphas[position] * betas[position]
      gradient /= max(gradient.sum(), 1e-30)
      let gold = Int(examples.tags[token])
      gradient[gold] -= 1
      if position + 1 < length {
        let after = betas[position + 1] * potentials[position + 1]
        var sum: Float = 0
        for from in 0..<RecogniserTag.count { sum += (matrix[from] * after).sum() * alphas[position][from] }
        let scale = 1 / max(sum, 1e-30)
        for from in 0..<RecogniserTag.count {
          transitionGradients[from] += matrix[from] * after * (alphas[position][from] * scale)
        }
        transitionGradients[gold][Int(examples.tags[token + 1])] -= 1
      }
      gradient *= emphasis
      let start = position == 0 ? 0 : chosenEnds[position - 1]
      for index in start..<chosenEnds[position] {
        let feature = Int(chosen[index])
        step(feature, gradient)
        if hasSources { step(block + feature, gradient) }
      }
    }
    for from in 0..<RecogniserTag.count {
      step(shared + from, transitionGradients[from] * emphasis)
      if hasSources { step(own + from, transitionGradients[from] * emphasis) }
    }
    return logZ - goldScore
  }

  @inline(__always)
  private func step(_ index: Int, _ gradient: Row) {
    let pulled = gradient + weights[index] * options.decay
    squares[index] += pulled * pulled
    weights[index] -= pulled * options.rate / squares[index].squareRoot()
  }

  /// The weights of a feature, averaged over the later epochs.
  private func final(_ index: Int, _ blockSize: Int, _ start: Int) -> Row {
    var row = sums[start + index]
    if options.sources > 1 { row += sums[start + blockSize + index] }
    return row / Float(max(averaged, 1)) * Float(1 - options.dropout)
  }

  func finalWeights(_ feature: Int) -> Row { final(feature, count, 0) }

  func finalTransitions() -> [Row] {
    (0..<RecogniserTag.count).map { from in
      var row = sums[transitionStart + from]
      if options.sources > 1 { row += sums[transitionStart + RecogniserTag.count + from] }
      return row / Float(max(averaged, 1))
    }
  }
}
