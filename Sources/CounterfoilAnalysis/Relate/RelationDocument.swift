import CounterfoilModel

/// A text on its way to relations: its scalars, its mentions, and what the sentences read so far leave behind
/// for those that follow.
struct RelationDocument {
  let scalars: [Unicode.Scalar]
  let mentions: [Mention]
  private var nextMention = 0

  /// People and organisations named so far, the latest last.
  private(set) var people: [Mention] = []
  private(set) var organisations: [Mention] = []
  /// Whom the last sentences were about: who a pronoun most likely means.
  var subjectPerson: Mention?
  var subjectOrganisation: Mention?
  /// Whoever was arrested, charged or tried so far, the latest last.
  var accused: [Mention] = []
  /// Whoever writes as I, where the text says who that is.
  var narrator: Mention?
  /// Whoever is written to.
  private(set) var addressee: Mention?
  /// The last unnamed people a text told of, whom `they` means: where they stand.
  var group: ScalarRange?
  /// The unnamed person the last sentence was about: `a beat officer`.
  var stranger: ScalarRange?
  /// The organisation whose name stands in the first line, as on its own paper.
  private(set) var house: Mention?
  /// Kin of whoever writes who were told of: 爸爸.
  var kin: Set<String> = []
  private let letters: RelationLetters
  /// Who was said to say what follows: `According to court documents` holds until its paragraph ends.
  var standingSpeakers: [String] = []
  /// Bodies without a name, by their noun: where they were first told of.
  var bodies: [String: ScalarRange] = [:]
  /// Whom the first sentence tells of before it names him: `A scientist was sentenced today. Su Bin, 50, …`.
  private(set) var lead: Mention?
  /// Who was last said to accuse or to prove, for conduct told later in the document.
  var standingSource: [String] = []
  /// What the document says of conduct as a whole: a press release on an indictment alleges.
  var standingModality: Modality?
  /// Short names of people → their fullest form in this document, where there is only one.
  private let fullNames: [String: Mention]
  private let byStart: [Int: Mention]
  private let references: [Int: Mention]
  private var aliases: [String: Mention] = [:]

  /// A sentence longer than this is read in pieces, so that the cost stays linear.
  static let longestSentence = 4_000

  /// - Parameter signers: Words for kin that a letter is signed by.
  init(text: String, found: LinkedMentions, signers: Set<String> = []) {
    scalars = Array(text.unicodeScalars)
    mentions = found.mentions
    letters = RelationLetters(scalars, mentions, signers: signers)
    narrator = letters.writer
    addressee = letters.addressee
    house = Self.house(scalars, found.mentions)
    let byStart = Dictionary(mentions.map { ($0.range.lowerBound, $0) }, uniquingKeysWith: { one, _ in one })
    self.byStart = byStart
    references = Dictionary(
      found.references.compactMap { reference in
        byStart[reference.refersTo].map { (reference.range.lowerBound, $0) }
      },
      uniquingKeysWith: { one, _ in one })
    fullNames = Self.fullNames(mentions)
  }

  /// The fullest form of a name that this one can only be short for, or itself.
  func full(_ mention: Mention) -> Mention {
    let mention = mention.refersTo.flatMap { byStart[$0] } ?? mention
    let name = Self.plain(mention.quote)
    if let entity = aliases[name] { return entity }
    return mention.kind == .person ? fullNames[name] ?? mention : mention
  }

  /// Whom a pronoun or description stands for, by where it begins.
  func referent(at start: Int) -> Mention? { references[start] }

  /// Forgets at a blank line who was said to say what follows.
  mutating func begin(_ range: ScalarRange) {
    var position = range.lowerBound - 1
    var lines = 0
    while position >= 0, scalars[position].properties.isWhitespace {
      if scalars[position] == "\n" { lines += 1 }
      position -= 1
    }
    if lines > 1 { standingSpeakers = [] }
  }

  /// What the lines of a mail or chat say.
  var correspondence: [Relation] { letters.relations }

  /// Takes whoever writes at a position.
  mutating func listen(at position: Int) {
    guard !letters.turns.isEmpty else { return }
    (narrator, addressee) = letters.voices(at: position)
  }

  /// Looks whether a sentence that nobody was named before is followed by one that begins with a name.
  mutating func findLead(after sentence: RelationSentence) {
    lead = nil
    guard people.isEmpty, nextMention < mentions.count else { return }
    let end = sentence.range.upperBound
    guard let next = mentions[nextMention...].first(where: { $0.range.lowerBound >= end }),
      next.kind == .person,
      scalars[end..<next.range.lowerBound].allSatisfy({ $0.properties.isWhitespace })
    else { return }
    lead = full(next)
  }

  /// Takes a name that the text gives as another of an entity.
  mutating func add(alias: String, of entity: Mention) {
    let name = Self.plain(alias)
    if name != Self.plain(entity.quote) { aliases[name] = entity }
  }

  /// A first line longer than this is no title.
  private static let longestTitle = 40

  private static func house(_ scalars: [Unicode.Scalar], _ mentions: [Mention]) -> Mention? {
    let end = scalars.firstIndex(of: "\n") ?? scalars.count
    guard end <= longestTitle else { return nil }
    return mentions.first {
      $0.range.upperBound <= end && $0.kind == .organisation && $0.range.lowerBound == 0
    }
  }

  /// `Xu` and `Yanjun` → `Xu Yanjun`, unless another person of the document is called so too.
  private static func fullNames(_ mentions: [Mention]) -> [String: Mention] {
    var longest: [String: Mention] = [:]
    for mention in mentions where mention.kind == .person {
      let name = plain(mention.quote)
      if longest[name] == nil { longest[name] = mention }
    }
    var bearers: [String: Set<String>] = [:]
    for name in longest.keys {
      let parts = name.split(separator: " ").map(String.init)
      guard parts.count > 1 else { continue }
      for part in Set(parts) where part.count > 1 { bearers[part, default: []].insert(name) }
    }
    var result: [String: Mention] = [:]
    for (part, names) in bearers {
      // `Kevin Mallory` and `Kevin P. Mallory` are one.
      guard let full = names.max(by: { ($0.count, $1) < ($1.count, $0) }),
        names.allSatisfy({ Set($0.split(separator: " ")).isSubset(of: full.split(separator: " ")) })
      else { continue }
      result[part] = longest[full]
      for name in names where name != full { result[name] = longest[full] }
    }
    return result
  }

  private static func plain(_ quote: String) -> String {
    quote.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a pronoun could stand for somebody named before.
  var hasSubject: Bool { !people.isEmpty || !organisations.isEmpty }

  func pieces(of range: ScalarRange) -> [ScalarRange] {
    stride(from: range.lowerBound, to: range.upperBound, by: Self.longestSentence).map {
      $0..<min($0 + Self.longestSentence, range.upperBound)
    }
  }

  /// The sentence with its mentions. Sentences are asked for in rising order.
  mutating func sentence(_ range: ScalarRange) -> RelationSentence {
    while nextMention < mentions.count, mentions[nextMention].range.upperBound <= range.lowerBound {
      nextMention += 1
    }
    var end = nextMention
    while end < mentions.count, mentions[end].range.lowerBound < range.upperBound { end += 1 }
    let inside = mentions[nextMention..<end].filter {
      $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound
    }
    return RelationSentence(range: range, scalars: scalars[range], mentions: inside)
  }

  /// Remembers whom a sentence named, after it was read.
  mutating func remember(_ mention: Mention) {
    switch mention.kind {
    case .person: Self.moveToEnd(mention, in: &people)
    case .organisation: Self.moveToEnd(mention, in: &organisations)
    default: break
    }
  }

  private static func moveToEnd(_ mention: Mention, in list: inout [Mention]) {
    if let known = list.firstIndex(where: { $0.value == mention.value }) { list.remove(at: known) }
    list.append(mention)
    // Whoever was named so long ago is not meant by a pronoun.
    if list.count > 16 { list.removeFirst() }
  }

  func quote(_ range: ScalarRange) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }
}

/// One sentence and the mentions that lie in it.
struct RelationSentence {
  /// Scalars of the text layer; `scalars` has the same indices.
  var range: ScalarRange
  var scalars: ArraySlice<Unicode.Scalar>
  var mentions: [Mention]

  /// Whether most of its letters are Chinese characters.
  var isChinese: Bool {
    var han = 0
    var latin = 0
    for scalar in scalars {
      if (0x3400...0x9FFF).contains(scalar.value) || scalar.value >= 0x20000 {
        han += 1
      } else if (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value) {
        latin += 1
      }
    }
    return han * 4 > latin
  }
}
