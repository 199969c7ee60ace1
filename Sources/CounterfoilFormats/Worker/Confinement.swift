import CConfine

/// What keeps a reader from harm, as far as this kernel allows.
public struct Confinement: Hashable, Sendable {
  /// How much to ask for.
  public enum Level: String, Sendable {
    /// Everything the kernel offers.
    case full
    /// Resource limits alone, as where the kernel refuses Landlock and seccomp.
    case limits

    /// `COUNTERFOIL_CONFINEMENT=limits` asks for less; anything else for everything.
    public static func fromEnvironment(_ environment: [String: String]) -> Level {
      environment["COUNTERFOIL_CONFINEMENT"] == Level.limits.rawValue ? .limits : .full
    }
  }

  public var noNewPrivileges = false
  /// Other processes of this user cannot look into its memory, and it leaves no core file.
  public var notDumpable = false
  /// Names of the limits in force: `memory`, `file size`, …
  public var limits: [String] = []
  /// The kernel's version of Landlock, when in force.
  public var landlock: Int?
  public var landlockReason = ""
  public var seccomp = false
  public var seccompReason = ""

  /// Neither files nor network nor other processes can be reached.
  public var isComplete: Bool {
    noNewPrivileges && landlock != nil && seccomp && limits.count == Self.limitNames.count
  }

  static let limitNames = ["memory", "file size", "processes", "open files", "core file"]

  /// One line for each part, for `counterfoil doctor`.
  public var lines: [String] {
    let missing = Self.limitNames.filter { !limits.contains($0) }
    var landlockLine = "Landlock (files and TCP): not in force, \(landlockReason)"
    if let landlock {
      let net = landlock >= 4 ? "files and TCP refused" : "files refused; TCP is left to seccomp"
      landlockLine = "Landlock: in force, version \(landlock), \(net)"
    }
    return [
      landlockLine,
      seccomp
        ? "seccomp (system calls): in force, all but the needed ones refused"
        : "seccomp (system calls): not in force, \(seccompReason)",
      "no new privileges: \(noNewPrivileges ? "in force" : "not in force")",
      "resource limits: \(limits.isEmpty ? "none" : limits.joined(separator: ", "))"
        + (missing.isEmpty ? "" : "; refused: \(missing.joined(separator: ", "))"),
    ]
  }

  /// What holds here, asked of a child that has just locked itself.
  ///
  /// - Parameter executable: The path of `counterfoil` itself.
  public static func status(
    executable: String, level: Level = .full, limits: ReadLimits = ReadLimits()
  ) throws -> Confinement {
    let process = ReaderProcess(executable: executable, limits: limits, confinement: level)
    return try process.confinement()
  }
}

/// What a confined reader must not be able to do; numbered as in confine.h.
package enum ForbiddenAct: UInt8, Sendable, CaseIterable {
  case openToRead = 1
  case openToWrite, connect, fork, exec, trace, signalParent
  case takeMemory, loop, sleep, crash, executableMemory
}

extension Confinement {
  init(_ report: confine_report) {
    noNewPrivileges = report.no_new_privileges != 0
    notDumpable = report.not_dumpable != 0
    let held = [
      report.memory_limit, report.file_limit, report.process_limit, report.descriptor_limit,
      report.core_limit,
    ]
    limits = zip(Self.limitNames, held).filter { $0.1 != 0 }.map(\.0)
    landlock = report.landlock_error == 0 ? Int(report.landlock_version) : nil
    landlockReason = Self.reason(report.landlock_error)
    seccomp = report.seccomp_error == 0
    seccompReason = Self.reason(report.seccomp_error)
  }

  private static func reason(_ error: Int32) -> String {
    switch error {
    case 0: ""
    case -1: "not asked for"
    default: "the kernel refuses it (error \(error))"
    }
  }

  func encode() -> [UInt8] {
    var out = WireWriter()
    out.put(noNewPrivileges)
    out.put(notDumpable)
    out.put(UInt32(limits.count))
    for limit in limits { out.put(limit) }
    out.put(landlock ?? 0)
    out.put(landlockReason)
    out.put(seccomp)
    out.put(seccompReason)
    return out.bytes
  }

  package init(_ bytes: UnsafeRawBufferPointer) throws(WireError) {
    var fields = WireReader(bytes)
    noNewPrivileges = try fields.bool()
    notDumpable = try fields.bool()
    for _ in 0..<(try fields.count(size: 4)) { limits.append(try fields.string(most: 64)) }
    let version = try fields.int()
    landlock = version > 0 ? version : nil
    landlockReason = try fields.string(most: 1024)
    seccomp = try fields.bool()
    seccompReason = try fields.string(most: 1024)
  }
}
