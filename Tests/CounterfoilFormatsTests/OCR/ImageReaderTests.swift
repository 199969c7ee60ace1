import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Pictures` {
  @Test(arguments: [
    ("scan-en.png", "image/png", 900), ("scan-line.jpg", "image/jpeg", 440),
    ("scan-line.gif", "image/gif", 440), ("scan-line.webp", "image/webp", 440),
    ("scan-line.bmp", "image/bmp", 440), ("scan-pages.tiff", "image/tiff", 700),
  ])
  func `are told by content, measured by their header, and said to need OCR`(
    name: String, type: String, width: Int
  ) throws {
    let bytes = try fixture(name)
    #expect(recognises(ImageReader.self, bytes))
    let picture = try reading(ImageReader.self, bytes).reading
    #expect(picture.mediaType == type)
    #expect(picture.value("width") == String(width))
    #expect(picture.layer?.kind == .ocr)
    #expect(picture.layer?.text == "")
    #expect(picture.layer?.pages.allSatisfy(\.needsOCR) == true)
    #expect(picture.layer?.pages.count == (type == "image/tiff" ? 2 : 1))
  }

  @Test func `a page is as large as the file's own resolution says`() throws {
    let page = try #require(try reading(ImageReader.self, fixture("scan-en.png")).reading.layer?.pages.first)
    // 900 pixels at 200 dots an inch are 4.5 inches.
    #expect(abs(page.size.width - 324) < 1)
  }

  @Test func `text that begins as a bitmap does is text`() {
    #expect(!recognises(ImageReader.self, Array("BMW cars were seen twice outside the laboratory".utf8)))
  }

  @Test func `a picture that claims 60,000 by 60,000 pixels is refused with words`() throws {
    var bytes = try fixture("scan-en.png")
    for offset in [16, 20] { bytes.replaceSubrange(offset..<offset + 4, with: [0, 0, 0xEA, 0x60]) }
    let error = #expect(throws: ReadError.self) { try reading(ImageReader.self, bytes) }
    #expect(error?.code == .limit)
    #expect(error?.message.contains("60000 × 60000") == true)
  }

  @Test func `a header cut short is said to be damaged`() throws {
    let bytes = Array(try fixture("scan-en.png").prefix(18))
    let error = #expect(throws: ReadError.self) { try reading(ImageReader.self, bytes) }
    #expect(error?.code == .damaged)
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `damaged headers are read or refused without a trap`(seed: UInt64) throws {
    let names = [
      "scan-pages.tiff", "scan-line.jpg", "scan-line.webp", "scan-line.gif", "scan-line.bmp", "scan-en.png",
    ]
    let bytes = damaged(try fixture(names[Int(seed % 6)]), seed: seed)
    do {
      _ = try reading(ImageReader.self, bytes)
    } catch is ReadError {}
  }
}
