public import CounterfoilFormats
public import CounterfoilModel
import CounterfoilStore
public import Foundation
import Synchronization

/// What one ingest is told.
public struct IngestOptions: Sendable {
  /// The program whose `worker read` reads the files; this program itself.
  public var executable: String
  public var limits: ReadLimits
  /// Files read at once; one a core. Pages read by OCR at once, besides.
  public var lanes: Int
  /// Whether pages that are pictures are read by OCR, which takes seconds a page.
  public var ocr: Bool
  /// For encrypted documents; never stored.
  public var passwords = Passwords.none
  /// The file they came from, which no ingest reads in.
  public var passwordFile: String?
  /// Bytes that may wait between readers and writer.
  public var queueBytes: Int
  /// ISO 8601, UTC: when this ingest began; recorded with everything it adds.
  public var time: String

  public init(
    executable: String = Executable.path, limits: ReadLimits = ReadLimits(),
    lanes: Int = ProcessInfo.processInfo.activeProcessorCount, queueBytes: Int = 64 << 20,
    ocr: Bool = true, time: String = Timestamp.now()
  ) {
    self.executable = executable
    self.limits = limits
    self.lanes = max(1, lanes)
    self.queueBytes = queueBytes
    self.ocr = ocr
    self.time = time
  }
}

/// How far an ingest has come.
public struct IngestProgress: Sendable {
  /// Files given, as far as they have been counted.
  public var filesFound = 0
  public var bytesFound = 0
  /// False while folders are still being counted.
  public var countIsComplete = false
  public var filesDone = 0
  public var bytesDone = 0
  /// Lines written, by outcome; parts inside files included.
  public var outcomes: [LedgerLine.Outcome: Int] = [:]
  /// Files that the casebase held already.
  public var filesKnown = 0
  public var seconds = 0.0
  public init() {}
}

/// Reads files into a casebase.
///
/// Lanes read and analyse in parallel; one writer takes their results in the order of the files.
/// Killed at any instant and started again, it ends in the same casebase.
struct Ingest {
  let casebase: Casebase
  let pipeline: Pipeline
  let options: IngestOptions

  // A transaction is closed after this much: large enough that the index is merged seldom, small
  // enough that little is read again after a crash.
  private static let transactionBytes = 96 << 20
  private static let transactionSeconds = 5.0

  func run(
    root: String, only: String?, progress report: @escaping (IngestProgress) -> Void,
    line reportLine: @escaping (LedgerLine) -> Void
  ) throws -> IngestProgress {
    let steps = OrderedSteps(capacity: options.queueBytes)
    let skipped = [casebase.folder.path] + (options.passwordFile.map { [$0] } ?? [])
    let walk = Mutex(FileWalk(folder: root, only: only, skipping: skipped))
    let count = Mutex(0)
    let spelled = FileWalk.spelled(Array(root.utf8))
    let sizes = Mutex<[Int: Int]>([:])
    let pool =
      options.ocr
      ? OCRPool(
        executable: options.executable, limits: options.limits, count: options.lanes,
        passwords: options.passwords) : nil
    let lanes = (0..<options.lanes).map { number in
      thread {
        let lane = IngestLane(
          casebase: casebase, pipeline: pipeline, options: options, pool: pool, root: spelled,
          number: number)
        do {
          while let entry = walk.withLock({ $0.next() }) {
            count.withLock { $0 = max($0, entry.number + 1) }
            sizes.withLock { $0[entry.number] = entry.size }
            try lane.take(entry) { try steps.push($0, file: entry.number) }
            steps.close(file: entry.number)
          }
        } catch {
          steps.fail(error)
        }
      }
    }
    let counting = Mutex<IngestProgress>(IngestProgress())
    let stop = Mutex(false)
    let counter = thread {
      // A second walk that only counts, so that a percentage can be shown; it runs ahead of reading.
      for entry in FileWalk(folder: root, only: only, skipping: skipped) {
        if stop.withLock({ $0 }) { return }
        counting.withLock {
          $0.filesFound += 1
          $0.bytesFound += entry.size
        }
      }
      counting.withLock { $0.countIsComplete = true }
    }
    let ender = thread {
      for lane in lanes { lane.join() }
      steps.end(total: count.withLock { $0 })
    }
    defer {
      stop.withLock { $0 = true }
      ender.join()
      counter.join()
    }
    do {
      return try write(
        steps, root: spelled, sizes: sizes, counting: counting, report: report,
        reportLine: reportLine)
    } catch {
      steps.fail(error)
      throw error
    }
  }

  private func write(
    _ steps: OrderedSteps, root: String, sizes: borrowing Mutex<[Int: Int]>,
    counting: borrowing Mutex<IngestProgress>, report: (IngestProgress) -> Void,
    reportLine: (LedgerLine) -> Void
  ) throws -> IngestProgress {
    let start = ContinuousClock.now
    var progress = IngestProgress()
    var file = 0
    var wroteForFile = false
    var lastReport = start
    func show(always: Bool = false) {
      let now = ContinuousClock.now
      guard always || now - lastReport > .milliseconds(100) else { return }
      lastReport = now
      counting.withLock {
        progress.filesFound = max($0.filesFound, progress.filesDone)
        progress.bytesFound = $0.bytesFound
        progress.countIsComplete = $0.countIsComplete
      }
      progress.seconds = (now - start).seconds
      report(progress)
    }
    var ended = false
    var carried: IngestWriter?
    var merged = 0
    while !ended {
      let began = ContinuousClock.now
      var weight = 0
      let writer: IngestWriter? = try casebase.write { db in
        var writer =
          try carried
          ?? IngestWriter(db, root: root, time: options.time, comparer: ShingleComparer())
        while weight < Self.transactionBytes {
          guard let next = try steps.pull(until: Date(timeIntervalSinceNow: 0.25)) else {
            show()
            if (ContinuousClock.now - began).seconds > Self.transactionSeconds { break }
            continue
          }
          switch next {
          case .step(let step):
            weight += step.weight
            wroteForFile = true
            if let line = try writer.take(step, db) {
              progress.outcomes[line.outcome, default: 0] += 1
              reportLine(line)
            }
          case .fileEnded:
            progress.filesDone += 1
            progress.bytesDone += sizes.withLock { $0.removeValue(forKey: file) } ?? 0
            if !wroteForFile { progress.filesKnown += 1 }
            wroteForFile = false
            file += 1
          case .end:
            ended = true
          }
          if ended { break }
          show()
          if (ContinuousClock.now - began).seconds > Self.transactionSeconds { break }
        }
        try writer.finish(db)
        return writer
      }
      carried = writer
      if let segments = writer?.segments, segments - merged >= SearchIndex.mergedSegments || ended {
        merged = segments
        while try !casebase.write({ try SearchIndex.merge($0) }) { show() }
      }
    }
    show(always: true)
    return progress
  }

  /// A thread with a stack that deep nesting cannot exhaust.
  private func thread(_ body: @escaping @Sendable () -> Void) -> JoinableThread {
    let thread = JoinableThread(body)
    thread.start()
    return thread
  }
}
