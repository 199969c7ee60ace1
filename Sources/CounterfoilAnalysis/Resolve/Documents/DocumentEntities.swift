public import CounterfoilModel
public import CounterfoilText

/// The people and organisations of one document: which of its mentions name one and the same.
///
/// Joined is what the document itself says is one: the same words, a short name tied to its full one, and a name
/// beside its spelling in the other script (`方丽雅 (Lydia Fang)`, cells of one row). Two people whom the document
/// gives one spelling and two names in characters stay two. Across documents nothing is joined here.
public struct DocumentEntities: Sendable {
  /// A way in which the document writes the name.
  struct Form: Sendable {
    var mention: Mention
    /// A surname, an initial, a pet name: no name to find anybody by.
    var isShort: Bool
  }

  struct Entity: Sendable {
    var id: EntityID
    var schema: String
    /// Each spelling once, in the order of the text.
    var forms: [Form]
    /// Titles at any mention of it.
    var titles: [PersonTitle]
    /// Mentions of addresses that stand with the name.
    var mails: [Mention]
  }

  private(set) var entities: [Entity] = []
  /// The place in `entities`, by where a mention begins.
  private var places: [Int: Int] = [:]

  /// - Parameter map: Of the text that the mentions stand in.
  public init(mentions: [Mention], map: ScalarMap, document: Digest) {
    let named = mentions.indices.filter { Self.isNamed(mentions[$0]) }
    let byStart = Dictionary(
      named.map { (mentions[$0].range.lowerBound, $0) }, uniquingKeysWith: { one, _ in one })
    // Each mention's full name; a short one has that of the mention it refers to.
    func full(_ index: Int) -> Int { mentions[index].refersTo.flatMap { byStart[$0] } ?? index }
    let pairs = Self.pairs(named, mentions, map)
    var partners: [String: Set<String>] = [:]
    for (one, other) in pairs {
      let (a, b) = (Self.key(mentions[one]), Self.key(mentions[other]))
      partners[a, default: []].insert(b)
      partners[b, default: []].insert(a)
    }
    // A pair is named by both spellings; a spelling that is of one pair alone joins it wherever it stands.
    var pairKeys: [Int: String] = [:]
    for (one, other) in pairs {
      let key = [Self.key(mentions[one]), Self.key(mentions[other])].sorted().joined(separator: "\u{1E}")
      pairKeys[one] = key
      pairKeys[other] = key
    }
    var byKey: [String: Int] = [:]
    for index in named {
      let mention = mentions[index]
      let whole = full(index)
      let own = Self.key(mentions[whole])
      let key: String
      if let pair = pairKeys[whole] {
        key = pair
      } else if let only = partners[own], only.count == 1, let other = only.first, partners[other]?.count == 1
      {
        key = [own, other].sorted().joined(separator: "\u{1E}")
      } else {
        key = own
      }
      let place: Int
      if let known = byKey[key] {
        place = known
      } else {
        place = entities.count
        byKey[key] = place
        entities.append(Self.entity(mentions[whole], key: key, document: document))
      }
      places[mention.range.lowerBound] = place
      let isShort = whole != index
      if !entities[place].forms.contains(where: { $0.mention.quote == mention.quote }) {
        entities[place].forms.append(Form(mention: mention, isShort: isShort))
      }
      entities[place].titles += mention.titles
    }
    attachMails(mentions, map)
  }

  /// The entity that a mention of the document names; nil for what names nobody.
  func entity(of mention: Mention) -> EntityID? { places[mention.range.lowerBound].map { entities[$0].id } }

  /// Whether a name begins at this scalar.
  func isNamed(at start: Int) -> Bool { places[start] != nil }

  private static func isNamed(_ mention: Mention) -> Bool {
    mention.kind == .person || mention.kind == .organisation
  }

  private static func entity(_ mention: Mention, key: String, document: Digest) -> Entity {
    let id: EntityID =
      if mention.kind == .organisation, let hint = mention.entityHint {
        StatementBuilder.organisation(hint)
      } else {
        .hashed(kind: mention.kind.rawValue, "\(document)\u{1F}\(key)")
      }
    return Entity(
      id: id, schema: mention.kind == .person ? "Person" : "Organization", forms: [], titles: [], mails: [])
  }

  /// What tells one name of a document from another.
  private static func key(_ mention: Mention) -> String {
    mention.entityHint
      ?? mention.quote.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: - Two spellings side by side

  /// What may stand between a name and its spelling in the other script.
  private static let between: Set<String> = [
    " ", ",", "\t", "(", " (", "（", "/", " / ", "、", "，", "|", " | ", " · ",
  ]

  private static func pairs(_ named: [Int], _ mentions: [Mention], _ map: ScalarMap) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var matcher: NameMatcher?
    for (one, other) in zip(named, named.dropFirst()) {
      let (a, b) = (mentions[one], mentions[other])
      guard a.kind == b.kind, a.range.upperBound < b.range.lowerBound,
        b.range.lowerBound - a.range.upperBound <= 3, hasHan(a.quote) != hasHan(b.quote),
        let gap = map.slice(a.range.upperBound..<b.range.lowerBound), between.contains(gap),
        a.entityHint == nil, b.entityHint == nil, pairs.last?.1 != one
      else { continue }
      let names = matcher ?? NameMatcher()
      matcher = names
      // Brackets say that both are one; beside each other in a row, they only are if one can spell the other.
      let isBracket = gap.hasSuffix("(") || gap.hasSuffix("（")
      let weight =
        a.kind == .person ? names.weigh(a.quote, b.quote) : names.weighOrganisations(a.quote, b.quote)
      guard weight > 0 || isBracket && a.kind == .organisation else { continue }
      pairs.append((one, other))
    }
    return pairs
  }

  private static func hasHan(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
  }

  // MARK: - Addresses

  private static let beforeMail: Set<String> = [" <", "<", "\" <", " (", "（", " ", ": ", "：", "\t", ","]

  /// `Lydia Fang <l.fang@eastwave.example>`.
  private mutating func attachMails(_ mentions: [Mention], _ map: ScalarMap) {
    for (name, mail) in zip(mentions, mentions.dropFirst()) where mail.kind == .email && name.kind == .person
    {
      guard let place = places[name.range.lowerBound], name.range.upperBound < mail.range.lowerBound,
        mail.range.lowerBound - name.range.upperBound <= 3,
        let gap = map.slice(name.range.upperBound..<mail.range.lowerBound), Self.beforeMail.contains(gap),
        !entities[place].mails.contains(where: { $0.value == mail.value })
      else { continue }
      entities[place].mails.append(mail)
    }
  }
}
