import Foundation

/// The example case's people and organisations against its answers: B-cubed (Bagga and Baldwin 1998) over the
/// spellings of each document that the program finds.
enum ResolutionScore {
  private struct Spelling: Hashable {
    var file: String
    var part: String
    var name: String
  }

  static func run(_ folder: URL, _ report: Report) throws {
    let base = folder.appendingPathComponent("example").path
    let examples = Place.root.appendingPathComponent("Examples")
    let program = Place.program
    try Command.run(program, ["init", base])
    try Command.run(
      program, ["ingest", examples.appendingPathComponent("documents").path, "--casebase", base])
    try Command.run(program, ["resolve", "--casebase", base])
    let found = try entities(base, program)
    for (kind, name) in [("person", "people.tsv"), ("organisation", "organisations.tsv")] {
      let answers = try self.answers(examples.appendingPathComponent("answers/\(name)"))
      let places = answers.keys.filter { found[$0] != nil }
      var (precision, recall) = (0.0, 0.0)
      let byFound = Dictionary(grouping: places) { found[$0] ?? "" }
      let byAnswer = Dictionary(grouping: places) { answers[$0] ?? "" }
      for place in places {
        let together = byFound[found[place] ?? ""] ?? []
        let meant = byAnswer[answers[place] ?? ""] ?? []
        let right = Double(together.count { answers[$0] == answers[place] })
        precision += right / Double(together.count)
        recall += right / Double(meant.count)
      }
      let count = Double(max(places.count, 1))
      (precision, recall) = (precision / count, recall / count)
      report.line(
        String(
          format: "example case, %@: %d of %d spellings found; B-cubed precision %.3f, recall %.3f, F1 %.3f",
          kind,
          places.count, answers.count, precision, recall, 2 * precision * recall / (precision + recall)))
    }
  }

  /// By place, the entity that the export gives; a spelling that a document gives to two is left out.
  private static func entities(_ base: String, _ program: String) throws -> [Spelling: String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["export", "--format", "statements", "--casebase", base]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var entities: [Spelling: Set<String>] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let property = object["prop"] as? String, property == "name" || property == "weakAlias",
        let schema = object["schema"] as? String, ["Person", "Organization"].contains(schema),
        let entity = object["entity_id"] as? String, let value = object["value"] as? String
      else { continue }
      let place = Spelling(
        file: object["file"] as? String ?? "", part: object["part"] as? String ?? "", name: value)
      entities[place, default: []].insert(entity)
    }
    return entities.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  private static func answers(_ file: URL) throws -> [Spelling: String] {
    var answers: [Spelling: String] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 3 else { continue }
      // People have a column for the script before that of the documents.
      let documents = file.lastPathComponent == "people.tsv" ? cells[3] : cells[2]
      for document in documents.split(separator: ";") {
        let parts = document.split(separator: "#", maxSplits: 1).map(String.init)
        answers[Spelling(file: parts[0], part: parts.count > 1 ? parts[1] : "", name: cells[1])] = cells[0]
      }
    }
    return answers
  }
}
