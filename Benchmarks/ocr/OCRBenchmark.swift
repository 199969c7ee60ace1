import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation
import Synchronization

/// OCR: error rates beside Tesseract's own, told the language, and the time of all pages on all cores.
enum OCRBenchmark {
  static func run(_ report: Report) throws {
    // Several threads in each Tesseract wait for one another: three times slower than one.
    setenv("OMP_THREAD_LIMIT", "1", 1)
    let folder = Place.generated.appendingPathComponent("ocr")
    let pages = try OCRPages.make(in: folder)
    report.line("character error rate without white space; beside it tesseract, told the languages")
    let loose = LooseFiles(executable: Place.program)
    for language in OCRPages.languages {
      for isNoisy in [false, true] {
        var cells: [String] = []
        for page in pages where page.language == language && page.isNoisy == isNoisy {
          let text = Mutex("")
          try loose.read(page.file.path) { _, result in
            if case .success(let reading) = result { text.withLock { $0 = reading.layer?.text ?? "" } }
          }
          let stem = page.file.deletingPathExtension().path
          try tesseract(page, output: stem)
          let theirs = try String(contentsOfFile: stem + ".txt", encoding: .utf8)
          cells.append(
            "\(page.density) dpi \(rate(text.withLock { $0 }, page.truth)) (\(rate(theirs, page.truth)))")
        }
        report.line("\(language), \(isNoisy ? "noisy" : "clean"): \(cells.joined(separator: ", "))")
      }
    }
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let ours = try ingest(pages.map(\.file), in: folder)
    let theirs = try seconds { try inParallel(pages, cores) }
    let same = pages.filter { !$0.isNoisy }
    let oursClean = try ingest(same.map(\.file), in: folder)
    let theirsClean = try seconds { try inParallel(same, cores) }
    report.line(
      String(
        format:
          "%d pages, %d cores: ingest %.1f s, peer tesseract told the languages %.1f s, ratio %.2f (limit set: 1.2)",
        pages.count, cores, ours, theirs, ours / theirs))
    report.line(
      String(
        format: "the %d clean ones: ingest %.1f s, tesseract %.1f s, ratio %.2f", same.count, oursClean,
        theirsClean,
        oursClean / theirsClean))
  }

  private static func tesseract(_ page: OCRPages.Page, output: String) throws {
    try Command.run("/usr/bin/tesseract", [page.file.path, output, "-l", OCRPages.tesseract(page.language)])
  }

  private static func inParallel(_ pages: [OCRPages.Page], _ cores: Int) throws {
    let next = Mutex(0)
    let failed = Mutex(false)
    DispatchQueue.concurrentPerform(iterations: cores) { _ in
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard index < pages.count else { return }
        do {
          try tesseract(pages[index], output: pages[index].file.deletingPathExtension().path)
        } catch { failed.withLock { $0 = true } }
      }
    }
    if failed.withLock({ $0 }) { throw Command.Failed(command: "tesseract", status: 1) }
  }

  private static func ingest(_ files: [URL], in folder: URL) throws -> Double {
    let base = folder.appendingPathComponent("\(UUID().uuidString).casebase")
    try Command.run(Place.program, ["init", base.path])
    return try Command.run(Place.program, ["ingest", "--casebase", base.path] + files.map(\.path))
  }

  private static func rate(_ read: String, _ truth: String) -> String {
    let left = read.unicodeScalars.filter { !$0.properties.isWhitespace }.map(\.value)
    let right = truth.unicodeScalars.filter { !$0.properties.isWhitespace }.map(\.value)
    return String(format: "%.2f %%", 100 * Double(distance(left, right)) / Double(max(1, right.count)))
  }

  private static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
    var row = Array(0...right.count)
    for (index, scalar) in left.enumerated() {
      var corner = row[0]
      row[0] = index + 1
      for column in right.indices {
        let changed = corner + (scalar == right[column] ? 0 : 1)
        corner = row[column + 1]
        row[column + 1] = min(changed, row[column] + 1, corner + 1)
      }
    }
    return row[right.count]
  }
}
