import Dispatch
import Synchronization

/// Pieces of work on all cores; results in the order of the pieces, so that they do not depend on the cores.
enum Parallel {
  static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    let results = Mutex<[Result?]>([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { piece in
      let result = body(piece)
      results.withLock { $0[piece] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
