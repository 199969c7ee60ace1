import CounterfoilAnalysis
import CounterfoilFormats
public import CounterfoilModel
import CounterfoilStore
import Foundation

extension Workbench {
  /// Reads files and folders into the casebase; each path is an ingest of its own, in order.
  ///
  /// - Parameters:
  ///   - again: What to make unread first.
  ///   - progress: Called some ten times a second, on the calling thread.
  ///   - line: Called with each ledger line as it is written.
  /// - Throws: `CasebaseError` for what must end an ingest; `NotThere` for a path that is not.
  public func ingest(
    _ paths: [String], again: ReadAgain = .nothing, options: IngestOptions = IngestOptions(),
    progress: @escaping (IngestProgress) -> Void = { _ in },
    line: @escaping (LedgerLine) -> Void = { _ in }
  ) throws -> [IngestProgress] {
    let lock = try IngestLock(casebase)
    defer { withExtendedLifetime(lock) {} }
    let targets = try paths.map(Self.target)
    casebase.originals.sweep()
    let lexicon = try KnowledgeLoader.lexicon()
    let pipeline = Pipeline(lexicon: lexicon, relations: try KnowledgeLoader.relations())
    while try !casebase.write({ db in
      try CopyBacklog.take(db, comparer: ShingleComparer(), sketch: CopySketcher.sketch)
    }) {}
    try casebase.write { db in
      switch again {
      case .nothing: break
      case .rejected:
        _ = try Retry.reopen(
          db, withPasswords: !options.passwords.isEmpty, tokens: pipeline.tokens, at: options.time,
          actor: Account.current)
      case .pictures:
        _ = try Retry.reopenForOCR(
          db, withPasswords: !options.passwords.isEmpty, tokens: pipeline.tokens, at: options.time,
          actor: Account.current, canBeDrawn: OCRPool.canBeDrawn)
      }
    }
    let ingest = Ingest(casebase: casebase, pipeline: pipeline, options: options)
    return try targets.map { target in
      try ingest.run(root: target.root, only: target.only, progress: progress, line: line)
    }
  }

  /// What an ingest reads again.
  public enum ReadAgain: Sendable {
    case nothing
    /// All that was rejected; with passwords, archives too of which members stayed closed. What a
    /// password opened stays as it is while none is supplied.
    case rejected
    /// Documents of which pages still need OCR, likewise.
    case pictures
  }

  /// A path given to `ingest` that does not exist.
  public struct NotThere: Error, CustomStringConvertible {
    public var path: String
    public var description: String { "there is no file or folder \(path)" }
  }

  /// The folder to walk and, for a single file, the name in it. Links in the path given are
  /// followed: whoever types a link means what it points to.
  private static func target(_ path: String) throws -> (root: String, only: String?) {
    guard let real = realpath(path, nil) else { throw NotThere(path: path) }
    defer { free(real) }
    let full = String(cString: real)
    var status = stat()
    guard stat(full, &status) == 0 else { throw NotThere(path: path) }
    if status.st_mode & S_IFMT == S_IFDIR { return (full, nil) }
    let name = full.split(separator: "/").last.map(String.init) ?? ""
    let folder = String(full.dropLast(name.count + 1))
    return (folder.isEmpty ? "/" : folder, name)
  }
}
