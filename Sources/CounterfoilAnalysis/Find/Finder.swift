public import CounterfoilModel
import CounterfoilText

/// Text → mentions: dictionary names, recognised names, observables, dates, numbers and money.
///
/// Pure: the same text and the same lexicon give the same mentions, on any number of cores.
/// Another finder joins as one more list of `Found` before `resolve`.
public struct Finder: Sendable {
  private let dictionary: DictionaryMatcher
  private let hosts: HostTables
  private let recogniser: Recogniser

  /// Builds the dictionary's automaton; make one and share it.
  public init(lexicon: Lexicon) {
    dictionary = DictionaryMatcher(lexicon: lexicon)
    hosts = lexicon.hosts
    recogniser = Recogniser(english: lexicon.recognisers.english, chinese: lexicon.recognisers.chinese)
  }

  /// The mentions in a text, by start then by end; no two overlap.
  ///
  /// - Parameter anchor: The document's own date, ISO 8601, from which `last week` is counted; nil
  ///   where it has none.
  /// - Parameter keepsNumbers: Whether plain numbers are mentions too; a table has millions of them.
  /// - Complexity: O(*bytes*) on any input.
  public func mentions(in text: String, anchor: String? = nil, keepsNumbers: Bool = true) -> [Mention] {
    var text = text
    text.makeContiguousUTF8()
    return TextBytes.with(text) { bytes in
      var found = linker(bytes).link(found(in: bytes, anchor, keepsNumbers: keepsNumbers)).found
      if !keepsNumbers { found.removeAll { $0.kind == .number } }
      return Self.mentions(found, bytes, text)
    }
  }

  /// The mentions in a text, and the pronouns and nouns that stand for some of them.
  ///
  /// What `mentions(in:)` finds, and the references besides; for who asks who does what to whom.
  public func linkedMentions(in text: String, anchor: String? = nil, keepsNumbers: Bool = true)
    -> LinkedMentions
  {
    var text = text
    text.makeContiguousUTF8()
    return TextBytes.with(text) { bytes in
      let linker = linker(bytes)
      var (found, people) = linker.link(found(in: bytes, anchor, keepsNumbers: keepsNumbers))
      if !keepsNumbers { found.removeAll { $0.kind == .number } }
      let references = linker.references(found, people: people, of: text)
      let map = ScalarMap(text)
      return LinkedMentions(
        mentions: Self.mentions(found, bytes, text),
        references: references.map { item in
          Reference(
            kind: item.kind, range: map.scalar(atByte: item.start)..<map.scalar(atByte: item.end),
            quote: bytes.string(item.start..<item.end), refersTo: map.scalar(atByte: item.refersTo))
        })
    }
  }

  /// The mentions as they are before they are tied together, for measuring.
  package func unlinkedMentions(in text: String, anchor: String? = nil) -> [Mention] {
    var text = text
    text.makeContiguousUTF8()
    return TextBytes.with(text) { Self.mentions(found(in: $0, anchor), $0, text) }
  }

  private func linker(_ bytes: TextBytes) -> Linker {
    let features = recogniser.english?.features
    return Linker(text: bytes) { word in (features?.usualCase(of: word)).map { $0 > 0 && $0 < 4 } ?? false }
  }

  /// - Parameter keepsNumbers: Without it plain numbers are left out, but for those that keep a name from
  ///   standing where they do.
  private func found(in bytes: TextBytes, _ anchor: String?, keepsNumbers: Bool = true) -> [Found] {
    var found = observables(in: bytes)
    found += dictionary.find(in: bytes)
    var quantities = QuantityScanner(
      text: bytes, anchor: anchor.flatMap(CalendarDay.init(iso:)), keepsNumbers: keepsNumbers)
    quantities.scan()
    found += quantities.found
    let names = recogniser.find(in: bytes)
    if !keepsNumbers {
      found += quantities.numbers(touching: (found + names).sorted { $0.start < $1.start })
    }
    return Self.join(Self.resolve(found), names)
  }

  /// Dates, numbers and money alone, for who needs nothing else and for measuring.
  package func quantities(in text: String, anchor: String? = nil) -> [Mention] {
    var text = text
    text.makeContiguousUTF8()
    return TextBytes.with(text) { bytes in
      var quantities = QuantityScanner(text: bytes, anchor: anchor.flatMap(CalendarDay.init(iso:)))
      quantities.scan()
      return Self.mentions(quantities.found, bytes, text)
    }
  }

  /// Observables alone, for who needs nothing else and for measuring.
  package func observables(in text: String) -> [Mention] {
    var text = text
    text.makeContiguousUTF8()
    return TextBytes.with(text) { bytes in
      Self.mentions(Self.resolve(observables(in: bytes)), bytes, text)
    }
  }

  private static func mentions(_ found: [Found], _ bytes: TextBytes, _ text: String) -> [Mention] {
    guard !found.isEmpty else { return [] }
    let map = ScalarMap(text)
    return found.map { item in
      Mention(
        kind: item.kind,
        range: map.scalar(atByte: item.start)..<map.scalar(atByte: item.end),
        quote: bytes.string(item.start..<item.end), value: item.value,
        confidence: item.confidence, entityHint: item.hint,
        quantity: item.quantity,
        titles: item.titles.map { title in
          PersonTitle(
            kind: title.kind, range: map.scalar(atByte: title.start)..<map.scalar(atByte: title.end),
            quote: bytes.string(title.start..<title.end))
        },
        refersTo: item.refersTo.map(map.scalar(atByte:)))
    }
  }

  /// Steps taken on a text, a measure of cost that does not depend on the machine.
  package func work(in text: String) -> Int {
    TextBytes.with(text) { bytes in
      var observables = ObservableScanner(text: bytes, hosts: hosts)
      observables.scan()
      var quantities = QuantityScanner(text: bytes)
      quantities.scan()
      return observables.work + dictionary.hits(in: bytes).work + quantities.work
    }
  }

  func observables(in bytes: TextBytes) -> [Found] {
    var scanner = ObservableScanner(text: bytes, hosts: hosts)
    scanner.scan()
    return scanner.found
  }

  /// Leftmost, then longest, then the order of `precedence`; what overlaps a kept one is dropped:
  /// the host inside a URL, the place inside an organisation's name.
  static func resolve(_ found: [Found]) -> [Found] {
    let order = found.sorted {
      ($0.start, -$0.end, precedence($0.kind)) < ($1.start, -$1.end, precedence($1.kind))
    }
    var kept: [Found] = []
    kept.reserveCapacity(order.count)
    for item in order where item.start >= kept.last?.end ?? 0 { kept.append(item) }
    return kept
  }

  /// Adds recognised names to what rules and dictionaries found.
  ///
  /// These win where the two overlap, since they carry hints and values; but a place gives way to a longer
  /// name that holds it: Nanjing to Nanjing University. A place made of listed ones, 中国青岛, stays apart.
  static func join(_ kept: [Found], _ names: [Found]) -> [Found] {
    var result: [Found] = []
    result.reserveCapacity(kept.count + names.count)
    var next = 0
    for name in names {
      while next < kept.count, kept[next].end <= name.start {
        result.append(kept[next])
        next += 1
      }
      var last = next
      var isTaken = false
      while last < kept.count, kept[last].start < name.end {
        let item = kept[last]
        let isInside = item.start >= name.start && item.end <= name.end
        let isWhole = item.start == name.start && item.end == name.end
        if item.kind != .place || !isInside || isWhole { isTaken = true }
        last += 1
      }
      if last > next, name.kind == .place, kept[next].start == name.start, kept[last - 1].end == name.end {
        isTaken = true
      }
      if !isTaken {
        result.append(name)
        next = last
      }
    }
    result += kept[next...]
    return result
  }

  private static func precedence(_ kind: Mention.Kind) -> Int {
    switch kind {
    case .organisation: 0
    case .term: 1
    case .place: 2
    case .money: 3
    case .date: 4
    case .number: 6
    default: 5
    }
  }
}
