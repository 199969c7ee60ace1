import Foundation

/// `make bench` runs all sets, `make bench set=NAME` one. Each figure stands beside its peer or its
/// physical limit, measured in the same run; raw results are kept in Benchmarks/runs.
@main
enum Bench {
  static let sets: [(name: String, run: @Sendable (Report) throws -> Void)] = [
    ("start", StartBenchmark.run),
    ("observables", ObservablesBenchmark.run),
    (
      "find",
      { report in
        try RecogniserBenchmark.run(report)
        try QuantitiesBenchmark.run(report)
      }
    ),
    ("relate", RelationBenchmark.run),
    ("copies", CopyBenchmark.run),
    ("names", NameBenchmark.run),
    ("resolve", ResolveBenchmark.run),
    ("screen", ScreenBenchmark.run),
    ("assess", AssessBenchmark.run),
    ("pdf", PDFBenchmark.run),
    ("ocr", OCRBenchmark.run),
    ("read", IngestBenchmark.run),
    ("memory", MemoryBenchmark.run),
    (
      "search",
      { report in
        let documents = Int(ProcessInfo.processInfo.environment["BENCH_DOCUMENTS"] ?? "") ?? 1_000_000
        try SearchBenchmark.run(documents: documents, folder: Place.generated.path, report: report)
      }
    ),
  ]

  static func main() throws {
    let wanted = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "all"
    let chosen = sets.filter { wanted == "all" || $0.name == wanted }
    guard !chosen.isEmpty else {
      print("There is no set \(wanted); there are: all, \(sets.map(\.name).joined(separator: ", ")).")
      exit(64)
    }
    try FileManager.default.createDirectory(at: Place.generated, withIntermediateDirectories: true)
    for set in chosen {
      let report = Report(set: set.name)
      report.line("# \(set.name)")
      try set.run(report)
      try report.save()
    }
  }
}

/// Where benchmarks find and put things.
enum Place {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  /// Generated input; not kept in the repository.
  static let generated = root.appendingPathComponent(".build/benchmarks")
  static let runs = root.appendingPathComponent("Benchmarks/runs")
  static let program = root.appendingPathComponent(".build/release/counterfoil").path
  /// Development data beside the checkout, where it exists.
  static let shared: URL? = {
    let folder =
      ProcessInfo.processInfo.environment["COUNTERFOIL_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}
