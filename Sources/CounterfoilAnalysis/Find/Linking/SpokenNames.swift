import CounterfoilModel

/// Finds people by how they are addressed, where no model saw a name: `Mr. Qiu`, 徐先生, 徐某, 老徐.
struct SpokenNames {
  private let text: TextBytes
  private let words = LinkingWords.shared
  private let step: LatinWords
  /// Family names, of one or two characters, of people named in full.
  private var families: Set<UInt64> = []

  private static let confidence = 0.85
  /// Where only the document's other names speak for it.
  private static let nicknameConfidence = 0.6
  /// Rarer surnames, per million bearers, are taken for words unless the document has the name in full.
  private static let common: Float = 300

  /// The mentions with the people that were missed.
  static func add(to found: [Found], in text: TextBytes) -> [Found] {
    var names = SpokenNames(text: text)
    names.collect(found)
    let added = HanHeads.shared.withTable { names.scan(found, $0) }
    guard !added.isEmpty else { return found }
    let replaced = Set(added.compactMap(\.replaces))
    var result = replaced.isEmpty ? found : found.filter { !replaced.contains($0.start) }
    result += added.map(\.found)
    result.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    return result
  }

  private init(text: TextBytes) {
    self.text = text
    step = LatinWords(text: text)
  }

  private struct Added {
    var found: Found
    /// Where the mention begins that gives way; nil for none.
    var replaces: Int?
  }

  private mutating func collect(_ found: [Found]) {
    let forms = SpokenForms(text: text)
    for item in found where item.kind == .person && text.base[item.start] >= 0xE0 {
      if let form = forms.form(item.start, item.end), form.isFull, form.words.count == 2 {
        families.insert(form.words[0])
      }
    }
  }

  private func scan(_ found: [Found], _ heads: UnsafePointer<UInt8>) -> [Added] {
    var added: [Added] = []
    var next = 0
    var index = 0
    while index < text.count {
      let byte = text.base[index]
      if byte < 0x80 {
        guard byte >= 0x41, byte <= 0x5A, !text.has(index - 1, ByteClass.alphanumeric) else {
          index += 1
          continue
        }
        while next < found.count, found[next].end <= index { next += 1 }
        if next < found.count, found[next].start <= index {
          index = found[next].end
          continue
        }
        if let name = addressed(index, found, next) {
          added.append(name)
          index = name.found.end
        } else {
          repeat { index += 1 } while text.has(index, ByteClass.alphanumeric)
        }
        continue
      }
      guard byte >= 0xE3, byte <= 0xE9, index + 2 < text.count else {
        index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        continue
      }
      if HanHeads.bits(index, text, heads) & HanHeads.spoken != 0, let value = HanRun.character(index, text) {
        while next < found.count, found[next].end <= index { next += 1 }
        if let name = han(index, value, found, next, after: added.last?.found.end ?? 0) {
          added.append(Added(found: name, replaces: nil))
          index = max(name.end, index + 3)
          continue
        }
      }
      index += 3
    }
    return added
  }

  // MARK: English

  /// A name after `Mr.` and the like.
  private func addressed(_ index: Int, _ found: [Found], _ next: Int) -> Added? {
    guard let title = step.beginning(at: index), title.end - title.start <= 10, title.end < text.count,
      let known = words.english[title.hash], known.kind == .honorific || known.kind == .academic,
      known.marks.contains(.title), title.hasStop || !title.isCaps || title.end - title.start < 5
    else { return nil }
    // Words like Fellow and Dean say too little.
    if known.kind == .academic, !title.hasStop, title.end - title.start > 9 { return nil }
    guard known.kind == .honorific || Self.doctors.contains(title.hash) else { return nil }
    guard let first = step.after(title.end), first.isCapital, isName(first) else { return nil }
    var end = first.end
    var replaces: Int?
    if next < found.count, found[next].start < first.end {
      // A place or body of the same single word is a person here.
      let item = found[next]
      guard item.start == first.start, item.end == first.end,
        item.kind == .place || item.kind == .organisation
      else { return nil }
      replaces = item.start
    } else {
      for _ in 0..<2 {
        guard let more = step.after(end), more.isCapital, isName(more) || more.isInitial,
          next >= found.count || found[next].start >= more.end
        else { break }
        end = more.end
      }
    }
    let name = Found(
      kind: .person, start: first.start, end: end, value: text.string(first.start..<end),
      confidence: Self.confidence, hint: nil)
    return Added(found: name, replaces: replaces)
  }

  private static let doctors: Set<UInt64> = Set(
    ["dr", "prof", "professor", "doctor"].map { FeatureHash.word($0) })

  private func isName(_ word: LatinWord) -> Bool {
    guard word.end - word.start > 1, !word.hasStop || word.isInitial else { return false }
    return words.english[word.hash]?.marks.isDisjoint(with: [.title, .qualifier]) ?? true
  }

  // MARK: Chinese

  /// - Parameter next: The first mention that ends behind `index`.
  private func han(_ index: Int, _ value: UInt32, _ found: [Found], _ next: Int, after limit: Int) -> Found? {
    let last = next > 0 ? found[next - 1] : nil
    let floor = max(limit, last?.end ?? 0)
    let isInside = next < found.count && found[next].start <= index
    if SpokenForms.nickname.contains(value) {
      guard !isInside else { return nil }
      let run = HanRun(after: index, to: min(text.count, index + 12), in: text)
      guard run.count >= 2 else { return nil }
      for length in [2, 1] where run.count > length && families.contains(run.hash(1..<(1 + length))) {
        let end = run.starts[1 + length]
        if next < found.count, found[next].start < end { return nil }
        // 老高兴, 小方案: a word that goes on.
        if run.count > length + 1, !Self.mayFollow.contains(run.values[length + 1]) { return nil }
        return name(index, end, Self.nicknameConfidence)
      }
      return nil
    }
    guard !isInside || found[next].kind == .term && found[next].start == index else { return nil }
    // Most characters before a word like 部 are no surname's last.
    guard index - 3 >= floor, let nearest = HanRun.character(index - 3, text),
      words.surnames[nearest] != nil || words.compoundEnds.contains(nearest)
    else { return nil }
    let before = HanRun(before: index, from: floor, in: text)
    guard before.count > 0 else { return nil }
    var start: Int?
    var isKnown = false
    for length in [2, 1] where before.count >= length && start == nil {
      let from = before.count - length
      let hash = before.hash(from..<before.count)
      let isSurname =
        length == 2 ? words.compoundSurnames.contains(hash) : words.surnames[before.values[from]] != nil
      guard isSurname else { continue }
      isKnown = families.contains(hash)
      guard
        isKnown || length == 2 || isLikely(before, from, isMasked: value == SpokenForms.someone, after: last)
      else { continue }
      start = before.starts[from]
    }
    guard let start else { return nil }
    if value == SpokenForms.someone {
      guard let name = masked(start, index), next >= found.count || found[next].start >= name.end else {
        return nil
      }
      return name
    }
    // A title behind a surname.
    let run = HanRun(after: index, to: text.count, in: text)
    for length in stride(from: min(words.longestChinese, run.count), through: 2, by: -1) {
      if let word = words.chinese[run.hash(0..<length)], word.marks.contains(.title),
        !word.marks.isDisjoint(with: .behind)
      {
        return name(start, index, Self.confidence)
      }
    }
    if isKnown, run.count >= 1, words.chinese[run.hash(0..<1)]?.marks.contains(.follows) == true,
      run.count == 1 || Self.mayFollow.contains(run.values[1])
    {
      return name(start, index, Self.nicknameConfidence)
    }
    return nil
  }

  /// 徐某, 徐某某, 徐某甲.
  private func masked(_ start: Int, _ index: Int) -> Found? {
    var end = index + 3
    if let more = HanRun.character(end, text) {
      if more == SpokenForms.someone || Self.stems.contains(more) {
        end += 3
      } else if Self.things.contains(more) {
        return nil
      }
    }
    return name(start, end, Self.confidence)
  }

  private func name(_ start: Int, _ end: Int, _ confidence: Double) -> Found {
    Found(
      kind: .person, start: start, end: end, value: text.string(start..<end), confidence: confidence,
      hint: nil)
  }

  /// Whether a character is likelier a surname than part of a word: nothing before it that it could belong to.
  private func isLikely(_ run: HanRun, _ place: Int, isMasked: Bool, after last: Found?) -> Bool {
    guard words.surnames[run.values[place]] ?? 0 >= Self.common else { return false }
    let isOpen = place == 0 ? HanRun.character(run.starts[0] - 3, text) == nil : false
    if isOpen, !Self.prepositions.contains(run.values[place]) { return true }
    if isOpen { return Self.sometimes.contains(run.values[place]) }
    if Self.prepositions.contains(run.values[place]) { return isMasked && endsTitle(run, place) }
    if place > 0, TitleReader.openers.contains(run.values[place - 1]) { return true }
    return endsTitle(run, place) || place == 0 && last?.kind == .organisation && last?.end == run.starts[0]
  }

  private func endsTitle(_ run: HanRun, _ place: Int) -> Bool {
    for length in stride(from: min(words.longestChinese, place), through: 2, by: -1) {
      if words.chinese[run.hash((place - length)..<place)]?.marks.isDisjoint(with: [.title, .kin]) == false {
        return true
      }
    }
    return false
  }

  /// Surnames that are commoner as other words.
  private static let prepositions: Set<UInt32> = scalars("于和向由任对从为时都是单全原应经与同有以可能会多正常水国党相公区支关司项安连金高方文管师车")
  /// Of these, the ones that can open a sentence as a surname.
  private static let sometimes: Set<UInt32> = scalars("于任金高方文安管关")
  /// What may follow a name without making another word of it.
  private static let mayFollow: Set<UInt32> = scalars("说的和与在是也就都去来让给把对向跟为有曾已将没不又还却被从及等则称表认到当先后告问家")
  private static let stems: Set<UInt32> = scalars("甲乙丙丁戊己")
  /// 某公司, 某地: no one.
  private static let things: Set<UInt32> = scalars("公人种个些地日月年单部国处市省局区县村校网平台事项类次方时点段家机研大学一位名")

  private static func scalars(_ text: String) -> Set<UInt32> { Set(text.unicodeScalars.map(\.value)) }
}
