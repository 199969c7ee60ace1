/// The prices, in decibans, of what the population tables cannot tell.
///
/// Judged at first, then fitted on the development half of the pair sets; `docs/guide/names.md` says how.
enum NameWeights {
  /// A syllable in no listed convention, by which parts of it occur among the character's spellings:
  /// onset 1, nucleus 2, coda 4.
  @inline(__always)
  static func resemblance(_ agreement: Int) -> Float { resemblances[agreement & 7] }
  private static let resemblances = SIMD8<Float>(-24, -18, -20, -11, -18.5, -9, -13, -4)
  /// Two syllables that no common character has both, by which parts are alike.
  @inline(__always)
  static func likeness(_ agreement: Int) -> Float { likenesses[agreement & 7] }
  private static let likenesses = SIMD8<Float>(-26, -24, -24, -20, -22, -14, -16, -8)
  /// A compound surname in a spelling of its own.
  static let compoundSurname: Float = 32
  static let missingCharacter: Float = -9
  static let initialAgrees: Float = 4
  static let initialDiffers: Float = -18
  /// A word that no character explains: a Western given name, an initial, words in brackets, any other.
  static let westernWord: Float = -0.5
  /// A word that no convention could have written.
  static let foreignWord: Float = -3
  static let strayInitial: Float = -2
  static let bracketedWord: Float = -1
  static let strayWord: Float = -12
  /// Letters of a word in part explained.
  static let strayLetters: Float = -34
  /// Two names written in Han characters that differ in one.
  static let otherCharacter: Float = -24
  /// The same where both are read alike in Mandarin: the usual slip of those who type by sound.
  static let otherCharacterAlike: Float = -13
  /// Two words of which one is written without vowels, and whose consonants agree.
  static let consonantsAlone: Float = 13
  /// A part of a candidate or of the query without a partner, as an index guesses before it compares them.
  static let otherPart = 14
  /// A word of each name that has no partner.
  static let otherWord: Float = -16
  /// A word of one name that the other leaves out: a second given name, a patronymic.
  static let leftWord: Float = -2
  static let leftParticle: Float = -0.3
  /// A word that differs as by a slip of typing or by another transliteration: no louder than the first; less the
  /// second, less the third times the share of letters changed; less the fourth where both words could be Chinese.
  static let loudestTyping: Float = 26
  static let typing: Float = 4
  static let typingPerLetter: Float = 45
  static let typingAmongSyllables: Float = 3
  /// The share of pairs of different people who agree in all parts but one: kin, namesakes in part.
  static let nearShare: Float = 0.1
  /// The part of syllables spelled by no rule at all.
  static let noise: Float = 0.01
  /// The part of syllables spelled as in another region than the rest of the name.
  static let otherRegion: Float = 0.04
  /// A name spelled across regions speaks no worse than this.
  static let leastCoherence: Float = -9
  /// The same where both names are romanised.
  static let leastRomanisedCoherence: Float = -30
  /// The share of the people in documents who bear Chinese names.
  static let chineseBearers: Float = 0.2
  /// What agreeing word for word is worth less, where two Chinese names do not agree syllable for syllable.
  static let notRomanised: Float = -12
  /// No single syllable or character speaks louder.
  static let loudest: Float = 34
}

extension AnalysedName.Token {
  /// What it costs that no syllable of the other name explains the word, in decibans.
  var price: Float {
    if marks.contains(.title) || marks.contains(.suffix) { return 0 }
    if marks.contains(.bracketed) { return NameWeights.bracketedWord }
    if marks.contains(.initial) { return NameWeights.strayInitial }
    if marks.contains(.western) { return NameWeights.westernWord }
    return marks.contains(.syllables) ? NameWeights.strayWord : NameWeights.foreignWord
  }
}
