package import CounterfoilModel
import CounterfoilText

/// Says of each hit who acted, on whom, and who says so: from the sentence's names, or from a message's sender and receiver.
package struct HitRoles {
  private struct Name {
    var start: Int
    var end: Int
    var mention: Mention
  }

  private let names: [Name]
  private let letters: RelationLetters
  private let entities: DocumentEntities
  private let scalars: [Unicode.Scalar]
  private let suffered: [String]
  private let authorities: [String]

  package init(text: String, found: LinkedMentions, document: Digest, tables: TradecraftTables) {
    suffered = tables.suffered
    authorities = tables.authorities
    scalars = Array(text.unicodeScalars)
    let byStart = Dictionary(
      found.mentions.map { ($0.range.lowerBound, $0) }, uniquingKeysWith: { one, _ in one })
    var names = found.mentions.filter { $0.kind == .person || $0.kind == .organisation }.map { mention in
      Name(
        start: mention.range.lowerBound, end: mention.range.upperBound,
        mention: mention.refersTo.flatMap { byStart[$0] } ?? mention)
    }
    names += found.references.compactMap { reference in
      byStart[reference.refersTo].map {
        Name(start: reference.range.lowerBound, end: reference.range.upperBound, mention: $0)
      }
    }
    self.names = names.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    letters = RelationLetters(scalars, found.mentions, signers: [])
    entities = DocumentEntities(mentions: found.mentions, map: ScalarMap(text), document: document)
  }

  package func read(_ hit: IndicatorHit) -> IndicatorHit {
    var hit = hit
    let inside = names.filter { hit.sentence.contains($0.start) }
    let voices = letters.voices(at: hit.range.lowerBound)
    if let speaker = voices.speaker {
      hit.speaker = speaker.quote
      // Whoever writes and is written to are not among those whom the sentence tells of.
      let others = inside.filter { ![speaker.quote, voices.hearer?.quote].contains($0.mention.quote) }
      let hearer = voices.hearer?.quote.lowercased() ?? ""
      if isSuffered(hit.sentence) || authorities.contains(where: { hearer.contains($0) }) {
        hit.target = party(speaker)
        hit.actor = others.first { $0.mention.kind == .person }.map { party($0.mention) }
        return hit
      }
      if others.isEmpty || isAddressed(hit.sentence) {
        hit.actor = party(speaker)
        hit.target = voices.hearer.map(party)
        return hit
      }
      read(&hit, others)
      return hit
    }
    read(&hit, inside)
    hit.speaker = inside.first { isSpeaking($0) }?.mention.quote ?? ""
    return hit
  }

  /// Who acts and on whom, among the names of a sentence.
  private func read(_ hit: inout IndicatorHit, _ inside: [Name]) {
    let before = inside.filter { $0.start < hit.range.lowerBound }
    let after = inside.filter { $0.start >= hit.range.lowerBound }
    let actor = after.first { isAgent($0) } ?? before.last { !isSpeaking($0) } ?? before.last
    let target = (after + before.reversed()).first { name in
      name.mention.quote != actor?.mention.quote && name.mention.kind == .person && !isSpeaking(name)
    }
    hit.actor = actor.map { party($0.mention) }
    hit.target = target.map { party($0.mention) }
  }

  /// Whether the sentence tells what was done to whoever writes it.
  private func isSuffered(_ range: ScalarRange) -> Bool {
    let text = string(range).lowercased()
    return suffered.contains { text.contains($0) }
  }

  private func party(_ mention: Mention) -> Party {
    Party(name: mention.quote, entity: entities.entity(of: mention))
  }

  /// Whether the sentence speaks to somebody.
  private func isAddressed(_ range: ScalarRange) -> Bool {
    let text = string(range).lowercased()
    return text.contains("你") || text.contains("您") || text.contains("妳")
      || text.split(whereSeparator: { !$0.isLetter && $0 != "'" }).contains { $0 == "you" || $0 == "your" }
  }

  /// `… was asked by Lin`.
  private func isAgent(_ name: Name) -> Bool {
    let before = string(max(0, name.start - 4)..<name.start).lowercased()
    return before.hasSuffix(" by ") || before.hasSuffix("被")
  }

  /// `Berg said`, `according to Berg`, 李表示.
  private func isSpeaking(_ name: Name) -> Bool {
    let after = string(name.end..<min(scalars.count, name.end + 12)).lowercased()
    if [" said", " says", " told ", " stated", " testified", " wrote", "表示", "说", "称", "指出", "透露"].contains(
      where: { after.hasPrefix($0) })
    {
      return true
    }
    let before = string(max(0, name.start - 14)..<name.start).lowercased()
    return before.hasSuffix("according to ") || before.hasSuffix("据")
  }

  private func string(_ range: ScalarRange) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return String(text)
  }
}
