import CounterfoilModel
import CounterfoilText

/// Finds pronouns and nouns that stand for a mention, where they can stand for one alone.
///
/// A pronoun stands for the one person of its sentence, or else of the sentence before; a noun like
/// `the company` or 该局 for the one body of its sort in the last sentences. Anything else that
/// could be meant (a person without a name, a second name behind the pronoun) forbids the link.
struct ReferenceReader {
  let text: TextBytes
  let words = LinkingWords.shared
  let sorts = BodySorts.shared
  private let found: [Found]
  /// By mention: where its person is first named in full; -1 for none.
  private let people: [Int]
  private(set) var references: [FoundReference] = []

  /// A sentence's people, and what was said of them so far.
  struct Scope {
    /// Where each person is first named in full, without repetition; three at most are kept.
    var people: [Int] = []
    /// Someone without a name.
    var hasStranger = false
    var hasPlural = false
    var hasBody = false
  }

  /// Bodies named lately, with the number of the sentence.
  private var bodies: [(start: Int, key: Int, sorts: UInt32, sentence: Int)] = []
  private var bodyKeys: [String: Int] = [:]
  private var bodySorts: [String: UInt32] = [:]
  /// By start; none overlap.
  private var titles: [Range<Int>] = []
  private var genders: [Int: LinkingWords.Marks] = [:]

  /// Sentences back in which a body may have been named.
  private static let reach = 3
  private static let mostBodies = 12

  static func read(_ found: [Found], people: [Int], in text: TextBytes, of string: String) -> [FoundReference]
  {
    guard found.contains(where: { $0.kind == .person || $0.kind == .organisation }) else { return [] }
    var reader = ReferenceReader(text: text, found: found, people: people)
    reader.noteTitles()
    HanHeads.shared.withTable { reader.run(Sentences.byteRanges(in: string), $0) }
    return reader.references
  }

  private init(text: TextBytes, found: [Found], people: [Int]) {
    self.text = text
    self.found = found
    self.people = people
  }

  /// What titles say: where they stand, and of which sex they are.
  private mutating func noteTitles() {
    for (index, item) in found.enumerated() where !item.titles.isEmpty && people[index] >= 0 {
      for title in item.titles {
        titles.append(title.start..<title.end)
        guard title.kind == .honorific else { continue }
        genders[people[index], default: []].formUnion(TitleSex.of(title, in: text))
      }
    }
  }

  /// Whether a title of a named person stands over `index`.
  func isTitle(_ index: Int) -> Bool {
    var (low, high) = (0, titles.count)
    while low < high {
      let middle = (low + high) / 2
      if titles[middle].upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low < titles.count && titles[low].contains(index)
  }

  private mutating func run(_ sentences: [Range<Int>], _ heads: UnsafePointer<UInt8>) {
    var next = 0
    var last = Scope()
    for (number, sentence) in sentences.enumerated() {
      while next < found.count, found[next].end <= sentence.lowerBound { next += 1 }
      var end = next
      while end < found.count, found[end].start < sentence.upperBound { end += 1 }
      last = read(sentence, next..<end, number, after: last, heads)
      next = end
    }
  }

  private mutating func read(
    _ sentence: Range<Int>, _ mentions: Range<Int>, _ number: Int, after last: Scope,
    _ heads: UnsafePointer<UInt8>
  ) -> Scope {
    var scope = Scope()
    var next = mentions.lowerBound
    var quotes = 0
    // A name may go on over what looks like a sentence's end.
    var index = next > 0 ? max(sentence.lowerBound, found[next - 1].end) : sentence.lowerBound
    while index < sentence.upperBound {
      if next < mentions.upperBound, found[next].start <= index {
        note(next, number, &scope)
        index = max(index, found[next].end)
        next += 1
        continue
      }
      let byte = text.base[index]
      if byte < 0x80 {
        if text.classes[Int(byte)] & ByteClass.alphanumeric != 0 {
          let step = LatinWords(text: text)
          guard let word = step.beginning(at: index) else {
            index += 1
            continue
          }
          let mark = Mark(scope: scope, last: last, later: next..<mentions.upperBound, sentence: number)
          index = english(word, mark, quotes, sentence, &scope)
        } else {
          if byte == 0x22 { quotes ^= 1 }
          index += 1
        }
        continue
      }
      if byte >= 0xE3, byte <= 0xE9, index + 2 < text.count {
        let bits = HanHeads.bits(index, text, heads)
        if bits & HanHeads.reference != 0, let value = HanRun.character(index, text) {
          let mark = Mark(scope: scope, last: last, later: next..<mentions.upperBound, sentence: number)
          index = chinese(index, value, mark, quotes, sentence, &scope)
          continue
        }
      }
      if let quote = Self.quote(text, index) { quotes = max(0, quotes + quote) }
      index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
    while next < mentions.upperBound {
      note(next, number, &scope)
      next += 1
    }
    return scope
  }

  /// What is known where a word stands.
  struct Mark {
    var scope: Scope
    var last: Scope
    /// The mentions of the sentence behind it.
    var later: Range<Int>
    var sentence: Int
  }

  private static func quote(_ text: TextBytes, _ index: Int) -> Int? {
    if text[index] == 0xE2, text[index + 1] == 0x80 {
      if text[index + 2] == 0x9C { return 1 }
      if text[index + 2] == 0x9D { return -1 }
    } else if text[index] == 0xE3, text[index + 1] == 0x80 {
      if text[index + 2] == 0x8C || text[index + 2] == 0x8E { return 1 }
      if text[index + 2] == 0x8D || text[index + 2] == 0x8F { return -1 }
    }
    return nil
  }

  private mutating func note(_ index: Int, _ sentence: Int, _ scope: inout Scope) {
    switch found[index].kind {
    case .person:
      guard people[index] >= 0 else { return }
      if !scope.people.contains(people[index]), scope.people.count < 3 { scope.people.append(people[index]) }
    case .organisation:
      scope.hasBody = true
      let item = found[index]
      let name = item.hint ?? item.value
      let key = item.refersTo ?? bodyKeys[name] ?? item.start
      if bodyKeys[name] == nil { bodyKeys[name] = key }
      let kinds: UInt32
      if let known = bodySorts[name] {
        kinds = known
      } else {
        kinds = sorts.sorts(of: item, in: text)
        bodySorts[name] = kinds
      }
      bodies.append((item.start, key, kinds, sentence))
      if bodies.count > Self.mostBodies { bodies.removeFirst() }
    default: break
    }
  }

  // MARK: Who is meant

  /// The one person a pronoun can stand for.
  /// - Parameter isObject: It cannot be the one who acts in its own sentence.
  func person(_ mark: Mark, sex: LinkingWords.Marks, isObject: Bool) -> Int? {
    let own = mark.scope
    let scope = own.people.isEmpty ? mark.last : own
    guard scope.people.count == 1, let person = scope.people.first else { return nil }
    if own.hasStranger || scope.hasStranger { return nil }
    if isObject, !own.people.isEmpty { return nil }
    for index in mark.later where found[index].kind == .person && people[index] != person { return nil }
    if let known = genders[person], !known.isEmpty, !sex.isEmpty, known != sex { return nil }
    return person
  }

  mutating func add(_ kind: Reference.Kind, _ start: Int, _ end: Int, _ mark: Mark, _ target: Int) {
    if let next = mark.later.first, found[next].start < end { return }
    references.append(FoundReference(kind: kind, start: start, end: end, refersTo: target))
  }

  mutating func addPerson(
    _ start: Int, _ end: Int, _ mark: Mark, sex: LinkingWords.Marks, isObject: Bool, _ scope: inout Scope
  ) {
    guard let person = person(mark, sex: sex, isObject: isObject) else { return }
    add(.pronoun, start, end, mark, person)
    if genders[person] == nil { genders[person] = sex }
    if scope.people.isEmpty { scope.people = [person] }
  }

  /// The one body of a sort named in the last sentences.
  func body(_ kinds: UInt32, _ mark: Mark) -> Int? {
    var key: Int?
    for body in bodies where mark.sentence - body.sentence <= Self.reach {
      // A name that does not say what it names may name a company.
      let fits = body.sorts & kinds != 0 || body.sorts == 0 && kinds & sorts.company != 0
      guard fits else { continue }
      if let key, key != body.key { return nil }
      key = body.key
    }
    return key
  }
}
