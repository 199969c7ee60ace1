import CounterfoilAnalysis
import CounterfoilFormats
public import CounterfoilModel
package import CounterfoilStore
import Foundation

/// What one run of `resolve` came to.
public struct ResolveSummary: Hashable, Sendable {
  /// People and organisations with a name.
  public var entities = 0
  /// Pairs that were joined without a person, now and before.
  public var automatic = 0
  /// Of these, new in this run.
  public var new = 0
  public var clusters = 0
  /// Pairs that wait for a decision.
  public var reviews = 0
}

/// Two entities side by side, for whoever has to decide.
package struct ReviewedPair: Sendable {
  package var left: EntityProfile
  package var right: EntityProfile
  package var comparison: EntityComparison
  /// Statements that a decision would bring together.
  package var changes: Int
  /// Further pairs of the queue that put the same question.
  package var alike: [(EntityID, EntityID)]
  /// The words around the first mention of each side.
  package var contexts: (left: ReviewedContext?, right: ReviewedContext?)
}

/// Where somebody is named, and the words around it.
package struct ReviewedContext: Sendable {
  package var place: DocumentPlace
  package var before: String
  package var quote: String
  package var after: String

  /// So many scalars to either side.
  private static let width = 80

  init?(_ entity: EntityID, _ db: Casebase.Connection) throws {
    guard
      let stored = try StoredStatement.fetch(db, entity: entity).first(where: {
        $0.statement.property == "name"
      }),
      let place = stored.place, let document = stored.document,
      case .passage(let passage) = stored.statement.citation,
      let text = try DocumentRecord.text(db, document: document)
    else { return nil }
    let scalars = text.unicodeScalars
    func oneLine(_ range: Range<Int>) -> String {
      guard
        let start = scalars.index(scalars.startIndex, offsetBy: range.lowerBound, limitedBy: scalars.endIndex)
      else { return "" }
      let end = scalars.index(start, offsetBy: range.count, limitedBy: scalars.endIndex) ?? scalars.endIndex
      return String(scalars[start..<end]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let (start, end) = (passage.range.lowerBound, passage.range.upperBound)
    self.place = place
    before = oneLine(max(0, start - Self.width)..<start)
    quote = passage.quote
    after = oneLine(end..<(end + Self.width))
  }
}

extension Workbench {
  /// The name under which the program decides; a new rule or new weights make a new version.
  package static let resolver = "resolve@1"

  /// Compares all people and organisations, joins what the rule joins, and fills the review queue.
  ///
  /// A pair whose joining somebody has undone is not joined again by the same version. Run twice it changes nothing.
  public func resolve(time: String = Timestamp.now()) throws -> ResolveSummary {
    let tables = try KnowledgeLoader.resolution()
    let profiled = try casebase.read { try ProfileRecord.fetch($0, tables: tables) }
    let pairs = try EntityResolver(tables: tables).pairs(
      profiled.map(\.profile), scratch: FileManager.default.temporaryDirectory)
    let statements = Dictionary(
      profiled.map { ($0.profile.id, $0.statements) }, uniquingKeysWith: { one, _ in one })
    return try casebase.write { db in
      var summary = ResolveSummary()
      summary.entities = profiled.count
      let batch = EntityID.hashed(kind: "batch", Self.resolver + time).rawValue
      for pair in pairs {
        guard let basis = pair.basis ?? (pair.isApart ? .identifiers : nil) else { continue }
        if !pair.isApart { summary.automatic += 1 }
        let isNew = try JudgementRecord.insert(
          Judgement(
            id: EntityID.hashed(
              kind: "judgement",
              [Self.resolver, pair.left.rawValue, pair.right.rawValue].joined(separator: "\u{1F}")
            ).rawValue, left: pair.left, right: pair.right, verdict: pair.isApart ? .different : .same,
            by: Self.resolver, at: time,
            reason: EntityWords.sentence(pair.comparison), weight: pair.comparison.total, basis: basis,
            batch: batch), db)
        if isNew, !pair.isApart { summary.new += 1 }
      }
      let reviews = pairs.filter { $0.basis == nil && (!$0.isApart || !$0.comparison.identifiers.isEmpty) }
        .map { pair in
          ClusterRecord.Review(
            left: pair.left, right: pair.right, total: pair.comparison.total, weight: pair.comparison.weight,
            changes: min(statements[pair.left] ?? 1, statements[pair.right] ?? 1))
        }
      try ClusterRecord.replace(reviews: reviews, db)
      summary.clusters = try Self.cluster(db)
      summary.reviews = try ClusterRecord.reviews(db, limit: .max).count
      try Log.append(
        db, at: time, actor: Account.current, action: "resolve",
        detail: [
          "version": Self.resolver, "entities": "\(summary.entities)", "joined": "\(summary.automatic)",
          "new": "\(summary.new)", "clusters": "\(summary.clusters)", "reviews": "\(summary.reviews)",
        ])
      return summary
    }
  }

  /// Works the clusters out anew from the judgements that hold.
  /// - Returns: How many there are.
  private static func cluster(_ db: Casebase.Connection) throws -> Int {
    let judgements = try JudgementRecord.active(db)
    func pairs(_ isMeant: (Judgement) -> Bool) -> [(EntityID, EntityID)] {
      judgements.filter(isMeant).map { ($0.left, $0.right) }
    }
    let clusters = EntityClusters.clusters(
      same: pairs { $0.weight == nil && $0.verdict == .same },
      different: pairs { $0.weight == nil && $0.verdict == .different },
      sameName: pairs { $0.basis == .sameName },
      automatic: judgements.compactMap { judgement in
        guard judgement.verdict == .same, let total = judgement.weight else { return nil }
        return (judgement.left, judgement.right, total)
      },
      apart: pairs { $0.weight != nil && $0.verdict == .different })
    try ClusterRecord.replace(clusters, db)
    return clusters.count
  }

  /// Records a person's judgement.
  /// - Throws: `JudgementError` for an entity that is not there, or one judged against itself.
  @discardableResult public func judge(
    _ left: EntityID, _ right: EntityID, _ verdict: Judgement.Verdict, reason: String,
    in caseFile: String? = nil,
    time: String = Timestamp.now()
  ) throws -> Judgement {
    let (left, right) = (min(left, right), max(left, right))
    guard left != right else { throw JudgementError.oneEntity(left) }
    return try casebase.write { db in
      for entity in [left, right] where try StoredStatement.fetch(db, entity: entity).isEmpty {
        throw JudgementError.unknownEntity(entity)
      }
      let count = try JudgementRecord.all(db).count
      let judgement = Judgement(
        id: EntityID.hashed(
          kind: "judgement",
          [Account.current, left.rawValue, right.rawValue, verdict.rawValue, time, "\(count)"].joined(
            separator: "\u{1F}")
        ).rawValue, left: left, right: right, verdict: verdict, by: Account.current, at: time, reason: reason,
        caseFile: caseFile)
      try Self.record([judgement], db)
      return judgement
    }
  }

  /// Records one judgement of a person's on many pairs, to be undone together.
  @discardableResult package func judge(
    _ pairs: [(EntityID, EntityID)], _ verdict: Judgement.Verdict, reason: String, in caseFile: String? = nil,
    time: String = Timestamp.now()
  ) throws -> [Judgement] {
    try casebase.write { db in
      let count = try JudgementRecord.all(db).count
      let batch = EntityID.hashed(kind: "batch", "\(Account.current)\(time)\(count)").rawValue
      let judgements = pairs.enumerated().map { offset, pair in
        let (left, right) = (min(pair.0, pair.1), max(pair.0, pair.1))
        return Judgement(
          id: EntityID.hashed(
            kind: "judgement",
            [Account.current, left.rawValue, right.rawValue, verdict.rawValue, time, "\(count + offset)"]
              .joined(separator: "\u{1F}")
          ).rawValue, left: left, right: right, verdict: verdict, by: Account.current, at: time,
          reason: reason,
          batch: batch, caseFile: caseFile)
      }
      try Self.record(judgements, db)
      return judgements
    }
  }

  /// Takes judgements back, or, given undoings, takes the taking back back.
  /// - Parameter id: A judgement's, or a batch's: all of one run.
  /// - Returns: The judgements that undo.
  @discardableResult public func undo(
    _ id: String, reason: String = "", time: String = Timestamp.now()
  ) throws -> [Judgement] {
    try casebase.write { db in
      let all = try JudgementRecord.all(db)
      let targets = all.filter { $0.id == id || $0.batch == id }
      guard !targets.isEmpty else { throw JudgementError.unknown(id) }
      let undoings = targets.enumerated().map { offset, target in
        Judgement(
          id: EntityID.hashed(
            kind: "judgement",
            ["undo", target.id, Account.current, time, "\(all.count + offset)"].joined(separator: "\u{1F}")
          ).rawValue, left: target.left, right: target.right, verdict: .undo, by: Account.current, at: time,
          reason: reason, undoes: target.id,
          batch: targets.count > 1
            ? EntityID.hashed(kind: "batch", "undo\(id)\(time)\(all.count)").rawValue : nil)
      }
      try Self.record(undoings, db)
      return undoings
    }
  }

  private static func record(_ judgements: [Judgement], _ db: Casebase.Connection) throws {
    for judgement in judgements {
      try JudgementRecord.insert(judgement, db)
      try Log.append(
        db, at: judgement.at, actor: judgement.by, action: "judge",
        detail: [
          "judgement": judgement.id, "left": judgement.left.rawValue, "right": judgement.right.rawValue,
          "verdict": judgement.verdict.rawValue, "undoes": judgement.undoes ?? "", "reason": judgement.reason,
          "case": judgement.caseFile ?? "",
        ])
    }
    _ = try cluster(db)
  }

  /// Every judgement in the order in which it was made, with whether it holds.
  public func judgements() throws -> [(judgement: Judgement, holds: Bool)] {
    let all = try casebase.read { try JudgementRecord.all($0) }
    let holding = Set(JudgementRecord.holding(all).map(\.id))
    return all.map { ($0, holding.contains($0.id)) }
  }

  /// The pairs most worth deciding, with the evidence as it stands now. Pairs alike are told once.
  package func reviews(top: Int) throws -> [ReviewedPair] {
    let tables = try KnowledgeLoader.resolution()
    let comparer = EntityComparer(tables: tables)
    return try casebase.read { db in
      let queue = try ClusterRecord.reviews(db, limit: .max)
      let entities = Set(queue.flatMap { [$0.left, $0.right] }).sorted()
      let profiles = Dictionary(
        try ProfileRecord.fetch(db, tables: tables, only: entities).map { ($0.profile.id, $0.profile) },
        uniquingKeysWith: { one, _ in one })
      var result: [ReviewedPair] = []
      var places: [String: Int] = [:]
      for review in queue {
        guard let left = profiles[review.left], let right = profiles[review.right] else { continue }
        // Two documents that write a name alike put the same question.
        let key = Self.question(left, right)
        if let place = places[key] {
          result[place].alike.append((left.id, right.id))
          continue
        }
        guard let compared = comparer.compare(left, right) else { continue }
        places[key] = result.count
        result.append(
          ReviewedPair(
            left: left, right: right, comparison: compared, changes: review.changes, alike: [],
            contexts: (nil, nil)))
      }
      return try result.prefix(top).map { pair in
        var pair = pair
        pair.contexts = (try ReviewedContext(pair.left.id, db), try ReviewedContext(pair.right.id, db))
        return pair
      }
    }
  }

  /// The same for pairs that put the same question: the same full names and values on both sides.
  private static func question(_ left: EntityProfile, _ right: EntityProfile) -> String {
    func side(_ profile: EntityProfile) -> String {
      let names = profile.names.filter { !$0.isWeak }.map { $0.text.lowercased() }.sorted()
      let values = profile.values.flatMap { property, values in values.map { "\(property)=\($0.text)" } }
        .sorted()
      return (names + values).joined(separator: "\u{1E}")
    }
    return [side(left), side(right)].sorted().joined(separator: "\u{1F}")
  }
}

/// Why a judgement could not be recorded.
public enum JudgementError: Error, Hashable, CustomStringConvertible {
  case unknown(String)
  case unknownEntity(EntityID)
  case oneEntity(EntityID)

  public var description: String {
    switch self {
    case .unknown(let id): "there is no judgement \(id); `counterfoil judge list` shows them"
    case .unknownEntity(let id):
      "no statement is about \(id); `counterfoil review --json` gives the identifiers"
    case .oneEntity(let id): "\(id) is judged against itself; name two entities"
    }
  }
}
