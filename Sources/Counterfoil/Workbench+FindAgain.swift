import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Dispatch
import Foundation
import Synchronization

extension Workbench {
  /// How far finding anew has come, and what it changed so far.
  public struct FindAgainProgress: Sendable {
    /// Documents with text, all there are.
    public var documents = 0
    /// Those found anew and committed.
    public var documentsDone = 0
    /// In the documents done: mentions now, and those they had before.
    public var mentions = 0
    public var mentionsBefore = 0
    /// Statements that were not there before, and those that are found no more.
    public var statementsAdded = 0
    public var statementsWithdrawn = 0
  }

  /// Finds and relates anew in every document, with the packs and models of this program.
  ///
  /// Replaces the mentions and exactly the statements that these stages made before; judgements stay. Works
  /// in batches, each a transaction: stopped at any instant and run again, it ends the same.
  /// - Throws: `CasebaseError` where another ingest holds the casebase.
  public func findAgain(
    time: String = Timestamp.now(), progress: (FindAgainProgress) -> Void = { _ in }
  ) throws -> FindAgainProgress {
    let lock = try IngestLock(casebase)
    defer { withExtendedLifetime(lock) {} }
    let pipeline = Pipeline(
      lexicon: try KnowledgeLoader.lexicon(), relations: try KnowledgeLoader.relations())
    let batches = try casebase.read {
      try FoundAgain.batches($0, documents: Self.batchOfFinding, characters: Self.charactersOfBatch)
    }
    var result = FindAgainProgress()
    result.documents = batches.reduce(0) { $0 + $1.count }
    var total = FoundAgain()
    for batch in batches {
      let inputs = try casebase.read { db in
        try batch.compactMap { id -> (id: Int64, document: Document, layer: TextLayer)? in
          guard let record = try DocumentRecord.fetch(db, id: id), let digest = record.line.digest,
            let layer = try DocumentRecord.layer(db, document: id)
          else { return nil }
          let document = Document(
            place: record.line.place, digest: digest, mediaType: record.line.mediaType ?? "",
            encoding: record.line.encoding, language: record.line.language,
            metadata: try DocumentRecord.metadata(db, document: id))
          return (id, document, layer)
        }
      }
      let findings = Mutex([Finding?](repeating: nil, count: inputs.count))
      DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
        let (_, document, layer) = inputs[index]
        let found = pipeline.find(layer, in: document, time: time)
        findings.withLock { $0[index] = found }
      }
      let before = total
      total = try casebase.write { db in
        var total = before
        for (input, finding) in zip(inputs, findings.withLock { $0 }) {
          guard let finding else { continue }
          try total.replace(
            db, document: input.id, place: input.document.place, mentions: finding.mentions,
            statements: finding.statements, origins: ["find", "relate"])
        }
        try (total - before).log(db, at: time, actor: Account.current)
        return total
      }
      result.documentsDone += batch.count
      result.mentions = total.mentions
      result.mentionsBefore = total.mentionsBefore
      result.statementsAdded = total.added
      result.statementsWithdrawn = total.withdrawn
      progress(result)
    }
    return result
  }

  private static let batchOfFinding = 64
  private static let charactersOfBatch = 16 << 20
  private typealias Finding = (mentions: [Mention], statements: [Statement])
}
