import Foundation

/// Compares the names of organisations, within a script or across.
///
/// Not safe to share between threads.
final class OrganisationMatcher {
  /// A part of one name and what it met in the other.
  struct Step {
    var a: String
    var b: String
    var kind: OrganisationWordClass
    /// In decibans.
    var weight: Float
    var how = NameEvidence.Match.How.translated
  }

  private let lexicon = OrganisationLexicon.shared
  private let analyser = NameAnalyser()
  private let sound = HanLatinAligner()
  private(set) var steps: [Step] = []

  /// Puts the sides of the steps the other way round.
  func turnSteps() {
    steps = steps.map {
      Step(a: $0.b, b: $0.a, kind: $0.kind, weight: $0.weight, how: $0.how)
    }
  }

  /// The evidence that two names are of one organisation, in decibans; the same either way round.
  func weigh(_ a: OrganisationName, _ b: OrganisationName) -> Float {
    steps = []
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    if a.folded == b.folded, a.isHan == b.isHan, !a.folded.isEmpty {
      return same(a, b)
    }
    var known: Float?
    if !a.known.isEmpty, !b.known.isEmpty {
      if a.known.contains(where: b.known.contains) { return OrganisationWeights.knownAsOne }
      known = OrganisationWeights.knownAsTwo
    }
    var weight: Float
    switch (a.isHan, b.isHan) {
    case (true, false): weight = across(a, b)
    case (false, true):
      weight = across(b, a)
      turnSteps()
    default: weight = within(a, b)
    }
    // The other names of an organisation that one side is known as.
    if known == nil {
      for (one, other) in [(a, b), (b, a)] where !one.known.isEmpty && !other.isHan {
        for number in one.known {
          for name in lexicon.englishNames[number] {
            let kept = steps
            let value = within(OrganisationName(name), other) - 2
            if value > weight { weight = value } else { steps = kept }
          }
        }
      }
    }
    return min(max(weight + (known ?? 0), -50), 45)
  }

  private func same(_ a: OrganisationName, _ b: OrganisationName) -> Float {
    var sum: Float = 0
    for part in a.parts {
      let weight = OrganisationWeights.shared(part.kind)
      sum += weight
      steps.append(Step(a: part.text, b: part.text, kind: part.kind, weight: weight))
    }
    return min(max(sum + legalForms(a, b), 1), 45)
  }

  private func legalForms(_ a: OrganisationName, _ b: OrganisationName) -> Float {
    if a.isHan || b.isHan || a.legalForms.isEmpty && b.legalForms.isEmpty { return 0 }
    if a.legalForms.isEmpty || b.legalForms.isEmpty { return -1 }
    return a.legalForms.contains(where: b.legalForms.contains) ? 1 : OrganisationWeights.otherLegalForm
  }

  // MARK: - Chinese against English

  private func across(_ han: OrganisationName, _ latin: OrganisationName) -> Float {
    if latin.isAcronym { return acronym(han, latin) }
    var words: [(text: String, part: Int)] = []
    for (index, part) in latin.parts.enumerated() {
      for word in part.renderings.first ?? [] { words.append((word, index)) }
    }
    var covered = [Bool](repeating: false, count: words.count)
    var coveredNumbers = Set<Int>()
    var sum: Float = 0
    var missing: [(index: Int, part: OrganisationName.Part)] = []
    // Long renderings first, so that "science and technology" is not taken apart.
    let order = han.parts.indices.sorted {
      (han.parts[$0].renderings.map(\.count).max() ?? 0, $1)
        > (han.parts[$1].renderings.map(\.count).max() ?? 0, $0)
    }
    for index in order {
      let part = han.parts[index]
      if part.kind == .number {
        if let found = latin.parts.firstIndex(where: { $0.number == part.number }) {
          coveredNumbers.insert(found)
          sum += keep(part, latin.parts[found].text, 1)
        } else {
          missing.append((index, part))
        }
        continue
      }
      var best: (value: Float, words: [Int]) = (0, [])
      for rendering in part.renderings {
        let content = rendering.filter { lexicon.kind(ofCanonical: $0) != .filler }
        guard !content.isEmpty else { continue }
        var taken: [Int] = []
        for word in content {
          if let found = words.indices.first(where: {
            !covered[$0] && !taken.contains($0) && Self.agree(words[$0].text, word)
          }) {
            taken.append(found)
          }
        }
        let share = Float(taken.count) / Float(content.count)
        let value = share == 1 ? 1 + 0.01 * Float(content.count) : share >= 0.5 ? share * 0.5 : 0
        if value > best.value { best = (value, taken) }
      }
      if best.value > 0 {
        for word in best.words { covered[word] = true }
        sum += keep(part, best.words.map { words[$0].text }.joined(separator: " "), min(best.value, 1))
      } else {
        missing.append((index, part))
      }
    }
    // What no rendering explains may be written by its sound; a brand as a whole, though the lexicon knows a
    // character of it: 晓睿|智.
    missing.sort { $0.index < $1.index }
    for part in Self.joinedBrands(missing) {
      let heard = part.kind == .number ? nil : bySound(part, latin, words, &covered)
      if let heard {
        sum += heard
      } else {
        let weight = OrganisationWeights.missing(part.kind)
        sum += weight
        steps.append(Step(a: part.text, b: "", kind: part.kind, weight: weight))
      }
    }
    for (index, part) in latin.parts.enumerated() {
      if part.kind == .number {
        if !coveredNumbers.contains(index) {
          sum += OrganisationWeights.missing(.number)
          steps.append(
            Step(a: "", b: part.text, kind: .number, weight: OrganisationWeights.missing(.number)))
        }
        continue
      }
      let own = words.indices.filter { words[$0].part == index }
      let open = own.filter { !covered[$0] }
      guard !open.isEmpty else { continue }
      let weight = OrganisationWeights.missing(part.kind) * Float(open.count) / Float(own.count)
      sum += weight
      steps.append(Step(a: "", b: part.text, kind: part.kind, weight: weight))
    }
    return min(max(sum, -50), 45)
  }

  /// With a brand and the short words around it as one part.
  private static func joinedBrands(
    _ missing: [(index: Int, part: OrganisationName.Part)]
  ) -> [OrganisationName.Part] {
    var result: [(index: Int, part: OrganisationName.Part)] = []
    for (index, part) in missing {
      func isShort(_ part: OrganisationName.Part) -> Bool {
        part.kind != .number && part.kind != .legal && part.text.unicodeScalars.count == 1
      }
      if let last = result.last, last.index + 1 == index, last.part.kind == .brand || part.kind == .brand,
        isShort(part) || part.kind == .brand, isShort(last.part) || last.part.kind == .brand
      {
        result[result.count - 1].index = index
        result[result.count - 1].part.text += part.text
        result[result.count - 1].part.kind = .brand
      } else {
        result.append((index, part))
      }
    }
    return result.map(\.part)
  }

  private func keep(_ part: OrganisationName.Part, _ other: String, _ share: Float) -> Float {
    let weight = OrganisationWeights.shared(part.kind) * share
    steps.append(Step(a: part.text, b: other, kind: part.kind, weight: weight))
    return weight
  }

  /// Equal, or one the other's beginning: construct and construction, chem and chemical.
  private static func agree(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    let shorter = min(one.utf8.count, other.utf8.count)
    guard shorter >= 5 else { return false }
    let common = zip(one.utf8, other.utf8).prefix { $0 == $1 }.count
    return common >= shorter - 1 && common >= 5 && max(one.utf8.count, other.utf8.count) - common <= 5
  }

  private func bySound(
    _ part: OrganisationName.Part, _ latin: OrganisationName, _ words: [(text: String, part: Int)],
    _ covered: inout [Bool]
  ) -> Float? {
    guard part.text.unicodeScalars.contains(where: { $0.value >= 0x3400 }) else {
      // Latin letters inside a Chinese name.
      let text = part.text.lowercased()
      guard let found = words.indices.first(where: { !covered[$0] && words[$0].text == text })
      else { return nil }
      covered[found] = true
      return keep(part, text, 1)
    }
    var han = analyser.analyse(part.text)
    han.surnameLength = 0
    var best: (weight: Float, words: Range<Int>) = (0, 0..<0)
    for start in words.indices where !covered[start] {
      for end in (start + 1)...min(words.count, start + 4) where !covered[end - 1] {
        let text = words[start..<end].map(\.text).joined(separator: " ")
        sound.align(han, analyser.analyse(text))
        guard sound.stepCount > 0 else { continue }
        var parts = Parts()
        for index in 0..<sound.stepCount { parts.add(sound.steps[index].weight) }
        parts.adjust(sound.leftOver)
        if parts.weight > best.weight { best = (parts.weight, start..<end) }
      }
    }
    guard best.weight > OrganisationWeights.leastSound else { return nil }
    for word in best.words { covered[word] = true }
    let weight = min(best.weight, OrganisationWeights.shared(.brand))
    steps.append(
      Step(
        a: part.text, b: best.words.map { words[$0].text }.joined(separator: " "), kind: .brand,
        weight: weight))
    return weight
  }

  /// Whether the letters of an acronym begin the words of the name's renderings, in order.
  private func acronym(_ han: OrganisationName, _ latin: OrganisationName) -> Float {
    let letters = Array(latin.text.lowercased().utf8.filter { $0 >= 0x61 && $0 <= 0x7A })
    // For each part, the strings of initials it can give.
    var states: [Int: Float] = [0: 0]
    for part in han.parts {
      var next: [Int: Float] = [:]
      var choices = Set<[UInt8]>()
      for rendering in part.renderings {
        let content = rendering.filter { lexicon.kind(ofCanonical: $0) != .filler }
        choices.insert(content.compactMap(\.utf8.first))
      }
      if part.renderings.isEmpty, part.kind == .brand {
        var initials: [UInt8] = []
        for scalar in part.text.unicodeScalars {
          let id = Int(NameTables.shared.characters.id(scalar.value))
          NameTables.shared.romanisations.withReferences(of: id, asSurname: false) { references, packed in
            guard let first = references.first else { return }
            initials.append(UInt8(packed.letters[Int(packed.starts[Int(first.reading)])] & 0xFF))
          }
        }
        choices.insert(initials)
        if let first = initials.first { choices.insert([first]) }
      }
      for (position, value) in states {
        let skip = value + (part.kind == .legal || part.kind == .filler ? -1 : -5)
        next[position] = max(next[position] ?? -.infinity, skip)
        for choice in choices where !choice.isEmpty {
          guard position + choice.count <= letters.count,
            letters[position..<position + choice.count].elementsEqual(choice)
          else { continue }
          let end = position + choice.count
          next[end] = max(next[end] ?? -.infinity, value + 8 * Float(choice.count))
        }
      }
      states = next
    }
    guard let value = states[letters.count] else { return -14 }
    return min(value - 6, 25)
  }

  // MARK: - One script

  private func within(_ a: OrganisationName, _ b: OrganisationName) -> Float {
    steps = []
    if a.isAcronym != b.isAcronym, !a.isHan {
      let (short, long) = a.isAcronym ? (a, b) : (b, a)
      let initials = long.parts.flatMap { $0.renderings.first ?? [] }.compactMap(\.utf8.first)
      let letters = Array(short.text.lowercased().utf8.filter { $0 >= 0x61 && $0 <= 0x7A })
      if initials == letters { return 14 }
    }
    var parts = Parts()
    let ours = a.isHan ? a.parts : a.parts.flatMap(Self.words)
    let theirs = b.isHan ? b.parts : b.parts.flatMap(Self.words)
    var used = [Bool](repeating: false, count: theirs.count)
    var rest: [OrganisationName.Part] = []
    for part in ours {
      var best: (value: Float, index: Int) = (0, -1)
      for (index, other) in theirs.enumerated() where !used[index] {
        let value = likeness(part, other)
        if value > best.value { best = (value, index) }
      }
      if best.index >= 0 {
        used[best.index] = true
        parts.add(
          keep(part, theirs[best.index].text, best.value) - (best.value < 1 ? 4 / best.value : 0))
      } else {
        rest.append(part)
      }
    }
    var open = theirs.indices.filter { !used[$0] }.map { theirs[$0] }
    let together = joined(&rest, &open)
    if together > 0 { parts.add(together) }
    for (index, part) in (rest + open).enumerated() {
      let weight = OrganisationWeights.missing(part.kind) * (part.isBracketed ? 0.8 : 1)
      parts.add(rest: weight)
      let isOurs = index < rest.count
      steps.append(
        Step(
          a: isOurs ? part.text : "", b: isOurs ? "" : part.text, kind: part.kind, weight: weight))
    }
    parts.adjust(legalForms(a, b))
    return min(max(parts.weight, -50), 45)
  }

  /// The words of a part of several words, each a part.
  private static func words(_ part: OrganisationName.Part) -> [OrganisationName.Part] {
    guard let rendering = part.renderings.first, rendering.count > 1 else { return [part] }
    return rendering.map { word in
      OrganisationName.Part(
        text: word, kind: part.kind, renderings: [[word]], number: nil, isBracketed: part.isBracketed)
    }
  }

  /// Words written apart in one name and together in the other.
  private func joined(_ rest: inout [OrganisationName.Part], _ open: inout [OrganisationName.Part])
    -> Float
  {
    let one = rest.map(\.text).joined()
    let other = open.map(\.text).joined()
    guard !one.isEmpty, one == other else { return 0 }
    rest = []
    open = []
    return OrganisationWeights.shared(.brand) - 2
  }

  /// From 0, another word, to 1, the same.
  private func likeness(_ one: OrganisationName.Part, _ other: OrganisationName.Part) -> Float {
    if one.kind == .number || other.kind == .number { return one.number == other.number ? 1 : 0 }
    if one.text == other.text { return 1 }
    for rendering in one.renderings where other.renderings.contains(rendering) { return 1 }
    guard one.renderings.count == 1, other.renderings.count == 1 else { return 0 }
    let x = Array(one.text.utf8)
    let y = Array(other.text.utf8)
    guard min(x.count, y.count) >= 3, abs(x.count - y.count) <= 2 else { return 0 }
    let distance = EditDistance.optimalAlignment(x, y)
    let allowed = max(x.count, y.count) >= 8 ? 2 : 1
    guard distance <= allowed else { return 0 }
    return distance == 1 ? min(x.count, y.count) > 4 ? 0.8 : 0.6 : 0.5
  }
}

/// The prices of the parts of an organisation's name, in decibans.
enum OrganisationWeights {
  static let knownAsOne: Float = 42
  static let knownAsTwo: Float = -25
  static let otherLegalForm: Float = -5
  static let leastSound: Float = 8

  /// What a part says that both names have.
  static func shared(_ kind: OrganisationWordClass) -> Float {
    switch kind {
    case .filler: 0
    case .legal: 1
    case .body: 4
    case .field: 8
    case .quality: 6
    case .place: 9
    case .number: 14
    case .brand: 22
    }
  }

  /// What a part says that only one of them has.
  static func missing(_ kind: OrganisationWordClass) -> Float {
    switch kind {
    case .filler: 0
    case .legal: -0.5
    case .body: -5
    case .field: -9
    case .quality: -7
    case .place: -10
    case .number: -18
    case .brand: -16
    }
  }
}
