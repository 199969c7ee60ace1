import CounterfoilFormats
import CounterfoilModel
import Testing

/// Every format cut off at random points, read by the real confined child.
@Suite struct `Files cut short` {
  /// Of each sample; all of them take half a minute.
  private static let points = 100

  @Test func `each format has its sample`() {
    #expect(FormatSamples.all.count >= 24)
    #expect(FormatSamples.all.allSatisfy { !$0.samples.isEmpty })
    #expect(FormatSamples.all.flatMap(\.samples).count >= 60)
  }

  @Test(arguments: FormatSamples.all.map(\.format))
  func `are read, with warnings or not, or refused with words, and never cost the child its life`(
    format: String
  ) throws {
    let samples = try #require(FormatSamples.all.first { $0.format == format }).samples
    let worker = try FormatSamples.worker { $0.memory = 512 << 20 }
    for (number, sample) in samples.enumerated() {
      var random = SeededGenerator(seed: UInt64(number) + 1)
      for _ in 0..<Self.points {
        let end = Int.random(in: 0..<sample.bytes.count, using: &random)
        let place = Comment(rawValue: "\(sample.name) cut at \(end) of \(sample.bytes.count)")
        do {
          let reading = try worker.reading(Array(sample.bytes.prefix(end)), name: sample.name).reading
          expectSound(reading)
          #expect(!reading.mediaType.isEmpty, place)
          #expect(reading.problems.allSatisfy { !$0.message.isEmpty }, place)
        } catch let error as ReadError {
          #expect(error.code != .crashed && error.code != .limit, place)
          #expect(!error.message.isEmpty && !error.advice.isEmpty, place)
        }
      }
    }
    // One child for all: none was lost to a crash, to memory or to time.
    #expect(worker.starts == 1)
  }
}
