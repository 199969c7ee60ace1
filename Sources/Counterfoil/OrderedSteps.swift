import CounterfoilStore
import Foundation

/// Hands the steps of many files, made by several lanes at once, to one writer in the files' order.
///
/// Bounded by bytes, not by files: a lane that runs ahead of the writer waits once `capacity` bytes
/// stand in the queue. The file that the writer is at is never held back by the others, so the
/// queue cannot lock up.
final class OrderedSteps: @unchecked Sendable {
  // Everything below is guarded by `condition`, which is why the class may be shared.
  private let condition = NSCondition()
  private var queues: [Int: Queue] = [:]
  private var head = 0
  private var outstanding = 0
  private var total: Int?
  private var failure: (any Error)?
  private let capacity: Int

  private struct Queue {
    var steps: [IngestStep] = []
    var taken = 0
    var weight = 0
    var closed = false
  }

  /// - Parameter capacity: Bytes; a single larger step still passes.
  init(capacity: Int) { self.capacity = capacity }

  /// - Throws: The failure that ended the ingest elsewhere.
  func push(_ step: IngestStep, file: Int) throws {
    condition.lock()
    defer { condition.unlock() }
    let weight = step.weight
    while failure == nil,
      file == head ? queues[file, default: Queue()].weight > capacity / 2 : outstanding > capacity
    {
      condition.wait()
    }
    if let failure { throw failure }
    queues[file, default: Queue()].steps.append(step)
    queues[file, default: Queue()].weight += weight
    outstanding += weight
    condition.broadcast()
  }

  /// Says that a file has no further steps.
  func close(file: Int) {
    condition.lock()
    queues[file, default: Queue()].closed = true
    condition.broadcast()
    condition.unlock()
  }

  /// Says how many files there are in all.
  func end(total: Int) {
    condition.lock()
    self.total = total
    condition.broadcast()
    condition.unlock()
  }

  /// Ends everything: every waiting lane and the writer throw `error`.
  func fail(_ error: any Error) {
    condition.lock()
    if failure == nil { failure = error }
    condition.broadcast()
    condition.unlock()
  }

  enum Next {
    case step(IngestStep)
    /// A file is done.
    case fileEnded
    case end
  }

  /// The next step of the file at the head; waits for it at most until `deadline`, then nil.
  func pull(until deadline: Date) throws -> Next? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let failure { throw failure }
      if total == head { return .end }
      if var queue = queues[head] {
        if queue.taken < queue.steps.count {
          let step = queue.steps[queue.taken]
          queue.taken += 1
          let weight = step.weight
          queue.weight -= weight
          if queue.taken > 64 || queue.taken == queue.steps.count {
            queue.steps.removeFirst(queue.taken)
            queue.taken = 0
          }
          queues[head] = queue
          outstanding -= weight
          condition.broadcast()
          return .step(step)
        }
        if queue.closed {
          queues[head] = nil
          head += 1
          condition.broadcast()
          return .fileEnded
        }
      }
      if !condition.wait(until: deadline) { return nil }
    }
  }
}

extension IngestStep {
  /// Rough bytes held.
  var weight: Int {
    switch self {
    case .open: 256
    case .record(let record): record.weight
    }
  }
}
