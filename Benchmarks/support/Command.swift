import Foundation

/// A program run as a whole process.
enum Command {
  /// Wall seconds; `watch` is called some twenty times a second while it runs.
  @discardableResult
  static func run(
    _ path: String, _ arguments: [String], watch: ((pid_t) -> Void)? = nil
  ) throws -> Double {
    // Foundation's Process notices an end only every 50 ms, too coarse for a start-up time.
    var pid: pid_t = 0
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, flags) in [
      (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY), (STDERR_FILENO, O_WRONLY),
    ] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", flags, 0)
    }
    var status: Int32 = 0
    let words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    let time = try seconds {
      guard posix_spawn(&pid, path, &actions, nil, words + [nil], environ) == 0 else {
        throw Failed(command: path, status: -1)
      }
      if let watch {
        while waitpid(pid, &status, WNOHANG) == 0 {
          watch(pid)
          usleep(50_000)
        }
      } else {
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      }
    }
    guard status == 0 else {
      throw Failed(command: "\(path) \(arguments.joined(separator: " "))", status: status)
    }
    return time
  }

  /// User and system time of the programs that have ended, their children included.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  struct Failed: Error {
    var command: String
    var status: Int32
  }
}
