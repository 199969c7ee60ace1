package import CounterfoilModel
package import GRDB

/// Two documents of which one is a copy of the other or of a part of it.
package struct CopyLink: Sendable {
  package var place: DocumentPlace
  package var other: DocumentPlace
  package var kind: CopyKind
  /// Of the text at `place`, from 0 to 1; nil for a mail, which is told by its header.
  package var share: Double?
  package var otherShare: Double?
}

/// Documents that are copies of each other: one source, not several.
package struct CopyGroup: Sendable {
  /// By file and part.
  package var documents: [DocumentPlace]
  package var links: [CopyLink]

  /// All groups of a casebase by their first document, and apart from them what is a part of something longer.
  ///
  /// Who is linked through others belongs together. Memory grows with the number of copies.
  package static func fetch(_ db: Database) throws -> (groups: [CopyGroup], parts: [CopyLink]) {
    var links: [(Int64, Int64, CopyLink)] = []
    var places: [Int64: DocumentPlace] = [:]
    func place(_ id: Int64) throws -> DocumentPlace {
      if let known = places[id] { return known }
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT file, part FROM document WHERE id = ?"), arguments: [id])
      let place = DocumentPlace(file: row?["file"] ?? "", part: row?["part"] ?? "")
      places[id] = place
      return place
    }
    func add(_ one: Int64, _ two: Int64, _ kind: CopyKind, _ share: Double?, _ otherShare: Double?) throws {
      let (first, second) = (try place(one), try place(two))
      links.append(
        (
          one, two,
          Self.isBefore(first, second)
            ? CopyLink(place: first, other: second, kind: kind, share: share, otherShare: otherShare)
            : CopyLink(place: second, other: first, kind: kind, share: otherShare, otherShare: share)
        ))
    }
    var mails: Set<Pair> = []
    let known = try Row.fetchCursor(
      db, sql: "SELECT id, copy_of, outcome FROM document WHERE copy_of IS NOT NULL")
    while let row = try known.next() {
      let (id, first): (Int64, Int64) = (row[0], row[1])
      if row[2] as String? == "duplicate" {
        try add(id, first, .bytes, 1, 1)
      } else {
        // The other copy of a mail: its text may have been found alike, too.
        mails.insert(Pair(min(id, first), max(id, first)))
        try add(id, first, .mail, nil, nil)
      }
    }
    let pairs = try Row.fetchCursor(
      db, sql: "SELECT document, other, share, other_share FROM copy ORDER BY document, other")
    while let row = try pairs.next() {
      guard !mails.contains(Pair(row[0], row[1])) else { continue }
      let (share, otherShare) = (Double(row[2] as Int) / 1000, Double(row[3] as Int) / 1000)
      let isMutual = min(share, otherShare) >= SharedText.mutual
      try add(row[0], row[1], isMutual ? .near : .part, share, otherShare)
    }
    return grouped(links, places)
  }

  private struct Pair: Hashable {
    var one: Int64
    var two: Int64
    init(_ one: Int64, _ two: Int64) { (self.one, self.two) = (one, two) }
  }

  private static func grouped(
    _ links: [(Int64, Int64, CopyLink)], _ places: [Int64: DocumentPlace]
  ) -> (groups: [CopyGroup], parts: [CopyLink]) {
    var heads: [Int64: Int64] = [:]
    func head(_ id: Int64) -> Int64 {
      var (top, next) = (id, id)
      while let above = heads[top], above != top { top = above }
      while let above = heads[next], above != top { (heads[next], next) = (top, above) }
      return top
    }
    for (one, two, link) in links where link.kind != .part {
      let (a, b) = (head(one), head(two))
      heads[max(a, b)] = min(a, b)
      heads[min(a, b)] = min(a, b)
    }
    var groups: [Int64: CopyGroup] = [:]
    for id in heads.keys {
      if let place = places[id] {
        groups[head(id), default: CopyGroup(documents: [], links: [])].documents.append(place)
      }
    }
    var parts: [CopyLink] = []
    for (one, _, link) in links {
      if link.kind == .part { parts.append(link) } else { groups[head(one)]?.links.append(link) }
    }
    var sorted: [CopyGroup] = groups.values.map { group in
      CopyGroup(
        documents: group.documents.sorted(by: isBefore),
        links: group.links.sorted { isBefore($0, $1) })
    }
    sorted.sort { isBefore($0.documents[0], $1.documents[0]) }
    return (sorted, parts.sorted { isBefore($0, $1) })
  }

  /// By bytes: Swift's < takes é and e + ◌́ for equal.
  private static func isBefore(_ one: DocumentPlace, _ two: DocumentPlace) -> Bool {
    one.file.utf8.elementsEqual(two.file.utf8)
      ? one.part.utf8.lexicographicallyPrecedes(two.part.utf8)
      : one.file.utf8.lexicographicallyPrecedes(two.file.utf8)
  }

  private static func isBefore(_ one: CopyLink, _ two: CopyLink) -> Bool {
    isBefore(one.place, two.place)
      || !isBefore(two.place, one.place) && isBefore(one.other, two.other)
  }
}
