import Foundation

/// A program run as a whole process.
enum Command {
  /// Wall seconds; `watch` is called some twenty times a second while it runs.
  @discardableResult
  static func run(
    _ path: String, _ arguments: [String], watch: ((pid_t) -> Void)? = nil
  ) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return try seconds {
      try process.run()
      if let watch {
        while process.isRunning {
          watch(process.processIdentifier)
          usleep(50_000)
        }
      }
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Failed(command: "\(path) \(arguments.joined(separator: " "))", status: process.terminationStatus)
      }
    }
  }

  struct Failed: Error {
    var command: String
    var status: Int32
  }
}
