import CounterfoilModel

/// Finds a document's own names wherever they stand in it: full names found surely in one place,
/// abbreviations it defines, and family names of people it names in full.
struct DocumentNames {
  private enum Entry {
    case name(kind: Mention.Kind, confidence: Double)
    /// An abbreviation of the mention that begins at a byte; nil where it is defined twice.
    case alias(DefinedName?)
    case family
  }

  private let text: TextBytes
  private var entries: [Entry] = []
  private var keys: [[UInt8]] = []
  private var numbers: [[UInt8]: Int] = [:]
  /// Whether a word of running text is a name by its looks: from the recogniser.
  private let isOrdinary: (UInt64) -> Bool

  /// A recognised name is sure from here on.
  private static let sure = 0.8
  /// Two characters make many words by chance.
  private static let surePair = 0.93
  /// A family name is looked for further on from here on; more has to fit for it to be one.
  private static let sureFamily = 0.6
  private static let longestKey = 96
  private static let mostKeys = 20_000

  /// The mentions with those that were missed, and with one kind for each name.
  static func complete(
    _ found: [Found], in text: TextBytes, isOrdinary: @escaping (UInt64) -> Bool
  ) -> [Found] {
    var names = DocumentNames(text: text, isOrdinary: isOrdinary)
    names.collect(found)
    return names.keys.isEmpty ? found : names.merge(found, names.scan())
  }

  private init(text: TextBytes, isOrdinary: @escaping (UInt64) -> Bool) {
    self.text = text
    self.isOrdinary = isOrdinary
  }

  // MARK: Which names

  private mutating func collect(_ found: [Found]) {
    var places: [[UInt8]: Int] = [:]
    var votes: [(key: [UInt8], sums: [Double], best: Double)] = []
    let forms = SpokenForms(text: text)
    let kinds: [Mention.Kind] = [.person, .organisation, .place]
    for item in found where item.hint == nil {
      guard let kind = kinds.firstIndex(of: item.kind), item.end - item.start <= Self.longestKey else {
        continue
      }
      let key = key(item.start, item.end)
      guard isLong(key, item) else { continue }
      if let place = places[key] {
        votes[place].sums[kind] += item.confidence
        votes[place].best = max(votes[place].best, item.confidence)
      } else {
        places[key] = votes.count
        var sums = [0.0, 0, 0]
        sums[kind] = item.confidence
        votes.append((key, sums, item.confidence))
      }
    }
    for (key, sums, most) in votes where most >= (key.count == 6 ? Self.surePair : Self.sure) {
      var best = 0
      for kind in 1...2 where sums[kind] > sums[best] { best = kind }
      // Two characters that are no person's stay where they were found.
      if key.count == 6, key[0] >= 0xE3, best != 0 { continue }
      add(key, .name(kind: kinds[best], confidence: most))
    }
    for item in found where item.kind == .person && item.hint == nil && item.confidence >= Self.sureFamily {
      guard text[item.start] < 0xE0, let form = forms.form(item.start, item.end), form.isFull else {
        continue
      }
      let words = key(item.start, item.end).split(separator: 0x20)
      guard form.family < words.count, words.count == form.words.count, words[form.family].count > 1 else {
        continue
      }
      add(Array(words[form.family]), .family)
    }
    for name in DefinedNames.find(found, in: text) {
      let number = numbers[name.alias]
      if let number, case .alias(let known) = entries[number] {
        if known?.start != name.start {
          entries[number] = .alias(known?.hint != nil && known?.hint == name.hint ? known : nil)
        }
      } else if let number {
        entries[number] = .alias(name)
      } else {
        add(name.alias, .alias(name))
      }
    }
  }

  private mutating func add(_ key: [UInt8], _ entry: Entry) {
    guard numbers[key] == nil, keys.count < Self.mostKeys, !key.isEmpty else { return }
    numbers[key] = keys.count
    keys.append(key)
    entries.append(entry)
  }

  /// A name's bytes with any white space as one space.
  private func key(_ start: Int, _ end: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    for index in start..<end {
      let isSpace = text.has(index, ByteClass.space)
      if isSpace, result.last == 0x20 { continue }
      result.append(isSpace ? 0x20 : text.base[index])
    }
    return result
  }

  /// Whether a name has words or characters enough to be meant wherever it stands.
  private func isLong(_ key: [UInt8], _ item: Found) -> Bool {
    if HanRun.character(item.start, text) != nil { return key.count >= 6 }
    return key.contains(0x20)
  }

  // MARK: Where they stand

  private struct Hit {
    var start: Int
    var end: Int
    var number: Int
  }

  /// The longest key at each place, leftmost first.
  private func scan() -> [Hit] {
    let trie = ByteTrie(keys: keys)
    var heads = [UInt64](repeating: 0, count: 1 << 10)
    for key in keys {
      let slot = Self.slot(key[0], key.count > 1 ? key[1] : 0x20, key.count > 2 ? key[2] : 0x20)
      heads[slot >> 6] |= 1 << UInt64(slot & 63)
    }
    var hits: [Hit] = []
    var index = 0
    while index < text.count {
      let byte = text.base[index]
      let isWord = text.classes[Int(byte)] & ByteClass.alphanumeric != 0
      guard isWord || byte >= 0xC3 else {
        index += 1
        continue
      }
      let slot = Self.slot(byte, text[index + 1], text[index + 2])
      if heads[slot >> 6] >> UInt64(slot & 63) & 1 != 0, isWordStart(index), let hit = walk(trie, index) {
        hits.append(hit)
        index = hit.end
      } else if isWord {
        repeat { index += 1 } while text.has(index, ByteClass.alphanumeric)
      } else {
        index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      }
    }
    return hits
  }

  /// Where a key's first bytes stand in a table of 65,536: of a character all three, else two.
  @inline(__always) private static func slot(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> Int {
    one >= 0xE0
      ? Int(one & 0x0F) << 12 | Int(two & 0x3F) << 6 | Int(three & 0x3F) : Int(one) << 8 | Int(two)
  }

  private func isWordStart(_ index: Int) -> Bool {
    if text.base[index] >= 0xE3 { return true }
    return !text.has(index - 1, ByteClass.label) && !text.followsAccentedLetter(index)
  }

  private func walk(_ trie: ByteTrie, _ start: Int) -> Hit? {
    var state = ByteTrie.root
    var index = start
    var best: Hit?
    while index < text.count {
      var byte = text.base[index]
      var width = 1
      if text.classes[Int(byte)] & ByteClass.space != 0 {
        byte = 0x20
        while width < 8, text.has(index + width, ByteClass.space) { width += 1 }
      }
      let next = trie.cells[Int(state)].base + Int32(byte)
      guard trie.cells[Int(next)].parent == state else { break }
      state = next
      index += width
      let value = trie.values[Int(state)]
      if value >= 0, isWordEnd(index) { best = Hit(start: start, end: index, number: Int(value)) }
    }
    return best
  }

  private func isWordEnd(_ index: Int) -> Bool {
    guard index < text.count, text.base[index - 1] < 0xE0 else { return true }
    return !text.has(index, ByteClass.label) && !text.isAccentedLetter(index)
  }

  // MARK: What becomes of them

  private func merge(_ found: [Found], _ hits: [Hit]) -> [Found] {
    var result: [Found] = []
    result.reserveCapacity(found.count + hits.count)
    var next = 0
    for hit in hits {
      while next < found.count, found[next].end <= hit.start {
        result.append(found[next])
        next += 1
      }
      var last = next
      while last < found.count, found[last].start < hit.end { last += 1 }
      guard let new = mention(hit, over: found[next..<last]) else { continue }
      result.append(new)
      next = last
    }
    result += found[next...]
    return result
  }

  /// What stands at a hit instead of the mentions under it; nil to leave these.
  private func mention(_ hit: Hit, over under: ArraySlice<Found>) -> Found? {
    let old = under.first
    let isSame = under.count == 1 && old?.start == hit.start && old?.end == hit.end
    let isFree = under.allSatisfy {
      $0.hint == nil && Self.named.contains($0.kind) && $0.start >= hit.start && $0.end <= hit.end
    }
    switch entries[hit.number] {
    case .name(let kind, let confidence):
      if isSame, var item = old, item.hint == nil, Self.named.contains(item.kind) {
        item.kind = kind
        return item
      }
      guard isFree, !isSame else { return nil }
      return new(hit, kind, confidence * 0.9)
    case .alias(let name):
      guard let name, hit.start != name.start else { return nil }
      if isSame, var item = old, Self.named.contains(item.kind) || item.kind == .term {
        if item.hint == nil {
          item.kind = name.kind
          item.value = name.hint == nil ? item.value : name.value
          item.hint = name.hint
        } else if name.hint != nil, item.hint != name.hint {
          return nil
        }
        item.refersTo = name.start
        return item
      }
      guard isFree, !isSame else { return nil }
      var item = new(hit, name.kind, min(name.confidence, Certainty.abbreviation))
      item.refersTo = name.start
      if name.hint != nil { (item.value, item.hint) = (name.value, name.hint) }
      return item
    case .family:
      if isSame, var item = old, item.hint == nil, item.kind != .person, Self.named.contains(item.kind),
        isAlone(hit)
      {
        item.kind = .person
        return item
      }
      guard under.isEmpty, isAlone(hit) else { return nil }
      return new(hit, .person, Self.familyConfidence)
    }
  }

  private static let named: Set<Mention.Kind> = [.person, .organisation, .place]
  private static let familyConfidence = 0.7

  private func new(_ hit: Hit, _ kind: Mention.Kind, _ confidence: Double) -> Found {
    Found(
      kind: kind, start: hit.start, end: hit.end, value: text.string(hit.start..<hit.end),
      confidence: confidence, hint: nil)
  }

  /// Whether a family name stands by itself, and is no ordinary word: Long lines, Price Waterhouse.
  private func isAlone(_ hit: Hit) -> Bool {
    let step = LatinWords(text: text)
    guard let word = step.beginning(at: hit.start), word.isCapital, !isOrdinary(word.hash) else {
      return false
    }
    if let next = step.after(hit.end), next.isCapital { return false }
    if text[hit.end] == 0x26 || text[hit.end] == 0x40 || text[hit.end] == 0x2F { return false }
    guard let before = step.before(hit.start), before.isCapital else { return true }
    let known = LinkingWords.shared.english[before.hash]
    return known?.marks.contains(.title) == true || Self.starters.contains(before.hash)
  }

  /// Words with a capital at the head of a sentence that are no part of a name.
  private static let starters: Set<UInt64> = Set(
    ("the a in on at after before when while if as but and then that later according to by for from with since because "
      + "although both neither either what how why where who prosecutors investigators officials officers police "
      + "meanwhile however while did does was is has had can will")
      .split(separator: " ").map { FeatureHash.word($0) })
}
