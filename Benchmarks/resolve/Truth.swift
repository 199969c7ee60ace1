import Foundation

/// Compares clusters with what is known, pair by pair.
enum Truth {
  struct Answer {
    var id: String
    var cluster: String
    var file: String
  }

  struct Score {
    var precision: Double
    var recall: Double
    var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    init(right: Int, given: Int, known: Int) {
      precision = Double(right) / Double(max(1, given))
      recall = Double(right) / Double(max(1, known))
    }
  }

  /// Lines as `resolve --json` prints them.
  static func answers(_ path: String) throws -> [Answer] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
      // All values are strings, and none of these sets has one in an identifier.
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count >= 8 else { return nil }
      return Answer(
        id: String(parts[3]), cluster: String(parts[7]), file: parts.count > 11 ? String(parts[11]) : "")
    }
  }

  /// The Febrl sets name records `rec-17-org`, `rec-17-dup-0`: seventeen is the person.
  static func byRecordName(_ answers: [Answer]) -> Score {
    of(answers) { String($0.id.split(separator: "-")[1]) }
  }

  static func of(_ answers: [Answer], _ person: (Answer) -> String) -> Score {
    var (people, clusters, both): ([String: Int], [String: Int], [String: Int]) = ([:], [:], [:])
    for answer in answers {
      let person = person(answer)
      people[person, default: 0] += 1
      clusters[answer.cluster, default: 0] += 1
      both[person + "\u{0}" + answer.cluster, default: 0] += 1
    }
    func pairs(_ counts: [String: Int]) -> Int { counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    return Score(right: pairs(both), given: pairs(clusters), known: pairs(people))
  }

  static func against(_ gold: Set<String>, _ answers: [Answer], _ files: [String]) -> Score {
    let members = Dictionary(grouping: answers, by: \.cluster)
    var (right, given) = (0, 0)
    for group in members.values {
      for a in group where a.file == files[0] {
        for b in group where b.file == files[1] {
          given += 1
          if gold.contains("\(a.id),\(b.id)") { right += 1 }
        }
      }
    }
    return Score(right: right, given: given, known: gold.count)
  }

  static func pairs(_ path: String) throws -> Set<String> {
    Set(try lines(path).dropFirst())
  }

  /// `unique_id` to `cluster`, the first two columns of the generated set.
  static func column(_ path: String) throws -> [String: String] {
    var people: [String: String] = [:]
    for line in try lines(path).dropFirst() {
      let cells = line.split(separator: ",", maxSplits: 2)
      people[String(cells[0])] = String(cells[1])
    }
    return people
  }

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
  }
}
