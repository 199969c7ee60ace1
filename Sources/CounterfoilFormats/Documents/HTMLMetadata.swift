internal import CounterfoilModel

/// What a page says about itself in `meta` and `time` elements. The first of each kind counts.
struct HTMLMetadata {
  var language: String?
  /// The first `<time datetime>`, used where no `meta` states a date.
  var time: String?
  private var found: [String: String] = [:]

  private static let names: [String: String] = {
    var names: [String: String] = [:]
    for (entry, labels) in [
      (
        "date",
        """
        article:published_time og:published_time og:article:published_time date dc.date \
        dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created pubdate \
        publishdate publish-date publication_date citation_publication_date citation_date \
        datepublished parsely-pub-date sailthru.date weibo:article:create_at bytedance:published_time
        """
      ),
      (
        "modified",
        """
        article:modified_time og:updated_time og:modified_time dc.date.modified dcterms.modified \
        datemodified last-modified bytedance:updated_time
        """
      ),
      ("author", "author article:author og:article:author dc.creator dcterms.creator byl byline"),
      ("description", "description og:description twitter:description dc.description"),
      ("site", "og:site_name sitename application-name"),
      ("url", "og:url"),
      ("keywords", "keywords news_keywords"),
      ("source", "contentsource source dc.source"),
    ] as [(String, String)] {
      for label in labels.split(separator: " ") { names[String(label)] = entry }
    }
    return names
  }()

  mutating func add(_ label: String, _ value: String) {
    guard !value.isEmpty, let name = Self.names[Whitespace.collapse(label).lowercased()],
      found[name] == nil
    else { return }
    found[name] = String(value.prefix(4096))
  }

  /// In a fixed order.
  func entries(title: MetadataEntry?) -> [MetadataEntry] {
    var entries: [MetadataEntry] = []
    if let title { entries.append(title) }
    for name in ["author", "date", "modified", "description", "site", "url", "keywords", "source"] {
      let value = found[name] ?? (name == "date" ? time.map(Whitespace.collapse) : nil)
      if let value, !value.isEmpty { entries.append(MetadataEntry(name: name, value: value)) }
    }
    if let language = language.map(Whitespace.collapse), !language.isEmpty {
      entries.append(MetadataEntry(name: "declared-language", value: language))
    }
    return entries
  }
}
