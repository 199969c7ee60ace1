extension NameMatcher {
  /// A person's name in Chinese characters as Hanyu Pinyin with tone marks, the surname read as a
  /// surname (单 Shàn, not dān); nil for a name in other letters or with a character of unknown reading.
  public func pinyin(ofName text: String) -> String? {
    let name = analyse(text)
    guard name.hanCount > 0, name.tokenCount == 0 else { return nil }
    var syllables: [String] = []
    for index in 0..<name.hanCount {
      guard let syllable = toned(Int(name.han[index]), asSurname: index < name.surnameLength) else {
        return nil
      }
      syllables.append(syllable)
    }
    let surname = Pinyin.joined(Array(syllables[..<name.surnameLength]))
    let given = Pinyin.joined(Array(syllables[name.surnameLength...]))
    return [surname, given].filter { !$0.isEmpty }.map(\.capitalisedFirst).joined(separator: " ")
  }

  private func toned(_ character: Int, asSurname: Bool) -> String? {
    guard let scalar = Unicode.Scalar(tables.characters.scalars[character]) else { return nil }
    let table = tables.romanisations
    var best: (share: Float, plain: String)?
    table.withReferences(of: character, asSurname: asSurname) { references, _ in
      for reference in references {
        let reading = table.readings[Int(reference.reading)]
        guard reading.language == "mandarin", reference.share > best?.share ?? 0 else { continue }
        best = (reference.share, reading.syllable)
      }
    }
    return best.flatMap { Pinyin.shared.toned(scalar, plain: $0.plain) }
      ?? Pinyin.shared.syllables(of: String(Character(scalar)))[0]
  }
}
