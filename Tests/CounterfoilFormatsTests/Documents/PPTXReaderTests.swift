import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `PPTX` {
  private static func slide(_ body: String, show: String = "1") -> String {
    "<p:sld xmlns:p=\"p\" xmlns:a=\"a\" \(relationshipSpace) show=\"\(show)\"><p:cSld><p:spTree>\(body)</p:spTree></p:cSld></p:sld>"
  }

  private static func shape(_ text: String, type: String? = nil) -> String {
    let place = type.map { "<p:nvSpPr><p:nvPr><p:ph type=\"\($0)\"/></p:nvPr></p:nvSpPr>" } ?? ""
    let paragraphs = text.split(separator: "\n").map { "<a:p><a:r><a:t>\($0)</a:t></a:r></a:p>" }
    return "<p:sp>\(place)<p:txBody>\(paragraphs.joined())</p:txBody></p:sp>"
  }

  private static let table =
    "<p:graphicFrame><a:tbl>"
    + [["Name", "Role"], ["张伟", "host"]].map { row in
      "<a:tr>\(row.map { "<a:tc><a:txBody><a:p><a:r><a:t>\($0)</a:t></a:r></a:p></a:txBody></a:tc>" }.joined())</a:tr>"
    }.joined() + "</a:tbl></p:graphicFrame>"

  private static let link =
    "<p:sp><p:txBody><a:p><a:r><a:rPr><a:hlinkClick r:id=\"rId3\"/></a:rPr><a:t>invitation</a:t></a:r></a:p></p:txBody></p:sp>"

  /// Shown in the order of slide 2, slide 10, slide 1; slide 10 is hidden, slide 1 a picture.
  private static let whole = office([
    (
      "ppt/presentation.xml",
      "<p:presentation xmlns:p=\"p\" \(relationshipSpace)><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId2\"/>"
        + "<p:sldId id=\"257\" r:id=\"rId10\"/><p:sldId id=\"258\" r:id=\"rId1\"/></p:sldIdLst></p:presentation>"
    ),
    (
      "ppt/_rels/presentation.xml.rels",
      relationships([
        ("rId1", "slide", "slides/slide1.xml"), ("rId2", "slide", "slides/slide2.xml"),
        ("rId10", "slide", "slides/slide10.xml"),
      ])
    ),
    ("ppt/slides/slide1.xml", slide("<p:pic/>")),
    ("ppt/slides/_rels/slide1.xml.rels", relationships([("rId1", "image", "../media/image1.png")])),
    (
      "ppt/slides/slide2.xml",
      slide(
        shape("A visit", type: "ctrTitle") + shape("First point\nSecond point") + table + link
          + shape("7", type: "sldNum"))
    ),
    (
      "ppt/slides/_rels/slide2.xml.rels",
      relationships([
        ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"),
        ("rId2", "comments", "../comments/comment1.xml"),
        ("rId3", "hyperlink", "https://lantern.example/invite"),
      ])
    ),
    ("ppt/slides/slide10.xml", slide(shape("Not for guests"), show: "0")),
    (
      "ppt/notesSlides/notesSlide1.xml",
      "<p:notes xmlns:p=\"p\" xmlns:a=\"a\">\(shape("Mention the grant", type: "body"))\(shape("2", type: "sldNum"))</p:notes>"
    ),
    (
      "ppt/commentAuthors.xml",
      "<p:cmAuthorLst xmlns:p=\"p\"><p:cmAuthor id=\"0\" name=\"R. Hale\"/></p:cmAuthorLst>"
    ),
    (
      "ppt/comments/comment1.xml",
      "<p:cmLst xmlns:p=\"p\"><p:cm authorId=\"0\"><p:text>Who is this?</p:text></p:cm></p:cmLst>"
    ),
    ("ppt/media/image1.png", ""),
    ("ppt/vbaProject.bin", ""),
  ])

  @Test func `slides are pages in the order in which they are shown`() throws {
    let report = try reading(PPTXReader.self, Self.whole).reading
    #expect(
      report.layer?.text == """
        A visit
        First point
        Second point
        Name\tRole
        张伟\thost
        invitation
        Speaker notes:
        Mention the grant
        Who is this?
        Not for guests


        """)
    #expect(report.layer?.pages.count == 3)
    #expect(report.layer?.pages.map(\.needsOCR) == [false, false, true])
    #expect(report.value("slides") == "3")
    #expect(report.problems.map(\.message) == ["it carries macros, which were not run"])
    expectSound(report)
  }

  @Test(
    arguments: [
      (LayerMark.Kind.title, ["A visit"], nil), (.header, ["Speaker notes:"], nil),
      (.comment, ["Mention the grant", "Who is this?"], "speaker notes"),
      (.link, ["invitation"], "https://lantern.example/invite"),
      (.hidden, ["Not for guests"], "hidden slide"),
    ] as [(LayerMark.Kind, [String], String?)])
  func `titles, notes, comments, links and hidden slides are marked`(
    kind: LayerMark.Kind, texts: [String], detail: String?
  ) throws {
    let layer = try reading(PPTXReader.self, Self.whole).reading.layer
    #expect(marked(kind, in: layer) == texts)
    #expect(layer?.marks.first { $0.kind == kind }?.detail == detail)
    if kind == .comment { #expect(layer?.marks.last { $0.kind == kind }?.detail == "R. Hale") }
  }

  @Test func `without its table of contents a presentation keeps its slides`() throws {
    let bytes = office([
      ("ppt/slides/slide10.xml", Self.slide(Self.shape("tenth"))),
      ("ppt/slides/slide9.xml", Self.slide(Self.shape("ninth"))),
    ])
    let report = try reading(PPTXReader.self, bytes).reading
    #expect(report.layer?.text == "ninth\ntenth\n")
    #expect(report.problems.map(\.message) == ["the order of the slides is lost"])
  }

  @Test func `entities are neither expanded nor fetched`() throws {
    let bytes = office([
      ("ppt/slides/slide1.xml", hostileDocumentType + Self.slide(Self.shape("before &l11;&file; after")))
    ])
    let text = try reading(PPTXReader.self, bytes).reading.layer?.text ?? ""
    #expect(text.contains("before") && !text.contains("haha") && !text.contains("root:"))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged presentations are read or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(Self.whole, seed: seed)
    do throws(any Error) {
      expectSound(try reading(PPTXReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
