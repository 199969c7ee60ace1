/// How long `counterfoil --help` takes: what a person waits for each time. Limit: 60 ms.
enum StartBenchmark {
  static func run(_ report: Report) throws {
    func milliseconds(_ path: String, _ arguments: [String]) throws -> [Double] {
      try (0..<21).map { _ in try Command.run(path, arguments) * 1000 }
    }
    report.figure("counterfoil --help", try milliseconds(Place.program, ["--help"]), unit: "ms (at most 60)")
    report.figure(
      "peer: python3 -c pass", try milliseconds("/usr/bin/env", ["python3", "-c", "pass"]), unit: "ms")
    report.figure("limit: /bin/true", try milliseconds("/bin/true", []), unit: "ms")
  }
}
