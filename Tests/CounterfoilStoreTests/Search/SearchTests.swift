import CounterfoilModel
import CounterfoilStore
import Foundation
import GRDB
import Testing

@Suite struct `Searching` {
  static let samples: [Sample] = [
    Sample(
      id: 1, file: "a.eml", text: "The courier moved the reports to the embassy by train.",
      mediaType: "message/rfc822", date: "2021-03-05T10:00:00Z", sender: "Li Wei <li@example.org>",
      recipients: "ann@example.org, bob@example.org", grade: "B2"),
    Sample(
      id: 2, file: "b.pdf", text: "A report on the embassy. No courier was seen.",
      mediaType: "application/pdf", date: "2021-04", grade: "B3", marking: "TLP:AMBER"),
    Sample(
      id: 3, file: "c.txt", text: "国家安全机关依法开展反间谍工作。", language: "zh-Hans", date: "2020"),
    Sample(
      id: 4, file: "d.txt", text: "臺灣的國家安全局與反間諜工作。", language: "zh-Hant",
      date: "2022-01-09"),
    Sample(
      id: 5, file: "dir/e 100%.html", text: "张伟 met Zhang Wei at the embassy; 国 alone.",
      mediaType: "text/html", grade: "A1"),
    Sample(
      id: 6, file: "box.mbox", text: "Reporting lines of the firm: see the report, the reports.",
      part: "3/annex.txt"),
  ]

  @Test(arguments: [
    // Words: stems, case, absence.
    ("embassy", ["a.eml", "b.pdf", "dir/e 100%.html"]),
    ("EMBASSY", ["a.eml", "b.pdf", "dir/e 100%.html"]),
    ("reports", ["a.eml", "b.pdf", "box.mbox"]),
    ("submarine", []),
    // AND, OR, NOT.
    ("courier train", ["a.eml"]),
    ("train OR firm", ["a.eml", "box.mbox"]),
    ("embassy NOT courier", ["dir/e 100%.html"]),
    ("embassy -courier", ["dir/e 100%.html"]),
    ("embassy -train -zhang", ["b.pdf"]),
    ("embassy (train OR zhang)", ["a.eml", "dir/e 100%.html"]),
    ("train OR (embassy NOT courier)", ["a.eml", "dir/e 100%.html"]),
    // Phrases, NEAR, prefixes.
    ("\"the embassy\"", ["a.eml", "b.pdf", "dir/e 100%.html"]),
    ("\"embassy by train\"", ["a.eml"]),
    ("\"train embassy\"", []),
    ("NEAR(courier train, 3)", []),
    ("NEAR(train courier, 8)", ["a.eml"]),
    ("cour*", ["a.eml", "b.pdf"]),
    ("reporti*", ["box.mbox"]),
    ("\"no cou\"*", ["b.pdf"]),
    // Chinese: across scripts, phrases without spaces, single characters.
    ("国家", ["c.txt", "d.txt"]),
    ("國家", ["c.txt", "d.txt"]),
    ("反间谍", ["c.txt", "d.txt"]),
    ("国家安全局", ["d.txt"]),
    ("国", ["c.txt", "d.txt", "dir/e 100%.html"]),
    ("伟", ["dir/e 100%.html"]),
    ("局", ["d.txt"]),
    ("家国", []),
    ("张伟 zhang", ["dir/e 100%.html"]),
    ("反间谍 -局", ["c.txt"]),
    // Fields.
    ("type:pdf", ["b.pdf"]),
    ("type:mail embassy", ["a.eml"]),
    ("type:application/pdf", ["b.pdf"]),
    ("type:text/*", ["c.txt", "d.txt", "dir/e 100%.html", "box.mbox"]),
    ("embassy -type:pdf", ["a.eml", "dir/e 100%.html"]),
    ("lang:zh", ["c.txt", "d.txt"]),
    ("lang:zh-hant 国家", ["d.txt"]),
    ("国 -lang:zh", ["dir/e 100%.html"]),
    ("from:wei", ["a.eml"]),
    ("from:\"li wei\" embassy", ["a.eml"]),
    ("to:bob@example.org", ["a.eml"]),
    ("after:2021", ["a.eml", "b.pdf", "d.txt"]),
    ("after:2021-04 before:2022", ["b.pdf"]),
    ("before:2021-03-05", ["c.txt"]),
    ("before:2021-03-06", ["a.eml", "c.txt"]),
    ("-after:2021 embassy", ["dir/e 100%.html"]),
    ("grade:B", ["a.eml", "b.pdf"]),
    ("grade:B2", ["a.eml"]),
    ("grade:F 国家", ["c.txt", "d.txt"]),
    ("grade:1", ["dir/e 100%.html"]),
    ("marking:amber", ["b.pdf"]),
    ("path:annex", ["box.mbox"]),
    ("path:*.pdf", ["b.pdf"]),
    ("path:dir/*", ["dir/e 100%.html"]),
    ("path:100%", ["dir/e 100%.html"]),
    ("path:_", []),
    ("entity:org-mss", ["c.txt"]),
    ("entity:\"the firm\"", ["box.mbox"]),
    ("entity:国家安全机关", ["c.txt"]),
    // Words and fields mixed.
    ("train OR type:pdf", ["a.eml", "b.pdf"]),
    ("(train OR lang:zh) -局", ["a.eml", "c.txt"]),
    ("type:pdf OR -grade:F", ["a.eml", "b.pdf", "dir/e 100%.html"]),
    ("type:pdf -embassy", []),
    ("lang:zh NOT 局", ["c.txt"]),
  ])
  func `finds`(query: String, files: [String]) throws {
    for fixture in try Self.fixtures.get() {
      let results = try fixture.search(query)
      #expect(results.hits.sorted { $0.document < $1.document }.map(\.place.file) == files)
      #expect(results.total == files.count)
      #expect(results.totalIsExact)
    }
  }

  /// With plain tokens and with those of `CounterfoilText`; read only.
  private static let fixtures = Result {
    try [SearchFixture.plain as any SearchTokens, IndexedTokens()].map { tokens in
      let fixture = try SearchFixture(samples, tokens: tokens)
      try fixture.mention("国家安全机关", entity: "org-mss", in: 3, start: 0)
      try fixture.mention("the firm", entity: "org-firm", in: 6, start: 19)
      return fixture
    }
  }

  @Test func `shows a traditional document in its own script, the match marked`() throws {
    let lead = String(repeating: "此處另有其他文字與本案無關。", count: 40)
    let sample = Sample(id: 1, file: "a", text: lead + "他們談到反間諜\n工作。" + lead, language: "zh-Hant")
    let fixture = try SearchFixture([sample], tokens: IndexedTokens())
    let hit = try #require(try fixture.search("反间谍").hits.first)
    let snippet = Array(hit.snippet.unicodeScalars)
    #expect(hit.snippetMarks.map { String(String.UnicodeScalarView(snippet[$0])) } == ["反間諜"])
    #expect(hit.snippet.hasPrefix("…") && hit.snippet.hasSuffix("…"))
    #expect(hit.snippet.contains("反間諜 工作"))
    let text = Array(sample.text.unicodeScalars)
    #expect(String(String.UnicodeScalarView(text[hit.start..<hit.end])) == "反間諜")
  }

  @Test func `shows the passage with most of the terms, far into a large layer`() throws {
    let filler = String(repeating: "Nothing of note was said that day. ", count: 30_000)
    let text = filler + "A courier left. " + filler.prefix(3500) + "The courier met the banker."
    let fixture = try SearchFixture([Sample(id: 1, file: "a", text: text)], tokens: IndexedTokens())
    let hit = try #require(try fixture.search("banker courier").hits.first)
    #expect(hit.snippet.contains("The courier met the banker."))
    #expect(hit.snippetMarks.count == 2)
    #expect(hit.start == text.unicodeScalars.count - "courier met the banker.".count)
  }

  @Test func `names the page of the match`() throws {
    let fixture = try SearchFixture([
      Sample(id: 1, file: "a.pdf", text: "first page\u{C}the embassy", mediaType: "application/pdf")
    ])
    try fixture.casebase.write { db in
      try db.execute(
        sql: """
          INSERT INTO page (document, number, start, end, needs_ocr, width, height)
          VALUES (1, 1, 0, 11, 0, 1, 1), (1, 2, 11, 22, 0, 1, 1)
          """)
    }
    #expect(try fixture.search("embassy").hits.first?.page == 2)
    #expect(try fixture.search("first").hits.first?.page == 1)
  }

  @Test func `puts the exact form first, then the shorter document`() throws {
    let fixture = try SearchFixture([
      Sample(id: 1, file: "stem", text: "one report of many things that were seen there"),
      Sample(id: 2, file: "exact", text: "some reports of many things that were seen there"),
      Sample(id: 3, file: "short", text: "a report seen there"),
      Sample(id: 4, file: "same", text: "a report seen there"),
      Sample(id: 5, file: "other", text: "nothing of the kind was written here by anyone"),
    ])
    #expect(
      try fixture.search("reports").hits.map(\.place.file) == ["exact", "short", "same", "stem"])
  }

  @Test func `counts facets over all matches`() throws {
    let fixture = try SearchFixture(Self.samples)
    let facets = try fixture.search("embassy OR 国家", top: 1).facets
    typealias Count = SearchFacets.Count
    #expect(
      facets.types == [
        Count(value: "text", count: 2), Count(value: "html", count: 1),
        Count(value: "mail", count: 1), Count(value: "pdf", count: 1),
      ])
    #expect(
      facets.languages == [
        Count(value: "en", count: 3), Count(value: "zh-Hans", count: 1),
        Count(value: "zh-Hant", count: 1),
      ])
    #expect(
      facets.months == [
        Count(value: "2020", count: 1), Count(value: "2021-03", count: 1),
        Count(value: "2021-04", count: 1), Count(value: "2022-01", count: 1),
      ])
  }

  @Test func `a chosen facet narrows every kind of query`() throws {
    let fixture = try SearchFixture(Self.samples)
    for query in ["embassy", "embassy OR type:html", "after:2020"] {
      let all = try fixture.search(query)
      let some = try fixture.search(query, filters: [.type(.pdf)])
      #expect(some.total == 1, "\(query)")
      #expect(all.total > some.total, "\(query)")
    }
  }

  @Test func `pages through the same order`() throws {
    let fixture = try SearchFixture(
      (1...25).map { Sample(id: $0, file: "\($0)", text: "courier number \($0 % 4)") })
    let whole = try fixture.search("courier").hits.map(\.document)
    let pages = try stride(from: 0, to: 25, by: 7).flatMap {
      try fixture.search("courier", top: 7, offset: $0).hits.map(\.document)
    }
    #expect(whole == pages)
    #expect(whole.count == 25)
    #expect(try fixture.search("courier", top: 7, offset: 100).hits.isEmpty)
  }

  @Test func `forgets a withdrawn document and takes it again`() throws {
    let fixture = try SearchFixture(Self.samples)
    try fixture.withdraw(Self.samples[1])
    #expect(try fixture.files("embassy") == ["a.eml", "dir/e 100%.html"])
    #expect(try fixture.files("type:pdf") == [])
    try fixture.casebase.write { db in
      try db.execute(sql: "DELETE FROM layer WHERE document = 2; DELETE FROM document WHERE id = 2")
    }
    try fixture.add(Self.samples[1])
    #expect(try fixture.files("embassy") == ["a.eml", "b.pdf", "dir/e 100%.html"])
  }

  @Test func `an empty casebase answers every kind of query`() throws {
    let fixture = try SearchFixture()
    for query in ["embassy", "国", "type:pdf", "train OR type:pdf", "entity:x", "grade:F6", "co*"] {
      #expect(try fixture.search(query).total == 0)
    }
  }

  @Test func `says where nothing can be looked for`() throws {
    let fixture = try SearchFixture(Self.samples)
    let error = #expect(throws: QueryError.self) { try fixture.search("embassy !!!") }
    #expect(error?.code == .nothingSearchable)
    #expect(error?.offset == 8)
  }

  @Test func `merging changes nothing that is found`() throws {
    let fixture = try SearchFixture(
      Self.samples + (100..<200).map { Sample(id: $0, file: "\($0)", text: "embassy \($0)") })
    let before = try fixture.search("embassy OR 国家").hits
    try fixture.casebase.write { db in
      while try !SearchIndex.merge(db, pages: 64) {}
    }
    #expect(try fixture.search("embassy OR 国家").hits == before)
    let report = try fixture.casebase.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    #expect(report == ["ok"])
  }

  @Test(arguments: [
    ("Xu Yanjun", ["han.txt", "latin.txt"]), ("\"Hsu Yen-chün\"", ["han.txt"]),
    ("徐延军", ["han.txt", "latin.txt"]),
    ("徐延军 flight", ["latin.txt"]), ("Xu Yanjun NOT flight", ["han.txt"]), ("flight Wang", []),
  ])
  func `a Chinese name finds its other script`(query: String, files: [String]) throws {
    let fixture = try SearchFixture(
      [
        Sample(id: 1, file: "han.txt", text: "被告人徐延軍於當日抵達。", language: "zh-Hant"),
        Sample(id: 2, file: "latin.txt", text: "Yanjun Xu took a flight."),
        Sample(id: 3, file: "other.txt", text: "Xu Wei stayed; 延军 is another."),
      ], tokens: IndexedTokens())
    #expect(try fixture.search(query).hits.map(\.place.file).sorted() == files)
  }
}
