import CounterfoilModel

extension TitleReader {
  /// Words that no noun phrase goes on over.
  private static let breaks: Set<UInt64> = Set(
    ("who whom whose which that and or but said says told is was are were be been has had have will would can could "
      + "to in on at by with from into of for as after before when while if not he she they it this these "
      + "his her their also then than so because").split(separator: " ").map { FeatureHash.word($0) })
  private static let articles: Set<UInt64> = Set(
    "a an the his her their its our my one another".split(separator: " ").map { FeatureHash.word($0) })
  /// What may follow a title behind a name.
  private static let follow: Set<UInt64> = Set(
    "at of for in with from who whose and to on under since based working employed by".split(separator: " ")
      .map { FeatureHash.word($0) })
  private static let of: Set<UInt64> = [FeatureHash.word("of"), FeatureHash.word("for")]
  private static let inside: Set<UInt64> = Set(
    "of for the and".split(separator: " ").map { FeatureHash.word($0) })
  private static let longestComplement = 6

  /// Nearest first.
  func englishBefore(_ index: Int) -> [FoundTitle] {
    var titles: [FoundTitle] = []
    var place = found[index].start
    while titles.count < 4 {
      let left = left(of: place)
      guard let title = phrase(left, endingAt: 0) ?? (titles.isEmpty ? complemented(left) : nil) else {
        break
      }
      let start = extended(title.start, index)
      titles.append(FoundTitle(kind: title.kind, start: start, end: title.end))
      place = start
    }
    if titles.count < 4, let title = setOff(place, index) { titles.append(title) }
    return titles
  }

  /// Words before a place, nearest first.
  private func left(of place: Int) -> [LatinWord] {
    var result: [LatinWord] = []
    var end = place
    while result.count < words.longestEnglish + Self.longestComplement, let word = step.before(end) {
      result.append(word)
      end = word.start
    }
    return result
  }

  /// The longest title whose last word is `words[last]`; words come nearest first.
  private func phrase(_ left: [LatinWord], endingAt last: Int) -> (
    kind: PersonTitle.Kind, start: Int, end: Int
  )? {
    guard last < left.count else { return nil }
    for count in stride(from: min(words.longestEnglish, left.count - last), through: 1, by: -1) {
      var hash = left[last + count - 1].hash
      for place in stride(from: last + count - 2, through: last, by: -1) {
        hash = LinkingWords.phrase(hash, left[place].hash)
      }
      guard let word = words.english[hash], word.marks.contains(.title), let kind = word.kind else {
        continue
      }
      let first = left[last + count - 1]
      if word.marks.contains(.capital), !first.isCapital { continue }
      return (kind, first.start, left[last].end)
    }
    return nil
  }

  /// `Assistant Attorney General for National Security`: a title, then of or for and a name.
  private func complemented(_ left: [LatinWord]) -> (kind: PersonTitle.Kind, start: Int, end: Int)? {
    guard let nearest = left.first, nearest.isCapital else { return nil }
    for place in 1..<max(2, min(Self.longestComplement, left.count)) where place < left.count {
      if Self.of.contains(left[place].hash), let title = phrase(left, endingAt: place + 1) {
        return (title.kind, title.start, nearest.end)
      }
      guard left[place].isCapital || Self.inside.contains(left[place].hash) else { return nil }
    }
    return nil
  }

  /// Over what belongs to the title before it: `former`, `FBI`, a body's or place's name.
  private func extended(_ from: Int, _ index: Int) -> Int {
    var start = from
    for _ in 0..<6 {
      guard let word = step.before(start) else { break }
      if let body = body(endingAt: word.end, before: index) {
        start = body.start
        continue
      }
      let isQualifier = words.english[word.hash]?.marks.contains(.qualifier) == true
      guard isQualifier || word.isCaps && word.end - word.start <= 6 && isMixed(start) else { break }
      start = word.start
    }
    return start
  }

  /// Whether the word at `start` is not all in capitals itself, so that capitals before it tell something.
  private func isMixed(_ start: Int) -> Bool { step.beginning(at: start).map { !$0.isCaps } ?? false }

  /// `the witness, Felix Ahrend, …`: a title set off by a comma, with an article.
  private func setOff(_ place: Int, _ index: Int) -> FoundTitle? {
    guard let comma = comma(before: place), comma > endBefore(index) || isPlain(index) else { return nil }
    guard endsClause(found[index].end), let nearest = step.ending(at: comma) else { return nil }
    var left = [nearest]
    while left.count < 7, !Self.articles.contains(left[left.count - 1].hash),
      let word = step.before(left[left.count - 1].start), !Self.breaks.contains(word.hash) || isArticle(word)
    {
      left.append(word)
    }
    guard let article = left.last, isArticle(article), left.count > 1 else { return nil }
    guard let title = phrase(left, endingAt: 0) else { return nil }
    let first = extended(title.start, index)
    return FoundTitle(kind: title.kind, start: max(first, left[left.count - 2].start), end: title.end)
  }

  private func isArticle(_ word: LatinWord) -> Bool { Self.articles.contains(word.hash) }

  private func isPlain(_ index: Int) -> Bool { index == 0 || found[index - 1].kind != .person }

  private func comma(before place: Int) -> Int? {
    var end = place
    while end > 0, place - end < 3, text.has(end - 1, ByteClass.space) { end -= 1 }
    return end < place && end > 1 && text.base[end - 1] == 0x2C ? end - 1 : nil
  }

  private func endsClause(_ end: Int) -> Bool {
    switch text[end] {
    case 0, 0x2C, 0x2E, 0x3B, 0x29: true
    default: false
    }
  }

  /// `Xu Yanjun, a deputy division director at …`
  func englishAfter(_ index: Int) -> FoundTitle? {
    let end = found[index].end
    var place = end
    var opens = false
    if text[place] == 0x20, text[place + 1] == 0x28 {
      place += 2
      opens = true
    } else if text[place] == 0x2C {
      place += 1
    } else {
      return nil
    }
    var right: [LatinWord] = []
    while right.count < words.longestEnglish + Self.longestComplement + 3,
      let word = step.after(right.last?.end ?? place, mayTouch: right.isEmpty && opens)
    {
      right.append(word)
    }
    // An age between commas is stepped over.
    if right.count == 1, isNumber(right[0]), text[right[0].end] == 0x2C {
      place = right[0].end + 1
      right.removeAll()
      while right.count < words.longestEnglish + Self.longestComplement + 3,
        let word = step.after(right.last?.end ?? place)
      {
        right.append(word)
      }
    }
    guard var first = right.first else { return nil }
    var from = 0
    if isArticle(first) {
      from = 1
      guard right.count > 1 else { return nil }
      first = right[1]
    }
    var head: (kind: PersonTitle.Kind, last: Int)?
    var at = from
    while at < right.count, at < from + 6 {
      if let match = title(right, at) {
        head = (match.kind, at + match.count - 1)
        at += match.count
        continue
      }
      if head != nil || Self.breaks.contains(right[at].hash) { break }
      // Without an article only qualifiers, bodies and capitals may stand before the title.
      if from == 0, !right[at].isCaps, words.english[right[at].hash]?.marks.contains(.qualifier) != true,
        !isInBody(right[at], index)
      {
        return nil
      }
      at += 1
    }
    guard let head else { return nil }
    var last = head.last
    last = complement(right, after: last)
    let stop = right[last].end
    if last + 1 < right.count {
      guard Self.follow.contains(right[last + 1].hash) else { return nil }
    } else {
      switch text[stop] {
      case 0x20, 0x0A, 0x0D, 0x09: return nil
      default: break
      }
    }
    guard !isPerson(at: text[stop] == 0x20 ? stop + 1 : stop, after: index) else { return nil }
    return FoundTitle(kind: head.kind, start: first.start, end: stop)
  }

  private func title(_ right: [LatinWord], _ at: Int) -> (kind: PersonTitle.Kind, count: Int)? {
    var hash: UInt64 = 0
    var best: (PersonTitle.Kind, Int)?
    for count in 1...max(1, words.longestEnglish) where at + count <= right.count {
      let word = right[at + count - 1]
      hash = count == 1 ? word.hash : LinkingWords.phrase(hash, word.hash)
      if let known = words.english[hash], known.marks.contains(.title), let kind = known.kind,
        kind != .honorific
      {
        best = (kind, count)
      }
    }
    return best
  }

  /// The last word of `of research`, `for National Security` after a title.
  private func complement(_ right: [LatinWord], after head: Int) -> Int {
    guard head + 2 < right.count, Self.of.contains(right[head + 1].hash) else { return head }
    var last = head + 2
    if !right[last].isCapital {
      guard !isArticle(right[last]) else { return head }
      return last == right.count - 1 && text[right[last].end] != 0x20 ? last : head
    }
    while last + 1 < right.count, last - head < Self.longestComplement,
      right[last + 1].isCapital
        || Self.inside.contains(right[last + 1].hash) && last + 2 < right.count && right[last + 2].isCapital
    {
      last += 1
    }
    return last
  }

  private func isNumber(_ word: LatinWord) -> Bool {
    word.end - word.start <= 3 && (word.start..<word.end).allSatisfy { text.has($0, ByteClass.digit) }
  }

  private func isInBody(_ word: LatinWord, _ index: Int) -> Bool {
    for step in 1...3 where index + step < found.count {
      let item = found[index + step]
      if item.start > word.start { return false }
      if item.end >= word.end, item.kind == .organisation || item.kind == .place { return true }
    }
    return false
  }
}
