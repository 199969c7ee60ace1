import CounterfoilFormats
import CounterfoilModel
import Testing

/// Read by Tesseract in a confined child, as an ingest does.
@Suite(.serialized, .enabled(if: LanguageData.missing.isEmpty, "install the packages of Makefile"))
struct `OCR` {
  /// One page as the confined recogniser gives it.
  private func page(_ bytes: [UInt8], _ number: Int = 1, _ process: ReaderProcess = Workers.startOCR()) throws
    -> Reading
  {
    let page = try process.recognise(bytes: bytes, hint: ReadHint(name: "file"), page: number)
    expectSound(page)
    return page
  }

  private func page(_ name: String, _ number: Int = 1) throws -> Reading { try page(fixture(name), number) }

  @Test(arguments: [
    ("scan-en.png", "wrote to info@example.org on 5 March 2024.", "eng+chi_sim"),
    ("scan-zh-hans.png", "参加座谈会，介绍激光测量技术。费用由主办\n方承担，联系人周明远。", "chi_sim"),
    ("scan-zh-hant.png", "介紹雷射測量技術。費用由主辦\n方承擔", "chi_tra"),
  ])
  func `tells the languages of a page and reads it`(name: String, words: String, languages: String) throws {
    let page = try page(name)
    #expect(page.layer?.kind == .ocr)
    #expect(page.layer?.text.contains(words) == true, "\(page.layer?.text ?? "")")
    #expect(page.value("ocr-languages") == languages)
  }

  @Test func `decodes every kind of picture under confinement`() throws {
    let process = Workers.startOCR()
    for name in ["scan-line.jpg", "scan-line.gif", "scan-line.webp", "scan-line.bmp"] {
      #expect(try page(fixture(name), 1, process).layer?.text == "Northfield 2024", "\(name)")
    }
  }

  @Test func `reads each page of a TIFF by itself`() throws {
    #expect(try page("scan-pages.tiff", 1).layer?.text == "Page one of the treaty")
    #expect(try page("scan-pages.tiff", 2).layer?.text == "Page two of the treaty")
  }

  @Test func `keeps a box for each character and a confidence for each word`() throws {
    let layer = try #require(try page("scan-en.png").layer)
    let span = try #require(layer.pages.first)
    #expect(span.isOCR && !span.needsOCR)
    #expect(span.boxes.count == span.range.count)
    // Drawn 40 pixels from the left and 30 from the top, at 200 dots an inch.
    let first = span.boxes[0]
    #expect(abs(first.left - 40 * 0.36) < 3 && first.top > 10 && first.bottom < 34, "\(first)")
    let words = layer.marks.filter { $0.kind == .word || $0.kind == .unsure }
    #expect(words.count > 30)
    #expect(words.allSatisfy { (0...100).contains(Int($0.detail ?? "") ?? -1) })
    #expect(CounterfoilFormatsTests.words(words[0].range, of: layer) == "Report")
  }

  @Test func `sets a turned page upright, and its boxes point into the picture as it is`() throws {
    let page = try page("scan-turned.png")
    #expect(page.layer?.text.hasPrefix("Report of a visit to Northfield Optics") == true)
    #expect(page.value("turned") == "270")
    let span = try #require(page.layer?.pages.first)
    #expect(span.size.width < span.size.height)
    // Turned clockwise, the first line runs down the right edge.
    #expect(span.boxes[0].left > span.size.width * 0.85, "\(span.boxes[0])")
    #expect(span.boxes[30].top > span.boxes[0].top)
  }

  @Test(.enabled(if: PDFReader.isAvailable)) func `pages of PDF without words take their place in its text`()
    throws
  {
    let bytes = try fixture("scan-report.pdf")
    let whole = try reading(PDFReader.self, bytes).reading
    #expect(whole.layer?.pages.map(\.needsOCR) == [false, true, true])
    let process = Workers.startOCR()
    let pages = [2: try page(bytes, 2, process), 3: try page(bytes, 3, process)]
    let joined = RecognisedPages.put(pages, into: whole, limits: ReadLimits())
    expectSound(joined)
    let layer = try #require(joined.layer)
    #expect(layer.kind == .text)
    #expect(layer.pages.map(\.needsOCR) == [false, false, false])
    #expect(layer.pages.map(\.isOCR) == [false, true, true])
    #expect(words(layer.pages[0].range, of: layer) == "The first page has words of its own.\u{0C}")
    #expect(words(layer.pages[1].range, of: layer)?.hasPrefix("Report of a visit") == true)
    #expect(words(layer.pages[1].range, of: layer)?.hasSuffix("\u{0C}") == true)
    #expect(words(layer.pages[2].range, of: layer)?.contains("北田光学公司") == true)
    // Boxes are in the page's points: drawn 60 from the left, on a page of 842.
    #expect(layer.pages[1].boxes[0].left > 60 && layer.pages[1].boxes[0].left < 100)
    #expect(joined.value("ocr-languages") == "chi_sim")
    #expect(Int(joined.value("ocr-confidence") ?? "") ?? 0 > 80)
  }

  @Test func `pages that were not recognised still need it`() throws {
    let whole = try reading(PDFReader.self, fixture("scan-report.pdf")).reading
    let joined = RecognisedPages.put(
      [3: try page("scan-report.pdf", 3)], into: whole, limits: ReadLimits())
    #expect(joined.layer?.pages.map(\.needsOCR) == [false, true, false])
    expectSound(joined)
  }

  @Test func `a picture cut short is damaged, and the process reads on`() throws {
    let process = Workers.startOCR()
    for name in ["scan-en.png", "scan-pages.tiff", "scan-line.webp", "scan-line.gif"] {
      let bytes = try fixture(name)
      do {
        _ = try process.recognise(
          bytes: Array(bytes.prefix(bytes.count / 2)), hint: ReadHint(name: "cut"), page: 1)
      } catch let error as ReadError {
        #expect(error.code == .damaged, "\(name)")
      }
    }
    #expect(try page(fixture("scan-line.bmp"), 1, process).layer?.text == "Northfield 2024")
    #expect(process.starts == 1)
  }

  @Test func `damaged pictures are read or refused, and nothing else`() throws {
    let process = Workers.startOCR()
    let names = [
      "scan-pages.tiff", "scan-line.jpg", "scan-line.webp", "scan-line.gif", "scan-line.bmp",
      "scan-report.pdf",
    ]
    for seed in 0..<24 as Range<UInt64> {
      let bytes = damaged(try fixture(names[Int(seed % 6)]), seed: seed)
      do {
        expectSound(try process.recognise(bytes: bytes, hint: ReadHint(name: "file"), page: 1))
      } catch is ReadError {}
    }
  }

  @Test func `packages of missing data are named as Debian names them`() {
    #expect(LanguageData.packages(["eng", "chi_sim"]) == "tesseract-ocr-eng tesseract-ocr-chi-sim")
  }
}
