package import CounterfoilModel
import Foundation
package import GRDB

/// Assessments ↔ rows of the tables `assessment` and `assessment_run`.
package enum AssessmentRecord {
  /// What assessments are worked out from, as one digest: equal digests give equal assessments.
  package static func state(_ db: Database, packs: Digest) throws -> Digest {
    var text = packs.description
    for sql in [
      "SELECT count(*) || ' ' || ifnull(max(id), 0) || ' ' || ifnull(sum(characters), 0) FROM document WHERE outcome IS NOT NULL",
      "SELECT ifnull(group_concat(id || grade), '') FROM document WHERE grade <> 'F6'",
      "SELECT count(*) || ' ' || ifnull(max(at), '') FROM judgement",
    ] {
      text += "\n" + (try String.fetchOne(db, sql: sql) ?? "")
    }
    return Digest(sha256: text)
  }

  /// What the last run was worked out from; nil where there was none.
  package static func lastState(_ db: Database) throws -> Digest? {
    try Data.fetchOne(db, sql: "SELECT state FROM assessment_run ORDER BY id DESC LIMIT 1").flatMap {
      Digest(bytes: Array($0))
    }
  }

  /// How a run changed what was there.
  package struct Change: Sendable {
    package var all = 0
    package var new = 0
    package var changed = 0
    package var gone = 0
  }

  /// Keeps a run: a version of each assessment that differs from its last one.
  package static func save(
    _ assessments: [Assessment], packs: [String], state: Digest, at time: String, actor: String,
    _ db: Database
  ) throws -> Change {
    let names = try JSONEncoder.sorted.encode(packs)
    try db.execute(
      sql: "INSERT INTO assessment_run (at, actor, packs, state) VALUES (?, ?, ?, ?)",
      arguments: [time, actor, String(decoding: names, as: UTF8.self), Data(state.bytes)])
    let run = db.lastInsertedRowID
    var change = Change()
    var left = Dictionary(
      try Row.fetchAll(db, sql: latest("name, digest")).map { ($0[0] as String, $0[1] as Data) },
      uniquingKeysWith: { one, _ in one })
    for assessment in assessments {
      let body = try JSONEncoder.sorted.encode(Body(assessment))
      let digest = Data(Digest(sha256: String(decoding: body, as: UTF8.self)).bytes)
      change.all += 1
      let known = left.removeValue(forKey: assessment.id)
      guard known != digest else { continue }
      if known == nil { change.new += 1 } else { change.changed += 1 }
      try insert(
        assessment.id, run, digest, assessment.sum, assessment.isLead, String(decoding: body, as: UTF8.self),
        db)
    }
    for name in left.keys.sorted() {
      change.gone += 1
      try insert(name, run, Data(), 0, false, nil, db)
    }
    try Log.append(
      db, at: time, actor: actor, action: "assess",
      detail: [
        "assessments": "\(change.all)", "new": "\(change.new)", "changed": "\(change.changed)",
        "gone": "\(change.gone)",
      ])
    return change
  }

  private static func insert(
    _ name: String, _ run: Int64, _ digest: Data, _ sum: Double, _ isLead: Bool, _ body: String?,
    _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO assessment (name, run, digest, sum, is_lead, body) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [name, run, digest, sum, isLead, body])
  }

  private static func latest(_ columns: String) -> String {
    """
    SELECT \(columns) FROM assessment a
    WHERE body IS NOT NULL AND run = (SELECT max(run) FROM assessment WHERE name = a.name) ORDER BY name
    """
  }

  /// The assessments that hold now, by name.
  package static func all(_ db: Database) throws -> [Assessment] {
    try String.fetchAll(db, sql: latest("body")).compactMap { body in
      try JSONDecoder().decode(Body.self, from: Data(body.utf8)).assessment
    }
  }

  /// When each assessment was first worked out.
  package static func firstSeen(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT a.name, min(r.at) FROM assessment a JOIN assessment_run r ON r.id = a.run GROUP BY a.name")
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { one, _ in one })
  }

  /// A version in the history of an assessment.
  package struct Version: Sendable {
    package var at: String
    package var actor: String
    package var packs: String
    package var sum: Double
    package var isLead: Bool
    /// Nil where nothing was left of it.
    package var assessment: Assessment?
  }

  /// All versions of an assessment, the oldest first.
  package static func history(_ db: Database, of name: String) throws -> [Version] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT r.at, r.actor, r.packs, a.sum, a.is_lead, a.body FROM assessment a JOIN assessment_run r ON r.id = a.run
        WHERE a.name = ? ORDER BY a.run
        """, arguments: [name]
    ).map { row in
      Version(
        at: row["at"], actor: row["actor"], packs: row["packs"], sum: row["sum"], isLead: row["is_lead"],
        assessment: try (row["body"] as String?).map {
          try JSONDecoder().decode(Body.self, from: Data($0.utf8)).assessment
        })
    }
  }
}

extension JSONEncoder {
  fileprivate static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

/// An assessment as it is written down.
private struct Body: Codable {
  struct Name: Codable {
    var name: String
    var entity: String?

    init(_ party: Party) {
      name = party.name
      entity = party.entity?.rawValue
    }
    var party: Party { Party(name: name, entity: entity.map(EntityID.init(rawValue:))) }
  }

  struct Item: Codable {
    var file, part, indicator, name, stage, quote, voice, form, speaker, because: String
    var date: String?
    var range, sentence: [Int]
    var actor, target: Name?
    var weight: Double

    init(_ item: Assessment.Item) {
      (file, part) = (item.place.file, item.place.part)
      (indicator, name, stage) = (item.hit.indicator, item.name, item.stage)
      (quote, voice, form, speaker) = (
        item.hit.quote, item.hit.voice.rawValue, item.hit.form, item.hit.speaker
      )
      (because, date, weight) = (item.because, item.date, item.weight)
      range = [item.hit.range.lowerBound, item.hit.range.upperBound]
      sentence = [item.hit.sentence.lowerBound, item.hit.sentence.upperBound]
      actor = item.hit.actor.map(Name.init)
      target = item.hit.target.map(Name.init)
    }

    var item: Assessment.Item {
      func scalars(_ bounds: [Int]) -> ScalarRange {
        bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]..<bounds[1] : 0..<0
      }
      return Assessment.Item(
        place: DocumentPlace(file: file, part: part), date: date,
        hit: IndicatorHit(
          indicator: indicator, range: scalars(range), sentence: scalars(sentence), quote: quote,
          voice: Voice(rawValue: voice) ?? .told, form: form, actor: actor?.party, target: target?.party,
          speaker: speaker),
        name: name, stage: stage, weight: weight, because: because)
    }
  }

  var id, pattern, innocent, missing, reason: String
  var actors, targets: [Name]
  var evidence, against, uncounted: [Item]
  var notFound: [String]
  var prior, sum, missingWeight: Double
  var isLead: Bool

  init(_ assessment: Assessment) {
    (id, pattern) = (assessment.id, assessment.pattern)
    (innocent, missing, reason) = (assessment.innocent, assessment.missing, assessment.reason)
    actors = assessment.actors.map(Name.init)
    targets = assessment.targets.map(Name.init)
    evidence = assessment.evidence.map(Item.init)
    against = assessment.against.map(Item.init)
    uncounted = assessment.uncounted.map(Item.init)
    notFound = assessment.notFound
    (prior, sum, missingWeight) = (assessment.prior, assessment.sum, assessment.missingWeight)
    isLead = assessment.isLead
  }

  var assessment: Assessment {
    Assessment(
      id: id, pattern: pattern, actors: actors.map(\.party), targets: targets.map(\.party),
      evidence: evidence.map(\.item), against: against.map(\.item), uncounted: uncounted.map(\.item),
      notFound: notFound, prior: prior, sum: sum, innocent: innocent, missing: missing,
      missingWeight: missingWeight, isLead: isLead, reason: reason)
  }
}
