import Foundation

/// Compares names. Keeps working memory between calls; make one for each thread.
public final class NameMatcher {
  private let analyser = NameAnalyser()
  private let tables = NameTables.shared
  private let hanLatin = HanLatinAligner()
  private lazy var romanised = RomanisedAligner()
  private let words = WordAligner()

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

  public func analyse(_ text: String) -> AnalysedName { analyser.analyse(text) }

  /// The weight of evidence that two spellings are of one person's name rather than of two people's
  /// drawn at random, in decibans. The same either way round.
  ///
  /// A name in brackets counts as a second spelling of the same name; the best pair of spellings decides.
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
    var best: Float = -40
    var isCompared = false
    if a.pointee.hanCount > 0, b.pointee.hanCount > 0 {
      best = max(best, weighHan(a.pointee, b.pointee))
      isCompared = true
    }
    if a.pointee.hanCount > 0, b.pointee.tokenCount > 0, b.pointee.hanCount == 0 || a.pointee.tokenCount == 0 {
      best = max(best, weighAcross(a, b))
      isCompared = true
    }
    if b.pointee.hanCount > 0, a.pointee.tokenCount > 0, a.pointee.hanCount == 0 || b.pointee.tokenCount == 0 {
      best = max(best, weighAcross(b, a))
      isCompared = true
    }
    if a.pointee.tokenCount > 0, b.pointee.tokenCount > 0, !isCompared {
      best = max(best, weighWords(a.pointee, b.pointee))
      if romanised.canBeRomanised(a.pointee), romanised.canBeRomanised(b.pointee) {
        best = max(best, weighRomanised(a.pointee, b.pointee))
      }
    }
    return isCompared || a.pointee.tokenCount > 0 && b.pointee.tokenCount > 0 ? best : 0
  }

  public func resemblances(_ x: String, _ y: String) -> [Int] {
    let a = analyse(x), b = analyse(y)
    hanLatin.align(a, b)
    var found: [Int] = []
    for i in 0..<hanLatin.stepCount where hanLatin.steps[i].kind == .resembles {
      found.append(NameWeights.resemblance.firstIndex(of: hanLatin.steps[i].weight) ?? -1)
    }
    return hanLatin.stepCount == a.hanCount ? found : []
  }

  public func debug(_ x: String, _ y: String) {
    let a = analyse(x), b = analyse(y)
    print(x, "|", y, "weight", weigh(a, b))
    if a.hanCount == 0, b.hanCount == 0 {
      print(" words", weighWords(a, b), "left", words.leftOver)
      for i in 0..<words.stepCount { print("   ", words.steps[i]) }
      print(" romanised", romanised.canBeRomanised(a), romanised.canBeRomanised(b), weighRomanised(a, b), "left", romanised.leftOver)
      for i in 0..<romanised.stepCount { print("   ", romanised.steps[i]) }
    } else {
      print(" across", weigh(a, b), "left", hanLatin.leftOver)
      for i in 0..<hanLatin.stepCount { print("   ", hanLatin.steps[i].character, hanLatin.steps[i].start, hanLatin.steps[i].kind, hanLatin.steps[i].end, hanLatin.steps[i].weight) }
    }
  }

  private lazy var organisations = OrganisationMatcher()

  /// The weight of evidence that two names are of one organisation, in decibans; the same either way round.
  public func weighOrganisations(_ a: String, _ b: String) -> Float {
    organisations.weigh(OrganisationName(a), OrganisationName(b))
  }

  // MARK: - Two names in Han characters

  private func weighHan(_ a: AnalysedName, _ b: AnalysedName) -> Float {
    let count = max(a.hanCount, b.hanCount)
    let shorter = min(a.hanCount, b.hanCount)
    var parts = Parts()
    for index in 0..<count {
      guard index < shorter else {
        parts.add(NameWeights.missingCharacter)
        continue
      }
      let x = a.han[index]
      let same = x == b.han[index] && (x != 0 || a.scalars[index] == b.scalars[index])
      parts.add(same ? rarity(a, index) : NameWeights.otherCharacter)
    }
    return parts.weight
  }

  /// What it says that two names share this character in this place.
  private func rarity(_ name: AnalysedName, _ index: Int) -> Float {
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

  private func weighRomanised(_ a: AnalysedName, _ b: AnalysedName) -> Float {
    romanised.align(a, b)
    guard romanised.stepCount > 0 else { return -40 }
    var parts = Parts()
    for index in 0..<romanised.stepCount { parts.add(romanised.steps[index].weight) }
    parts.add(rest: romanised.leftOver)
    return parts.weight
  }

  private func weighWords(_ a: AnalysedName, _ b: AnalysedName) -> Float {
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
