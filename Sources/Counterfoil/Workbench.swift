public import CounterfoilStore
public import Foundation

/// A casebase and all that can be done with it. The command line, the HTTP interface and the pages
/// call these functions and no others, so that they show the same numbers.
public final class Workbench: Sendable {
  package let casebase: Casebase

  /// Opens the casebase in `folder`.
  /// - Throws: `CasebaseError`, with what to do.
  public init(_ folder: URL, for use: Casebase.Use = .reading) throws {
    casebase = try Casebase.open(folder, for: use)
  }

  private init(casebase: Casebase) { self.casebase = casebase }

  public var folder: URL { casebase.folder }

  /// Makes a new casebase in `folder`.
  public static func create(_ folder: URL) throws -> Workbench {
    Workbench(
      casebase: try Casebase.create(at: folder, actor: Account.current, at: Timestamp.now()))
  }

  /// The casebase meant: the one named, else `COUNTERFOIL_CASEBASE`, else the nearest folder
  /// upwards that is one or holds a folder `casebase`, as git looks for its repository.
  public static func locate(_ named: String?, from current: String = FileManager.default.currentDirectoryPath)
    throws -> URL
  {
    if let named { return URL(fileURLWithPath: named, isDirectory: true) }
    if let named = ProcessInfo.processInfo.environment["COUNTERFOIL_CASEBASE"], !named.isEmpty {
      return URL(fileURLWithPath: named, isDirectory: true)
    }
    var folder = URL(fileURLWithPath: current, isDirectory: true).standardizedFileURL
    while true {
      for candidate in [folder, folder.appendingPathComponent(Self.defaultName, isDirectory: true)]
      where FileManager.default.fileExists(atPath: Casebase.databaseURL(in: candidate).path) {
        return candidate
      }
      let parent = folder.deletingLastPathComponent()
      if parent.path == folder.path { throw NoCasebase() }
      folder = parent
    }
  }

  /// What `init` makes when no name is given.
  public static let defaultName = "casebase"

  /// No casebase was named and none is near.
  public struct NoCasebase: Error, CustomStringConvertible {
    public var description: String {
      "no casebase here or in any folder above; make one with `counterfoil init`, or name one with --casebase or COUNTERFOIL_CASEBASE"
    }
  }
}

/// Who does something, for the log.
enum Account {
  /// The account name of the process.
  static var current: String {
    guard let entry = getpwuid(getuid()) else { return "uid \(getuid())" }
    return String(cString: entry.pointee.pw_name)
  }
}
