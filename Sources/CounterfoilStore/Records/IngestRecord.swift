package import CounterfoilModel

/// One step of an ingest, in the order in which the casebase must take it.
package enum IngestStep: Sendable {
  /// A container whose parts follow; its own record comes after them.
  case open(place: DocumentPlace, digest: Digest)
  /// A file or part that is done.
  case record(IngestRecord)
}

/// Everything an ingest learned about one file or part.
package struct IngestRecord: Sendable {
  package var line: LedgerLine
  package var layer: TextLayer?
  /// Of the layer's text; there wherever the layer is.
  package var layerDigest: Digest?
  package var metadata: [MetadataEntry] = []
  package var mentions: [Mention] = []
  package var statements: [Statement] = []
  /// What the index takes; there wherever the layer is.
  package var postings: SearchPostings?
  /// Nil where there is no layer, or too little text to be a copy of anything.
  package var sketch: CopySketch?
  /// Tokens of the text, for ranking by length.
  package var tokenCount = 0

  package init(line: LedgerLine) { self.line = line }

  /// Rough bytes held, for bounding what waits for the writer.
  package var weight: Int {
    512 + (layer?.text.utf8.count ?? 0) + (postings?.size ?? 0)
      + (sketch?.keys.count ?? 0) * 24
      + mentions.count * 160 + statements.count * 480
      + (layer?.pages.reduce(0) { $0 + $1.boxes.count * 16 } ?? 0)
  }

  /// The first value of a metadata entry.
  package func first(_ name: String) -> String? {
    metadata.first { $0.name == name }?.value
  }
}
