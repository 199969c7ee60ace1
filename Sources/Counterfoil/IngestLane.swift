import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

/// Reads one file after another, with everything inside them, on one thread.
///
/// Owns a reader process for each depth of nesting: a container's process waits, holding one part,
/// while the part is read by the next. So memory stays at the size of the largest part.
final class IngestLane {
  private let casebase: Casebase
  private let pipeline: Pipeline
  private let options: IngestOptions
  /// Nil where pages that are pictures stay unread.
  private let pool: OCRPool?
  private let root: String
  private let number: Int
  private var readers: [ReaderProcess] = []
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

  init(
    casebase: Casebase, pipeline: Pipeline, options: IngestOptions, pool: OCRPool?, root: String,
    number: Int
  ) {
    self.casebase = casebase
    self.pipeline = pipeline
    self.options = options
    self.pool = pool
    self.root = root
    self.number = number
  }

  deinit { buffer.deallocate() }

  /// The steps of one file, handed to `emit` as they come.
  /// - Throws: Only what must end the whole ingest, such as a full disk.
  func take(_ entry: FileWalk.Entry, emit: @escaping (IngestStep) throws -> Void) throws {
    let place = DocumentPlace(file: entry.file)
    func reject(_ reason: String, bytes: Int = 0) throws {
      try emit(
        .record(
          IngestRecord(
            line: LedgerLine(place: place, outcome: .rejected, reason: reason, bytes: bytes))))
    }
    let known = try casebase.look { try KnownFile.fetch($0, root: root, file: entry.file) }
    switch entry.kind {
    case .other(let what):
      if known.isEmpty { try reject(what + "; give the file itself to `ingest` if it matters") }
    case .unreadableFolder(let why):
      if known.isEmpty {
        try reject("the folder could not be opened: \(why); change its permissions and ingest again")
      }
    case .regular:
      let source = open(entry.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard source >= 0 else {
        if known.isEmpty {
          try reject(
            "it could not be opened: \(lastError()); change its permissions and ingest again",
            bytes: entry.size)
        }
        return
      }
      defer { close(source) }
      if known.contains(where: \.isFinal) {
        let digest = try Originals.digest(of: source, buffer: buffer)
        if known.contains(where: { $0.isFinal && $0.digest == digest }) { return }
        lseek(source, 0, SEEK_SET)
      }
      try take(source, place: place, resuming: known.contains { !$0.isFinal }, emit: emit)
    }
  }

  private func take(
    _ source: Int32, place: DocumentPlace, resuming: Bool, emit: @escaping (IngestStep) throws -> Void
  ) throws {
    let copy: Originals.Copy
    do {
      copy = try casebase.originals.take(source, scratch: number, buffer: buffer)
    } catch .source(let why) {
      try emit(
        .record(
          IngestRecord(
            line: LedgerLine(
              place: place, outcome: .rejected,
              reason: "it could not be read to its end: \(why); try it from another copy"))))
      return
    } catch .diskFull {
      throw CasebaseError.diskFull(casebase.folder)
    } catch .store(let why) {
      throw CasebaseError.cannotCreate(casebase.originals.folder, why)
    }
    defer { close(copy.descriptor) }
    var job = Job(place: place, resuming: resuming, emit: emit)
    if copy.changedMeanwhile {
      job.problems.append(
        Problem("the file changed while it was read; what was kept is what was read"))
    }
    try read(
      .file(copy.descriptor, bytes: copy.bytes), digest: copy.digest,
      hint: ReadHint(name: place.file.lastStep), depth: 0, job: &job)
  }

  /// What the parts of one file share.
  private struct Job {
    var place: DocumentPlace
    let resuming: Bool
    let emit: (IngestStep) throws -> Void
    var problems: [Problem] = []
    var expanded = 0

    init(place: DocumentPlace, resuming: Bool, emit: @escaping (IngestStep) throws -> Void) {
      self.place = place
      self.resuming = resuming
      self.emit = emit
    }
  }

  private func read(
    _ input: OCRPool.Input, digest: Digest, hint: ReadHint, depth: Int, job: inout Job
  ) throws {
    let place = job.place
    let start = ContinuousClock.now
    var line = LedgerLine(place: place, outcome: .read, bytes: input.count, digest: digest)
    if try casebase.look({ try KnownFile.isRead($0, digest: digest) }) {
      line.outcome = .duplicate
      try job.emit(.record(IngestRecord(line: line)))
      return
    }
    var problems = job.problems
    var notes: [String] = []
    job.problems = []
    var parts = 0
    var record: IngestRecord
    do {
      let child = { (child: ChildDocument) in
        if parts == 0 { try job.emit(.open(place: place, digest: digest)) }
        parts += 1
        try self.take(child, in: place, depth: depth + 1, job: &job)
        job.place = place
      }
      let left = max(0, options.limits.expandedBytes - job.expanded)
      var reading =
        switch input {
        case .file(let descriptor, let bytes):
          try reader(depth).read(
            file: descriptor, size: bytes, hint: hint, expandedBytes: left, child: child)
        case .memory(let bytes):
          try reader(depth).read(bytes: bytes, hint: hint, expandedBytes: left, child: child)
        }
      if let pool { reading = try pool.complete(reading, input, hint: hint) }
      problems += reading.problems
      notes = reading.notes
      line.mediaType = reading.mediaType
      line.encoding = reading.encoding
      record = pipeline.process(reading, line: line, time: options.time)
      let needed = record.layer?.pages.count { $0.needsOCR } ?? 0
      if needed > 0, let pages = record.line.pages { problems.append(Self.needsOCR(needed, of: pages)) }
    } catch let error as ReadError {
      record = IngestRecord(line: line)
      if parts == 0 {
        record.line.outcome = .rejected
      } else {
        problems.append(Problem("\(parts) part\(parts == 1 ? " was" : "s were") read before that"))
      }
      problems.insert(Problem(error.description), at: 0)
    }
    if !problems.isEmpty {
      if record.line.outcome == .read { record.line.outcome = .readWithWarnings }
      notes = problems.map(\.message) + notes
    }
    if !notes.isEmpty { record.line.reason = notes.joined(separator: "; ") }
    record.line.seconds = (ContinuousClock.now - start).seconds
    try job.emit(.record(record))
  }

  private static func needsOCR(_ needed: Int, of pages: Int) -> Problem {
    let which =
      needed == pages
      ? (pages == 1 ? "its page is a picture" : "all \(pages) pages are pictures")
      : "\(needed) of \(pages) pages \(needed == 1 ? "is a picture" : "are pictures")"
    return Problem("\(which) without text: OCR is needed")
  }

  private func take(
    _ child: ChildDocument, in parent: DocumentPlace, depth: Int, job: inout Job
  ) throws {
    let place = DocumentPlace(
      file: parent.file,
      part: parent.part.isEmpty ? child.name : parent.part + "/" + child.name)
    job.place = place
    let digest = child.bytes.withUnsafeBytes { Digest(sha256: $0) }
    if job.resuming, try casebase.look({ try KnownFile.isFinal($0, root: root, place: place) }) {
      return
    }
    job.expanded += child.bytes.count
    let limits = options.limits
    let refusal: String? =
      if depth > limits.depth {
        "it lies more than \(limits.depth) containers deep; unpack it and ingest it by itself"
      } else if job.expanded > limits.expandedBytes {
        "the file it lies in unpacks to more than \(limits.expandedBytes >> 30) GiB; unpack it and ingest the parts"
      } else {
        nil
      }
    if let refusal {
      let line = LedgerLine(
        place: place, outcome: .rejected, reason: refusal, bytes: child.bytes.count, digest: digest)
      try job.emit(.record(IngestRecord(line: line)))
      return
    }
    try read(
      .memory(child.bytes), digest: digest,
      hint: ReadHint(name: child.name.lastStep, declaredType: child.declaredType),
      depth: depth, job: &job)
  }

  private func reader(_ depth: Int) -> ReaderProcess {
    while readers.count <= depth {
      readers.append(
        ReaderProcess(
          executable: options.executable, limits: options.limits, passwords: options.passwords))
    }
    return readers[depth]
  }
}

extension String {
  fileprivate var lastStep: String { String(split(separator: "/").last ?? "") }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
