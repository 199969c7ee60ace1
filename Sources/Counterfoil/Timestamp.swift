import Foundation

/// Moments as the casebase writes them.
public enum Timestamp {
  /// Now, as ISO 8601 in UTC to the second: `2026-03-01T09:30:00Z`.
  public static func now() -> String { string(time(nil)) }

  static func string(_ moment: time_t) -> String {
    var moment = moment
    var parts = tm()
    gmtime_r(&moment, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// This program's own file.
public enum Executable {
  /// As the kernel knows it, so that a changed `PATH` or `argv[0]` misleads no one.
  public static let path: String = {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }()
}
