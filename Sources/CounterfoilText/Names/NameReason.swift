import Foundation

extension NameMatcher {
  /// Compares two names, and gives an account of it.
  ///
  /// The same either way round but for the sides of the alignment. Any text is taken; what is no name is said to be none.
  public func compare(_ a: String, _ b: String, kind: NameEvidence.Kind = .person) -> NameEvidence {
    kind == .person ? comparePersons(a, b) : compareOrganisations(a, b)
  }

  private func comparePersons(_ a: String, _ b: String) -> NameEvidence {
    let one = analyse(a)
    let other = analyse(b)
    let weight = weigh(one, other)
    let alignment = alignment(one, other)
    let oddities = one.oddities.union(other.oddities)
    let sharers =
      route == .none || alignment.contains { $0.how == .differs } ? nil : sharers(one, other)
    return NameEvidence(
      weight: Double(weight), sharers: sharers, alignment: alignment,
      reason: NameReason.sentence(one, other, alignment, sharers, route, oddities), oddities: oddities)
  }

  private func compareOrganisations(_ a: String, _ b: String) -> NameEvidence {
    let weight = weighOrganisations(a, b)
    let all = organisations.steps.map { step in
      NameEvidence.Match(
        a: step.a, b: step.b, how: step.a.isEmpty || step.b.isEmpty ? .missing : step.how,
        convention: "", weight: Double(step.weight))
    }
    // What both have, then what only the first has, then what only the second has.
    let matches =
      all.filter { $0.how != .missing } + all.filter { $0.how == .missing && $0.b.isEmpty }
      + all.filter { $0.how == .missing && !$0.b.isEmpty }
    return NameEvidence(
      weight: Double(weight), sharers: nil, alignment: matches,
      reason: NameReason.organisations(matches, Double(weight)),
      oddities: [])
  }

  /// The parts that the last weight rests on.
  private func alignment(_ a: AnalysedName, _ b: AnalysedName) -> [NameEvidence.Match] {
    switch route {
    case .none: []
    case .characters: alignCharacters(a, b)
    case .across: alignAcross(a, b, turned: false)
    case .acrossTurned: alignAcross(b, a, turned: true)
    case .words: alignWords(a, b)
    case .romanised: alignRomanised(a, b)
    }
  }

  private func alignCharacters(_ a: AnalysedName, _ b: AnalysedName) -> [NameEvidence.Match] {
    (0..<max(a.hanCount, b.hanCount)).map { index in
      let x = index < a.hanCount ? a.character(index) : ""
      let y = index < b.hanCount ? b.character(index) : ""
      let isSame =
        index < a.hanCount && index < b.hanCount && a.han[index] == b.han[index]
        && (a.han[index] != 0 || a.scalars[index] == b.scalars[index])
      return NameEvidence.Match(
        a: x, b: y, how: isSame ? .same : x.isEmpty || y.isEmpty ? .missing : .differs,
        convention: isSame && x != y ? "variant form" : "",
        weight: Double(
          isSame
            ? rarity(a, index)
            : x.isEmpty || y.isEmpty
              ? NameWeights.missingCharacter : otherCharacter(a.han[index], b.han[index])))
    }
  }

  private func alignAcross(_ han: AnalysedName, _ latin: AnalysedName, turned: Bool)
    -> [NameEvidence.Match]
  {
    // Computed anew, since a later way may have taken the working memory.
    hanLatin.align(han, latin)
    let steps = (0..<hanLatin.stepCount).map { hanLatin.steps[$0] }.sorted {
      $0.character < $1.character
    }
    let conventions = Conventions(tables.romanisations)
    let lists = steps.map { step in
      step.entry.map {
        conventions.list(
          of: Int(han.han[step.character]), asSurname: step.character < han.surnameLength,
          spelling: $0.pointee.spelling)
      } ?? []
    }
    let usual = Conventions.commonest(lists)
    var matches = zip(steps, lists).map { step, list in
      let written = latin.letters(step.start, step.end)
      let character =
        step.kind == .compound
        ? han.character(0) + han.character(1) : han.character(step.character)
      let how: NameEvidence.Match.How =
        switch step.kind {
        case .missing: .missing
        case .spelled, .compound: .spelled
        case .resembles: step.weight > -6 ? .resembles : .differs
        case .initial: step.weight > 0 ? .initial : .differs
        }
      let convention = list.contains(usual) ? usual : list.first ?? ""
      return NameEvidence.Match(
        a: turned ? written : character, b: turned ? character : written, how: how,
        convention: convention, weight: Double(step.weight))
    }
    for index in 0..<latin.tokenCount {
      let token = latin.tokens[index]
      let isUsed = steps.contains {
        $0.start < Int(token.end) && $0.end > Int(token.start) && $0.kind != .missing
      }
      if !isUsed, token.marks.isDisjoint(with: [.title, .suffix]) {
        let word = latin.word(token)
        matches.append(
          NameEvidence.Match(
            a: turned ? word : "", b: turned ? "" : word, how: .missing, convention: "", weight: 0))
      }
    }
    return matches
  }

  private func alignRomanised(_ a: AnalysedName, _ b: AnalysedName) -> [NameEvidence.Match] {
    romanised.align(a, b)
    var matches = (0..<romanised.stepCount).reversed().map { index in
      let step = romanised.steps[index]
      let one = a.letters(step.aStart, step.aEnd)
      let other = b.letters(step.bStart, step.bEnd)
      return NameEvidence.Match(
        a: one, b: other, how: step.weight < -6 ? .differs : one == other ? .same : .spelling,
        convention: "", weight: Double(step.weight))
    }
    let usedA = (0..<romanised.stepCount).map { romanised.steps[$0].aStart }
    let usedB = (0..<romanised.stepCount).map { romanised.steps[$0].bStart }
    let restA = a.words(without: usedA)
    let restB = b.words(without: usedB)
    for index in 0..<max(restA.count, restB.count) {
      let one = index < restA.count ? restA[index] : ""
      let other = index < restB.count ? restB[index] : ""
      matches.append(
        NameEvidence.Match(
          a: one, b: other, how: one.isEmpty || other.isEmpty ? .missing : .differs, convention: "",
          weight: Double(NameWeights.strayWord)))
    }
    return matches
  }

  private func alignWords(_ a: AnalysedName, _ b: AnalysedName) -> [NameEvidence.Match] {
    words.align(a, b)
    var usedA = Set<Int>()
    var usedB = Set<Int>()
    var matches: [NameEvidence.Match] = []
    for index in 0..<words.stepCount {
      let step = words.steps[index]
      guard step.a >= 0, step.b >= 0 else { continue }
      usedA.formUnion([step.a, step.joinedA])
      usedB.formUnion([step.b, step.joinedB])
      let one = a.word(a.tokens[step.a]) + (step.joinedA < 0 ? "" : a.word(a.tokens[step.joinedA]))
      let other = b.word(b.tokens[step.b]) + (step.joinedB < 0 ? "" : b.word(b.tokens[step.joinedB]))
      matches.append(
        NameEvidence.Match(
          a: one, b: other, how: step.kind.how, convention: "", weight: Double(step.weight)))
    }
    let restA = (0..<a.tokenCount).filter { !usedA.contains($0) }.map { a.word(a.tokens[$0]) }
    let restB = (0..<b.tokenCount).filter { !usedB.contains($0) }.map { b.word(b.tokens[$0]) }
    let contradicting = min(restA.count, restB.count)
    for index in 0..<max(restA.count, restB.count) {
      matches.append(
        NameEvidence.Match(
          a: index < restA.count ? restA[index] : "", b: index < restB.count ? restB[index] : "",
          how: index < contradicting ? .differs : .missing, convention: "",
          weight: Double(index < contradicting ? NameWeights.otherWord : NameWeights.leftWord)))
    }
    return matches
  }

  // MARK: - Sharers

  private func sharers(_ a: AnalysedName, _ b: AnalysedName) -> NameEvidence.Sharers? {
    let sharers = NameSharers()
    if a.hanCount > 0 { return NameSharers.chinese(sharers.share(ofHan: a)) }
    if b.hanCount > 0 { return NameSharers.chinese(sharers.share(ofHan: b)) }
    guard a.tokenCount > 0, b.tokenCount > 0 else { return nil }
    if route == .romanised {
      var syllables: [(UInt16, UInt16?)] = []
      for index in (0..<romanised.stepCount).reversed() {
        let step = romanised.steps[index]
        guard let one = a.spelling(step.aStart, step.aEnd), let other = b.spelling(step.bStart, step.bEnd)
        else { continue }
        let pair = (one, Optional(other))
        if step.isSurname { syllables.insert(pair, at: 0) } else { syllables.append(pair) }
      }
      if syllables.count > 1 {
        return NameSharers.chinese(sharers.share(ofSyllables: syllables))
      }
    }
    let (one, other) = (sharers.others(a), sharers.others(b))
    return one.expected < other.expected ? one : other
  }
}

extension AnalysedName {
  /// The words that none of these letters stand in, titles apart.
  func words(without letters: [Int]) -> [String] {
    (0..<tokenCount).filter { index in
      let token = tokens[index]
      return token.marks.isDisjoint(with: [.title, .suffix])
        && !letters.contains { $0 >= Int(token.start) && $0 < Int(token.end) }
    }.map { word(tokens[$0]) }
  }

  func character(_ index: Int) -> String {
    Unicode.Scalar(scalars[index]).map { String(Character($0)) } ?? ""
  }

  func letters(_ start: Int, _ end: Int) -> String {
    var text = ""
    for index in start..<max(start, end) { text.unicodeScalars.append(Unicode.Scalar(letters[index])) }
    return text
  }

  /// The number of the listed spelling that these letters are.
  func spelling(_ start: Int, _ end: Int) -> UInt16? {
    for index in 0..<syllableCount {
      let syllable = syllables[index]
      if Int(syllable.start) == start, Int(syllable.end) == end, syllable.spelling != Syllable.unlisted {
        return syllable.spelling
      }
    }
    return nil
  }
}

extension WordAligner.Kind {
  var how: NameEvidence.Match.How {
    switch self {
    case .same: .same
    case .spelling: .spelling
    case .petName: .petName
    case .initial: .initial
    case .typing: .typing
    case .joined: .joined
    case .differs: .differs
    }
  }
}

/// Which conventions give a spelling for a character.
struct Conventions {
  private let table: Romanisations

  init(_ table: Romanisations) { self.table = table }

  /// The names of the conventions, the likeliest first.
  func list(of character: Int, asSurname: Bool, spelling: UInt16) -> [String] {
    var chances: [String: Float] = [:]
    table.withReferences(of: character, asSurname: asSurname) { references, _ in
      for reference in references {
        for row in table.rows[Int(reference.reading)] where row.spelling == spelling {
          let convention = Int(row.convention)
          chances[table.conventions[convention].name, default: 0] +=
            reference.share * row.weight * table.conventionShares[convention]
        }
      }
    }
    return chances.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
  }

  /// The convention that the most lists hold; of equals, the one that stands in front most.
  static func commonest(_ lists: [[String]]) -> String {
    var votes: [String: Double] = [:]
    for list in lists {
      for (place, name) in list.enumerated() { votes[name, default: 0] += 1 - 0.01 * Double(place) }
    }
    return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }
}

/// The sentences that say why.
enum NameReason {
  static func sentence(
    _ a: AnalysedName, _ b: AnalysedName, _ alignment: [NameEvidence.Match],
    _ sharers: NameEvidence.Sharers?, _ route: NameMatcher.Route, _ oddities: AnalysedName.Oddities
  ) -> String {
    guard route != .none else {
      return a.isEmpty && b.isEmpty
        ? "Neither text holds a name." : "One of the texts holds no name that can be compared."
    }
    var sentences = [account(alignment)]
    if let sharers, !alignment.contains(where: { $0.how == .differs }) {
      sentences.append(bearers(sharers))
    }
    sentences += remarks(oddities)
    return sentences.joined(separator: " ")
  }

  private static func account(_ matches: [NameEvidence.Match]) -> String {
    let against = matches.filter { $0.how == .differs }
    let missing = matches.filter { $0.how == .missing }
    let loose = matches.filter { [.resembles, .typing, .petName, .initial].contains($0.how) }
    let conventions = Set(matches.map(\.convention)).subtracting([""])
    var text: String
    if !against.isEmpty {
      text = against.map { "‘\($0.a)’ and ‘\($0.b)’ are not one name part in any spelling known here" }
        .joined(separator: "; ")
    } else if conventions.count == 1, let convention = conventions.first, convention != "variant form" {
      text = "\(loose.isEmpty ? "Every part fits" : "Other parts fit"), spelled as in \(title(convention))"
    } else if conventions.contains("variant form") {
      text = "The characters are the same, in simplified, traditional or variant form"
    } else if conventions.count > 1 {
      text =
        "\(loose.isEmpty ? "Every part fits" : "Other parts fit"), by \(conventions.sorted().map(title).joined(separator: " and "))"
    } else if matches.allSatisfy({ $0.how == .same }) {
      text = "The names are the same part for part"
    } else {
      text = "The parts fit one another"
    }
    if !loose.isEmpty {
      text +=
        "; "
        + loose.map { match in
          switch match.how {
          case .resembles: "‘\(match.b)’ is no listed spelling of ‘\(match.a)’ but like one"
          case .typing: "‘\(match.a)’ and ‘\(match.b)’ differ as spellings or typing errors do"
          case .petName: "‘\(match.a)’ and ‘\(match.b)’ are used of one person"
          default: "‘\(match.a)’ and ‘\(match.b)’ agree as an initial"
          }
        }.joined(separator: "; ")
    }
    if !missing.isEmpty {
      text += "; without a counterpart: " + missing.map { "‘\($0.a)\($0.b)’" }.joined(separator: ", ")
    }
    return text + "."
  }

  /// A convention's name as printed.
  static func title(_ convention: String) -> String {
    switch convention {
    case "pinyin": "Hanyu Pinyin"
    case "wade-giles": "Wade–Giles"
    case "taiwan": "Taiwanese passports"
    case "hong-kong": "Hong Kong"
    case "macau": "Macau"
    case "singapore-hokkien": "Singapore and Malaysia (Hokkien)"
    case "teochew", "teochew-by-hokkien": "Singapore and Malaysia (Teochew)"
    case "hakka-malaysia": "Malaysia (Hakka)"
    case "hainanese": "Singapore and Malaysia (Hainanese)"
    case "philippine-hokkien": "the Philippines (Hokkien)"
    case "indonesian": "Indonesia"
    case "overseas-old": "older emigrants' spellings"
    case "tongyong": "Tongyong Pinyin"
    case "mps2": "MPS II"
    case "gwoyeu": "Gwoyeu Romatzyh"
    case "poj": "Pe̍h-ōe-jī"
    case "tai-lo": "Tai-lo"
    case "hakka": "Hakka Pha̍k-fa-sṳ"
    case "jyutping": "Jyutping"
    case "yale-cantonese": "Yale (Cantonese)"
    case "yale-mandarin": "Yale (Mandarin)"
    case "postal": "postal spelling"
    case "palladius": "Palladius (Russian)"
    case "korean": "Korean reading"
    case "vietnamese": "Vietnamese reading"
    default: convention
    }
  }

  private static func bearers(_ sharers: NameEvidence.Sharers) -> String {
    if sharers.high < 10 { return "Fewer than ten people are expected to bear such a name." }
    return "About \(rounded(sharers.expected)) people are expected to bear such a name."
  }

  /// Two digits, with separators: 290,000.
  static func rounded(_ number: Double) -> String {
    guard number >= 1 else { return "1" }
    let scale = pow(10, max(floor(log10(number)) - 1, 0))
    let whole = Int((number / scale).rounded() * scale)
    var digits = Array(String(whole))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  static func remarks(_ oddities: AnalysedName.Oddities) -> [String] {
    var texts: [String] = []
    if oddities.contains(.lookAlikes) {
      texts.append("A word mixes alphabets: letters were read as the Latin ones they look like.")
    }
    if oddities.contains(.hiddenMarks) { texts.append("Invisible signs were left out.") }
    if oddities.contains(.digitLetters) { texts.append("Digits inside a word were read as letters.") }
    if oddities.contains(.truncated) || oddities.contains(.tooManyWords) {
      texts.append("The text is longer than a name; only its beginning was compared.")
    }
    return texts
  }

  static func organisations(_ matches: [NameEvidence.Match], _ weight: Double) -> String {
    if matches.isEmpty {
      return weight == 0
        ? "One of the texts holds no name that can be compared."
        : weight > 0
          ? "Both are known names of one organisation." : "The names have nothing in common."
    }
    let shared = matches.filter { $0.how != .missing && $0.weight > 0 }
    let missing = matches.filter { $0.how == .missing && $0.weight < -2 }
    var text =
      shared.isEmpty
      ? "No part agrees"
      : "Agreeing: "
        + shared.map { $0.a == $0.b ? "‘\($0.a)’" : "‘\($0.a)’ with ‘\($0.b)’" }.joined(separator: ", ")
    if !missing.isEmpty {
      text += "; in one name only: " + missing.map { "‘\($0.a)\($0.b)’" }.joined(separator: ", ")
    }
    return text + "."
  }
}
