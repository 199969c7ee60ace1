import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

@Suite(.enabled(if: PDFReader.isAvailable, "run Tools/fetch-pdfium.sh")) struct `PDF` {
  @Test func `pages, words and the halves of a parted word`() throws {
    let report = try reading(PDFReader.self, fixture("visit-report.pdf")).reading
    expectSound(report)
    let pages = try #require(report.layer?.pages)
    #expect(pages.map(\.number) == [1, 2])
    #expect(pages.map(\.needsOCR) == [false, false])
    #expect(
      words(pages[0].range, of: report.layer) == """
        Report of a visit to Northfield Optics
        The guest asked twice about the information systems of the laboratory in 2019-
        2020 and took no notes.\u{0C}
        """)
    #expect(
      words(pages[1].range, of: report.layer)
        == "Second page: the invitation came from Lantern Bridge Ltd.")
    #expect(abs(pages[0].size.width - 595) < 1)
    #expect(report.value("title") == "Report of a visit")
    #expect(report.value("author") == "R. Hale")
    #expect(report.value("date") == "2000-01-01T00:00:00+00:00")
    #expect(report.value("pages") == "2")
  }

  @Test func `boxes are in points from the top left corner`() throws {
    let report = try reading(PDFReader.self, fixture("visit-report.pdf")).reading
    let page = try #require(report.layer?.pages.first)
    let first = try #require(page.boxes.first)
    // Drawn 72 points from the left with its base line 760 from the bottom of 842.
    #expect(abs(first.left - 72) < 2 && abs(first.bottom - 82) < 2)
    #expect(first.top < first.bottom && first.left < first.right)
    #expect(page.boxes[38] == CharacterBox(left: 0, top: 0, right: 0, bottom: 0))
  }

  @Test func `Chinese comes out as characters`() throws {
    let notice = try reading(PDFReader.self, fixture("notice-zh.pdf")).reading
    #expect(notice.layer?.text == "会议通知\n请北田光学公司的工程师于三月五日到长沙参加座谈会。")
    #expect(notice.value("author") == "周明远")
    expectSound(notice)
  }

  @Test func `a page of pictures needs OCR and an empty one does not`() throws {
    let scan = try reading(PDFReader.self, fixture("scan.pdf")).reading
    #expect(scan.layer?.pages.map(\.needsOCR) == [true, false, false])
  }

  @Test func `a locked file says so`() throws {
    let bytes = try fixture("visit-report-locked.pdf")
    let error = #expect(throws: ReadError.self) { try reading(PDFReader.self, bytes) }
    #expect(error?.code == .encrypted)
  }

  @Test func `of a file cut short the pages still there are read, and the loss is told`() throws {
    let cut = try reading(PDFReader.self, fixture("visit-report-cut.pdf")).reading
    #expect(cut.layer?.pages.count == 2)
    #expect(cut.problems.first?.message.contains("cut short") == true)
    expectSound(cut)
  }

  @Test func `pages whose fonts were cut off are not taken for words`() throws {
    // Shifted letters, as a font without its table of letters gives them.
    let page =
      "BT /F 12 Tf 72 700 Td (7KH SURVHFXWLRQ FKDUJHG % D UHVHDUFK HQJLQHHU RQ 1RYHPEHU ZLWK WZR) Tj ET"
    let bytes = Array(
      """
      %PDF-1.4
      1 0 obj
      <</Type/Page/Contents 2 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>
      endobj
      2 0 obj
      <</Length \(page.utf8.count)>>stream
      \(page)
      endstream
      endobj

      """.utf8)
    let error = #expect(throws: ReadError.self) { try reading(PDFReader.self, bytes) }
    #expect(error?.message.contains("fonts") == true)
  }

  @Test func `text above the limit is left out and said to be`() throws {
    var limits = ReadLimits()
    limits.layerBytes = 100
    let report = try reading(PDFReader.self, fixture("visit-report.pdf"), limits: limits).reading
    #expect(report.problems.count == 1)
    expectSound(report)
  }

  @Test(
    arguments: [
      ("D:20240131120000+08'00'", "2024-01-31T12:00:00+08:00"), ("D:2024", "2024"),
      ("D:202401", "2024-01"), ("20240131", "2024-01-31"),
      ("D:20240131120000Z", "2024-01-31T12:00:00Z"),
      ("D:20241399", "2024"), ("yesterday", nil), ("", nil),
    ] as [(String, String?)])
  func `dates become ISO 8601`(pdf: String, iso: String?) {
    #expect(PDFDate.iso8601(pdf) == iso)
  }

  @Test func `files are told by their content`() throws {
    #expect(recognises(PDFReader.self, try fixture("visit-report.pdf")))
    #expect(recognises(PDFReader.self, Array("junk\n%PDF-1.4".utf8)))
    #expect(!recognises(PDFReader.self, Array("PDF-1.4 and %PD".utf8)))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged files are read or refused without a trap`(seed: UInt64) throws {
    let name = ["visit-report.pdf", "notice-zh.pdf", "scan.pdf"][Int(seed % 3)]
    let bytes = damaged(try fixture(name), seed: seed)
    do throws(any Error) {
      expectSound(try reading(PDFReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }

  /// The collection beside the repository, where there is one.
  private static let shared: [String] = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.lastPathComponent != "Tests", folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    let named = ProcessInfo.processInfo.environment["COUNTERFOIL_SHARED"]
    let root = named ?? folder.appending(path: "../../shared").standardized.path
    let cases = root + "/eval/cases"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cases)) ?? []
    return names.filter { $0.hasSuffix(".pdf") }.sorted().map { cases + "/" + $0 }
  }()

  @Test(.enabled(if: !shared.isEmpty, "no collection beside the repository"))
  func `real files give the words of their text versions`() throws {
    for path in Self.shared {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let result = try reading(PDFReader.self, bytes).reading
      expectSound(result)
      guard let text = try? String(contentsOfFile: path.dropLast(4) + ".txt", encoding: .utf8)
      else {
        continue
      }
      let expected = Set(text.split { !$0.isLetter }.filter { $0.count > 3 }.map(String.init))
      let found = Set((result.layer?.text ?? "").split { !$0.isLetter }.map(String.init))
      let share = Double(expected.intersection(found).count) / Double(max(1, expected.count))
      #expect(share > 0.85, "\(path): \(share)")
    }
  }
}
