package import CounterfoilModel
import CounterfoilText

/// Sayings of one thing → how many documents and how many sources they are.
///
/// Repeated reporting is not new evidence. One source are documents that copy each other or carry the same wire, parts of one
/// mail, sayings whose words stand in a passage that both documents have word for word, and sayings that name the same
/// speaker. Where it is open whether two are one they count as one: a source too few does less harm than one too many.
package struct SourceCounter: Sendable {
  private let sources: SourceDocuments
  /// By document, the wires it credits.
  private let wires: [Int64: [String]]
  private let folding = Folding.shared

  package init(sources: SourceDocuments, tables: AccountTables) {
    self.sources = sources
    wires = sources.documents.mapValues { document in
      tables.wires.filter { $0.credits.contains { document.opening.contains($0) } }.map(\.name)
    }
  }

  /// What is taken back counts for nothing.
  package func count(_ all: [Saying]) -> Corroboration {
    let sayings = all.filter(\.retractions.isEmpty)
    var places: Set<DocumentPlace> = []
    for saying in sayings {
      if let place = saying.place { places.insert(place) }
      places.formUnion(sources[saying.document]?.duplicates ?? [])
    }
    // A row of a list or a judgement is a document of its own.
    let rows = Set(sayings.filter { $0.document == nil }.map { $0.statement.citation })
    return Corroboration(documents: places.count + rows.count, sources: Set(groups(sayings)).count)
  }

  /// For each saying the number of its source: that of the first saying of the same source.
  /// - Parameter copiesOnly: Only who copies or quotes whom counts, and no common wire or speaker.
  package func groups(_ sayings: [Saying], copiesOnly: Bool = false) -> [Int] {
    var heads = Array(sayings.indices)
    func head(_ place: Int) -> Int {
      var place = place
      while heads[place] != place { place = heads[place] }
      return place
    }
    func join(_ one: Int, _ other: Int) {
      let (a, b) = (head(one), head(other))
      heads[max(a, b)] = min(a, b)
    }
    var first: [String: Int] = [:]
    for (place, saying) in sayings.enumerated() {
      for key in copiesOnly ? Array(keys(saying).prefix(1)) : keys(saying) {
        if let known = first[key] { join(known, place) } else { first[key] = place }
      }
    }
    var byDocument: [Int64: [Int]] = [:]
    var byGroup: [Int64: Int] = [:]
    for (place, saying) in sayings.enumerated() {
      guard let document = sources[saying.document] else { continue }
      byDocument[document.id, default: []].append(place)
      if byGroup[document.group] == nil { byGroup[document.group] = place }
    }
    // What is longer than one it holds copies that one; of several parts it joins the first, so that they stay apart.
    var firstPart: [Int64: Int] = [:]
    for part in sources.parts {
      guard let place = byGroup[part.part], byGroup[part.whole] != nil else { continue }
      firstPart[part.whole] = min(firstPart[part.whole] ?? place, place)
    }
    for (whole, place) in firstPart { if let own = byGroup[whole] { join(place, own) } }
    for passage in sources.shared {
      let one = byDocument[passage.document]?.first { stands(sayings[$0], in: passage.quotation.first) }
      let other = byDocument[passage.other]?.first { stands(sayings[$0], in: passage.quotation.second) }
      if let one, let other { join(one, other) }
    }
    return sayings.indices.map(head)
  }

  /// What two sayings of one source have in common, the document first.
  private func keys(_ saying: Saying) -> [String] {
    var keys: [String] = []
    if let document = sources[saying.document] {
      keys.append("group \(document.group)")
      keys += (wires[document.id] ?? []).map { "wire \($0)" }
    } else {
      switch saying.statement.citation {
      case .row(let dataset, _): keys.append("list \(dataset)")
      case .judgement(let id): keys.append("judgement \(id)")
      case .passage(let passage): keys.append("document \(passage.document)")
      }
    }
    let speaker = folding.key(saying.statement.speaker.name)
    if !speaker.isEmpty { keys.append("speaker \(speaker)") }
    return keys
  }

  private func stands(_ saying: Saying, in range: ScalarRange) -> Bool {
    guard case .passage(let passage) = saying.statement.citation else { return false }
    return range.lowerBound <= passage.range.lowerBound && passage.range.upperBound <= range.upperBound
  }
}
