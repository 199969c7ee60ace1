import CounterfoilFormats
import CounterfoilKnowledge
import CounterfoilModel
import CounterfoilStore
public import Foundation

/// Looks at the machine and says plainly whether the program can work safely on it.
public enum Doctor {
  public struct Check: Sendable {
    public enum State: String, Sendable {
      case good
      /// Works, with less protection or less ability than it should have.
      case weak
      case bad
    }
    public var name: String
    public var state: State
    /// What was found, and where it is not good what to do.
    public var message: String
  }

  /// - Parameter casebase: The casebase to look at too, if there is one.
  public static func examine(casebase: URL?, executable: String = Executable.path) -> [Check] {
    var checks: [Check] = []
    do {
      let held = try Confinement.status(executable: executable)
      for line in held.lines {
        checks.append(
          Check(name: "confinement", state: held.isComplete ? .good : .weak, message: line))
      }
    } catch {
      checks.append(
        Check(name: "confinement", state: .bad, message: "a reader process did not start: \(error)"))
    }
    checks.append(
      PDFReader.isAvailable
        ? Check(name: "PDF", state: .good, message: "PDFium is there")
        : Check(
          name: "PDF", state: .bad,
          message: "PDFium was not found, so PDF files are rejected; run `make setup`"))
    checks.append(ocr)
    do {
      let lexicon = try KnowledgeLoader.lexicon()
      checks.append(
        Check(
          name: "knowledge", state: .good,
          message:
            "\(lexicon.organisations.count) organisations, \(lexicon.terms.count) terms, \(lexicon.places.count) places from \(Knowledge.root.path)"
        ))
    } catch {
      checks.append(Check(name: "knowledge", state: .bad, message: "\(error)"))
    }
    if let casebase { checks += examine(casebase) }
    return checks
  }

  private static var ocr: Check {
    let missing = LanguageData.missing
    if missing.isEmpty {
      return Check(name: "OCR", state: .good, message: "Tesseract's data of English and Chinese are there")
    }
    return Check(
      name: "OCR", state: .weak,
      message:
        "\(missing.joined(separator: ", ")) of Tesseract's data not found, so some pages that are pictures stay unread or are read badly; install Debian's \(LanguageData.packages(missing)), then run counterfoil ocr"
    )
  }

  private static func examine(_ folder: URL) -> [Check] {
    var checks: [Check] = []
    do {
      let status = try Workbench(folder).status()
      checks.append(
        Check(
          name: "casebase", state: status.unfinished == 0 ? .good : .weak,
          message: status.unfinished == 0
            ? "\(folder.path) opens" : "\(folder.path) has an unfinished ingest; run it again"))
    } catch {
      checks.append(Check(name: "casebase", state: .bad, message: "\(error)"))
    }
    var space = statvfs()
    if statvfs(folder.path, &space) == 0 {
      let free = Int(space.f_bavail) * Int(space.f_frsize)
      // Below this an ingest of any size stops half-way.
      let enough = free > 1 << 30
      checks.append(
        Check(
          name: "disk", state: enough ? .good : .weak,
          message:
            "\(free >> 20) MiB free under the casebase\(enough ? "" : "; make room before the next ingest")"))
    }
    var status = stat()
    if stat(folder.path, &status) == 0 {
      let open = status.st_mode & 0o077
      checks.append(
        Check(
          name: "permissions", state: open == 0 ? .good : .weak,
          message: open == 0
            ? "only you can read the casebase"
            : "other accounts of this machine can read the casebase; run chmod -R go= '\(folder.path)'"))
    }
    return checks
  }
}
