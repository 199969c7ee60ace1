/// Names that a container gives its members, made safe to show and to store.
///
/// They never name a file on this machine: originals are kept under their digest.
package enum MemberName {
  /// Without leading `/`, drive letter, `.` and `..` steps, control characters; at most 1,024 bytes.
  ///
  /// `..` becomes `__`, so that what the archive tried stays visible.
  package static func sanitised(_ name: String) -> String {
    var steps: [String] = []
    for step in printable(name).split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      if step == "." { continue }
      steps.append(step == ".." ? "__" : String(step))
    }
    var result = steps.joined(separator: "/")
    if result.utf8.count > ReadingWire.longestName {
      // The end holds the file's own name, so that is what stays.
      var kept: [Unicode.Scalar] = []
      var bytes = 3
      for scalar in result.unicodeScalars.reversed() {
        bytes += scalar.utf8.count
        guard bytes <= ReadingWire.longestName else { break }
        kept.append(scalar)
      }
      result = "…" + String(String.UnicodeScalarView(kept.reversed()))
    }
    return result.isEmpty ? "unnamed" : result
  }

  /// Control characters, and those that reorder or hide text, as `%XX` of their UTF-8.
  package static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isUnsafe(scalar) else {
        result.append(scalar)
        continue
      }
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        let digits = String(byte, radix: 16, uppercase: true)
        result.append(contentsOf: (digits.count < 2 ? "%0" : "%").unicodeScalars)
        result.append(contentsOf: digits.unicodeScalars)
      }
    }
    return String(result)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}

/// Gives the second of one name ` (2)`, the third ` (3)`.
package struct SiblingNames {
  private var used: Set<String> = []
  private var counts: [String: Int] = [:]

  package init() {}

  package mutating func unique(_ name: String) -> String {
    if used.insert(name).inserted { return name }
    let dot = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? $0 : nil } ?? name.endIndex
    var count = counts[name] ?? 1
    while true {
      count += 1
      let candidate = "\(name[..<dot]) (\(count))\(name[dot...])"
      guard used.insert(candidate).inserted else { continue }
      counts[name] = count
      return candidate
    }
  }
}
