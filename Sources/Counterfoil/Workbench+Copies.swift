import CounterfoilAnalysis
package import CounterfoilModel
package import CounterfoilStore

extension Workbench {
  /// The groups of copies, and what is a part of something longer.
  package func copyGroups() throws -> (groups: [CopyGroup], parts: [CopyLink]) {
    try casebase.read { try CopyGroup.fetch($0) }
  }

  /// Passages that stand word for word in two documents; at most `limit`.
  package func quotations(limit: Int) throws -> [QuotationLink] {
    try casebase.read { try QuotationLink.fetch($0, limit: limit) }
  }

  /// Those of one document, which comes first in each; at most `limit`.
  package func quotations(of record: DocumentRecord, limit: Int) throws -> [QuotationLink] {
    try casebase.read { try QuotationLink.fetch($0, of: record, limit: limit) }
  }

  /// The copies of a document, each with what differs; at most `limit`.
  package func copies(of record: DocumentRecord, limit: Int) throws -> [ComparedCopy] {
    try casebase.read { db in
      let copies = try DocumentCopy.fetch(db, of: record, limit: limit)
      guard copies.contains(where: { $0.kind != .bytes }) else {
        return copies.map { ComparedCopy(copy: $0) }
      }
      let text = try DocumentRecord.text(db, document: record.id) ?? ""
      var comparison = CopyComparison(text)
      return try copies.map { copy in
        var compared = ComparedCopy(copy: copy)
        guard copy.kind != .bytes,
          let other = try DocumentRecord.text(db, document: copy.record.id)
        else { return compared }
        if copy.share == nil {
          let shared = comparison.shared(with: other)
          compared.copy.share = shared.first
          compared.copy.otherShare = shared.second
        }
        compared.differences = TextComparison.differences(text, other)
        compared.texts = (text, other)
        return compared
      }
    }
  }
}

/// A copy of a document, compared with it.
package struct ComparedCopy: Sendable {
  package var copy: DocumentCopy
  /// Nothing for the same bytes.
  package var differences = TextDifferences(passages: [], isExact: true)
  /// The document's text and the other's, in which the differences stand.
  package var texts = (first: "", second: "")
}
