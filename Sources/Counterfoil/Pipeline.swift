import CounterfoilAnalysis
package import CounterfoilFormats
package import CounterfoilModel
package import CounterfoilStore
import CounterfoilText
import Foundation

/// The table of contents: what happens to one document between its bytes and its row.
///
///     read     bytes → text layer          CounterfoilFormats, in a confined child
///     find     text → mentions, statements CounterfoilAnalysis
///     relate   mentions → links, events    CounterfoilAnalysis
///     index    text → search tokens        CounterfoilText
///     compare  text → sketch for copies    CounterfoilAnalysis; the writer compares, in order
///     save     all of it → casebase        CounterfoilStore, by `Ingest`
///
/// The stages that follow (resolve, assess) work on what is saved here.
package final class Pipeline: Sendable {
  private let finder: Finder
  private let relater: Relater
  private let builder: StatementBuilder
  private let relationStatements: RelationStatements
  package let tokens: IndexedTokens

  /// - Parameter relations: What to read links and events by; without it none are read.
  package init(lexicon: Lexicon, relations: RelationTables = RelationTables()) {
    finder = Finder(lexicon: lexicon)
    builder = StatementBuilder(lifeDates: lexicon.lifeDates)
    relater = Relater(tables: relations)
    relationStatements = RelationStatements(tables: relations)
    tokens = IndexedTokens(terms: lexicon.chineseTerms + ChineseWordList.words)
  }

  /// Everything after reading, for one document.
  /// - Parameter time: ISO 8601, UTC; recorded with every statement.
  package func process(_ reading: Reading, line: LedgerLine, time: String) -> IngestRecord {
    var record = IngestRecord(line: line)
    record.metadata = reading.metadata
    if reading.wasOpenedWithPassword {
      record.metadata.append(MetadataEntry(name: MetadataEntry.openedWithPassword, value: "yes"))
    }
    guard let layer = reading.layer, let digest = line.digest else { return record }
    let map = ScalarMap(layer.text)
    record.line.characters = map.scalarCount
    record.line.language = LanguageDetector.language(of: layer.text)
    if !layer.pages.isEmpty {
      record.line.pages = layer.pages.count
      record.line.ocrPages = layer.pages.count { $0.needsOCR || $0.isOCR }
    }
    let layerDigest = Digest(sha256: layer.text)
    record.layerDigest = layerDigest
    (record.mentions, record.statements) = find(
      layer, map: map, layerDigest: layerDigest,
      in: Document(
        place: line.place, digest: digest, mediaType: reading.mediaType,
        encoding: reading.encoding, language: record.line.language, metadata: reading.metadata),
      time: time)
    let streams = tokens.streams(of: layer.text)
    record.tokenCount = streams.count
    record.postings = SearchPostings(streams)
    record.sketch = CopySketcher.sketch(of: layer.text)
    record.layer = layer
    return record
  }

  /// What is found in a document whose text is there already.
  package func find(_ layer: TextLayer, in document: Document, time: String) -> (
    mentions: [Mention], statements: [Statement]
  ) {
    find(
      layer, map: ScalarMap(layer.text), layerDigest: Digest(sha256: layer.text), in: document, time: time)
  }

  private func find(
    _ layer: TextLayer, map: ScalarMap, layerDigest: Digest, in document: Document, time: String
  ) -> (mentions: [Mention], statements: [Statement]) {
    // Plain numbers are read for who asks `find`; a casebase would hold them by the million.
    let found = linkedMentions(in: layer, metadata: document.metadata)
    let relations = relations(in: layer, found: found)
    let entities = DocumentEntities(mentions: found.mentions, map: map, document: document.digest)
    return (
      found.mentions,
      builder.statements(
        document: document, layer: layer, layerDigest: layerDigest, map: map, mentions: found.mentions,
        entities: entities, recordedAt: time)
        + relationStatements.statements(
          document: document, layer: layer, layerDigest: layerDigest, map: map, relations: relations,
          mentions: found.mentions, entities: entities, recordedAt: time)
    )
  }

  /// The mentions of a text outside any casebase.
  package func mentions(
    in layer: TextLayer, metadata: [MetadataEntry], keepsNumbers: Bool = true
  ) -> [Mention] {
    finder.mentions(
      in: layer.text, anchor: DocumentDate.day(metadata: metadata, text: layer.text),
      keepsNumbers: keepsNumbers)
  }

  /// The links and events that a text tells of.
  package func relations(in layer: TextLayer, metadata: [MetadataEntry]) -> [Relation] {
    relations(in: layer, found: linkedMentions(in: layer, metadata: metadata))
  }

  /// - Parameter found: As `linkedMentions` gives it for this layer.
  package func relations(in layer: TextLayer, found: LinkedMentions) -> [Relation] {
    relater.relations(in: layer.text, found: found)
  }

  /// The mentions of a text but plain numbers, and the words that stand for some of them.
  package func linkedMentions(in layer: TextLayer, metadata: [MetadataEntry]) -> LinkedMentions {
    finder.linkedMentions(
      in: layer.text, anchor: DocumentDate.day(metadata: metadata, text: layer.text), keepsNumbers: false)
  }
}

extension Lexicon {
  /// Chinese names and terms that the word segmenter must keep whole.
  package var chineseTerms: [String] {
    var result: [String] = []
    for entry in organisations {
      result += [entry.simplified, entry.traditional].compactMap(\.self)
      result += entry.aliases.filter(\.hasHan)
    }
    for term in terms { result += [term.simplified, term.traditional] }
    for place in places { result += place.names.filter(\.hasHan) }
    return result
  }
}

extension String {
  fileprivate var hasHan: Bool {
    unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) || $0.value >= 0x20000 }
  }
}
