import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `EPUB` {
  private static func book(_ more: [(String, String)] = []) -> [UInt8] {
    openDocument(
      "application/epub+zip",
      [
        (
          "META-INF/container.xml",
          "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"
        ),
        (
          "OEBPS/book.opf",
          "<package xmlns:dc=\"dc\"><metadata><dc:title>回忆</dc:title><dc:creator>R. Hale</dc:creator></metadata><manifest>"
            + "<item id=\"a\" href=\"text/one%20a.xhtml\"/><item id=\"b\" href=\"text/two.xhtml\"/></manifest>"
            + "<spine><itemref idref=\"b\"/><itemref idref=\"a\" linear=\"no\"/><itemref idref=\"b\"/></spine></package>"
        ),
        ("OEBPS/text/one a.xhtml", "<html><body><h1>One</h1><p>caf&eacute;</p></body></html>"),
        (
          "OEBPS/text/two.xhtml",
          "<!DOCTYPE html><html><body><p>Two<span hidden=\"\">unseen</span></p></body></html>"
        ),
        ("OEBPS/cover.jpg", ""),
      ] + more)
  }

  @Test func `chapters are pages in reading order`() throws {
    let report = try reading(EPUBReader.self, Self.book()).reading
    #expect(report.layer?.text == "Two\nunseen\nOne\ncafé\n")
    #expect(report.layer?.pages.count == 2)
    #expect(marked(.hidden, in: report.layer) == ["unseen"])
    for (name, value) in [("title", "回忆"), ("author", "R. Hale"), ("chapters", "2"), ("pictures", "1")] {
      #expect(report.value(name) == value)
    }
    #expect(report.problems.isEmpty)
    expectSound(report)
  }

  @Test func `a locked book is refused with advice`() throws {
    let locked = ["OEBPS/text/one%20a.xhtml", "OEBPS/text/two.xhtml"].map {
      "<EncryptedData><CipherData><CipherReference URI=\"\($0)\"/></CipherData></EncryptedData>"
    }
    let bytes = Self.book([("META-INF/encryption.xml", "<encryption>\(locked.joined())</encryption>")])
    let error = #expect(throws: ReadError.self) { try reading(EPUBReader.self, bytes) }
    #expect(error?.code == .encrypted)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged books are read or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(Self.book(), seed: seed)
    do throws(any Error) {
      expectSound(try reading(EPUBReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}

@Suite struct `MHTML` {
  private static let page = """
    From: <Saved by Blink>\r
    Snapshot-Content-Location: https://lantern.example/talent\r
    Subject: =?utf-8?B?5Lq65omN?=\r
    Date: Tue, 5 Mar 2024 08:30:00 -0000\r
    MIME-Version: 1.0\r
    Content-Type: multipart/related; type="text/html"; boundary="b"\r
    \r
    --b\r
    Content-Type: text/html\r
    Content-Transfer-Encoding: quoted-printable\r
    Content-Location: https://lantern.example/talent\r
    \r
    <html><body><p>=E5=BC=A0=E4=BC=9F</p><p style=3D"display:none">unseen</p></body></html>\r
    --b\r
    Content-Type: text/css\r
    Content-Location: https://lantern.example/a.css\r
    \r
    p {}\r
    --b\r
    Content-Type: image/png\r
    Content-Transfer-Encoding: base64\r
    Content-Location: https://lantern.example/img/seal.png?x=1\r
    \r
    iVBORw==\r
    --b--\r

    """

  @Test func `a saved page reads as the page`() throws {
    let (report, children) = try reading(MHTMLReader.self, Array(Self.page.utf8))
    #expect(report.layer?.text == "张伟\nunseen")
    #expect(marked(.hidden, in: report.layer) == ["unseen"])
    for (name, value) in [
      ("url", "https://lantern.example/talent"), ("title", "人才"), ("saved", "2024-03-05T08:30:00Z"),
    ] { #expect(report.value(name) == value) }
    #expect(children.map(\.name) == ["seal.png"])
    #expect(children.first?.bytes == [0x89, 0x50, 0x4E, 0x47])
    expectSound(report)
  }

  @Test func `a saved page is told from a mail`() throws {
    #expect(recognises(MHTMLReader.self, Array(Self.page.utf8)))
    for name in ["html-only.eml", "forwarded.eml", "invitation-gb2312.eml", "copy-hale.eml"] {
      #expect(!recognises(MHTMLReader.self, try fixture(name)))
    }
    let mail = Self.page.replacing("Snapshot-Content-Location", with: "X-Other")
      .replacing("From: <Saved by Blink>", with: "From: a@lantern.example\r\nTo: b@lantern.example")
    #expect(!recognises(MHTMLReader.self, Array(mail.utf8)))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged pages are read or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(Array(Self.page.utf8), seed: seed)
    do throws(any Error) {
      expectSound(try reading(MHTMLReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
