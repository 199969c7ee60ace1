/// How many parts a name has, in one byte: what of a candidate is known before it is read.
struct NameShape: Sendable {
  let byte: UInt8

  init(byte: UInt8) { self.byte = byte }

  init(_ name: UnsafePointer<AnalysedName>) {
    let isHan = name.pointee.hanCount > 0
    // A compound surname is one part, as it is where it is spelled as one word.
    let parts =
      isHan
      ? name.pointee.hanCount - (name.pointee.surnameLength == 2 && name.pointee.hanCount > 2 ? 1 : 0)
      : name.pointee.syllablesInAll
    var words = 0
    var isForeign = false
    for index in 0..<name.pointee.tokenCount {
      let marks = name.pointee.tokens[index].marks
      guard marks.isDisjoint(with: [.title, .suffix, .particle, .bracketed]) else { continue }
      words += 1
      if marks.isDisjoint(with: [.syllables, .western, .initial]) { isForeign = true }
    }
    if name.pointee.syllablesInAll > AnalysedName.mostSyllables { isForeign = true }
    byte =
      UInt8(min(parts, 7)) | UInt8(min(words, 7)) << 3 | (isHan ? 64 : 0) | (isForeign ? 128 : 0)
  }

  /// Han characters, or syllables that could be Chinese.
  var parts: Int { Int(byte & 7) }
  /// Words in Latin letters but for titles and particles.
  var words: Int { Int(byte >> 3 & 7) }
  var isHan: Bool { byte & 64 != 0 }
  /// No Chinese name as a whole: a word is neither a Western given name nor made of syllables.
  var isForeign: Bool { byte & 128 != 0 }
}
