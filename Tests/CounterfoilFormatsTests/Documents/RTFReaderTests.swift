import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `RTF` {
  private static func text(_ rtf: String) throws -> String? {
    try reading(RTFReader.self, Array(rtf.utf8)).reading.layer?.text
  }

  /// Bytes of another encoding as RTF escapes them.
  private static func escaped(_ text: String, _ charset: String) -> String {
    encoded(text, charset).map { byte in
      let digits = String(byte, radix: 16)
      return "\\'" + (digits.utf8.count < 2 ? "0" + digits : digits)
    }.joined()
  }

  private static let letter = """
    {\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Times;}{\\f2\\fcharset136 MingLiU;}}
    {\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\s0 Normal;}}{\\*\\generator Writer;}
    {\\info{\\title \(escaped("访问", "GBK"))}{\\author R. Hale}{\\operator Lin Wei}{\\creatim\\yr2024\\mo3\\dy5\\hr8\\min30}}
    {\\*\\revtbl{Unknown;}{Lin Wei;}}{\\header Northfield Optics\\par}
    \\pard \(escaped("访问报告", "GBK"))\\par
    Met {\\revised\\revauth1 twice }{\\deleted\\revauthdel1 once }with {\\f1 \(escaped("Петров", "CP1251"))} and {\\f2 \(escaped("張偉", "BIG5"))}.{\\v Do not tell the office.}\\par
    \\u24352?\\u20255? \\uc0\\u-10179\\u-8704\\uc1  caf\\u233\\'e9 \\{x\\}\\tab y{\\footnote A footnote.}{\\*\\atnauthor R. Hale}{\\*\\annotation Check this name.}\\par
    \\trowd\\cellx1\\cellx2 Name\\cell Role\\cell\\row\\trowd Zhou\\cell host\\cell\\row\\pard
    {\\field{\\*\\fldinst HYPERLINK "https://lantern.example/e"}{\\fldrslt invitation}}\\par
    {\\*\\unknown gone}{\\pict\\pngblip 89504e47}\\ldblquote q\\rdblquote\\par}
    """

  @Test func `paragraphs, rows, notes and headers stand in lines`() throws {
    let report = try reading(RTFReader.self, Array(Self.letter.utf8)).reading
    #expect(
      report.layer?.text == """
        访问报告
        Met twice once with Петров and 張偉.
        Do not tell the office.
        张伟 😀 café {x}\ty
        Name\tRole
        Zhou\thost
        invitation
        “q”
        Northfield Optics
        A footnote.
        Check this name.
        """)
    #expect(report.encoding == "gb18030")
    #expect(report.problems.isEmpty)
    for (name, value) in [
      ("title", "访问"), ("author", "R. Hale"), ("modified-by", "Lin Wei"), ("date", "2024-03-05T08:30"),
    ] { #expect(report.value(name) == value) }
    expectSound(report)
  }

  @Test(
    arguments: [
      (LayerMark.Kind.inserted, "twice ", "Lin Wei"), (.deleted, "once ", "Lin Wei"),
      (.hidden, "Do not tell the office.", nil), (.comment, "Check this name.", "R. Hale"),
      (.link, "invitation", "https://lantern.example/e"),
    ] as [(LayerMark.Kind, String, String?)])
  func `changes, comments, links and hidden words are marked`(
    kind: LayerMark.Kind, text: String, detail: String?
  ) throws {
    let layer = try reading(RTFReader.self, Array(Self.letter.utf8)).reading.layer
    #expect(marked(kind, in: layer) == [text])
    #expect(layer?.marks.first { $0.kind == kind }?.detail == detail)
  }

  @Test(arguments: [
    ("GBK", 936, "会议纪要"), ("BIG5", 950, "會議紀要許功蓋"), ("CP932", 932, "会議"), ("CP949", 949, "회의"),
    ("CP1251", 1251, "Встреча"), ("CP1252", 1252, "Ärger"), ("CP437", 437, "é"),
  ])
  func `code pages are decoded`(charset: String, number: Int, expected: String) throws {
    #expect(try Self.text("{\\rtf1\\ansicpg\(number) \(Self.escaped(expected, charset))}") == expected)
  }

  @Test func `the second byte of a character may stand bare`() throws {
    // 許 is B3 5C in Big5: its second byte is a backslash, escaped; 功 is A5 5C.
    #expect(try Self.text("{\\rtf1\\ansicpg950 \\'b3\\'5c\\'a5\\'5c}") == "許功")
    // 世 is A5 40.
    #expect(try Self.text("{\\rtf1\\ansicpg950 \\'a5@x}") == "世x")
  }

  @Test(arguments: [
    ("{\\rtf1 a\\u8212\\'97b}", "a—b"), ("{\\rtf1\\uc2 a\\u8212\\'97\\'97b}", "a—b"),
    ("{\\rtf1 a\\u8212 {b}}", "a—b"), ("{\\rtf1{\\uc0 a\\u8212 b}}", "a—b"),
    ("{\\rtf1 a\\u65533?b}", "a\u{FFFD}b"), ("{\\rtf1 a\\bin3 }}}b}", "ab"),
    ("{\\rtf1 a\\\nb}", "a\nb"), ("{\\rtf1 a\r\nb}", "ab"), ("{\\rtf1 a}after", "a"),
    ("{\\rtf1{\\*\\x{\\info{\\title t}}}a}", "a"),
    ("{\\rtf1\\fromhtml1{\\*\\htmltag <p>}\\htmlrtf {\\htmlrtf0 a\\htmlrtf\\par}\\htmlrtf0}", "a"),
  ])
  func `escapes mean what the specification says`(rtf: String, expected: String) throws {
    #expect(try Self.text(rtf) == expected)
  }

  @Test func `embedded files become children and remote templates are told`() throws {
    func field(_ text: String) -> [UInt8] {
      [UInt8(text.utf8.count + 1), 0, 0, 0] + Array(text.utf8) + [0]
    }
    let file = Array("name,role\n".utf8)
    let packed =
      [2, 0] + Array("list.csv\0C:\\x\\list.csv\0".utf8) + [0, 0, 3, 0] + field("C:\\tmp\\list.csv")
      + [UInt8(file.count), 0, 0, 0] + file
    let object =
      [1, 5, 0, 0, 2, 0, 0, 0] + field("Package") + [0, 0, 0, 0, 0, 0, 0, 0] + [UInt8(packed.count), 0, 0, 0]
      + packed
    let hex = object.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let rtf =
      "{\\rtf1{\\*\\template https://lantern.example/t.dotm}a{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata \(hex)}{\\result seen}}}"
    let (report, children) = try reading(RTFReader.self, Array(rtf.utf8))
    #expect(report.layer?.text == "aseen")
    #expect(children.map(\.name) == ["list.csv"])
    #expect(children.first?.bytes == file)
    #expect(report.value("embedded-object") == "Package")
    #expect(report.value("external-target") == "https://lantern.example/t.dotm")
  }

  @Test func `a document cut short is read as far as it goes`() throws {
    let report = try reading(RTFReader.self, Array(Self.letter.utf8.prefix(Self.letter.utf8.count * 2 / 3)))
      .reading
    #expect(report.layer?.text.hasPrefix("访问报告\nMet twice") == true)
    #expect(report.problems.contains { $0.message.contains("ends before") })
    expectSound(report)
  }

  @Test func `groups nested without end are read`() throws {
    let deep = "{\\rtf1 a" + String(repeating: "{", count: 200_000) + "b"
    #expect(try Self.text(deep) == "ab")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `damaged documents are read without a trap`(seed: UInt64) throws {
    expectSound(try reading(RTFReader.self, damaged(Array(Self.letter.utf8), seed: seed)).reading)
  }
}
