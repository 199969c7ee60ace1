import CounterfoilModel

/// Ties short names of people to the one full name of the document they can stand for.
///
/// - Complexity: O(*names*): a word that more than a few full names hold stands for none of them.
struct PersonLinks {
  private let text: TextBytes
  private let words = LinkingWords.shared
  private var forms: [SpokenForm] = []
  private var places: [SpokenForm: Int] = [:]
  /// By form: where it first stands.
  private var first: [Int] = []
  private var genders: [LinkingWords.Marks] = []
  /// By form: another that the text says is the same person's.
  private var same: [Int] = []
  /// The full forms that hold a word.
  private var holders: [UInt64: [Int]] = [:]
  private var masks: [UInt64: UInt8] = [:]
  private var formOf: [Int] = []

  /// More full names with a word in common are not told apart.
  private static let mostHolders = 8

  /// Links the people among `found` and says who each is.
  /// - Returns: For each mention the byte at which its person is first named in full; -1 for none.
  static func link(_ found: inout [Found], in text: TextBytes) -> [Int] {
    var links = PersonLinks(text: text, found: found)
    links.resolve(&found)
    return found.indices.map { index in
      guard links.formOf[index] >= 0 else { return -1 }
      return found[index].refersTo ?? links.first[links.formOf[index]]
    }
  }

  private init(text: TextBytes, found: [Found]) {
    self.text = text
    let reader = SpokenForms(text: text)
    formOf = Array(repeating: -1, count: found.count)
    for index in found.indices where found[index].kind == .person {
      guard let form = reader.form(found[index].start, found[index].end) else { continue }
      let place: Int
      if let known = places[form] {
        place = known
      } else {
        place = forms.count
        places[form] = place
        forms.append(form)
        first.append(found[index].start)
        genders.append([])
        same.append(place)
        if form.isFull {
          for word in Set(form.words) { holders[word, default: []].append(place) }
        }
      }
      formOf[index] = place
      if form.mask == 1 || form.mask == 2 { masks[form.words[0], default: 0] |= form.mask }
      if form.isFull { genders[place].formUnion(gender(found[index])) }
    }
    tieAliases(found)
  }

  /// What a mention's titles say of the sex; both marks where they disagree.
  private func gender(_ item: Found) -> LinkingWords.Marks {
    item.titles.reduce(into: []) { $0.formUnion(TitleSex.of($1, in: text)) }
  }

  /// `Wei Songling, also known as Jack Wei`.
  private mutating func tieAliases(_ found: [Found]) {
    for index in found.indices.dropFirst() {
      let (one, two) = (formOf[index - 1], formOf[index])
      guard one >= 0, two >= 0, one != two, forms[one].isFull else { continue }
      let gap = found[index - 1].end..<found[index].start
      guard gap.count > 2, gap.count <= 40 else { continue }
      if gap.contains(where: saysAlias) { same[two] = root(one) }
    }
  }

  /// Whether words stand at `index` that say a name is another's.
  private func saysAlias(_ index: Int) -> Bool {
    let byte = text.base[index]
    if byte | 0x20 == 0x61, !text.has(index - 1, ByteClass.alphanumeric) {
      return text.matches("also known as", at: index) || text.matches("a/k/a", at: index)
        || text.matches("aka ", at: index) || text.matches("a.k.a", at: index)
        || text.matches("alias ", at: index)
    }
    return byte >= 0xE5 && Self.alsoKnown.contains { text.agrees($0, at: index) }
  }

  private static let alsoKnown = ["又名", "化名", "曾用名", "别名", "原名", "又称", "本名"].map { Array($0.utf8) }

  private func root(_ form: Int) -> Int {
    var form = form
    var steps = 0
    while same[form] != form, steps < 8 {
      form = same[form]
      steps += 1
    }
    return form
  }

  private mutating func resolve(_ found: inout [Found]) {
    var answers: [Int: [Int]] = [:]
    for index in found.indices where formOf[index] >= 0 {
      let form = formOf[index]
      let own = root(form)
      if own != form {
        set(&found[index], own)
        continue
      }
      let candidates: [Int]
      if let known = answers[form] {
        candidates = known
      } else {
        candidates = self.candidates(form)
        answers[form] = candidates
      }
      guard !candidates.isEmpty else { continue }
      let sex = gender(found[index])
      let fitting = candidates.filter { !Self.conflict(sex, genders[$0]) }
      guard fitting.count == 1, !isKin(found[index]) else { continue }
      set(&found[index], fitting[0])
    }
  }

  private func set(_ item: inout Found, _ form: Int) {
    if first[form] != item.start { item.refersTo = first[form] }
  }

  static func conflict(_ one: LinkingWords.Marks, _ two: LinkingWords.Marks) -> Bool {
    one == .male && two == .female || one == .female && two == .male
  }

  /// The fullest forms, by person, of which `form` can be a part.
  private func candidates(_ form: Int) -> [Int] {
    let short = forms[form]
    // 徐某 beside 徐某某 are two people, or one; the text does not say.
    if short.mask == 1 || short.mask == 2, masks[short.words[0]] == 3 { return [] }
    guard let key = short.words.enumerated().first(where: { short.initials[$0.offset] == 0 })?.element,
      let holders = holders[key], holders.count <= Self.mostHolders
    else { return [] }
    let fitting = holders.filter { forms[$0].holds(short) }
    var result: [Int] = []
    for place in fitting {
      let person = root(place)
      if fitting.contains(where: { $0 != place && forms[$0].holds(forms[place]) }) { continue }
      if !result.contains(person) { result.append(person) }
    }
    return result
  }

  /// Whether a word of kinship stands just before a mention: `his father, Lu`.
  private func isKin(_ item: Found) -> Bool {
    var place = item.titles.first.map { min($0.start, item.start) } ?? item.start
    if place > 1, text.base[place - 1] == 0x20, text.base[place - 2] == 0x2C { place -= 2 }
    if HanRun.character(item.start, text) != nil {
      let run = HanRun(before: place, from: 0, in: text)
      for length in 1...2 where length <= run.count {
        let hash = run.hash((run.count - length)..<run.count)
        if words.chinese[hash]?.marks.contains(.kin) == true { return true }
      }
      return false
    }
    let step = LatinWords(text: text)
    guard let word = place < item.start ? step.ending(at: place) ?? step.before(place) : step.before(place)
    else {
      return false
    }
    if words.english[word.hash]?.marks.contains(.kin) == true { return true }
    return step.before(word.start).map { words.english[$0.hash]?.marks.contains(.kin) == true } ?? false
  }
}
