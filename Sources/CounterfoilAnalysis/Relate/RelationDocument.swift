import CounterfoilModel

/// A text on its way to relations: its scalars, its mentions, and what the sentences read so far leave behind
/// for those that follow.
struct RelationDocument {
  let scalars: [Unicode.Scalar]
  let mentions: [Mention]
  private var nextMention = 0

  /// People and organisations named so far, the latest last, each by its fullest mention.
  private(set) var people: [Mention] = []
  private(set) var organisations: [Mention] = []
  /// Whoever was arrested, charged or tried so far, the latest last.
  var accused: [Mention] = []
  /// Whoever writes as I, where the text says who that is.
  var narrator: Mention?
  /// Who was said to say what follows: `According to court documents` holds until its paragraph ends.
  var standingSpeakers: [String] = []
  /// What the document says of conduct as a whole: an indictment's press release alleges.
  var standingModality: Modality?

  /// A sentence longer than this is read in pieces, so that the cost stays linear.
  static let longestSentence = 4_000

  init(text: String, mentions: [Mention]) {
    scalars = Array(text.unicodeScalars)
    self.mentions = mentions
  }

  /// Whether a pronoun could stand for somebody named before.
  var hasSubject: Bool { !people.isEmpty || !organisations.isEmpty }

  func pieces(of range: ScalarRange) -> [ScalarRange] {
    stride(from: range.lowerBound, to: range.upperBound, by: Self.longestSentence).map {
      $0..<min($0 + Self.longestSentence, range.upperBound)
    }
  }

  /// The sentence with its mentions. Sentences are asked for in rising order.
  mutating func sentence(_ range: ScalarRange) -> RelationSentence {
    while nextMention < mentions.count, mentions[nextMention].range.upperBound <= range.lowerBound {
      nextMention += 1
    }
    var end = nextMention
    while end < mentions.count, mentions[end].range.lowerBound < range.upperBound { end += 1 }
    let inside = mentions[nextMention..<end].filter {
      $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound
    }
    return RelationSentence(range: range, scalars: scalars[range], mentions: inside)
  }

  /// Remembers whom a sentence named, after it was read.
  mutating func remember(_ mention: Mention) {
    switch mention.kind {
    case .person: Self.moveToEnd(mention, in: &people)
    case .organisation: Self.moveToEnd(mention, in: &organisations)
    default: break
    }
  }

  private static func moveToEnd(_ mention: Mention, in list: inout [Mention]) {
    if let known = list.firstIndex(where: { $0.value == mention.value }) { list.remove(at: known) }
    list.append(mention)
    // Whoever was named so long ago is not meant by a pronoun.
    if list.count > 16 { list.removeFirst() }
  }

  func quote(_ range: ScalarRange) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }
}

/// One sentence and the mentions that lie in it.
struct RelationSentence {
  /// Scalars of the text layer; `scalars` has the same indices.
  var range: ScalarRange
  var scalars: ArraySlice<Unicode.Scalar>
  var mentions: [Mention]

  /// Whether most of its letters are Chinese characters.
  var isChinese: Bool {
    var han = 0
    var latin = 0
    for scalar in scalars {
      if (0x3400...0x9FFF).contains(scalar.value) || scalar.value >= 0x20000 {
        han += 1
      } else if (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value) {
        latin += 1
      }
    }
    return han * 4 > latin
  }
}
