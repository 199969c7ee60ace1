import Foundation

/// Memory of the ingesting process over a long ingest: at most 400 MB, and flat.
///
/// 10 GB take hours on two cores; a shorter run is extrapolated where its curve is flat. BENCH_MB sets
/// the length.
enum MemoryBenchmark {
  static func run(_ report: Report) throws {
    let megabytes = Int(ProcessInfo.processInfo.environment["BENCH_MB"] ?? "") ?? 600
    let pile = Place.generated.appendingPathComponent("pile-2-\(megabytes)")
    var corpus = Corpus(seed: 2)
    let (bytes, files) = try corpus.write(to: pile, bytes: megabytes * 1_000_000)
    let base = Place.generated.appendingPathComponent("casebase-\(getpid())")
    defer { try? FileManager.default.removeItem(at: base) }
    try Command.run(Place.program, ["init", base.path])
    var samples: [(seconds: Double, total: Int, anonymous: Int)] = []
    let start = Date()
    let time = try Command.run(Place.program, ["ingest", pile.path, "--casebase", base.path]) { pid in
      guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return }
      func kilobytes(_ name: String) -> Int {
        status.split(separator: "\n").first { $0.hasPrefix(name) }?
          .split(separator: " ").compactMap { Int($0) }.first ?? 0
      }
      samples.append((Date().timeIntervalSince(start), kilobytes("VmRSS:"), kilobytes("RssAnon:")))
    }
    report.line(String(format: "%d MB in %d files, %.0f s", bytes / 1_000_000, files, time))
    for tenth in 1...10 {
      let part = samples.filter {
        $0.seconds > time * Double(tenth - 1) / 10 && $0.seconds <= time * Double(tenth) / 10
      }
      let (total, anonymous) = (part.map(\.total).max() ?? 0, part.map(\.anonymous).max() ?? 0)
      report.line(
        "  \(tenth * 10) %: at most \(total / 1000) MB, of which \(anonymous / 1000) MB its own and the rest mapped files"
      )
    }
    report.line("peak: \((samples.map(\.total).max() ?? 0) / 1000) MB (at most 400)")
  }
}
