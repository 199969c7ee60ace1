/// A name as it is compared within a document: its words, which of them is the family's, and what sets it apart.
///
/// Words are hashes, in small letters or simplified characters, so that `XU YANJUN` is `Xu Yanjun`.
struct SpokenForm: Hashable {
  var words: [UInt64] = []
  /// The first letter of each word where it is an initial; 0 elsewhere.
  var initials: [UInt8] = []
  /// The first letter of each word; 0 for characters.
  var letters: [UInt8] = []
  /// Jr., II; 0 for none.
  var generation: UInt64 = 0
  /// The index of the family name in `words`.
  var family = 0
  /// A name in full; what is not can only stand for one.
  var isFull = false
  /// 某 and 某某 hide a name: which of them; 0 for none.
  var mask: UInt8 = 0

  /// Whether `other` is this name with words left out.
  func holds(_ other: SpokenForm) -> Bool {
    guard isFull, other.words.count <= words.count, other != self, !other.words.isEmpty else { return false }
    if other.generation != generation {
      // John Strand is not John Strand Jr.; Strand can be.
      guard other.generation == 0, other.words.count == 1 else { return false }
    }
    var isShorter = other.words.count < words.count || other.initials.contains { $0 != 0 }
    if other.mask != 0 { isShorter = true }
    guard isShorter else { return false }
    for (place, word) in other.words.enumerated() {
      let initial = other.initials[place]
      if initial != 0 {
        guard other.words.count > 1, letters.contains(initial) else { return false }
      } else if !words.contains(word) {
        return false
      }
    }
    // With two words or more the family's is one of them.
    return other.words.count == 1 || other.words.contains(words[family])
  }
}

/// Takes names apart.
struct SpokenForms {
  let text: TextBytes
  private let words = LinkingWords.shared
  private let step: LatinWords

  init(text: TextBytes) {
    self.text = text
    step = LatinWords(text: text)
  }

  /// Longer names are no names.
  private static let mostWords = 8

  func form(_ start: Int, _ end: Int) -> SpokenForm? {
    HanRun.character(start, text) != nil ? han(start, end) : latin(start, end)
  }

  private func latin(_ start: Int, _ end: Int) -> SpokenForm? {
    var form = SpokenForm()
    var place = start
    var whole = 0
    var parts: [(start: Int, end: Int)] = []
    while place < end {
      guard let word = step.beginning(at: place) else {
        place += 1
        continue
      }
      let stop = min(word.end, end)
      if words.english[word.hash]?.marks.contains(.suffix) == true, !form.words.isEmpty {
        form.generation = word.hash
      } else {
        guard form.words.count < Self.mostWords else { return nil }
        let letter = text.lower(word.start)
        form.words.append(word.hash)
        form.letters.append(letter)
        form.initials.append(word.isInitial ? letter : 0)
        if !word.isInitial { whole += 1 }
        parts.append((word.start, stop))
      }
      place = max(stop, place + 1)
    }
    guard !form.words.isEmpty else { return nil }
    form.isFull = whole > 1
    form.family = familyPlace(form, parts)
    return form
  }

  /// The last word, but of Chinese names in their own order the first.
  private func familyPlace(_ form: SpokenForm, _ parts: [(start: Int, end: Int)]) -> Int {
    let last = form.words.count - 1
    guard last > 0, isSurname(form.words[0]), last < 3 else { return last }
    if form.initials.contains(where: { $0 != 0 }) { return last }
    for (start, end) in parts.dropFirst() where !PinyinShape.isGivenName(text, start, end) { return last }
    // Both ends are surnames and the first is written as a given name: Jinsong Hu.
    return 0
  }

  private func isSurname(_ word: UInt64) -> Bool {
    words.english[word]?.marks.contains(.surname) == true
  }

  private func han(_ start: Int, _ end: Int) -> SpokenForm? {
    let run = HanRun(after: start, to: end, in: text)
    guard run.starts[run.count] == end else { return pointed(start, end) }
    var form = SpokenForm()
    func add(_ range: Range<Int>) {
      form.words.append(run.hash(range))
      form.letters.append(0)
      form.initials.append(0)
    }
    let count = run.count
    guard count > 0, count <= 6 else { return nil }
    if count == 2 || count == 3, Self.nickname.contains(run.values[0]), surname(run, 1) == count - 1 {
      add(1..<count)
      form.mask = 3
      return form
    }
    let surname = surname(run, 0)
    if surname > 0, surname < count, run.values[surname] == Self.someone {
      add(0..<surname)
      form.mask = count == surname + 1 ? 1 : 2
      // 徐某甲 is told from 徐某乙, and so stands for itself.
      if count > surname + 1, run.values[surname + 1] != Self.someone { form.words[0] = run.hash(0..<count) }
      return form
    }
    guard surname > 0, count > surname, count - surname <= 2 else {
      add(0..<count)
      // A name that is not Chinese: long, and whole by itself.
      form.isFull = count > 3
      return form
    }
    add(0..<surname)
    add(surname..<count)
    form.isFull = true
    return form
  }

  static let someone: UInt32 = 0x67D0
  /// 老 and 小.
  static let nickname: Set<UInt32> = [0x8001, 0x5C0F]

  /// The length of the surname that begins at `place`; 0 for none.
  func surname(_ run: HanRun, _ place: Int) -> Int {
    if place + 2 <= run.count, words.compoundSurnames.contains(run.hash(place..<(place + 2))) { return 2 }
    return place < run.count && words.surnames[run.values[place]] != nil ? 1 : 0
  }

  /// 约翰·史密斯: the words between points.
  private func pointed(_ start: Int, _ end: Int) -> SpokenForm? {
    var form = SpokenForm()
    var place = start
    while place < end, form.words.count < Self.mostWords {
      let run = HanRun(after: place, to: end, in: text)
      if run.count > 0 {
        form.words.append(run.hash(0..<run.count))
        form.letters.append(0)
        form.initials.append(0)
        place = run.starts[run.count]
      } else {
        place += 1
      }
    }
    guard !form.words.isEmpty else { return nil }
    form.family = form.words.count - 1
    form.isFull = form.words.count > 1
    return form
  }
}
