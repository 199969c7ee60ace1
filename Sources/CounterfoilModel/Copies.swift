/// A sample of a text's shingles, small enough to look for among those of all other documents.
package struct CopySketch: Hashable, Sendable {
  /// Ascending, each once; 47 bits.
  package var keys: [Int64]
  /// One shingle in 2^`level` was sampled.
  package var level: Int

  package init(keys: [Int64], level: Int) {
    self.keys = keys
    self.level = level
  }

  /// About how many keys it would have at a level that is not finer than its own.
  package func keyCount(at coarser: Int) -> Double {
    Double(keys.count) / Double(1 << max(0, coarser - level))
  }
}

/// How much of each of two texts stands in the other, from 0 to 1.
package struct SharedText: Hashable, Sendable {
  /// The part of the first text's words that stand in runs which the second has too.
  package var first: Double
  package var second: Double
  /// Of the shorter text: what copies are told by.
  package var ofShorter: Double

  package init(first: Double, second: Double, ofShorter: Double) {
    self.first = first
    self.second = second
    self.ofShorter = ofShorter
  }

  /// Whether the shorter text is a copy of the other or of a part of it.
  package var isCopy: Bool { ofShorter >= Self.copy }

  /// Copies are to be found from 0.7 on and texts up to 0.5 are not to be taken for copies, so the line is drawn between.
  package static let copy = 0.6

  /// Whether each is a copy of the other: none is merely a part of something longer.
  package var isMutual: Bool { isCopy && min(first, second) >= Self.mutual }

  /// Two texts of which one is more than twice the other are a part and a whole.
  package static let mutual = 0.45

  /// A share in whole percent; 100 only where nothing is missing.
  package static func percent(_ share: Double) -> Int {
    share < 1 ? min(99, Int((share * 100).rounded())) : 100
  }

  package static let nothing = SharedText(first: 0, second: 0, ofShorter: 0)
}

/// How one document is a copy of another.
package enum CopyKind: String, Sendable, CaseIterable {
  /// The same bytes.
  case bytes
  /// The same mail as another mailbox has it.
  case mail
  /// Nearly the same text.
  case near
  /// One document's text stands in the other's, which is longer.
  case part
}

/// A passage in which two texts differ; one of the two ranges may be empty.
package struct TextDifference: Hashable, Sendable {
  /// Whole sentences of the first text.
  package var first: ScalarRange
  /// Those that stand in their place in the second.
  package var second: ScalarRange

  package init(first: ScalarRange, second: ScalarRange) {
    self.first = first
    self.second = second
  }
}

/// A passage of one text that stands in another, word for word.
package struct Quotation: Hashable, Sendable {
  package var first: ScalarRange
  package var second: ScalarRange

  package init(first: ScalarRange, second: ScalarRange) {
    self.first = first
    self.second = second
  }
}

/// What differs between two texts.
package struct TextDifferences: Hashable, Sendable {
  /// In the order of both texts.
  package var passages: [TextDifference]
  /// False where the texts are so long and so unlike that a passage may be longer than it had to be.
  package var isExact: Bool

  package init(passages: [TextDifference], isExact: Bool) {
    self.passages = passages
    self.isExact = isExact
  }
}
