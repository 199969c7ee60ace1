import CounterfoilModel
import Foundation

/// An element of a list's record with what stands in it.
struct ListElement {
  var name: String
  var text = ""
  var children: [ListElement] = []
  /// Of its end, counted from 1.
  var line = 0

  /// The text of the first child of a name.
  func text(_ name: String) -> String {
    children.first { $0.name == name }.map { ListText.trimmed($0.text) } ?? ""
  }

  func all(_ name: String) -> [ListElement] { children.filter { $0.name == name } }

  /// Texts of the children of a child, as in `<TITLE><VALUE>…`.
  func values(_ name: String) -> [String] {
    all(name).flatMap { $0.children.isEmpty ? [$0.text] : $0.children.map(\.text) }
      .map { ListText.trimmed($0) }.filter { !$0.isEmpty }
  }
}

/// The records of an XML file, one at a time.
enum ListXML {
  /// Where a file is no XML.
  struct Damage {
    /// Counted from 1.
    var line: Int
    /// The file ends there; else reading went on behind it.
    var isEnd: Bool
  }

  /// Calls `body` with each element of one of the names, wherever it stands.
  ///
  /// Where the file is damaged, the records behind the damage are read too, and of a damaged one what can be.
  /// - Returns: The places of the damage.
  static func forEach(
    _ names: Set<String>, in url: URL, _ body: (ListElement) throws -> Void
  ) throws -> [Damage] {
    let data = try Data(contentsOf: url, options: .mappedIfSafe)
    let declared = data.prefix(1024)
    let hasDoctype = declared.range(of: Data("<!DOCTYPE".utf8)) != nil
    let isText = data.withUnsafeBytes { UTF8Check.isValid($0) }
    if isText, !hasDoctype { return try data.withUnsafeBytes { try read($0, nil, names, body) } }
    var bytes = [UInt8](data)
    if !isText { bytes = Array(TextDecoding.decode(bytes, labelled: label(declared)).text.utf8) }
    _ = XMLPull.removeDocumentType(from: &bytes)
    return try bytes.withUnsafeBytes { try read($0, "UTF-8", names, body) }
  }

  private static func read(
    _ bytes: UnsafeRawBufferPointer, _ encoding: String?, _ names: Set<String>,
    _ body: (ListElement) throws -> Void
  ) throws -> [Damage] {
    let (count, isDamaged) = try walk(bytes, encoding, names, body)
    return isDamaged ? try ListXMLRecovery(bytes, names).read(skipping: count, body) : []
  }

  /// The encoding an XML declaration names.
  private static func label(_ head: Data) -> String? {
    let text = String(decoding: head, as: UTF8.self)
    guard text.hasPrefix("<?xml"), let end = text.range(of: "?>"),
      let start = text.range(of: "encoding=", range: text.startIndex..<end.lowerBound)
    else { return nil }
    return String(text[start.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" })
  }

  /// - Returns: How many elements were given, and whether there are more that could not be.
  static func walk(
    _ bytes: UnsafeRawBufferPointer, _ encoding: String?, _ names: Set<String>,
    _ body: (ListElement) throws -> Void
  ) throws -> (count: Int, isDamaged: Bool) {
    guard var pull = XMLPull(bytes, encoding: encoding) else { return (0, true) }
    // The record being read, outermost first.
    var open: [ListElement] = []
    var count = 0
    while let event = pull.next() {
      switch event {
      case .start(let isEmpty):
        let name = pull.name
        guard !open.isEmpty || names.contains(name) else { continue }
        // No list nests so deep.
        if open.count > 32 {
          pull.skip()
          continue
        }
        open.append(ListElement(name: name, line: pull.line))
        if isEmpty, try close(&open, pull.line, body) { count += 1 }
      case .end:
        if !open.isEmpty, try close(&open, pull.line, body) { count += 1 }
      case .text: if !open.isEmpty { open[open.count - 1].text += pull.text }
      }
    }
    return (count, pull.isDamaged)
  }

  /// - Returns: Whether it was the outermost, which is given.
  private static func close(
    _ open: inout [ListElement], _ line: Int, _ body: (ListElement) throws -> Void
  ) throws -> Bool {
    guard var element = open.popLast() else { return false }
    element.line = line
    guard open.isEmpty else {
      open[open.count - 1].children.append(element)
      return false
    }
    try body(element)
    return true
  }
}
