/// What a written name could be: how its characters are spelled, or what its letters could stand for.
///
/// A spelling convention is a way of writing, not a people; nothing here says where a person comes from.
public struct NameExplanation: Sendable {
  /// The name as one convention spells it.
  public struct Spelling: Sendable, Equatable {
    public let convention: String
    /// The name in that convention, surname first.
    public let text: String
  }

  /// A syllable of a name in Latin letters.
  public struct Syllable: Sendable, Equatable {
    public let text: String
    /// Conventions that spell some character so, the likeliest first.
    public let conventions: [String]
    /// Characters it may stand for, the commonest in names first.
    public let characters: [String]
  }

  public let spellings: [Spelling]
  /// The ways to cut each word; a word that cannot be cut has none.
  public let syllables: [Syllable]
  public let sharers: NameEvidence.Sharers?
  /// Remarks on what was odd about the text, in sentences.
  public let remarks: [String]
  public let isEmpty: Bool
}

extension NameMatcher {
  /// Says what a written name could be.
  public func explain(_ text: String) -> NameExplanation {
    let name = analyse(text)
    let sharers = NameSharers()
    var count: NameEvidence.Sharers?
    if name.hanCount > 0 {
      count = NameSharers.chinese(sharers.share(ofHan: name))
    } else if let syllables = likeliestSyllables(name), syllables.count > 1 {
      count = NameSharers.chinese(sharers.share(ofSyllables: syllables.map { ($0, nil) }))
    } else if name.tokenCount > 0 {
      count = sharers.others(name)
    }
    return NameExplanation(
      spellings: spellings(name), syllables: syllables(name), sharers: count,
      remarks: NameReason.remarks(name.oddities), isEmpty: name.isEmpty)
  }

  /// The name in each convention that has a spelling for every character; ideally one line a convention.
  private func spellings(_ name: AnalysedName) -> [NameExplanation.Spelling] {
    guard name.hanCount > 0 else { return [] }
    let table = tables.romanisations
    var found: [NameExplanation.Spelling] = []
    for (number, convention) in table.conventions.enumerated() where table.conventionShares[number] > 0 {
      var syllables: [String] = []
      for index in 0..<name.hanCount {
        var best: (share: Float, text: String) = (0, "")
        table.withReferences(of: Int(name.han[index]), asSurname: index < name.surnameLength) {
          references, _ in
          for reference in references {
            for row in table.rows[Int(reference.reading)] where Int(row.convention) == number {
              if reference.share * row.weight > best.share {
                best = (
                  reference.share * row.weight,
                  Romanisations.unpacked(table.spellingLetters[Int(row.spelling)])
                )
              }
            }
          }
        }
        syllables.append(best.text)
      }
      guard !syllables.contains("") else { continue }
      let surname = syllables[..<name.surnameLength].joined()
      let given = syllables[name.surnameLength...].joined(separator: convention.joinsGiven ? "" : "-")
      found.append(
        NameExplanation.Spelling(
          convention: NameReason.title(convention.name),
          text: [surname, given].filter { !$0.isEmpty }.map(\.capitalisedFirst).joined(separator: " ")))
    }
    return found
  }

  private func syllables(_ name: AnalysedName) -> [NameExplanation.Syllable] {
    let spelled = SyllableCharacters.shared
    let table = tables.romanisations
    var found: [NameExplanation.Syllable] = []
    for index in 0..<name.syllableCount {
      let syllable = name.syllables[index]
      guard syllable.isOnShortestCut else { continue }
      var conventions: [String: Float] = [:]
      for rows in table.rows {
        for row in rows where row.spelling == syllable.spelling {
          let convention = Int(row.convention)
          conventions[table.conventions[convention].name, default: 0] +=
            row.weight * table.conventionShares[convention]
        }
      }
      let characters = spelled.characters(of: syllable.spelling, asSurname: index == 0).prefix(10)
      found.append(
        NameExplanation.Syllable(
          text: name.letters(Int(syllable.start), Int(syllable.end)),
          conventions: conventions.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(5)
            .map { NameReason.title($0.key) },
          characters: characters.compactMap {
            Unicode.Scalar(tables.characters.scalars[Int($0)]).map { String(Character($0)) }
          }))
    }
    return found
  }

  /// One listed syllable after another to the end of each word, the longest first; nil where a word has no such cut.
  private func likeliestSyllables(_ name: AnalysedName) -> [UInt16]? {
    var found: [UInt16] = []
    for index in 0..<name.tokenCount {
      let token = name.tokens[index]
      guard token.marks.isDisjoint(with: [.title, .suffix, .western]) else { continue }
      guard token.syllables > 0 else { return nil }
      var letter = Int(token.start)
      while letter < Int(token.end) {
        var longest: AnalysedName.Syllable?
        for place in 0..<name.syllableCount
        where Int(name.syllables[place].start) == letter
          && name.syllables[place].spelling != AnalysedName.Syllable.unlisted
        {
          longest = name.syllables[place]
        }
        guard let longest else { return nil }
        found.append(longest.spelling)
        letter = Int(longest.end)
      }
    }
    return found
  }
}

extension Romanisations.Convention {
  /// Whether the syllables of a given name are written as one word.
  var joinsGiven: Bool { name == "pinyin" }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
