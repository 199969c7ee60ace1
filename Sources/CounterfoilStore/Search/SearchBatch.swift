internal import CSearchRank
package import GRDB

/// The different tokens of one document with their positions, made ahead of the writer.
package final class SearchPostings: @unchecked Sendable {
  // Written once, by the initialiser, which is why it may be shared.
  let pointer: UnsafeMutablePointer<search_postings>

  package init(_ streams: SearchStreams) {
    pointer = .allocate(capacity: 1)
    let code = streams.text.withUnsafeBufferPointer { text in
      streams.words.withUnsafeBufferPointer { words in
        streams.characters.withUnsafeBufferPointer { characters in
          search_postings_make(
            [text.baseAddress, words.baseAddress, characters.baseAddress],
            [text.count, words.count, characters.count], pointer)
        }
      }
    }
    // Only where memory has run out or a text has thousands of millions of words.
    precondition(code == 0, "the postings of a text could not be made: \(code)")
  }

  deinit {
    search_postings_free(pointer)
    pointer.deallocate()
  }

  /// Bytes held.
  package var size: Int { pointer.pointee.size }
}

/// Documents on their way into the index. They are found once `write` has been called.
package final class SearchBatch {
  struct Document {
    var id: Int64
    var postings: SearchPostings
    var facts: SearchFacts
  }

  /// A segment is made of so many bytes of postings: few segments, in little memory.
  private static let segmentBytes = 48 << 20

  private var documents: [Document] = []
  private var bytes = 0
  /// Segments written so far.
  package private(set) var segments = 0

  package init() {}

  /// - Precondition: `document` is not in the index; withdraw it first, in an earlier transaction.
  package func add(
    _ db: Database, document: Int64, postings: SearchPostings, facts: SearchFacts
  ) throws {
    documents.append(Document(id: document, postings: postings, facts: facts))
    bytes += postings.size
    if bytes >= Self.segmentBytes { try write(db) }
  }

  /// Writes what has been added; call it before the end of the transaction.
  package func write(_ db: Database) throws {
    defer {
      documents.removeAll(keepingCapacity: true)
      bytes = 0
    }
    guard !documents.isEmpty else { return }
    try SearchIndex.add(db, documents)
    segments += 1
  }
}
