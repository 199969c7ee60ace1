package import CounterfoilModel
package import GRDB

/// Judgements ↔ rows of the table `judgement`.
package enum JudgementRecord {
  /// - Returns: False where a judgement of this identifier stands there already.
  @discardableResult package static func insert(_ judgement: Judgement, _ db: Database) throws -> Bool {
    try db.cachedStatement(
      sql: """
        INSERT INTO judgement (id, "left", "right", verdict, by, at, reason, undoes, weight, basis, batch, case_file,
          number)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT ifnull(max(number), 0) + 1 FROM judgement))
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [
      judgement.id, judgement.left.rawValue, judgement.right.rawValue, judgement.verdict.rawValue,
      judgement.by,
      judgement.at, judgement.reason, judgement.undoes, judgement.weight, judgement.basis?.rawValue,
      judgement.batch, judgement.caseFile,
    ])
    return db.changesCount == 1
  }

  /// All of them in the order in which they were made.
  package static func all(_ db: Database) throws -> [Judgement] {
    try Row.fetchAll(db, sql: "SELECT * FROM judgement ORDER BY number, id").map(judgement)
  }

  /// Those that hold: not taken back by one that holds, and of a person's on one pair the last.
  package static func active(_ db: Database) throws -> [Judgement] { holding(try all(db)) }

  package static func holding(_ all: [Judgement]) -> [Judgement] {
    // The last word first: whether an undo holds is known before what it undoes is met.
    var undone: Set<String> = []
    var isHolding: Set<String> = []
    for judgement in all.reversed() where !undone.contains(judgement.id) {
      isHolding.insert(judgement.id)
      if let target = judgement.undoes { undone.insert(target) }
    }
    var last: [String: String] = [:]
    let holding = all.filter { isHolding.contains($0.id) && $0.verdict != .undo }
    for judgement in holding where judgement.weight == nil { last[key(judgement)] = judgement.id }
    // A person's word prevails over the program's on the same pair.
    return holding.filter { judgement in (last[key(judgement)] ?? judgement.id) == judgement.id }
  }

  private static func key(_ judgement: Judgement) -> String {
    let (one, other) = (judgement.left.rawValue, judgement.right.rawValue)
    return min(one, other) + "\u{1F}" + max(one, other)
  }

  package static func fetch(_ db: Database, id: String) throws -> Judgement? {
    try Row.fetchOne(db, sql: "SELECT * FROM judgement WHERE id = ?", arguments: [id]).map(judgement)
  }

  private static func judgement(_ row: Row) -> Judgement {
    Judgement(
      id: row["id"], left: EntityID(row["left"]), right: EntityID(row["right"]),
      verdict: Judgement.Verdict(rawValue: row["verdict"]) ?? .unsure, by: row["by"], at: row["at"],
      reason: row["reason"], undoes: row["undoes"], weight: row["weight"],
      basis: (row["basis"] as String?).flatMap(Judgement.Basis.init), batch: row["batch"],
      caseFile: row["case_file"])
  }
}

/// What is held together ↔ the tables `cluster` and `review`.
package enum ClusterRecord {
  /// Puts these clusters in place of all; each is named by its first member.
  package static func replace(_ clusters: [[EntityID]], _ db: Database) throws {
    try db.execute(sql: "DELETE FROM cluster")
    let insert = try db.cachedStatement(sql: "INSERT INTO cluster (entity, cluster) VALUES (?, ?)")
    for members in clusters {
      guard let name = members.min() else { continue }
      for member in members { try insert.execute(arguments: [member.rawValue, name.rawValue]) }
    }
  }

  /// The name of the cluster an entity is held in; its own where it stands alone.
  package static func name(_ db: Database, of entity: EntityID) throws -> EntityID {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT cluster FROM cluster WHERE entity = ?"), arguments: [entity.rawValue]
    ).map { EntityID($0) } ?? entity
  }

  /// All that is held together with an entity, itself included, by identifier.
  package static func members(_ db: Database, of entity: EntityID) throws -> [EntityID] {
    let found = try String.fetchAll(
      db,
      sql: """
        SELECT entity FROM cluster WHERE cluster = (SELECT cluster FROM cluster WHERE entity = ?) ORDER BY entity
        """,
      arguments: [entity.rawValue])
    return found.isEmpty ? [entity] : found.map { EntityID($0) }
  }

  /// A pair for review.
  package struct Review: Hashable, Sendable {
    package var left: EntityID
    package var right: EntityID
    /// Decibans, base rate included.
    package var total: Double
    /// Decibans, without it.
    package var weight: Double
    /// Statements that a decision would bring together.
    package var changes: Int

    package init(left: EntityID, right: EntityID, total: Double, weight: Double, changes: Int) {
      self.left = left
      self.right = right
      self.total = total
      self.weight = weight
      self.changes = changes
    }
  }

  package static func replace(reviews: [Review], _ db: Database) throws {
    try db.execute(sql: "DELETE FROM review")
    let insert = try db.cachedStatement(
      sql: "INSERT INTO review (\"left\", \"right\", total, weight, changes) VALUES (?, ?, ?, ?, ?)")
    for review in reviews {
      try insert.execute(arguments: [
        review.left.rawValue, review.right.rawValue, review.total, review.weight, review.changes,
      ])
    }
  }

  /// Those that no judgement answers and whose two sides are not held together already, the most worth deciding
  /// first: the likelier and the larger.
  package static func reviews(_ db: Database, limit: Int) throws -> [Review] {
    let judged = Set(
      try JudgementRecord.active(db).filter { $0.weight == nil }.flatMap {
        [[$0.left, $0.right], [$0.right, $0.left]]
      })
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.*, ifnull(l.cluster, r."left") AS one, ifnull(o.cluster, r."right") AS other FROM review r
        LEFT JOIN cluster l ON l.entity = r."left" LEFT JOIN cluster o ON o.entity = r."right"
        ORDER BY r.total + 10 * log10(r.changes) DESC, r.weight DESC, r."left", r."right"
        """)
    var found: [Review] = []
    while found.count < limit, let row = try rows.next() {
      guard row["one"] as String != row["other"] as String else { continue }
      let review = Review(
        left: EntityID(row["left"]), right: EntityID(row["right"]), total: row["total"],
        weight: row["weight"],
        changes: row["changes"])
      if !judged.contains([review.left, review.right]) { found.append(review) }
    }
    return found
  }
}
