import Foundation
import Testing

/// Which of our targets each target may import, and which libraries are its alone.
///
/// Model holds the nouns; Formats, Analysis and Store hold verbs and never import each other.
/// SwiftPM does not enforce this, so this table does.
private let allowed: [String: Set<String>] = [
  "CounterfoilText": ["CounterfoilKnowledge"],
  "CounterfoilModel": [],
  "CounterfoilFormats": ["CounterfoilText", "CounterfoilModel", "CounterfoilKnowledge"],
  "CounterfoilAnalysis": ["CounterfoilText", "CounterfoilModel"],
  "CounterfoilStore": ["CounterfoilText", "CounterfoilModel"],
  "Counterfoil": [
    "CounterfoilText", "CounterfoilModel", "CounterfoilFormats", "CounterfoilAnalysis",
    "CounterfoilStore", "CounterfoilKnowledge",
  ],
  "CounterfoilServer": [
    "Counterfoil", "CounterfoilModel", "CounterfoilStore", "CounterfoilFormats", "CounterfoilText",
  ],
  "CounterfoilCLI": [
    "Counterfoil", "CounterfoilServer", "CounterfoilText", "CounterfoilModel", "CounterfoilFormats",
    "CounterfoilStore",
  ],
]

/// Libraries that may be imported from these targets only.
private let confined: [String: Set<String>] = [
  "GRDB": ["CounterfoilStore"],
  "Hummingbird": ["CounterfoilServer"],
  "Mustache": ["CounterfoilServer"],
  "ArgumentParser": ["CounterfoilCLI"],
  "Yams": ["CounterfoilFormats"],
  "CArchive": ["CounterfoilFormats"],
  "CNettle": ["CounterfoilFormats"],
  "CXML": ["CounterfoilFormats"],
  "CPDFium": ["CounterfoilFormats"],
  "COCR": ["CounterfoilFormats"],
  "CConfine": ["CounterfoilFormats"],
  "_FoundationICU": ["CounterfoilText", "CounterfoilFormats"],
]

private let sources = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Sources")

private func swiftFiles(of target: String) -> [URL] {
  let folder = sources.appendingPathComponent(target)
  let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
  return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
}

private func imports(in file: URL) throws -> [String] {
  try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "import"), at < words.count - 1,
      words[..<at].allSatisfy({
        ["public", "package", "internal", "private", "@preconcurrency", "@testable"].contains($0)
      })
    else { return nil }
    return words[at + 1].split(separator: ".").first.map(String.init)
  }
}

@Suite struct `Direction of imports` {
  @Test(arguments: allowed.keys.sorted())
  func `a target imports only what the table allows`(target: String) throws {
    let files = swiftFiles(of: target)
    #expect(!files.isEmpty)
    for file in files {
      for name in try imports(in: file) where name.hasPrefix("Counterfoil") {
        #expect(
          allowed[target, default: []].contains(name),
          "\(target)/\(file.lastPathComponent) imports \(name)")
      }
    }
  }

  @Test(arguments: confined.keys.sorted())
  func `a library is imported only where it belongs`(library: String) throws {
    for target in allowed.keys where !confined[library, default: []].contains(target) {
      for file in swiftFiles(of: target) {
        #expect(
          try !imports(in: file).contains(library),
          "\(target)/\(file.lastPathComponent) imports \(library)")
      }
    }
  }

  /// Invariant 9: the program makes no network connection of its own accord. Outside the server, which
  /// listens on loopback, no file has anything to connect with.
  @Test func `no target but the server can open a network connection`() throws {
    let words = ["URLSession", "getaddrinfo", "AF_INET", "NWConnection", "CFSocket", "AsyncHTTPClient"]
    for target in allowed.keys where target != "CounterfoilServer" {
      for file in swiftFiles(of: target) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in words {
          #expect(!text.contains(word), "\(target)/\(file.lastPathComponent) names \(word)")
        }
      }
    }
  }
}
