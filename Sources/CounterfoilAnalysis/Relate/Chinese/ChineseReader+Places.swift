import CounterfoilModel

extension ChineseReader {
  /// The chains that stand in a frame's place.
  func chains(_ place: String, _ site: Site) -> [ChineseChain] {
    let index = index(of: site)
    let objects = site.complements.objects
    let isReversed = clause.isPassive || !clause.chains(.by).isEmpty
    switch place {
    case "subject":
      if site.isNoun {
        return isReversed
          ? clause.chains(.passive) + clause.chains(.by) : clause.subjects.isEmpty ? topic : clause.subjects
      }
      if isReversed { return clause.chains(.passive) + clause.chains(.by) }
      return subject(site, adding: true)
    case "object":
      if site.isNoun { return site.owner.map { [$0] } ?? [] }
      if isReversed, !clause.subjects.isEmpty || objects.isEmpty { return subject(site, adding: false) }
      if let taken = clause.chains(.take).first, !usesTake(site.frame) { return [taken] }
      if let first = objects.first {
        return first.compactMap { chain in
          guard let need = site.needs.first(where: { folded(chain.last.range).contains($0) }) else {
            return chain
          }
          return need.isEmpty ? chain : chain.owner
        }
      }
      if let head = site.complements.head, !clause.subjects.isEmpty { return [head] }
      return []
    case "object2":
      return objects.count > 1 ? objects[1] : []
    case "before":
      guard index > 0, let group = items[index - 1].group else { return [] }
      return [ChineseChain(groups: [group], end: index)]
    case "accused":
      let subjects = clause.subjects.isEmpty ? topic : clause.subjects
      return subjects.filter { $0.last.isAccused }
    case "head":
      return site.complements.head.map { [$0] } ?? []
    case "employer":
      guard let object = site.isNoun ? site.owner : objects.first?.first else { return [] }
      if let owner = object.owner { return [owner] }
      guard let employer = object.last.employer else { return [] }
      var group = ChineseGroup(range: employer.range)
      group.head = .organisation
      group.mention = employer.mention
      return [ChineseChain(groups: [group], end: object.end)]
    case "possessor-object":
      // 驳回张三的上诉: whoever the object belongs to.
      return (objects.first ?? []).compactMap(\.owner)
    case "possessive":
      return site.owner.map { [$0] } ?? []
    default:
      guard let particle = ChineseParticle.byPlace[place] else { return [] }
      if site.isNoun, particle == site.ownerParticle, let owner = site.owner { return [owner] }
      var before = clause.chains(particle)
      if before.isEmpty, particle == .with, clause.subjects.isEmpty { before = topicCompanions }
      let after = site.complements.governed.filter { $0.particle == particle }.map(\.chain)
      return (before.isEmpty ? after : before).compactMap { chain in
        site.needs.contains { folded(chain.last.range).contains($0) } ? chain.owner : chain
      }
    }
  }

  /// Whoever the clause is about: in it, described by it, or carried on from the clause before.
  private func subject(_ site: Site, adding: Bool) -> [ChineseChain] {
    if clause.subjects.isEmpty {
      if site.isRelative, let head = site.complements.head { return [head] }
      if let subject = speech?.subject, speech?.clause == clauseCount { return [subject] }
      if topic.isEmpty || isHeading, let carried = carriedSubject(before: index(of: site)) {
        return [carried]
      }
      return topic
    }
    let usesWith = site.frame.roles.contains { $0.places.contains("与") }
    return adding && !usesWith ? clause.subjects + clause.chains(.with) : clause.subjects
  }

  /// Whoever the sentences before were about, for one that begins with its verb.
  func carriedSubject(before index: Int) -> ChineseChain? {
    let document = referents.document
    guard speech == nil, let mention = document.subjectPerson ?? document.house else { return nil }
    var group = ChineseGroup(range: mention.range)
    group.head = mention.kind == .person ? .person : .organisation
    group.mention = mention
    return ChineseChain(groups: [group], end: index)
  }

  /// Whether a frame says itself what 把 brings.
  private func usesTake(_ frame: RelationTables.Frame) -> Bool {
    (frame.roles + frame.details).contains { $0.places.contains("把") }
  }

  func fitsTitle(_ site: Site) -> Bool {
    guard let object = site.complements.objects.first?.first?.last, object.head == .person,
      object.mention == nil
    else { return false }
    return ChineseTitles.type(object.titleClasses) == site.frame.type
  }
}
