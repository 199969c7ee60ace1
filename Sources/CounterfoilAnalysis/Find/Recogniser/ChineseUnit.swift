/// A character of a Chinese sentence, or a run of Latin letters or digits in it.
package struct ChineseUnit {
  package enum Kind: UInt8 { case han, latin, digit, sign, dot }

  /// UTF-8 byte offsets.
  package var start: Int32 = 0
  package var end: Int32 = 0
  package var kind = Kind.sign
  /// The simplified character; the hash of a run.
  package var value: UInt64 = 0
  /// See `ChineseCharacters`.
  package var properties: UInt64 = 0
  /// The same in few steps.
  package var coarse: UInt64 = 0

  // Filled in by `ChineseWordCutter`:
  /// The word the unit is in, its class, its length, and the place in it.
  package var word: UInt64 = 0
  package var wordClass: UInt64 = 0
  package var wordFlags: UInt64 = 0
  package var wordLength: UInt8 = 0
  package var wordPlace: UInt8 = 0
  /// Index of the first unit of the word, and of the first after it.
  package var wordStart: Int16 = 0
  package var wordEnd: Int16 = 0
  /// The longest listed name over the unit: sort, length, place in it.
  package var listed: UInt64 = 0
  /// Units to the end of the next word that ends an organisation's name; 0 for none near.
  package var toBody: UInt8 = 0
  package var toPlaceEnd: UInt8 = 0
  /// A surname and a given name as likely as this: steps, length, place.
  package var nameLike: UInt64 = 0
  /// Length of the run of characters that spell foreign names, and place in it.
  package var foreignRun: UInt64 = 0
}
