import CounterfoilFormats
import CounterfoilModel
import Foundation
import RelationScoring
import Testing

/// The labels themselves, and how relations are compared with them.
@Suite struct `Labelled links and events` {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/relations")

  private static func pair(_ name: String) throws -> LabelledDocument {
    let file = folder.appendingPathComponent("pairs/\(name).json")
    let text = file.deletingPathExtension().appendingPathExtension("txt")
    return try #require(
      try LabelledDocument.read(file) { _ in try String(contentsOf: text, encoding: .utf8) })
  }

  @Test(arguments: 1...20, ["en", "zh"])
  func `use the types, roles and words that there are`(number: Int, language: String) throws {
    let kinds = Dictionary(
      try KnowledgeLoader.relations().kinds.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let document = try Self.pair(String(format: "%02d.%@", number, language))
    #expect(document.language == language)
    for label in document.labels {
      let kind = try #require(kinds[label.type])
      #expect(label.range != nil, "\(label.words)")
      #expect(Set(label.roles.keys).isSubset(of: Set(kind.roles.map(\.name))))
      #expect(Set(label.details.keys).isSubset(of: Set(kind.details.map(\.name))))
      for entity in label.roles.values.joined() {
        for name in entity.names { #expect(document.text.contains(name)) }
      }
    }
  }

  @Test(arguments: 1...20)
  func `are the same in both languages`(number: Int) throws {
    let english = try Self.pair(String(format: "%02d.en", number))
    let chinese = try Self.pair(String(format: "%02d.zh", number))
    func shape(_ document: LabelledDocument) -> [String] {
      document.labels.map { "\($0.type) \($0.roles.keys.sorted()) \($0.modality) \($0.date ?? "")" }.sorted()
    }
    #expect(shape(english) == shape(chinese))
  }

  @Test func `are right when read as labelled, and only then`() throws {
    for name in ["01.en", "07.zh", "10.en", "14.zh"] {
      let document = try Self.pair(name)
      var read = document.labels.map { relation($0, in: document) }
      #expect(try score(read, document).all.f1 == 1)
      #expect(try score(read, document).speakers.value == 1)
      #expect(try score(read, document).modalities.value == 1)
      // Read again: not counted. Of another type: one missed and one too many.
      read.append(read[0])
      #expect(try score(read, document).repeated == 1)
      #expect(try score(read, document).all.f1 == 1)
      read[0].type = "pardon"
      read.removeLast()
      let spoilt = try score(read, document)
      #expect(spoilt.all.right == document.labels.count - 1)
      #expect(spoilt.all.read == document.labels.count)
      #expect(spoilt.mistakes.count == 1)
    }
  }

  @Test(arguments: [
    ("person", "Pieter Aelbrecht", "Dr. Pieter Aelbrecht", true),
    ("person", "Pieter Aelbrecht", "pieter aelbrecht’s", true),
    ("person", "Pieter Aelbrecht", "Aelbrecht", false),
    ("person", "毛宁", "毛宁发言人", true),
    ("organisation", "Ninth Directorate", "the Ninth Directorate", true),
    ("organisation", "Ninth Directorate", "Directorate", false),
    ("organisation", "第九总局", "“第九总局”", true),
    ("organisation", "a state security bureau", "the bureau", true),
    ("group", "two hackers in Chengdu", "hackers", true),
    ("group", "two hackers in Chengdu", "Chengdu hackers", true),
    ("group", "two hackers in Chengdu", "two policemen", false),
    ("group", "两名大学生", "三名大学生", true),
    ("place", "People's Republic of\nChina", "the People’s Republic of China", true),
  ])
  func `know a name`(kind: String, labelled: String, read: String, isSame: Bool) throws {
    let other = LabelledDocument.Entity(kind: "person", names: ["Somebody Else"])
    let label = LabelledDocument.Label(
      type: "employment",
      roles: ["employee": [LabelledDocument.Entity(kind: kind, names: [labelled])], "employer": [other]])
    let document = LabelledDocument(name: "", language: "en", text: "", labels: [label])
    let relation = Relation(
      type: "employment",
      participants: [
        Relation.Participant(role: "employee", range: 0..<0, quote: read),
        Relation.Participant(role: "employer", range: 0..<0, quote: "Somebody Else"),
      ], words: 0..<0)
    #expect(try score([relation], document).links.right == (isSame ? 1 : 0))
  }

  @Test func `of two sides that are alike may be turned`() throws {
    let document = try Self.pair("01.en")
    func label(_ type: String, _ first: String, _ second: String) -> LabelledDocument {
      let people = ["Ann Lee", "Bo Hale"].map { LabelledDocument.Entity(kind: "person", names: [$0]) }
      var copy = document
      copy.labels = [
        LabelledDocument.Label(
          type: type, roles: [first: [people[0]], second: [people[1]]])
      ]
      return copy
    }
    for (type, first, second, isRight) in [
      ("family", "person", "relative", true), ("contract", "party", "counterparty", true),
      ("communication", "sender", "receiver", false), ("control", "controller", "controlled", false),
    ] {
      let turned = Relation(
        type: type,
        participants: [
          Relation.Participant(role: first, range: 0..<0, quote: "Bo Hale"),
          Relation.Participant(role: second, range: 0..<0, quote: "Ann Lee"),
        ], words: 0..<0)
      #expect(try score([turned], label(type, first, second)).links.right == (isRight ? 1 : 0), "\(type)")
    }
  }

  private func score(_ read: [Relation], _ document: LabelledDocument) throws -> RelationScore {
    var score = RelationScore(kinds: try KnowledgeLoader.relations().kinds)
    score.count(read, in: document)
    return score
  }

  /// The label as if it had been read.
  private func relation(_ label: LabelledDocument.Label, in document: LabelledDocument) -> Relation {
    Relation(
      type: label.type,
      participants: label.roles.sorted { $0.key < $1.key }.flatMap { role, entities in
        entities.map { Relation.Participant(role: role, range: 0..<0, quote: $0.names[0]) }
      },
      details: label.details.map { Relation.Detail(name: $0.key, range: 0..<0, quote: $0.value) },
      date: label.date, words: label.range ?? 0..<0, speakers: label.speakers ?? [], modality: label.modality,
      isHedged: label.isHedged)
  }
}
