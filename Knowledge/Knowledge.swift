public import Foundation

/// Finds the data files of this folder, wherever the program is installed.
public enum Knowledge {
  /// The URL of a data file, such as `languages/traditional-to-simplified.tsv`.
  ///
  /// `COUNTERFOIL_KNOWLEDGE` names another folder to take them from.
  public static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  public static let root: URL = {
    if let folder = ProcessInfo.processInfo.environment["COUNTERFOIL_KNOWLEDGE"], !folder.isEmpty {
      return URL(fileURLWithPath: folder, isDirectory: true)
    }
    return Bundle.module.resourceURL ?? Bundle.module.bundleURL
  }()
}
