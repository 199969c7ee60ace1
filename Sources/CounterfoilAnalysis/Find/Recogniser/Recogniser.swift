import CounterfoilModel

/// Finds people, organisations and places by trained models, one for English and one for Chinese.
///
/// - Complexity: O(*bytes*); about 0.4 µs a byte. Memory does not grow with the text but for what is found.
package final class Recogniser: Sendable {
  /// Score steps that are a factor of e in odds.
  package static let scale: Float = 32
  /// Rows of the calibration: margins of so many steps each, the last for all greater ones.
  package static let calibrationSteps = 32
  package static let calibrationStep = 8

  package let english: EnglishModel?
  package let chinese: ChineseModel?

  /// - Parameters: Paths of model files; a missing or broken one finds nothing in its language.
  package init(english: String?, chinese: String?) {
    self.english = english.flatMap { ModelFile(path: $0) }.flatMap(EnglishModel.init)
    self.chinese = chinese.flatMap { ModelFile(path: $0) }.flatMap(ChineseModel.init)
  }

  package struct EnglishModel: Sendable {
    let file: ModelFile
    package let features: EnglishFeatures
    init?(_ file: ModelFile) {
      guard let features = EnglishFeatures(file) else { return nil }
      self.file = file
      self.features = features
    }
  }

  package struct ChineseModel: Sendable {
    let file: ModelFile
    package let features: ChineseFeatures
    init?(_ file: ModelFile) {
      guard let features = ChineseFeatures(file) else { return nil }
      self.file = file
      self.features = features
    }
  }

  /// The names in a text, by start; none overlap.
  func find(in text: TextBytes) -> [Found] {
    guard english != nil || chinese != nil else { return [] }
    var run = RecogniserRun(text: text, recogniser: self)
    run.run()
    return run.found.map { name in
      Found(
        kind: RecogniserTag.kinds[name.kind], start: name.start, end: name.end,
        value: text.string(name.start..<name.end), confidence: name.confidence, hint: nil)
    }
  }

  /// A name with its raw margin, for calibration and measuring. Offsets are UTF-8 bytes.
  package struct Name {
    package var start: Int
    package var end: Int
    /// An index into `RecogniserTag.kinds`.
    package var kind: Int
    package var margin: Int
    package var isChinese: Bool
    package var confidence: Double
  }

  /// The names in a text with their margins.
  package func names(in text: String) -> [Name] {
    TextBytes.with(text) { bytes in
      var run = RecogniserRun(text: bytes, recogniser: self)
      run.run()
      return run.found
    }
  }

  /// The sentences of a text as the recogniser cuts them, for training.
  package func sentences(
    in text: String, english: @escaping ([Token]) -> Void, chinese: @escaping ([ChineseUnit]) -> Void
  ) {
    TextBytes.with(text) { bytes in
      var run = RecogniserRun(text: bytes, recogniser: self)
      run.onEnglish = english
      run.onChinese = chinese
      run.run()
    }
  }

  static func confidence(_ margin: Int, kind: Int, _ file: ModelFile) -> Double {
    let step = min(max(margin / calibrationStep, 0), calibrationSteps - 1)
    let raw = file.bytes(.calibration).loadUnaligned(
      fromByteOffset: (kind * calibrationSteps + step) * 2, as: UInt16.self)
    return Double(min(max(raw, 1), 1000)) / 1000
  }
}
