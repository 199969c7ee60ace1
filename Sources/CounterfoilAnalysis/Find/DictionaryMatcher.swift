import CounterfoilModel
import CounterfoilText

/// The names of organisations, glossary terms and places, looked up in a text all at once.
///
/// Leftmost, then longest; Latin letters match in either case and only as whole words; a line
/// break inside a name is a space. A traditional character matches as its simplified one.
struct DictionaryMatcher: Sendable {
  /// Which names are matched how.
  struct Rule: OptionSet, Sendable {
    let rawValue: UInt8
    /// In the case it is listed in: abbreviations, names all in capitals.
    static let exactCase = Rule(rawValue: 1)
    /// Only where another name of the entry, or of its parent, stands in the text.
    static let needsCue = Rule(rawValue: 2)
    /// Only with a capital first letter: places, one-word proper names.
    static let capitalised = Rule(rawValue: 4)
    static let hasGuards = Rule(rawValue: 8)
  }

  struct Name: Sendable {
    var kind: Mention.Kind
    var entry: Int32
    var rule: Rule
    /// As listed; compared where `exactCase`.
    var listed: [UInt8]
    /// The next name with the same key; -1 for none.
    var next: Int32 = -1

    /// Whether all but the place in the chain is the same.
    func says(the other: Name) -> Bool {
      kind == other.kind && entry == other.entry && rule == other.rule && listed == other.listed
    }
  }

  let lexicon: Lexicon
  private(set) var names: [Name] = []
  /// For each key of the trie its first name.
  private var heads: [Int32] = []
  private let trie: ByteTrie
  /// Organisation numbers by id, for parents.
  private let numbers: [String: Int32]
  /// Guards as bytes, by term and by organisation number.
  private var termGuards: [Int32: Guards] = [:]
  private var organisationGuards: [Int32: Guards] = [:]

  struct Guards: Sendable {
    var notIfInside: [[UInt8]]
    var needsNearby: [[UInt8]]
  }

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    numbers = Dictionary(
      lexicon.organisations.enumerated().map { ($1.id, Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    var keys: [[UInt8]] = []
    var known: [[UInt8]: Int] = [:]
    var names: [Name] = []
    var heads: [Int32] = []
    var tails: [Int32] = []

    func add(_ text: String, _ kind: Mention.Kind, _ entry: Int, _ rule: Rule) {
      let listed = Array(Folding.simplified(text).utf8)
      let key = Self.fold(text)
      guard !key.isEmpty else { return }
      let name = Name(kind: kind, entry: Int32(entry), rule: rule, listed: listed)
      let number = Int32(names.count)
      if let slot = known[key] {
        // The same name twice in one entry adds nothing.
        var earlier = heads[slot]
        while earlier >= 0 {
          if names[Int(earlier)].says(the: name) { return }
          earlier = names[Int(earlier)].next
        }
        names[Int(tails[slot])].next = number
        tails[slot] = number
      } else {
        known[key] = keys.count
        keys.append(key)
        heads.append(number)
        tails.append(number)
      }
      names.append(name)
    }

    for (number, entry) in lexicon.organisations.enumerated() {
      let guards: Rule = entry.notIfInside.isEmpty ? [] : .hasGuards
      for name in [entry.english] + [entry.simplified, entry.traditional].compactMap({ $0 })
        + entry.aliases
      {
        add(name, .organisation, number, Self.caseRule(name).union(guards))
      }
      for name in entry.abbreviations {
        add(name, .organisation, number, [.exactCase, .needsCue, guards])
      }
      if !entry.notIfInside.isEmpty {
        organisationGuards[Int32(number)] = Guards(
          notIfInside: entry.notIfInside.map(Self.fold), needsNearby: [])
      }
    }
    for (number, term) in lexicon.terms.enumerated() {
      let guarded = !term.notIfInside.isEmpty || !term.needsNearby.isEmpty
      for name in term.simplified == term.traditional
        ? [term.simplified] : [term.simplified, term.traditional]
      {
        add(name, .term, number, guarded ? .hasGuards : [])
      }
      if guarded {
        termGuards[Int32(number)] = Guards(
          notIfInside: term.notIfInside.map(Self.fold), needsNearby: term.needsNearby.map(Self.fold)
        )
      }
    }
    for (number, place) in lexicon.places.enumerated() {
      var seen: Set<String> = []
      for name in [place.english] + place.names where seen.insert(name).inserted {
        // "US" and "UK" are not the words us and uk.
        add(
          name, .place, number, Self.caseRule(name).contains(.exactCase) ? .exactCase : .capitalised
        )
      }
    }
    self.names = names
    self.heads = heads
    trie = ByteTrie(keys: keys)
  }

  /// One-word names in Latin letters keep the case of their first letter, or of all letters where
  /// all are capitals: "HAFNIUM" is not hafnium.
  private static func caseRule(_ name: String) -> Rule {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, first < 0x80, !bytes.contains(0x20) else { return [] }
    let letters = bytes.filter { $0 & 0xDF >= 0x41 && $0 & 0xDF <= 0x5A && $0 < 0x80 }
    if letters.count > 1, letters.allSatisfy({ $0 < 0x61 }) { return .exactCase }
    return first >= 0x41 && first <= 0x5A ? .capitalised : []
  }

  /// The one fold of names and texts: ASCII case, runs of spaces, the typographic apostrophe, and
  /// traditional characters as simplified ones. It never changes a character's length in UTF-8, so
  /// that a match stands where the text has it; `ByteTrie.Walk` does the same to texts, step by step.
  static func fold(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for scalar in Folding.simplified(text).unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: result.append(UInt8(scalar.value) | 0x20)
      case 0x09, 0x0A, 0x0D, 0x20, 0xA0:
        if let last = result.last, last != 0x20 { result.append(0x20) }
      case 0x2019: result.append(0x27)
      default: result += Array(String(scalar).utf8)
      }
    }
    while result.last == 0x20 { result.removeLast() }
    return result
  }

  /// A name found, its deferred rules not yet judged.
  struct Hit {
    var name: Int32
    var start: Int
    var end: Int
  }

  /// All hits that satisfy what can be judged on the spot, by start.
  ///
  /// - Complexity: O(*bytes*) times the longest name; on running text about four steps a word.
  func hits(in text: TextBytes) -> (hits: [Hit], work: Int) {
    var hits: [Hit] = []
    var work = 0
    let count = text.count
    trie.withRows { rows in
      var ends: [(end: Int, key: Int32)] = []
      ends.reserveCapacity(16)
      var index = 0
      while index < count {
        let byte = text.base[index]
        let isWord = text.classes[Int(byte)] & ByteClass.alphanumeric != 0
        if !isWord, byte < 0xC3 {
          index += 1
          continue
        }
        if byte >= 0xC3, byte < 0xE3, byte >= 0xD5 || text.has(index - 1, ByteClass.alphanumeric) {
          index += byte < 0xE0 ? 2 : 3
          continue
        }
        var place = index
        if !isWord || index == 0 || text.base[index - 1] < 0x80
          || !text.followsAccentedLetter(index)
        {
          walk(text, index, rows, &ends, &work)
          if !ends.isEmpty { place = keep(&hits, text, index, ends) }
        }
        if place > index {
          index = place
        } else if isWord {
          repeat {
            index += 1
          } while index < count
            && text.classes[Int(text.base[index])] & ByteClass.alphanumeric != 0
        } else {
          index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        }
      }
    }
    return (hits, work)
  }

  /// Follows the trie from `start`, noting every key that ends at the end of a word.
  @inline(__always)
  private func walk(
    _ text: TextBytes, _ start: Int, _ rows: ByteTrie.Rows, _ ends: inout [(end: Int, key: Int32)],
    _ work: inout Int
  ) {
    if !ends.isEmpty { ends.removeAll(keepingCapacity: true) }
    var walk = ByteTrie.Walk(text, from: start, in: rows)
    while walk.step() {
      guard walk.key >= 0 else { continue }
      let end = walk.index
      let isWordEnd =
        !text.has(end - 1, ByteClass.alphanumeric)
        || !text.has(end, ByteClass.alphanumeric) && !(text[end] >= 0xC3 && text[end] <= 0xD4)
      if isWordEnd { ends.append((end, walk.key)) }
    }
    work += walk.index - start + 1
  }

  /// Keeps the longest hit that holds for certain, and longer ones that depend on the rest of
  /// the text; returns where to look on (`start` where nothing holds for certain).
  private func keep(
    _ hits: inout [Hit], _ text: TextBytes, _ start: Int, _ ends: [(end: Int, key: Int32)]
  ) -> Int {
    for (end, key) in ends.reversed() {
      var number = heads[Int(key)]
      var isCertain = false
      while number >= 0 {
        let name = names[Int(number)]
        if holds(name, text, start, end) {
          hits.append(Hit(name: number, start: start, end: end))
          if !name.rule.contains(.needsCue), !name.rule.contains(.hasGuards) { isCertain = true }
        }
        number = name.next
      }
      if isCertain { return end }
    }
    return start
  }

  private func holds(_ name: Name, _ text: TextBytes, _ start: Int, _ end: Int) -> Bool {
    if name.rule.contains(.exactCase) {
      guard end - start == name.listed.count, text.agrees(name.listed, at: start, exactCase: true)
      else { return false }
    } else if name.rule.contains(.capitalised) {
      let first = text.base[start]
      if first >= 0x61, first <= 0x7A, name.listed[0] < 0x61 { return false }
    }
    guard name.rule.contains(.hasGuards) else { return true }
    let guards = name.kind == .term ? termGuards[name.entry] : organisationGuards[name.entry]
    guard let guards else { return true }
    return !guards.notIfInside.contains { isInside($0, text, start, end) }
  }

  /// Whether the hit lies in an occurrence of `longer`.
  private func isInside(_ longer: [UInt8], _ text: TextBytes, _ start: Int, _ end: Int) -> Bool {
    let slack = longer.count - (end - start)
    guard slack > 0 else { return false }
    return (0...slack).contains { text.agrees(longer, at: start - $0) }
  }

  /// The mentions in a text, deferred rules judged; may overlap where a shorter name lies in one
  /// that a rule has removed.
  func find(in text: TextBytes) -> [Found] {
    let hits = hits(in: text).hits
    guard !hits.isEmpty else { return [] }
    var named: Set<Int32> = []
    for hit in hits {
      let name = names[Int(hit.name)]
      if name.kind == .organisation, !name.rule.contains(.needsCue) { named.insert(name.entry) }
    }
    var found: [Found] = []
    var sentences = SentenceWindow()
    var index = 0
    while index < hits.count {
      // Several entries may share one name; the first whose rules hold is meant.
      var best: (hit: Hit, rank: Int)?
      var next = index
      while next < hits.count, hits[next].start == hits[index].start,
        hits[next].end == hits[index].end
      {
        let name = names[Int(hits[next].name)]
        if let rank = rank(name, named), best.map({ rank < $0.rank }) ?? true,
          hasCompany(name, hits[next], text, &sentences)
        {
          best = (hits[next], rank)
        }
        next += 1
      }
      if let hit = best?.hit { found.append(mention(hit)) }
      index = next
    }
    return found
  }

  /// How well an entry fits its name, lower is better; nil where a rule forbids it.
  private func rank(_ name: Name, _ named: Set<Int32>) -> Int? {
    switch name.kind {
    case .organisation:
      let isNamed = named.contains(name.entry)
      guard name.rule.contains(.needsCue) else { return isNamed ? 0 : 1 }
      if isNamed { return 2 }
      if let parent = lexicon.organisations[Int(name.entry)].parent, let number = numbers[parent],
        named.contains(number)
      {
        return 3
      }
      return nil
    case .term: return 4
    default: return 5
    }
  }

  private func hasCompany(
    _ name: Name, _ hit: Hit, _ text: TextBytes, _ sentences: inout SentenceWindow
  ) -> Bool {
    guard name.kind == .term, name.rule.contains(.hasGuards),
      let needs = termGuards[name.entry]?.needsNearby, !needs.isEmpty
    else { return true }
    return sentences.contains(needs, of: name.entry, around: hit.start..<hit.end, in: text)
  }

  private func mention(_ hit: Hit) -> Found {
    let name = names[Int(hit.name)]
    let entry = Int(name.entry)
    switch name.kind {
    case .organisation:
      let organisation = lexicon.organisations[entry]
      return Found(
        kind: .organisation, start: hit.start, end: hit.end, value: organisation.english,
        confidence: name.rule.contains(.needsCue) ? Certainty.abbreviation : Certainty.listedName,
        hint: organisation.id)
    case .term:
      let term = lexicon.terms[entry]
      return Found(
        kind: .term, start: hit.start, end: hit.end, value: term.simplified,
        confidence: Certainty.term, hint: term.id)
    default:
      let place = lexicon.places[entry]
      return Found(
        kind: .place, start: hit.start, end: hit.end, value: place.english,
        confidence: Certainty.place, hint: place.id)
    }
  }
}
