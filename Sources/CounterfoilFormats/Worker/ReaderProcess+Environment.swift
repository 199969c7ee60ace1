import Glibc

/// What a child is started with.
extension ReaderProcess {
  /// This process's environment, without Foundation.
  package static func environment() -> [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let line = String(cString: text)
      if let equals = line.firstIndex(of: "=") {
        result[String(line[..<equals])] = String(line[line.index(after: equals)...])
      }
      entry += 1
    }
    return result
  }

  /// Only what finds its libraries; nothing else of this process is its business.
  static func childEnvironment() -> [String] {
    let own = environment()
    let passed = ["LD_LIBRARY_PATH", "GCONV_PATH", "COUNTERFOIL_PDFIUM", "TESSDATA_PREFIX"].compactMap {
      name in
      own[name].map { "\(name)=\($0)" }
    }
    // A crash must end at once, not start a program that prints a backtrace.
    // One thread in each: the lanes keep the cores busy, and a locked child cannot make threads.
    return passed + [
      "OMP_THREAD_LIMIT=1", "SWIFT_BACKTRACE=enable=no", "MALLOC_ARENA_MAX=1", "LC_ALL=C.UTF-8", "TZ=UTC0",
    ]
  }

  static func withVectors<T>(
    _ arguments: [String], _ environment: [String],
    _ body: (
      UnsafePointer<UnsafeMutablePointer<CChar>?>, UnsafePointer<UnsafeMutablePointer<CChar>?>
    ) -> T
  ) -> T {
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    return argv.withUnsafeBufferPointer { argv in
      envp.withUnsafeBufferPointer { envp in
        guard let argv = argv.baseAddress, let envp = envp.baseAddress else {
          preconditionFailure("each vector ends with a nil, so none is empty")
        }
        return body(argv, envp)
      }
    }
  }
}
