import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `DOCX` {
  @Test func `paragraphs, cells, boxes, notes and comments stand in lines`() throws {
    let report = try reading(DOCXReader.self, fixture("visit-report.docx")).reading
    #expect(
      report.layer?.text == """
        访问报告
        The guest met twice once with the engineer.
        Do not tell the office.
        Name\tRole
        below
        Zhou Mingyuan\tconsultant
        Lin Wei\thost
        invitation
        In a box
        A footnote.
        Check this name.
        Northfield Optics
        """)
    #expect(report.problems.map(\.message) == ["it carries macros, which were not run"])
    expectSound(report)
  }

  @Test(
    arguments: [
      (LayerMark.Kind.inserted, "twice ", "Lin Wei"), (.deleted, "once ", "R. Hale"),
      (.hidden, "Do not tell the office.", nil),
      (.link, "invitation", "https://lantern.example/invite"),
      (.comment, "Check this name.", "R. Hale"),
    ] as [(LayerMark.Kind, String, String?)])
  func `changes, comments, links and hidden words are marked`(
    kind: LayerMark.Kind, text: String, detail: String?
  ) throws {
    let layer = try reading(DOCXReader.self, fixture("visit-report.docx")).reading.layer
    #expect(marked(kind, in: layer) == [text])
    #expect(layer?.marks.first { $0.kind == kind }?.detail == detail)
  }

  @Test func `properties, pictures, macros and remote templates are told`() throws {
    let (report, children) = try reading(DOCXReader.self, fixture("visit-report.docx"))
    for (name, value) in [
      ("title", "Visit report"), ("author", "R. Hale"), ("modified-by", "Lin Wei"),
      ("date", "2024-03-05T08:00:00Z"), ("modified", "2024-03-06T09:30:00Z"), ("pictures", "1"),
      ("macros", "present, not run"), ("external-target", "https://lantern.example/t.dotm"),
    ] {
      #expect(report.value(name) == value)
    }
    #expect(children.map(\.name) == ["list.csv"])
    #expect(children.first?.bytes == Array("name,role\nLin Wei,host\n".utf8))
  }

  @Test func `words that a style hides are marked, and a document inside is a child`() throws {
    let bytes = office([
      (
        "word/document.xml",
        "<w:document xmlns:w=\"w\"><w:p><w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Unseen\"/></w:rPr>"
          + "<w:t>by a letter style</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Gone\"/></w:pPr><w:r><w:t>by a paragraph style</w:t></w:r></w:p>"
          + "<w:p><w:r><w:t>seen again</w:t></w:r></w:p></w:document>"
      ),
      (
        "word/styles.xml",
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Unseen\"><w:rPr><w:vanish/></w:rPr></w:style>"
          + "<w:style w:styleId=\"Gone\"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId=\"Not\"><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style></w:styles>"
      ),
      ("word/afchunk1.mht", "a page inside"),
    ])
    let (report, children) = try reading(DOCXReader.self, bytes)
    #expect(report.layer?.text == "seen\nby a letter style\nby a paragraph style\nseen again")
    #expect(marked(.hidden, in: report.layer) == ["by a letter style\nby a paragraph style"])
    #expect(children.map(\.name) == ["afchunk1.mht"])
    expectSound(report)
  }

  @Test func `entities are neither expanded nor fetched`() throws {
    let report = try reading(DOCXReader.self, fixture("entities.docx")).reading
    let text = report.layer?.text ?? ""
    #expect(text.hasPrefix("before") && text.hasSuffix("after"))
    #expect(!text.contains("haha") && !text.contains("root:"))
    #expect(report.problems.count == 1)
  }

  @Test func `a document cut short is refused with advice, or read in part`() throws {
    let whole = try fixture("visit-report.docx")
    #expect(recognises(DOCXReader.self, whole))
    #expect(!recognises(DOCXReader.self, Array("PK\u{3}\u{4} something else".utf8)))
    let error = #expect(throws: ReadError.self) {
      try reading(DOCXReader.self, Array(whole.prefix(200)))
    }
    #expect(error?.code == .damaged)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged documents are read or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(try fixture("visit-report.docx"), seed: seed)
    do throws(any Error) {
      expectSound(try reading(DOCXReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
