import CounterfoilModel
import CounterfoilText

/// Ties the mentions of one document together: titles to people, short names to full ones, pronouns and
/// nouns to names; and finds the document's own names wherever they stand.
///
/// Pure, and O(*bytes*): every look to either side of a name goes a fixed number of words.
struct Linker {
  let text: TextBytes
  /// Whether a word, by its hash, is mostly written small.
  let isOrdinary: (UInt64) -> Bool

  /// The mentions with titles and links.
  /// - Parameter found: By start, none overlapping.
  func link(_ found: [Found]) -> (found: [Found], people: [Int]) {
    var linked = NameCells.repair(TextNoise.doubt(found, in: text), in: text)
    NameTrimmer(text: text).trim(&linked)
    linked = DocumentNames.complete(linked, in: text, isOrdinary: isOrdinary)
    linked = SpokenNames.add(to: linked, in: text)
    linked = TitleReader.read(linked, in: text)
    let people = PersonLinks.link(&linked, in: text)
    return (linked, people)
  }

  /// What stands for the linked mentions without naming them.
  func references(_ found: [Found], people: [Int], of string: String) -> [FoundReference] {
    ReferenceReader.read(found, people: people, in: text, of: string)
  }
}
