import Counterfoil
import CounterfoilModel
import CounterfoilStore

/// The first page: a box for the query, and what it found.
struct SearchPage: Page {
  static let template = "search"
  static let section = "search"
  private static let hitsOnPage = 20
  // `Search` keeps no more than 10,000.
  private static let lastPage = 500

  var title: String
  var query: String
  /// Without a query: how to ask, and what there is to ask.
  var welcome: Welcome?
  var mistake: Mistake?
  var found: Found?
  var nothing: Nothing?

  /// What the casebase holds, for someone who has not asked yet.
  struct Welcome {
    var holdings: String
    var isEmpty: Bool
  }

  /// A query that cannot be run, with the character at fault.
  struct Mistake {
    var message: String
    var before: String
    var fault: String
    var after: String
  }

  struct Found {
    var total: String
    var elapsed: String
    var names: String?
    var hits: [Hit]
    var facets: [Facet]
    var paging: Paging
  }

  struct Nothing {
    var elapsed: String
    /// The same query without what narrows it, where something does.
    var wider: String?
  }

  struct Facet {
    var heading: String
    var choices: [FilterView]
  }

  struct Hit {
    var place: PlaceView
    var heading: String
    var isTitled: Bool
    var snippet: String
    var language: String?
    var languageName: String?
    var kind: String?
    var pageWords: String?
    var date: String?
  }

  init(_ site: Site, _ parameters: Parameters) throws {
    query = parameters["q"] ?? ""
    title = query
    let words = site.words
    guard query.contains(where: { !$0.isWhitespace }) else {
      query = ""
      title = ""
      welcome = try Self.welcome(site)
      return
    }
    let page = min(max(try parameters.count("page") ?? 1, 1), Self.lastPage)
    do {
      let results = try site.workbench.search(
        query, top: Self.hitsOnPage, offset: (page - 1) * Self.hitsOnPage)
      let elapsed = Figures.milliseconds(results.elapsed)
      if results.total == 0 {
        let bare = QueryText(query).withoutFilters
        nothing = Nothing(
          elapsed: elapsed, wider: bare.isEmpty || bare == query ? nil : Self.address(bare))
        return
      }
      let pages = min((results.total + Self.hitsOnPage - 1) / Self.hitsOnPage, Self.lastPage)
      let query = query
      found = Found(
        total: words.count(
          results.totalIsExact ? "search.total" : "search.total-at-least", results.total),
        elapsed: elapsed, names: Self.names(results.names, words),
        hits: results.hits.map { Self.hit($0, words) },
        facets: Self.facets(results.facets, query: query, words),
        paging: Paging(page: page, pages: pages, words: words) { Self.address(query, page: $0) })
    } catch let error as QueryError {
      mistake = Self.mistake(error, in: query)
    }
  }

  /// Which names were looked for besides.
  private static func names(_ names: [String], _ words: Words) -> String? {
    names.isEmpty
      ? nil
      : words["search.names"] + " " + names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " …" : "")
  }

  private static func welcome(_ site: Site) throws -> Welcome {
    let counts = try site.workbench.ledgerCounts()
    let read = (counts.lines[.read] ?? 0) + (counts.lines[.readWithWarnings] ?? 0)
    return Welcome(holdings: site.words.count("search.holdings", read), isEmpty: read == 0)
  }

  private static func mistake(_ error: QueryError, in query: String) -> Mistake {
    let scalars = query.unicodeScalars
    let offset = min(max(error.offset, 0), scalars.count)
    let at = scalars.index(scalars.startIndex, offsetBy: offset)
    let isInside = at < scalars.endIndex
    return Mistake(
      message: error.message, before: String(scalars[..<at]),
      // After the last character there is nothing to point at but the place itself.
      fault: isInside ? String(Character(scalars[at])) : "\u{A0}",
      after: isInside ? String(scalars[scalars.index(after: at)...]) : "")
  }

  private static func hit(_ hit: SearchHit, _ words: Words) -> Hit {
    var place = PlaceView(hit.place, id: hit.document)
    if hit.end > hit.start {
      var address = Address(place.address)
      address.add("start", "\(hit.start)")
      address.add("end", "\(hit.end)")
      address.jump(to: "o\(hit.start)")
      place.address = address.text
    }
    let title = hit.title.flatMap { $0.isEmpty ? nil : $0 }
    return Hit(
      place: place,
      heading: (title ?? (hit.place.part.isEmpty ? hit.place.file : hit.place.part)).shown,
      isTitled: title != nil || !hit.place.part.isEmpty,
      snippet: MarkedText(
        text: hit.snippet, spans: hit.snippetMarks.map { .init(range: $0, meaning: .match) }
      ).html(),
      language: hit.language,
      languageName: hit.language.map(words.language),
      kind: hit.mediaType.map(words.kind(mediaType:)),
      pageWords: hit.page.map { words.page($0, ofType: hit.mediaType) },
      date: hit.date.map { String($0.prefix(10)) })
  }

  // MARK: facets

  private static func facets(_ facets: SearchFacets, query: String, _ words: Words) -> [Facet] {
    let text = QueryText(query)
    func choices(
      _ counts: [SearchFacets.Count], label: (String) -> String, clauses: (String) -> [String]
    ) -> [FilterView] {
      counts.map { item in
        let clauses = clauses(item.value)
        let isChosen = text.has(clauses)
        return FilterView(
          address: address(isChosen ? text.removing(clauses) : text.adding(clauses)),
          label: label(item.value), count: Figures.count(item.count), isChosen: isChosen)
      }
    }
    return [
      Facet(
        heading: words["search.by-type"],
        choices: choices(
          facets.types, label: { words.known("types.\($0)") ?? $0 }, clauses: { ["type:\($0)"] })),
      Facet(
        heading: words["search.by-language"],
        choices: choices(facets.languages, label: words.language, clauses: { ["lang:\($0)"] })),
      Facet(
        heading: words["search.by-month"],
        choices: choices(
          facets.months.reversed(), label: { $0 },
          clauses: { ["after:\($0)", "before:\(QueryText.following($0))"] })),
    ].filter { !$0.choices.isEmpty }
  }

  static func address(_ query: String, page: Int = 1) -> String {
    var address = Address("/")
    address.add("q", query)
    if page > 1 { address.add("page", "\(page)") }
    return address.text
  }
}
