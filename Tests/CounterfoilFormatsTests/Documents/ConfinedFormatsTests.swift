import CounterfoilFormats
import CounterfoilModel
import Testing

/// What the readers need of the disk must be loaded before the child gives it up.
@Suite struct `Formats in the confined child` {
  private static let sheet = office([
    (
      "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData><row><c><v>45356</v></c></row></sheetData></worksheet>"
    )
  ])
  private static let slide = office([
    ("ppt/slides/slide1.xml", "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:t>张伟</a:t></a:p></p:sld>")
  ])
  private static let letter = openDocument(
    "application/vnd.oasis.opendocument.text",
    [("content.xml", "<o xmlns:text=\"t\"><text:p>张伟</text:p></o>")])
  private static let book = openDocument(
    "application/epub+zip", [("one.xhtml", "<html><body><p>caf&eacute;</p></body></html>")])
  private static let rtf = Array(
    "{\\rtf1\\ansicpg949{\\fonttbl{\\f1\\fcharset177 x;}}\\'c8\\'b8\\f1\\'e0}".utf8)
  private static let message = compound([
    .stream("__properties_version1.0", [UInt8](repeating: 0, count: 32)),
    .stream("__substg1.0_0037001E", encoded("会议", "GBK")),
    .stream("__substg1.0_10130102", encoded("<meta charset=gb2312><p>张伟", "GBK")),
  ])
  private static let chat = Array(
    "5/3/24, 08:30 - 林薇: 你好\n5/3/24, 08:31 - 林薇: 你好\n5/3/24, 08:32 - 林薇: 你好\n".utf8)

  @Test(
    arguments: [
      (sheet, "spreadsheetml.sheet", "sheet1\n45356\n"), (slide, "presentationml.presentation", "张伟\n"),
      (letter, "opendocument.text", "张伟"), (book, "epub+zip", "café\n"), (rtf, "application/rtf", "회א"),
      (message, "application/vnd.ms-outlook", "Subject: 会议\n\n张伟"),
      (chat, "text/plain", String(decoding: chat, as: UTF8.self)),
    ] as [([UInt8], String, String)])
  func `are told by content and read`(bytes: [UInt8], type: String, text: String) throws {
    let reading = try Workers.start().reading(bytes, name: "file").reading
    #expect(reading.mediaType.hasSuffix(type))
    #expect(reading.layer?.text == text)
  }
}
