import Foundation

/// A thread that can be waited for. Lanes block on pipes, which tasks must not.
final class JoinableThread: @unchecked Sendable {
  // Thread is not marked Sendable; it is only started here, once, by whoever made this.
  private let thread: Thread
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Void) {
    let done = done
    thread = Thread {
      body()
      done.signal()
    }
    thread.stackSize = 8 << 20
  }

  func start() { thread.start() }

  func join() {
    done.wait()
    // Several may wait for one thread.
    done.signal()
  }
}
