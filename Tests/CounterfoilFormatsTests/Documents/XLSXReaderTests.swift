import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `XLSX` {
  /// Two sheets, the second hidden; see `sheet` for the first.
  private static func workbook(
    sheet: String, sheets: String = "", properties: String = "", more: [(String, String)] = []
  ) -> [UInt8] {
    office(
      [
        (
          "xl/workbook.xml",
          "<workbook \(relationshipSpace)>\(properties)<sheets>"
            + "<sheet name=\"Accounts\" sheetId=\"1\" r:id=\"rId1\"/>\(sheets)</sheets></workbook>"
        ),
        (
          "xl/_rels/workbook.xml.rels",
          relationships([
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
          ])
        ),
        (
          "xl/sharedStrings.xml",
          "<sst><si><t>Name</t></si><si><t>Paid</t></si><si><r><t>张</t></r><r><t>伟</t></r>"
            + "<rPh sb=\"0\" eb=\"2\"><t>zhang wei</t></rPh></si><si><t>When</t></si></sst>"
        ),
        (
          "xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"166\" formatCode=\";;;\"/>"
            + "<numFmt numFmtId=\"167\" formatCode=\"#,##0.00 [$EUR]\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/>"
            + "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>"
        ),
        ("xl/worksheets/sheet1.xml", sheet),
      ] + more)
  }

  private static let accounts = """
    <worksheet \(relationshipSpace)><cols><col min="4" max="4" hidden="1"/></cols><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>3</v></c>
    <c r="D1" t="inlineStr"><is><t>Note</t></is></c></row>
    <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="6"><f>SUM(1,2)</f><v>1250.5</v></c>
    <c r="C2" s="2"><v>45356</v></c><c r="D2" t="str"><f>A2</f><v>told
    nobody</v></c></row>
    <row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>Lin Wei</t></is></c><c r="C3" s="3"><v>45356.354166666664</v></c></row>
    <row r="9"><c r="A9" t="b"><v>1</v></c><c r="B9" t="e"><v>#N/A</v></c></row>
    </sheetData><hyperlinks><hyperlink ref="A2" r:id="rId9"/></hyperlinks></worksheet>
    """

  private static let whole = workbook(
    sheet: accounts,
    sheets: "<sheet name=\"Old\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>",
    more: [
      (
        "xl/worksheets/sheet2.xml",
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>kept back</t></is></c></row></sheetData></worksheet>"
      ),
      (
        "xl/worksheets/_rels/sheet1.xml.rels",
        relationships([
          ("rId1", "comments", "../comments1.xml"), ("rId2", "drawing", "../drawings/drawing1.xml"),
          ("rId9", "hyperlink", "https://lantern.example/zw"),
        ])
      ),
      (
        "xl/comments1.xml",
        "<comments><authors><author>R. Hale</author></authors><commentList><comment ref=\"B2\" authorId=\"0\">"
          + "<text><r><t>Who signed</t></r><r><t xml:space=\"preserve\"> this?</t></r></text></comment></commentList></comments>"
      ),
      ("xl/drawings/drawing1.xml", "<wsDr><txBody><p><r><t>In a box</t></r></p></txBody></wsDr>"),
      ("xl/vbaProject.bin", "not a real project"),
    ])

  @Test func `a sheet is a page, a row a line, a cell between tabs`() throws {
    let report = try reading(XLSXReader.self, Self.whole).reading
    #expect(
      report.layer?.text == """
        Accounts
        Name\tPaid\tWhen\tNote
        张伟\t1250.5\t2024-03-05\ttold nobody
        Lin Wei\t\t2024-03-05T08:30:00

        TRUE\t#N/A
        In a box
        B2: Who signed this?
        Old
        kept back

        """)
    #expect(report.layer?.pages.map(\.number) == [1, 2])
    #expect(report.mediaType.hasSuffix("spreadsheetml.sheet"))
    expectSound(report)
  }

  @Test(
    arguments: [
      (LayerMark.Kind.header, ["Accounts", "Name\tPaid\tWhen\tNote", "Old"], "sheet"),
      (.comment, ["B2: Who signed this?"], "R. Hale"),
      (.link, ["张伟"], "https://lantern.example/zw"),
      (
        .hidden, ["Note", "told nobody", "Lin Wei\t\t2024-03-05T08:30:00", "Old\nkept back"], "hidden column"
      ),
    ] as [(LayerMark.Kind, [String], String)])
  func `headers, comments, links and hidden cells are marked`(
    kind: LayerMark.Kind, texts: [String], detail: String
  ) throws {
    let layer = try reading(XLSXReader.self, Self.whole).reading.layer
    #expect(marked(kind, in: layer) == texts)
    #expect(layer?.marks.first { $0.kind == kind }?.detail == detail)
  }

  @Test func `each line's row is known, also behind empty rows`() throws {
    let report = try reading(XLSXReader.self, Self.whole).reading
    let rows = report.metadata.filter { $0.name == "row" }
    #expect(rows.map(\.value) == ["Accounts!9"])
    let start = try #require(rows.first?.range?.lowerBound)
    #expect(words(start..<start + 4, of: report.layer) == "TRUE")
    #expect(report.value("header") == "Name, Paid, When, Note")
    #expect(report.value("hidden-sheet") == "Old")
    #expect(report.value("rows") == "5")
  }

  @Test func `macros are told of and not run`() throws {
    let report = try reading(XLSXReader.self, Self.whole).reading
    #expect(report.problems.map(\.message) == ["it carries macros, which were not run"])
    #expect(report.value("macros") == "present, not run")
  }

  @Test(
    arguments: [
      ("s=\"1\"", "45356", "2024-03-05"), ("s=\"1\"", "45356.5", "2024-03-05T12:00:00"),
      ("s=\"1\"", "1", "1900-01-01"), ("s=\"1\"", "60", "1900-02-29"), ("s=\"1\"", "61", "1900-03-01"),
      ("s=\"4\"", "1.5", "36:00:00"), ("s=\"7\"", "0.75", "18:00:00"), ("s=\"1\"", "-3", "-3"),
      ("s=\"6\"", "45356", "45356"), ("", "1.1010519491231E+17", "110105194912310000"),
      ("", "0.30000000000000004", "0.3"), ("", "13800138000", "13800138000"),
      ("", "-1234.5600000000001", "-1234.56"), ("t=\"d\"", "2024-03-05T00:00:00", "2024-03-05T00:00:00"),
    ])
  func `numbers and dates are written as people read them`(
    attributes: String, value: String, expected: String
  ) throws {
    let sheet =
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" \(attributes)><v>\(value)</v></c></row></sheetData></worksheet>"
    let report = try reading(XLSXReader.self, Self.workbook(sheet: sheet)).reading
    #expect(report.layer?.text == "Accounts\n\(expected)\n")
  }

  @Test func `dates of old Macintosh files count from 1904`() throws {
    let sheet = "<worksheet><sheetData><row><c s=\"1\"><v>43894</v></c></row></sheetData></worksheet>"
    let bytes = Self.workbook(sheet: sheet, properties: "<workbookPr date1904=\"1\"/>")
    #expect(try reading(XLSXReader.self, bytes).reading.layer?.text == "Accounts\n2024-03-05\n")
  }

  @Test(arguments: [
    ("yyyy-mm-dd", "1900-01-01T06:00:00"), ("h:mm AM/PM", "1900-01-01T06:00:00"),
    ("[mm]:ss", "30:00:00"), ("General", "1.25"), ("0.00E+00", "1.25"), ("[Red]0.00", "1.25"),
    ("#,##0\\ \"days\"", "1.25"), ("[$-804]yyyy\"年\"m\"月\"", "1900-01-01T06:00:00"),
    ("mmm", "1900-01-01T06:00:00"), ("@", "1.25"), ("0;[Red]-0", "1.25"), ("\"d", "1.25"),
    ("dd/mm/yyyy;@", "1900-01-01T06:00:00"), (";;;", "1.25"),
  ])
  func `a number format says whether a number is a date`(code: String, shown: String) throws {
    let style =
      "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"\(code.replacing("\"", with: "&quot;"))\"/></numFmts>"
      + "<cellXfs><xf numFmtId=\"200\"/></cellXfs></styleSheet>"
    let bytes = office([
      (
        "xl/workbook.xml",
        "<workbook \(relationshipSpace)><sheets><sheet name=\"S\" r:id=\"r\"/></sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", relationships([("r", "worksheet", "worksheets/s.xml")])),
      ("xl/styles.xml", style),
      (
        "xl/worksheets/s.xml",
        "<worksheet><sheetData><row><c s=\"0\"><v>1.25</v></c></row></sheetData></worksheet>"
      ),
    ])
    let report = try reading(XLSXReader.self, bytes).reading
    #expect(report.layer?.text == "S\n\(shown)\n")
    #expect(marked(.hidden, in: report.layer) == (code == ";;;" ? [shown] : []))
  }

  @Test func `a million empty rows cost nothing, and no place is beyond the sheet`() throws {
    let empty = (1...20_000).map { "<row r=\"\($0)\"/>" }.joined()
    let sheet =
      "<worksheet><sheetData>\(empty)<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"
      + "<row r=\"99999999999999999999\"><c r=\"ZZZZZZZZ1\"><v>2</v></c></row></sheetData></worksheet>"
    let report = try reading(XLSXReader.self, Self.workbook(sheet: sheet)).reading
    #expect(report.layer?.text.hasPrefix("Accounts\n1") == true)
    #expect((report.layer?.text.utf8.count ?? 0) < 40)
    expectSound(report)
  }

  @Test func `entities are neither expanded nor fetched`() throws {
    let sheet =
      "\(hostileDocumentType)<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>before &l11;&file; after</t></is></c></row></sheetData></worksheet>"
    let report = try reading(XLSXReader.self, Self.workbook(sheet: sheet)).reading
    let text = report.layer?.text ?? ""
    #expect(text.contains("before") && text.contains("after"))
    #expect(!text.contains("haha") && !text.contains("root:"))
    #expect(report.problems.count == 1)
  }

  @Test func `entities are not expanded in two bytes a character either`() throws {
    let sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\(hostileDocumentType)<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>before &l11; after</t></is></c></row></sheetData></worksheet>"
    let bytes = storedZip([
      Member("[Content_Types].xml", "<Types/>"),
      Member("xl/worksheets/sheet1.xml", bytes: [0xFF, 0xFE] + encoded(sheet, "UTF-16LE")),
    ])
    let report = try reading(XLSXReader.self, bytes).reading
    let text = report.layer?.text ?? ""
    #expect(text.contains("before") && text.contains("after") && !text.contains("haha"))
    #expect(report.problems.contains { $0.message.contains("entities") })
  }

  @Test func `a workbook is told from a document and from an archive of workbooks`() throws {
    #expect(recognises(XLSXReader.self, Self.whole))
    #expect(recognises(XLSXReader.self, Array(Self.whole.prefix(1500))))
    #expect(!recognises(XLSXReader.self, try fixture("visit-report.docx")))
    #expect(!recognises(XLSXReader.self, storedZip([Member("a.xlsx", bytes: Self.whole)])))
    #expect(
      !recognises(DOCXReader.self, storedZip([Member("a.docx", bytes: try fixture("visit-report.docx"))])))
  }

  @Test(arguments: [300, 1200, 2000, 3000, 4500])
  func `a workbook cut short is read as far as it goes, or refused with advice`(length: Int) throws {
    let bytes = Array(Self.whole.prefix(length))
    do throws(any Error) {
      let report = try reading(XLSXReader.self, bytes).reading
      #expect(!report.problems.isEmpty)
      expectSound(report)
    } catch let error as ReadError {
      #expect(error.code == .damaged && !error.advice.isEmpty)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged workbooks are read or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(Self.whole, seed: seed)
    do throws(any Error) {
      expectSound(try reading(XLSXReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
