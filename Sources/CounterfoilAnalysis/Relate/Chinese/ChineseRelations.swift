import CounterfoilModel

/// Reads the links and events of Chinese sentences.
///
/// Shallow and by rule: a sentence is cut into mentions, words and noun groups, and read once from left to right;
/// a verb of the tables takes its roles from the noun groups about it, by the particles before them.
struct ChineseRelations: Sendable {
  private let vocabulary: ChineseVocabulary

  init(_ tables: RelationTables.Language) { vocabulary = ChineseVocabulary(tables) }

  /// The relations of one sentence, by where they stand.
  func read(_ sentence: RelationSentence, _ document: inout RelationDocument) -> [Relation] {
    var lexer = ChineseLexer(sentence, vocabulary)
    let mentions = lexer.mentions(sentence.mentions, document)
    var reader = ChineseReader(sentence, lexer.tokens(mentions), vocabulary, document)
    reader.originals = lexer.originals
    reader.referents.begin(at: sentence.range.lowerBound)
    reader.read()
    document = reader.referents.document
    return Self.fullest(reader.results).sorted {
      ($0.words.lowerBound, $0.words.upperBound, $0.type) < (
        $1.words.lowerBound, $1.words.upperBound, $1.type
      )
    }
  }

  /// Without what another of the same type says more fully of the same participants.
  private static func fullest(_ relations: [Relation]) -> [Relation] {
    var result: [Relation] = []
    for relation in relations {
      // Neighbours only: the same verb, or two of one clause.
      let near = max(0, result.count - 6)..<result.count
      if let known = near.first(where: { isPart(relation, of: result[$0]) }) {
        result[known].details += relation.details.filter { one in
          !result[known].details.contains { $0.name == one.name }
        }
      } else if let known = near.first(where: { isPart(result[$0], of: relation) }) {
        result[known] = relation
      } else {
        result.append(relation)
      }
    }
    return result
  }

  private static func isPart(_ one: Relation, of other: Relation) -> Bool {
    one.type == other.type && one.modality == other.modality && one.type != "payment"
      && one.type != "transfer"
      && one.participants.allSatisfy { participant in
        other.participants.contains {
          $0.role == participant.role
            && ($0.mention == nil && participant.mention == nil
              ? $0.range == participant.range : $0.mention?.value == participant.mention?.value)
        }
      }
  }
}
