import CounterfoilModel

/// Whom a pronoun or a short form stands for.
struct ChineseReferents {
  private(set) var document: RelationDocument
  private var antecedents: [Int: Mention] = [:]
  private let vocabulary: ChineseVocabulary

  init(_ document: RelationDocument, _ vocabulary: ChineseVocabulary) {
    self.document = document
    self.vocabulary = vocabulary
  }

  mutating func remember(_ mention: Mention) { document.remember(mention) }

  /// Keeps a relative of whoever writes; false where he is known already.
  mutating func tellKin(_ word: String) -> Bool { document.kin.insert(word).inserted }

  mutating func tell(of group: ScalarRange) { document.group = group }

  mutating func introduce(_ narrator: Mention) { document.narrator = narrator }

  mutating func accuse(_ mention: Mention) {
    if document.accused.contains(where: { $0.value == mention.value }) { return }
    document.accused.append(mention)
    if document.accused.count > 16 { document.accused.removeFirst() }
  }

  /// Keeps whom a sentence was about, for the next that names nobody before its verb.
  mutating func keepSubject(_ chains: [ChineseChain]) {
    guard let chain = chains.first else { return }
    if chain.last.headClasses.contains(.oneself) {
      document.subjectPerson = document.narrator
    } else if chain.last.head == .person, !chain.last.isPronoun {
      document.subjectPerson = chain.last.mention
    } else if chain.last.head == .organisation {
      document.subjectPerson = nil
    }
  }

  mutating func speak(_ speakers: [String]) { document.standingSpeakers = speakers }

  mutating func stopSpeaking() { document.standingSpeakers = [] }

  /// A new paragraph is nobody's speech any more.
  mutating func begin(at start: Int) {
    var position = start - 1
    while position >= 0, document.scalars[position].properties.isWhitespace {
      if document.scalars[position] == "\n" { stopSpeaking() }
      position -= 1
    }
  }

  /// Settles whom a pronoun means, by those named before it.
  mutating func settle(_ pronoun: ScalarRange) {
    if let person = person(except: nil) { antecedents[pronoun.lowerBound] = person }
  }

  /// Whether a pronoun that means somebody named begins here.
  func isSettled(_ position: Int) -> Bool { antecedents[position] != nil }

  /// Whom a pronoun means, unless that is `excluded`.
  func person(at pronoun: ScalarRange, except excluded: Mention?) -> Mention? {
    if let settled = antecedents[pronoun.lowerBound], settled.value != excluded?.value { return settled }
    return person(except: excluded)
  }

  /// Somebody named before, the latest first, other than `excluded`.
  func person(except excluded: Mention?) -> Mention? {
    document.people.last { $0.value != excluded?.value }
  }

  /// The two latest people named.
  func pair() -> [Mention] { Array(document.people.suffix(2)) }

  /// The organisation that a noun such as 基金会 or 该公司 means.
  func organisation(_ noun: String, isDefinite: Bool) -> Mention? {
    let named = document.organisations.last { mention in
      let name = mention.quote.unicodeScalars
      return name.count > noun.unicodeScalars.count && fold(mention.quote).hasSuffix(noun)
    }
    guard named == nil, isDefinite, let classes = vocabulary[noun]?.classes,
      classes.contains(.anyOrganisation)
    else { return named }
    guard classes.contains(.company) else { return document.organisations.last }
    return document.organisations.last { !isOffice($0) }
  }

  /// Whether a mention is a bare noun and names nobody by itself: 基金会.
  func isBare(_ mention: Mention) -> Bool {
    mention.kind == .organisation && mention.entityHint == nil
      && vocabulary[fold(mention.quote)]?.classes.contains(.organisation) == true
  }

  /// Whether a name ends as those of offices and schools do, which no company's does.
  private func isOffice(_ mention: Mention) -> Bool {
    let name = Array(fold(mention.quote).unicodeScalars)
    return (1...4).contains { length in
      guard name.count > length, let classes = vocabulary[string(name.suffix(length))]?.classes else {
        return false
      }
      return classes.contains(.organisation) && !classes.contains(.company)
    }
  }

  func fold(_ text: String) -> String {
    string(text.unicodeScalars.map { SimplifiedCharacters.shared.scalar($0) }[...])
  }
}
