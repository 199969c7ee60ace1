import CounterfoilAnalysis
import CounterfoilFormats
import Foundation

/// Observables on one core: a real advisory where it exists, and text made to be slow.
enum ObservablesBenchmark {
  static func run(_ report: Report) throws {
    let lexicon = try KnowledgeLoader.lexicon()
    let finder = Finder(lexicon: lexicon)
    func speed(_ text: String, runs: Int = 7) -> [Double] {
      (0..<runs).map { _ in
        Double(text.utf8.count) / 1e6 / seconds { _ = finder.observables(in: text) }
      }
    }
    if let shared = Place.shared {
      let advisory = try String(
        contentsOf: shared.appendingPathComponent("eval/observables/advisory_5mb.txt"), encoding: .utf8)
      report.figure("observables, advisory 5 MB", speed(advisory), unit: "MB/s (at least 100)")
      report.figure(
        "all of find, advisory 5 MB",
        (0..<5).map { _ in Double(advisory.utf8.count) / 1e6 / seconds { _ = finder.mentions(in: advisory) }
        },
        unit: "MB/s")
      report.figure(
        "limit: counting its line ends",
        (0..<7).map { _ in
          var lines = 0
          let time = seconds { lines = advisory.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }
          return lines > 0 ? Double(advisory.utf8.count) / 1e6 / time : 0
        }, unit: "MB/s")
    } else {
      report.line("skipped the advisory: the development data is not here")
    }
    report.line(
      "Peers on that file and such a machine, as measured before: ioc_finder 0.80, ioc_fanger 1.7, iocextract 0.07 MB/s"
    )
    for piece in ["a.", "1.", "[.]", "@", ":", "f", "http://", "1.2.3.", "a@b.", "::1"] {
      // Linear: twice the text takes twice the time, so the speed stays.
      let (once, twice) = (String(repeating: piece, count: 1 << 19), String(repeating: piece, count: 1 << 20))
      let (first, second) = (speed(once, runs: 3).sorted()[1], speed(twice, runs: 3).sorted()[1])
      report.line(
        String(format: "adversarial %@: %.0f MB/s, twice as long %.0f MB/s", "“\(piece)”", first, second))
    }
  }
}
