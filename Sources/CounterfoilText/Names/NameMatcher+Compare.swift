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
    withUnsafePointer(to: a) { a in withUnsafePointer(to: b) { b in romanised.align(a, b) } }
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
    withUnsafePointer(to: a) { a in withUnsafePointer(to: b) { b in words.align(a, b) } }
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
