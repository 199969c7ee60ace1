import CounterfoilAnalysis
import CounterfoilFormats
public import CounterfoilModel
package import CounterfoilStore
import Dispatch
import Foundation
import Synchronization

/// An assessment that raises a lead, ranked.
public struct Lead: Sendable {
  /// Counted from 1.
  public var rank: Int
  public var assessment: Assessment
  public var pattern: TradecraftPattern
  /// What looking at it is expected to be worth: decibans of evidence × severity × freshness × novelty.
  public var value: Double
  /// The last day of its evidence, and the share of freshness left of it, from 0 to 1.
  public var latest: String?
  public var freshness: Double
  public var isNew: Bool
  /// The word of a person that it is not worth looking at, if one holds.
  public var verdict: LeadVerdict?
}

extension Workbench {
  /// Looks for indicators in every document and weighs them anew.
  ///
  /// Versions of what changed are kept beside those from before.
  /// - Returns: What changed, and every assessment.
  package func assess(
    packs: TradecraftPacks, time: String = Timestamp.now()
  ) throws -> (change: AssessmentRecord.Change, assessments: [Assessment]) {
    let check = try ApproachCheck(packs: packs)
    let state = try casebase.read { try AssessmentRecord.state($0, packs: packs.digest) }
    let batches = try casebase.read {
      try FoundAgain.batches($0, documents: Self.batchOfAssessing, characters: Self.charactersAtOnce)
    }
    let assessed = try batches.flatMap { try documents($0, check: check) }
    let entities = Set(
      assessed.flatMap { $0.hits.flatMap { [$0.actor?.entity, $0.target?.entity].compactMap { $0 } } })
    let clusters = try casebase.read { try AccountRecord.clusters($0, of: Array(entities)) }
    let assessments = check.assessments(assessed, clusters: clusters)
    let change = try casebase.write { db in
      try AssessmentRecord.save(
        assessments, packs: packs.tables.packs, state: state, at: time, actor: Account.current, db)
    }
    return (change, assessments)
  }

  private static let batchOfAssessing = 256
  private static let charactersAtOnce = 32 << 20

  /// The documents of a batch that show anything, with what ties them to others.
  private func documents(_ batch: [Int64], check: ApproachCheck) throws -> [AssessedDocument] {
    typealias Input = (
      id: Int64, place: DocumentPlace, digest: Digest, grade: Grade, metadata: [MetadataEntry],
      layer: TextLayer
    )
    let inputs = try casebase.read { db in
      try batch.compactMap { id -> Input? in
        guard let record = try DocumentRecord.fetch(db, id: id), let digest = record.line.digest,
          let layer = try DocumentRecord.layer(db, document: id)
        else { return nil }
        return (
          id, record.line.place, digest, record.grade, try DocumentRecord.metadata(db, document: id), layer
        )
      }
    }
    let found = Mutex([AssessedDocument?](repeating: nil, count: inputs.count))
    DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
      let input = inputs[index]
      let document = check.document(
        input.layer, metadata: input.metadata, place: input.place, grade: input.grade, digest: input.digest)
      guard !document.hits.isEmpty else { return }
      found.withLock { $0[index] = document }
    }
    let documents = found.withLock { $0 }
    let shown = zip(inputs, documents).compactMap { input, document in document.map { (input.id, $0) } }
    guard !shown.isEmpty else { return [] }
    let sources = try casebase.read { try SourceDocuments.fetch($0, documents: Set(shown.map(\.0))) }
    return shown.map { id, document in
      var document = document
      if let group = sources[id]?.group { document.source = "\(group)" }
      if document.date == nil { document.date = sources[id]?.date }
      return document
    }
  }

  /// Whether what assessments are worked out from has changed since they were.
  package func needsAssessing(packs: TradecraftPacks) throws -> Bool {
    try casebase.read { db in
      try AssessmentRecord.lastState(db) != AssessmentRecord.state(db, packs: packs.digest)
    }
  }

  /// All assessments as they were worked out last.
  package func assessments() throws -> [Assessment] { try casebase.read { try AssessmentRecord.all($0) } }

  package func history(ofAssessment name: String) throws -> [AssessmentRecord.Version] {
    try casebase.read { try AssessmentRecord.history($0, of: name) }
  }

  /// What a person should look at, the most worth it first.
  /// - Parameter withDismissed: Also those that somebody dismissed and that have grown no heavier since.
  public func leads(packs: TradecraftPacks, withDismissed: Bool = false, today: String = Timestamp.now())
    throws -> [Lead]
  {
    let (all, verdicts, first) = try casebase.read { db in
      (try AssessmentRecord.all(db), try LeadVerdictRecord.last(db), try AssessmentRecord.firstSeen(db))
    }
    let newest = first.values.max() ?? ""
    let leads = all.filter(\.isLead).compactMap { assessment -> Lead? in
      guard let pattern = packs.tables.pattern(assessment.pattern) else { return nil }
      var verdict = verdicts[assessment.id]
      if let word = verdict, word.verdict == .reopened || assessment.sum > word.sum + 0.05 { verdict = nil }
      guard verdict == nil || withDismissed else { return nil }
      let latest = assessment.evidence.compactMap(\.date).max()
      let age = latest.flatMap { Self.days(from: $0, to: today) } ?? packs.tables.weights.halfLife
      let freshness = pow(0.5, max(0, age) / packs.tables.weights.halfLife)
      let isNew = first.count > 0 && first[assessment.id] == newest && Set(first.values).count > 1
      let weight =
        assessment.evidence.reduce(0) { $0 + $1.weight } + assessment.against.reduce(0) { $0 + $1.weight }
      // Old conduct is still conduct: freshness takes away half at most.
      let value = max(0, weight) * pattern.severity * (0.5 + 0.5 * freshness) * (isNew ? 1.25 : 1)
      return Lead(
        rank: 0, assessment: assessment, pattern: pattern, value: value, latest: latest, freshness: freshness,
        isNew: isNew, verdict: verdict)
    }
    return leads.sorted { ($1.value, $0.assessment.id) < ($0.value, $1.assessment.id) }.enumerated().map {
      index, lead in
      var lead = lead
      lead.rank = index + 1
      return lead
    }
  }

  private static func days(from day: String, to today: String) -> Double? {
    func number(_ text: String) -> Double? {
      let parts = text.prefix(10).split(separator: "-").compactMap { Double($0) }
      guard let year = parts.first else { return nil }
      return year * 365.25 + (parts.count > 1 ? parts[1] - 1 : 6) * 30.44 + (parts.count > 2 ? parts[2] : 15)
    }
    guard let one = number(day), let other = number(today) else { return nil }
    return other - one
  }

  /// Notes a person's word on a lead.
  /// - Parameter lead: The id of an assessment.
  /// - Throws: `LeadError` where there is no such lead, or no reason.
  public func judge(lead: String, _ verdict: LeadVerdict.Verdict, reason: String) throws {
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !reason.isEmpty else { throw LeadError.noReason }
    guard let assessment = try assessments().first(where: { $0.id == lead }) else {
      throw LeadError.unknown(lead)
    }
    try casebase.write { db in
      try LeadVerdictRecord.insert(
        LeadVerdict(
          lead: lead, verdict: verdict, reason: reason, sum: assessment.sum, by: Account.current,
          at: Timestamp.now()),
        db)
    }
  }

  /// Says how far a document is to be believed: the Admiralty grade of its source and content.
  /// - Throws: `LeadError` where there is no such document.
  public func grade(_ place: DocumentPlace, as grade: Grade) throws {
    let count = try casebase.write { db in
      try DocumentRecord.setGrade(grade, of: place, by: Account.current, at: Timestamp.now(), db)
    }
    guard count > 0 else { throw LeadError.noDocument(place) }
  }
}

/// Why a word on a lead or document could not be noted.
public enum LeadError: Error, CustomStringConvertible {
  case noReason
  case unknown(String)
  case noDocument(DocumentPlace)

  public var description: String {
    switch self {
    case .noReason: "a reason is needed: --reason, in a few words"
    case .unknown(let lead): "there is no assessment \(lead); `counterfoil leads --all` shows their names"
    case .noDocument(let place):
      "the casebase has no document \(place.file)\(place.part.isEmpty ? "" : " › \(place.part)")"
    }
  }
}
