/// A token of a sentence with what features are made of.
package struct Token {
  /// What a token is made of.
  package enum Kind: UInt8 {
    case word, number, punctuation, han, address
  }

  /// UTF-8 byte offsets.
  package var start: Int32 = 0
  package var end: Int32 = 0
  package var kind = Kind.punctuation
  /// How a word is written: 0 in small letters, 1 with a capital first, 2 in capitals, 3 mixed, 4 one capital.
  package var letterCase: UInt8 = 0
  /// Whether white space, or a line's end, stands before it.
  package var isSpaced = false
  /// Of the word as written, and in small letters.
  package var exact: UInt64 = 0
  package var lower: UInt64 = 0
  /// Runs of capitals, small letters, digits, signs.
  package var shape: UInt64 = 0
  package var prefix3: UInt64 = 0
  package var prefix4: UInt64 = 0
  package var suffix2: UInt64 = 0
  package var suffix3: UInt64 = 0
  package var suffix4: UInt64 = 0
  /// Filled in from the model.
  package var cluster: UInt64 = 0
  package var known: UInt64 = 0
  /// How the word is mostly written: 0 unknown, 1 nearly always small … 7 nearly always with a capital.
  package var usualCase: UInt8 = 0
  package var phrase: UInt64 = 0
}
