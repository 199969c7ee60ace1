package import CounterfoilModel

/// What a search found: how many, the best of them, and how they spread.
package struct SearchResults: Hashable, Sendable {
  package var total: Int
  /// False where counting stopped: then there are at least `total`.
  package var totalIsExact: Bool
  /// Best first; equal scores by document id.
  package var hits: [SearchHit]
  package var facets: SearchFacets
  /// Names in the other script that were looked for besides, likeliest first.
  package var names: [String]
  /// Wall time.
  package var elapsed: Duration
}

/// One document that was found, and where in it.
package struct SearchHit: Hashable, Sendable {
  package var document: Int64
  package var place: DocumentPlace
  package var title: String?
  /// The page of the match, counted from 1; nil where the format has no pages.
  package var page: Int?
  /// BM25; 0 where fields alone were asked for.
  package var score: Double
  /// The passage on one line, white space run together, `…` where it was cut.
  package var snippet: String
  /// What matched, in Unicode scalars of `snippet`.
  package var snippetMarks: [Range<Int>]
  /// The best match, in Unicode scalars of the text layer; both 0 where fields alone matched.
  package var start: Int
  package var end: Int
  package var language: String?
  package var mediaType: String?
  package var date: String?
}

/// Over all matches, not only those shown.
package struct SearchFacets: Hashable, Sendable {
  package struct Count: Hashable, Sendable {
    /// As the field takes it: `type:pdf`, `lang:zh-Hans`; a month as `2021-03`.
    package var value: String
    package var count: Int

    package init(value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// Most first.
  package var types: [Count] = []
  /// Most first; documents without a language are left out.
  package var languages: [Count] = []
  /// In time; a document that gives only its year counts under the year.
  package var months: [Count] = []
}
