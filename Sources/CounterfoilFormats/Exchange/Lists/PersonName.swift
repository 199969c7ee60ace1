import Foundation

/// Names of people as lists write them.
enum PersonName {
  /// `LAST, First` as `First LAST`, and `LAST, First, Jr.` as `First LAST, Jr.`; nil for any other.
  static func turned(_ name: String) -> String? {
    let parts = name.components(separatedBy: ",").map { ListText.trimmed($0) }
    guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let turned = "\(parts[1]) \(parts[0])"
    return parts.count == 2 ? turned : "\(turned), \(parts[2])"
  }
}
