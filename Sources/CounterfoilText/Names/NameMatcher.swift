import Foundation

/// Compares names. Keeps working memory between calls; make one for each thread.
public final class NameMatcher {
  let analyser = NameAnalyser()
  let tables = NameTables.shared
  let hanLatin = HanLatinAligner()
  private(set) lazy var romanised = RomanisedAligner()
  private lazy var coherence = RomanisedCoherence()
  let words = WordAligner()
  private(set) lazy var organisations = OrganisationMatcher()

  private let one = UnsafeMutablePointer<AnalysedName>.allocate(capacity: 1)
  private let other = UnsafeMutablePointer<AnalysedName>.allocate(capacity: 1)

  public init() {
    one.initialize(to: AnalysedName())
    other.initialize(to: AnalysedName())
  }

  deinit {
    one.deallocate()
    other.deallocate()
  }

  /// Takes a name apart, to be compared many times. Any text is taken.
  public func analyse(_ text: String) -> AnalysedName { analyser.analyse(text) }

  /// The weight of evidence that two spellings are of one person's name rather than of two people's, in decibans.
  /// The same either way round; 0 where one text holds no name. Any text is taken.
  ///
  /// Of the two people it is supposed that most are strangers and some look-alikes, who share a surname or all
  /// syllables but one (docs/decisions/0005). A name in brackets counts as a second spelling of the same name; the
  /// best pair of spellings decides.
  public func weigh(_ a: String, _ b: String) -> Float {
    analyser.analyse(a, into: &one.pointee)
    analyser.analyse(b, into: &other.pointee)
    return weigh(UnsafePointer(one), UnsafePointer(other))
  }

  /// The same for names already taken apart.
  public func weigh(_ a: AnalysedName, _ b: AnalysedName) -> Float {
    withUnsafePointer(to: a) { a in withUnsafePointer(to: b) { b in weigh(a, b) } }
  }

  func weigh(_ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>) -> Float {
    // The same either way round, whatever ties the search for the best path meets.
    guard a.pointee.isOrdered(before: b.pointee) else {
      let weight = weighOrdered(b, a)
      route = route == .across ? .acrossTurned : route == .acrossTurned ? .across : route
      return weight
    }
    return weighOrdered(a, b)
  }

  private func weighOrdered(_ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>)
    -> Float
  {
    route = .none
    var best: Float = -.infinity
    func consider(_ weight: Float, _ way: Route) {
      if weight > best {
        best = weight
        route = way
      }
    }
    let (aHan, aWords) = (a.pointee.hanCount > 0, a.pointee.tokenCount > 0)
    let (bHan, bWords) = (b.pointee.hanCount > 0, b.pointee.tokenCount > 0)
    if aHan, bHan { consider(weighHan(a, b), .characters) }
    if aHan, bWords { consider(weighAcross(a, b), .across) }
    if bHan, aWords { consider(weighAcross(b, a), .acrossTurned) }
    if aWords, bWords {
      var discount: Float = 0
      if romanised.canBeRomanised(a), romanised.canBeRomanised(b) {
        let weight = weighRomanised(a, b)
        consider(weight, .romanised)
        // Chinese names are told apart by how common they are among Chinese names, not in the lists of other words.
        discount = NameWeights.notRomanised
      }
      if best <= 0 { consider(weighWords(a, b) + discount, .words) }
    }
    return route == .none ? 0 : Calibration.weight(best)
  }

  /// Which pair of spellings the last weight rests on.
  enum Route { case none, characters, across, acrossTurned, words, romanised }
  private(set) var route = Route.none

  /// Takes an organisation's name apart, to be compared many times. Any text is taken.
  public func analyseOrganisation(_ text: String) -> AnalysedOrganisation {
    AnalysedOrganisation(name: OrganisationName(text))
  }

  /// The weight of evidence that two names are of one organisation, in decibans; the same either way round.
  public func weighOrganisations(_ a: String, _ b: String) -> Float {
    weighOrganisations(analyseOrganisation(a), analyseOrganisation(b))
  }

  /// The same for names already taken apart.
  public func weighOrganisations(_ a: AnalysedOrganisation, _ b: AnalysedOrganisation) -> Float {
    let isTurned = b.name.text < a.name.text
    let weight =
      isTurned ? organisations.weigh(b.name, a.name) : organisations.weigh(a.name, b.name)
    if isTurned { organisations.turnSteps() }
    return weight
  }

  // MARK: - Two names in Han characters

  private func weighHan(_ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>) -> Float {
    let count = max(a.pointee.hanCount, b.pointee.hanCount)
    let shorter = min(a.pointee.hanCount, b.pointee.hanCount)
    var parts = Parts()
    for index in 0..<count {
      guard index < shorter else {
        parts.add(NameWeights.missingCharacter)
        continue
      }
      let (x, y) = (a.pointee.han[index], b.pointee.han[index])
      let same = x == y && (x != 0 || a.pointee.scalars[index] == b.pointee.scalars[index])
      parts.add(same ? min(rarity(a.pointee, index), rarity(b.pointee, index)) : otherCharacter(x, y))
    }
    return parts.weight
  }

  /// What it says that two names differ in a character.
  func otherCharacter(_ one: UInt16, _ other: UInt16) -> Float {
    let table = tables.romanisations
    guard let first = table.mandarin(of: Int(one)), first == table.mandarin(of: Int(other)) else {
      return NameWeights.otherCharacter
    }
    return NameWeights.otherCharacterAlike
  }

  /// What it says that two names share this character in this place.
  func rarity(_ name: AnalysedName, _ index: Int) -> Float {
    let character = Int(name.han[index])
    let share: Float
    if index < name.surnameLength {
      share =
        name.surnameLength == 2 && name.hanCount > 2
        ? (tables.characters.compounds[HanCharacters.pairKey(name.han[0], name.han[1])] ?? 1e-6)
          .squareRoot() : tables.characters.surname[character]
    } else if name.hanCount - name.surnameLength == 1 {
      share = tables.characters.single[character]
    } else {
      share =
        index == name.surnameLength
        ? tables.characters.first[character] : tables.characters.second[character]
    }
    return min(-3.0103 * log2f(max(share, 1e-7)), NameWeights.loudest)
  }

  // MARK: - Characters against letters

  private func weighAcross(
    _ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>
  ) -> Float {
    hanLatin.align(han, latin)
    var parts = Parts()
    let shares = tables.romanisations.regionShares
    var chance = Romanisations.Regional(repeating: 1)
    var usual = Romanisations.Regional(repeating: 1)
    var spelledSum: Float = 0
    for index in 0..<hanLatin.stepCount {
      let step = hanLatin.steps[index]
      parts.add(step.weight)
      guard let entry = step.entry else { continue }
      spelledSum += step.weight
      chance *= entry.pointee.chances + NameWeights.otherRegion * entry.pointee.usual
      usual *= entry.pointee.usual + 1e-9
    }
    // All syllables are spelled in one region.
    let coherent =
      3.0103
      * log2f(
        max((chance * shares).sum(), 1e-36) / max((usual * shares).sum(), 1e-36))
    parts.add(rest: hanLatin.leftOver)
    parts.add(rest: max(min(coherent - spelledSum, 3), NameWeights.leastCoherence))
    return parts.weight
  }

  private func weighRomanised(
    _ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>
  ) -> Float {
    romanised.align(a, b)
    guard romanised.stepCount > 0 else { return -40 }
    var parts = Parts()
    for index in 0..<romanised.stepCount { parts.add(romanised.steps[index].weight) }
    parts.add(rest: romanised.leftOver)
    if parts.weight > 0 { parts.add(rest: incoherence(a, b)) }
    // Both orders of an ambiguous name add up, so that the choice costs little.
    parts.adjust(max(romanised.orderCost + 3, -5))
    return parts.weight
  }

  /// What the syllables of two names say less together than each alone, where they differ.
  private func incoherence(_ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>) -> Float {
    var pairs: [(one: UInt16, other: UInt16, isSurname: Bool)] = []
    var alone: Float = 0
    for index in 0..<romanised.stepCount {
      let step = romanised.steps[index]
      guard let one = a.pointee.spelling(step.aStart, step.aEnd),
        let other = b.pointee.spelling(step.bStart, step.bEnd)
      else { continue }
      pairs.append((one, other, step.isSurname))
      alone += step.weight
    }
    guard pairs.contains(where: { $0.one != $0.other }) else { return 0 }
    return min(max(coherence.weight(pairs) - alone, NameWeights.leastRomanisedCoherence), 3)
  }

  private func weighWords(_ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>) -> Float {
    words.align(a, b)
    var parts = Parts()
    for index in 0..<words.stepCount { parts.add(words.steps[index].weight) }
    if words.stepCount == 0 { parts.add(-30) }
    parts.adjust(words.leftOver)
    return parts.weight
  }
}

/// Evidence of the parts of a name, joined.
///
/// Two people who differ are either strangers, whose parts agree by chance, or nearly namesakes (kin, a
/// generation name, a common surname), who agree in all parts but one. Against the second, a name is no
/// stronger than its weakest part.
struct Parts {
  private var sum: Float = 0
  private var near: Float = 0
  private var count: Float = 0

  mutating func add(_ weight: Float) {
    sum += weight
    near += exp2f(-weight / 3.0103)
    count += 1
  }

  /// What is left over: a part of its own where it speaks clearly against, else only a correction.
  mutating func add(rest weight: Float) {
    if weight < -6 { add(weight) } else { sum += weight }
  }

  /// Evidence that belongs to no part.
  mutating func adjust(_ weight: Float) { sum += weight }

  var weight: Float {
    guard count > 0 else { return sum }
    let strangers = (1 - NameWeights.nearShare) * exp2f(-sum / 3.0103)
    let kin = NameWeights.nearShare * near / count
    return min(max(-3.0103 * log2f(strangers + kin), -60), 60)
  }
}
