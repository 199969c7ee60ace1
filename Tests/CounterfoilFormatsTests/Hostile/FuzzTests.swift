import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

/// Changed files of each format, read by the real confined child for a while.
///
/// `COUNTERFOIL_FUZZ` is the number of seconds for each format and turns it on; `COUNTERFOIL_FUZZ_SEED` another
/// start, `COUNTERFOIL_FUZZ_FORMAT` one format alone. What killed a child, or took it beyond its limits,
/// is kept beside the temporary files and named.
@Suite(.serialized, .enabled(if: FuzzRun.seconds != nil, "make soak"))
struct `Fuzzing` {
  @Test(arguments: FuzzRun.formats)
  func `finds no file that kills its reader, or takes it beyond its limits`(format: String) throws {
    let samples = try #require(FormatSamples.all.first { $0.format == format }).samples
    let worker = try FormatSamples.worker {
      $0.memory = 512 << 20
      $0.processorSeconds = 5
      $0.wallSeconds = 20
    }
    try run(format, samples, worker) { sample in
      try worker.reading(sample.bytes, name: sample.name).reading
    }
  }

  @Test(.enabled(if: LanguageData.missing.isEmpty && FuzzRun.has("ocr")))
  func `finds no picture that kills the child that decodes it`() throws {
    let samples = try #require(FormatSamples.all.first { $0.format == "pictures" }).samples
    var limits = ReadLimits()
    limits.memory = 2 << 30
    limits.processorSeconds = 20
    limits.wallSeconds = 60
    let worker = ReaderProcess(executable: Workers.executable, arguments: ["ocr"], limits: limits)
    // The small ones, so that there are many.
    try run("ocr", samples.filter { $0.bytes.count < 8_000 }, worker) { sample in
      try worker.recognise(bytes: sample.bytes, hint: ReadHint(name: sample.name), page: 1)
    }
  }

  private func run(
    _ format: String, _ samples: [FormatSamples.Sample], _ worker: ReaderProcess,
    _ read: (FormatSamples.Sample) throws -> Reading
  ) throws {
    var mutation = Mutation(samples, seed: FuzzRun.seed)
    var run = FuzzRun(format: format)
    let end = ContinuousClock.now + .seconds(FuzzRun.seconds ?? 0)
    while ContinuousClock.now < end {
      let sample = mutation.next()
      let starts = worker.starts
      let began = ContinuousClock.now
      do {
        expectSound(try read(sample))
        run.read += 1
      } catch let error as ReadError {
        #expect(!error.message.isEmpty && !error.advice.isEmpty)
        if error.code == .crashed || error.code == .limit && error.message.hasPrefix("its reader") {
          run.keep(sample, error)
        }
        run.refused += 1
      }
      run.longest = max(run.longest, ContinuousClock.now - began)
      if worker.starts > starts { run.children += 1 }
    }
    print(run.summary)
    #expect(run.found.isEmpty, "\(run.found.joined(separator: "\n"))")
  }
}

/// One format's figures.
struct FuzzRun {
  static let seconds = ProcessInfo.processInfo.environment["COUNTERFOIL_FUZZ"].flatMap { Double($0) }
  static let seed = ProcessInfo.processInfo.environment["COUNTERFOIL_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
  static let formats = FormatSamples.all.map(\.format).filter(has)

  static func has(_ format: String) -> Bool {
    let one = ProcessInfo.processInfo.environment["COUNTERFOIL_FUZZ_FORMAT"]
    return one == nil || one == format
  }

  let format: String
  var read = 0
  var refused = 0
  var children = 0
  var longest = Duration.zero
  var found: [String] = []

  init(format: String) { self.format = format }

  mutating func keep(_ sample: FormatSamples.Sample, _ error: ReadError) {
    let name = "counterfoil-fuzz-\(format)-\(Self.seed)-\(found.count)-\(sample.name)"
    let file = FileManager.default.temporaryDirectory.appending(path: name)
    if found.count < 20 { try? Data(sample.bytes).write(to: file) }
    found.append("\(file.path): \(error)")
  }

  var summary: String {
    let slowest = Double(longest.components.seconds) + Double(longest.components.attoseconds) / 1e18
    return
      "fuzz \(format): \(read) read, \(refused) refused, \(found.count) found, \(children) children, longest \((slowest * 1000).rounded() / 1000) s"
  }
}
