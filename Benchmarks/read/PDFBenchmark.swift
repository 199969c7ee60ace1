import Counterfoil
import CounterfoilFormats
import Foundation

/// PDF with text: our confined reader beside `pdftotext` on the same files.
enum PDFBenchmark {
  static func run(_ report: Report) throws {
    let folder =
      Place.shared?.appendingPathComponent("eval/cases")
      ?? Place.root.appendingPathComponent("Examples/documents")
    let files =
      (FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? [])
      .filter { $0.pathExtension == "pdf" && !$0.path.contains("incomplete") }.map(\.path).sorted()
    report.line("\(files.count) files")
    report.figure(
      "counterfoil, one confined process for all, started anew each run",
      try (0..<5).map { _ in
        try seconds {
          let loose = LooseFiles(executable: Place.program, ocr: false)
          for file in files { try loose.read(file) { _, _ in } }
        }
      }, unit: "s", digits: 3)
    report.figure(
      "counterfoil, a confined process for each file",
      try (0..<3).map { _ in
        try seconds {
          for file in files { try LooseFiles(executable: Place.program, ocr: false).read(file) { _, _ in } }
        }
      }, unit: "s", digits: 3)
    report.figure(
      "peer: pdftotext, a process for each file",
      try (0..<5).map { _ in
        try seconds { for file in files { try Command.run("/usr/bin/pdftotext", [file, "/dev/null"]) } }
      }, unit: "s", digits: 3)
    report.figure(
      "limit: /bin/true, a process for each file",
      try (0..<5).map { _ in try seconds { for _ in files { try Command.run("/bin/true", []) } } },
      unit: "s", digits: 3)
  }
}
