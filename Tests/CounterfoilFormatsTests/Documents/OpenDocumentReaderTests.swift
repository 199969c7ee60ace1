import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `OpenDocument` {
  private static let type = "application/vnd.oasis.opendocument."
  private static let spaces =
    ["office", "text", "table", "draw", "style", "dc", "meta", "presentation", "xlink", "svg", "manifest"]
    .map { "xmlns:\($0)=\"urn:\($0)\"" }.joined(separator: " ")

  private static func document(
    _ kind: String, styles: String = "", body: String, more: [(String, String)] = []
  ) -> [UInt8] {
    openDocument(
      type + kind,
      [
        (
          "content.xml",
          "<office:document-content \(spaces)><office:automatic-styles>\(styles)</office:automatic-styles>"
            + "<office:body>\(body)</office:body></office:document-content>"
        )
      ] + more)
  }

  private static let letter = document(
    "text",
    styles:
      "<style:style style:name=\"T1\"><style:text-properties text:display=\"none\"/></style:style>",
    body: """
      <office:text><text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info>
      <dc:creator>R. Hale</dc:creator><dc:date>2024-03-05</dc:date></office:change-info><text:p>once </text:p></text:deletion></text:changed-region>
      <text:changed-region text:id="ct2"><text:insertion><office:change-info><dc:creator>Lin Wei</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
      <text:h>访问报告</text:h>
      <text:p>The guest met <text:change text:change-id="ct1"/><text:change-start text:change-id="ct2"/>twice<text:change-end text:change-id="ct2"/> with <text:a xlink:href="https://lantern.example/e">the engineer</text:a><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A footnote.</text:p></text:note-body></text:note>.<text:span text:style-name="T1">Do not tell the office.</text:span><office:annotation><dc:creator>R. Hale</dc:creator><dc:date>2024-03-05T08:00:00</dc:date><text:p>Check this name.</text:p></office:annotation></text:p>
      <table:table><table:table-row><table:table-cell><text:p>Zhou</text:p></table:table-cell><table:table-cell><text:p>host</text:p></table:table-cell></table:table-row></table:table>
      <text:p>a<text:tab/>b<text:line-break/>c<text:s text:c="2"/>d <text:title>The title</text:title></text:p>
      <text:p><text:change text:change-id="ct1"/><draw:frame><svg:title>alt</svg:title><draw:image/></draw:frame></text:p></office:text>
      """,
    more: [
      (
        "meta.xml",
        "<office:document-meta \(spaces)><office:meta><dc:title>Visit</dc:title><meta:initial-creator>R. Hale</meta:initial-creator></office:meta></office:document-meta>"
      ),
      (
        "styles.xml",
        "<office:document-styles \(spaces)><office:master-styles><style:master-page><style:header><text:p>Northfield Optics</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
      ),
      ("Basic/Standard/Module1.xml", "<x/>"),
      ("Object 1", "not really an object"),
    ])

  @Test func `paragraphs, cells, notes and headers stand in lines`() throws {
    let (report, children) = try reading(OpenDocumentReader.self, Self.letter)
    #expect(
      report.layer?.text == """
        访问报告
        The guest met once twice with the engineer.
        Do not tell the office.
        Zhou\thost
        a\tb
        c  d The title
        A footnote.
        Check this name.
        Northfield Optics
        """)
    #expect(report.mediaType == Self.type + "text")
    #expect(report.value("title") == "Visit" && report.value("author") == "R. Hale")
    #expect(report.problems.map(\.message) == ["it carries macros, which were not run"])
    #expect(children.map(\.name) == ["Object 1"])
    expectSound(report)
  }

  @Test(
    arguments: [
      (LayerMark.Kind.deleted, "once", "R. Hale"), (.inserted, "twice", "Lin Wei"),
      (.hidden, "Do not tell the office.", nil), (.comment, "Check this name.", "R. Hale"),
      (.link, "the engineer", "https://lantern.example/e"),
    ] as [(LayerMark.Kind, String, String?)])
  func `changes, annotations, links and hidden words are marked`(
    kind: LayerMark.Kind, text: String, detail: String?
  ) throws {
    let layer = try reading(OpenDocumentReader.self, Self.letter).reading.layer
    #expect(marked(kind, in: layer) == [text])
    #expect(layer?.marks.first { $0.kind == kind }?.detail == detail)
  }

  private static let sheets = document(
    "spreadsheet",
    styles: "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>",
    body: """
      <office:spreadsheet><table:table table:name="Accounts"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
      <table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>When</text:p></table:table-cell><table:table-cell><text:p>Paid</text:p></table:table-cell></table:table-row>
      <table:table-row><table:table-cell office:value-type="string"><text:p>张伟</text:p><office:annotation><dc:creator>R. Hale</dc:creator><text:p>Who?</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>5.3.24</text:p></table:table-cell><table:table-cell office:value-type="currency" office:value="12.5"><text:p>12.50 €</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="3.5"><text:p>3,50</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
      </table:table><table:table table:name="Old" table:style-name="ta2"><table:table-row><table:table-cell><text:p>kept back</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>
      """)

  @Test func `sheets are pages, empty repeated rows cost nothing, hidden ones are marked`() throws {
    let report = try reading(OpenDocumentReader.self, Self.sheets).reading
    #expect(
      report.layer?.text == """
        Accounts
        Name\tWhen\tPaid
        张伟\t2024-03-05\t12.50 €

        3.5\t08:30:00\tTRUE
        3.5\t08:30:00\tTRUE
        A2: Who?
        Old
        kept back

        """)
    #expect(report.layer?.pages.count == 2)
    #expect(
      marked(.hidden, in: report.layer) == [
        "Paid", "12.50 €", "3.5\t08:30:00\tTRUE\n3.5\t08:30:00\tTRUE", "TRUE", "TRUE", "Old\nkept back",
      ])
    #expect(report.metadata.filter { $0.name == "row" }.map(\.value) == ["Accounts!1000003"])
    #expect(report.value("header") == "Name, When, Paid")
    expectSound(report)
  }

  @Test func `cells repeated without end are read a while and told of`() throws {
    let bytes = Self.document(
      "spreadsheet",
      body:
        "<office:spreadsheet><table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"1048576\">"
        + "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"
    )
    let report = try reading(OpenDocumentReader.self, bytes).reading
    #expect(report.problems.count == 1)
    #expect((report.layer?.text.utf8.count ?? 0) < 3_000_000)
  }

  @Test func `slides are pages, with their notes and whether they are hidden`() throws {
    let bytes = Self.document(
      "presentation",
      styles:
        "<style:style style:name=\"dp2\"><style:drawing-page-properties presentation:visibility=\"hidden\"/></style:style>",
      body: """
        <office:presentation><draw:page draw:name="1"><draw:frame presentation:class="title"><draw:text-box><text:p>A visit</text:p></draw:text-box></draw:frame>
        <draw:frame><draw:text-box><text:list><text:list-item><text:p>First</text:p></text:list-item></text:list></draw:text-box></draw:frame>
        <presentation:notes><draw:page-thumbnail/><draw:frame><draw:text-box><text:p>Mention the grant</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
        <draw:page draw:style-name="dp2"><draw:frame><draw:text-box><text:p>Not for guests</text:p></draw:text-box></draw:frame></draw:page>
        <draw:page><draw:frame><draw:image/></draw:frame></draw:page></office:presentation>
        """)
    let report = try reading(OpenDocumentReader.self, bytes).reading
    #expect(
      report.layer?.text == "A visit\nFirst\nSpeaker notes:\nMention the grant\nNot for guests\n\n")
    #expect(report.layer?.pages.map(\.needsOCR) == [false, false, true])
    #expect(marked(.title, in: report.layer) == ["A visit"])
    #expect(marked(.comment, in: report.layer) == ["Mention the grant"])
    #expect(marked(.hidden, in: report.layer) == ["Not for guests"])
    expectSound(report)
  }

  @Test func `an encrypted document is refused with advice`() throws {
    let bytes = Self.document(
      "text", body: "",
      more: [
        (
          "META-INF/manifest.xml",
          "<manifest:manifest \(Self.spaces)><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
        )
      ])
    let error = #expect(throws: ReadError.self) { try reading(OpenDocumentReader.self, bytes) }
    #expect(error?.code == .encrypted)
  }

  @Test func `entities are neither expanded nor fetched`() throws {
    let bytes = openDocument(
      Self.type + "text",
      [
        (
          "content.xml",
          "\(hostileDocumentType)<o \(Self.spaces)><text:p>before &l11;&file; after</text:p></o>"
        )
      ])
    let report = try reading(OpenDocumentReader.self, bytes).reading
    let text = report.layer?.text ?? ""
    #expect(text.contains("before") && !text.contains("haha") && !text.contains("root:"))
    #expect(report.problems.count == 1)
  }

  @Test func `an OpenDocument is told by its type`() {
    #expect(recognises(OpenDocumentReader.self, Self.letter))
    #expect(!recognises(OpenDocumentReader.self, storedZip([Member("a.odt", bytes: Self.letter)])))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `damaged documents are read or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(seed % 2 == 0 ? Self.letter : Self.sheets, seed: seed)
    do throws(any Error) {
      expectSound(try reading(OpenDocumentReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
