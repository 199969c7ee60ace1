import CounterfoilKnowledge
import CounterfoilModel
import Foundation

/// What the packs in `lists/` say of the lists.
struct ListTables {
  let vocabulary: ListVocabulary
  let remarks: ListRemarks
  let schema: Schema
  let root: URL

  init(schema: Schema, in root: URL = Knowledge.root) throws(KnowledgeError) {
    self.schema = schema
    self.root = root
    vocabulary = ListVocabulary(schema: schema, countries: try CountryCodes(in: root))
    remarks = try ListRemarks(in: root, vocabulary)
  }
}
