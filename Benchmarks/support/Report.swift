import Foundation

/// Prints what a set measures, and keeps it.
final class Report {
  private let set: String
  private var lines: [String] = []

  init(set: String) { self.set = set }

  func line(_ text: String) {
    print(text)
    fflush(nil)
    lines.append(text)
  }

  /// One figure with its raw values: the median, and the smallest and largest.
  func figure(_ name: String, _ values: [Double], unit: String, digits: Int = 1) {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last else { return }
    func text(_ value: Double) -> String { String(format: "%.\(digits)f", value) }
    let raw = values.count > 1 ? "  (\(text(low))–\(text(high)), n = \(values.count))" : ""
    line("\(name): \(text(sorted[sorted.count / 2])) \(unit)\(raw)")
  }

  /// Writes `Benchmarks/runs/DATE/SET.txt`.
  func save() throws {
    let formatter = DateFormatter()
    formatter.dateFormat = "yyyy-MM-dd"
    formatter.timeZone = TimeZone(identifier: "UTC")
    let folder = Place.runs.appendingPathComponent(formatter.string(from: Date()))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = ([Machine.line] + lines).joined(separator: "\n") + "\n"
    try text.write(to: folder.appendingPathComponent("\(set).txt"), atomically: true, encoding: .utf8)
  }
}

/// What the figures were measured on.
enum Machine {
  static var line: String {
    let cpu =
      (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
      .split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    let load =
      (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first ?? "?"
    return "\(cpu), \(ProcessInfo.processInfo.activeProcessorCount) cores, load at start \(load)"
  }
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  let elapsed = (ContinuousClock.now - start).components
  return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
}
