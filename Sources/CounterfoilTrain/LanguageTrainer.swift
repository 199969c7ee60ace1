import CounterfoilAnalysis
import Foundation

/// Makes the model of one language from all its text.
struct LanguageTrainer {
  let isChinese: Bool
  let shared: URL
  let output: URL

  private var name: String { isChinese ? "chinese" : "english" }
  private var path: String { output.appendingPathComponent("\(name).model").path }

  private func say(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }

  private func recogniser() -> Recogniser {
    isChinese ? Recogniser(english: nil, chinese: path) : Recogniser(english: path, chinese: nil)
  }

  private func write(_ sections: [ModelFile.Section: [UInt8]]) throws {
    // A new file, since the old one may be mapped.
    try? FileManager.default.removeItem(atPath: path)
    try Data(ModelFile.bytes(sections)).write(to: URL(fileURLWithPath: path))
  }

  private func samples() throws -> [Sample] {
    var corpora = Corpora()
    let ner = shared.appendingPathComponent("eval/ner")
    let annotated =
      Train.environment("COUNTERFOIL_ANNOTATED").map { URL(fileURLWithPath: $0) }
      ?? Train.tools.appendingPathComponent("annotated")
    if isChinese {
      return try corpora.universal(ner.appendingPathComponent("UNER_Chinese-GSD/zh_gsd-ud-train.iob2"))
        + corpora.annotated(annotated.appendingPathComponent("ner-zh"))
    }
    return try corpora.universal(ner.appendingPathComponent("UNER_English-PUD/en_pud-ud-test.iob2"))
      + corpora.annotated(annotated.appendingPathComponent("ner-en"))
      + corpora.wikipedia(shared.appendingPathComponent("eval/relations/dev_revised.json"))
      + corpora.threats(ner.appendingPathComponent("AnnoCTR/train.bio"))
  }

  /// Copies without capitals, or in capitals alone, of some sentences.
  private func mangled(_ samples: [Sample]) -> [Sample] {
    guard !isChinese else { return [] }
    var random = Randomness(seed: 99)
    var result: [Sample] = []
    for sample in samples {
      let draw = random.next() % 100
      guard draw < 16 else { continue }
      var copy = sample
      let isUpper = draw < 8
      copy.text = String(
        decoding: sample.text.utf8.map { byte in
          let isLetter = byte < 0x80 && (0x61...0x7A).contains(byte | 0x20)
          return isLetter ? (isUpper ? byte & 0xDF : byte | 0x20) : byte
        }, as: UTF8.self)
      result.append(copy)
    }
    return result
  }

  func run() throws {
    var sections = TrainedWeights.empty
    let knowledge =
      try isChinese
      ? ChineseKnowledge(tools: Train.tools, shared: shared).sections()
      : EnglishKnowledge(tools: Train.tools, shared: shared).sections()
    sections.merge(knowledge) { $1 }
    try write(sections)
    let all = try samples()
    let held = all.filter { isHeld($0) }
    // The others leave people unmarked, so that neither eagerness nor calibration may be judged by them.
    let sound = held.filter { $0.source == .universal }
    say("\(name): \(all.count) lines, \(held.count) held out")
    let isFinal = Train.environment("EXPERIMENT") == nil
    let learned = try learn(all.filter { !isHeld($0) }, sections)
    let most = Int(Train.number("MOST", 200_000))
    var best = (measure: -1.0, eagerness: Float(0))
    for eagerness: Float in [0, 0.3, 0.6, 0.9, 1.2] {
      try write(sections.merging(learned.sections(most: most, eagerness: eagerness)) { $1 })
      let result = Evaluation(sound, recogniser())
      say("eagerness \(eagerness): \(result.summary)")
      if result.measure > best.measure { best = (result.measure, eagerness) }
    }
    var calibrated = sections.merging(learned.sections(most: most, eagerness: best.eagerness)) { $1 }
    try write(calibrated)
    let judge = Evaluation(sound, recogniser())
    for source in Sample.Source.allCases {
      let part = held.filter { $0.source == source }
      if !part.isEmpty { say("held out, \(source): \(Evaluation(part, recogniser()).summary)") }
    }
    if let count = Train.environment("ERRORS").flatMap({ Int($0) }) {
      for error in judge.errors.prefix(count) { say("\(error.margin) \(error.text)") }
    }
    let calibration = Calibration(judge.judged)
    calibrated[.calibration] = calibration.bytes
    if isFinal {
      // The tables are needed bare again, to cut the sentences.
      try write(sections)
      calibrated.merge(try learn(all, sections).sections(most: most, eagerness: best.eagerness)) { $1 }
    }
    try write(calibrated)
    try measure()
  }

  private func isHeld(_ sample: Sample) -> Bool {
    // Documents of one sentence each come in blocks.
    sample.document % 10 == 3
  }

  private func learn(_ samples: [Sample], _ sections: [ModelFile.Section: [UInt8]]) throws -> TrainedWeights {
    var examples = Examples()
    let reader = recogniser()
    for sample in samples + mangled(samples) { examples.add(sample, reader, isChinese: isChinese) }
    examples.settle(
      least: Int(Train.number("LEAST", 2)),
      lexical: isChinese ? ChineseFeatures.lexical : EnglishFeatures.lexical)
    say(
      "\(examples.sentences.count) sentences, \(examples.tags.count) tokens, \(examples.names.count) features, \(examples.lost) names lost"
    )
    var options = ChainTrainer.Options()
    options.epochs = Int(Train.number("EPOCHS", 8))
    options.rate = Float(Train.number("RATE", 0.03))
    options.dropout = Train.number("DROPOUT", 0.1)
    options.decay = Float(Train.number("DECAY", 2e-5))
    options.blindness = Train.number("BLIND", isChinese ? 0 : 0.2)
    options.sources = isChinese ? 1 : 3
    options.emphasis = [1, Float(Train.number("WIKI", 1)), Float(Train.number("CTI", 1))]
    var weights = TrainedWeights()
    for seed in 1...UInt64(Train.number("SEEDS", 1)) {
      options.seed = seed
      let trainer = ChainTrainer(examples, options)
      trainer.train()
      weights.add(trainer, examples.names)
    }
    return weights
  }

  /// The development files, which nothing is trained on.
  private func measure() throws {
    guard Train.environment("MEASURE") != nil else { return }
    var corpora = Corpora()
    let ner = shared.appendingPathComponent("eval/ner")
    let files =
      isChinese
      ? ["UNER_Chinese-GSD/zh_gsd-ud-dev.iob2", "derived_zh_hans/zh_gsd-ud-dev.hans.iob2"]
      : ["UNER_English-EWT/en_ewt-ud-dev.iob2", "AnnoCTR/dev.bio"]
    for file in files {
      let url = ner.appendingPathComponent(file)
      let samples = try file.hasSuffix("bio") ? corpora.threats(url) : corpora.universal(url)
      let result = Evaluation(samples, recogniser())
      say("\(file): \(result.summary)")
    }
  }
}
