import Foundation

/// Records resolved without labels: pairwise F1, wall and processor time, memory; Splink with DuckDB beside it in the same run.
///
/// `COUNTERFOIL_PEERS` names a Python with `splink` and `duckdb`. F1 here is of the clusters that the program prints; the peer's is of
/// pairs at the threshold best for the set.
enum ResolveBenchmark {
  static func run(_ report: Report) throws {
    guard let shared = Place.shared else {
      report.line("skipped: the development data is not here")
      return
    }
    let folder = shared.appendingPathComponent("eval/names/er")
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    for name in ["febrl1", "febrl2", "febrl3"] {
      try measure(name, [path(name + ".csv")], report) { Truth.byRecordName($0) }
      if name == "febrl3" { try peer(["er_splink.py", name], report) }
    }
    try measure("febrl4, a and b", [path("febrl4a.csv"), path("febrl4b.csv")], report) {
      Truth.byRecordName($0)
    }
    try peer(["er_splink.py", "febrl4"], report)
    let papers = [path("dblp_acm_a.jsonl"), path("dblp_acm_b.jsonl")]
    let gold = try Truth.pairs(path("dblp_acm_gold.csv"))
    for option in [[], ["--link-only"]] {
      try measure("DBLP–ACM \(option.joined())", papers + option, report) { Truth.against(gold, $0, papers) }
    }
    let own = Place.root.appendingPathComponent("Benchmarks/resolve/splink_dblp_acm.py").path
    try peer([own, folder.path], report)
    for records in [100_000, 1_000_000] {
      let table = Place.generated.appendingPathComponent(
        "synth\(records == 1_000_000 ? "1m" : "\(records)").csv")
      if !FileManager.default.fileExists(atPath: table.path) {
        try python(["gen_1m.py", "\(records)"], with: "/usr/bin/python3")
      }
      let people = try Truth.column(table.path)
      try measure("\(records) generated records", [table.path], report) {
        Truth.of($0) { people[$0.id] ?? "" }
      }
    }
    try peer(["er_splink.py", "synth1m"], report)
  }

  private static func measure(
    _ name: String, _ arguments: [String], _ report: Report, _ score: ([Truth.Answer]) -> Truth.Score
  ) throws {
    let out = Place.generated.appendingPathComponent("resolve-\(getpid()).jsonl")
    defer { try? FileManager.default.removeItem(at: out) }
    let before = Command.processorSeconds
    let run = try output(Place.program, ["resolve", "--records"] + arguments + ["--json"], to: out)
    let answers = try Truth.answers(out.path)
    let found = score(answers)
    report.line(
      String(
        format: "%@: F1 %.5f, precision %.5f, recall %.5f; wall %.1f s, processor %.1f s, %d MB, %d records",
        name,
        found.f1, found.precision, found.recall, run.seconds, Command.processorSeconds - before,
        run.kilobytes / 1000, answers.count))
  }

  /// Runs a script of the peers' folder, or one named by its path, and reports what it prints.
  private static func peer(_ arguments: [String], _ report: Report) throws {
    guard let python = ProcessInfo.processInfo.environment["COUNTERFOIL_PEERS"] else {
      report.line("  peer not measured: COUNTERFOIL_PEERS names no Python with splink")
      return
    }
    let text = try self.python(arguments, with: python)
    for line in text.split(separator: "\n") where line.contains("splink") || line.contains("clustering") {
      report.line("  " + line.replacingOccurrences(of: "\t", with: ", "))
    }
  }

  @discardableResult
  private static func python(_ arguments: [String], with python: String) throws -> String {
    guard let shared = Place.shared else { return "" }
    var arguments = arguments
    if !arguments[0].hasPrefix("/") {
      arguments[0] = shared.appendingPathComponent("tools/peers/" + arguments[0]).path
    }
    setenv("OUT", Place.generated.path + "/", 1)
    let out = Place.generated.appendingPathComponent("peer-\(getpid()).txt")
    defer { try? FileManager.default.removeItem(at: out) }
    _ = try output(python, arguments, to: out)
    return try String(contentsOf: out, encoding: .utf8)
  }

  /// Wall time and peak memory of a program whose standard output goes to a file.
  private static func output(_ path: String, _ arguments: [String], to file: URL) throws -> (
    seconds: Double, kilobytes: Int
  ) {
    FileManager.default.createFile(atPath: file.path, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: file)
    process.standardError = FileHandle.nullDevice
    var peak = 0
    let time = try seconds {
      try process.run()
      while process.isRunning {
        let status =
          (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        peak = max(peak, line?.split(separator: " ").compactMap { Int($0) }.first ?? 0)
        usleep(20_000)
      }
      process.waitUntilExit()
    }
    guard process.terminationStatus == 0 else {
      throw Command.Failed(command: path, status: process.terminationStatus)
    }
    return (time, peak)
  }
}
