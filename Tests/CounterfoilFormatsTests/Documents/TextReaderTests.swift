import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Text reader` {
  static let simplified =
    "关于采购合同的会议纪要\n张伟表示，公司在上海的项目由他负责。我们没有看到报告，因为他们已经把文件转到香港的银行了。\n"
  static let traditional =
    "關於採購合同的會議紀要\n張偉表示，公司在上海的項目由他負責。我們沒有看到報告，因為他們已經把文件轉到香港的銀行了。\n"
  static let russian =
    "Протокол совещания. Иванов сообщил, что компания отправила оборудование через Турцию.\n"
  static let french = "Le directeur a déclaré que la société était déjà établie à Genève — « très bien ».\n"
  static let polish =
    "Dyrektor powiedział, że spółka została założona w Łodzi i będą działać dłużej. Środki są już gdzieś indziej.\n"
  static let japanese = "会社の代表者は、来月の会議で新しい技術について説明すると述べた。これはとても大切なことです。\n"
  static let korean = "회사 대표는 다음 달 회의에서 새로운 기술에 대해 설명할 것이라고 말했다.\n"

  @Test(arguments: [
    (simplified, "GB18030", "gb18030"), (traditional, "BIG5", "big5"),
    (simplified, "UTF-8", "utf-8"), (traditional, "GB18030", "gb18030"),
    (russian, "CP1251", "windows-1251"), (russian, "KOI8-R", "koi8-r"),
    (russian, "CP866", "ibm866"), (russian, "ISO-8859-5", "iso-8859-5"),
    (french, "CP1252", "windows-1252"), (polish, "CP1250", "windows-1250"),
    (polish, "ISO-8859-2", "iso-8859-2"), (japanese, "SHIFT_JIS", "shift_jis"),
    (japanese, "EUC-JP", "euc-jp"), (korean, "EUC-KR", "euc-kr"),
    (simplified, "UTF-16LE", "utf-16le"), (french, "UTF-16BE", "utf-16be"),
    (simplified, "UTF-32LE", "utf-32le"),
    ("北京", "GB18030", "gb18030"), ("中国", "GB18030", "gb18030"), ("台灣", "BIG5", "big5"),
    ("张伟", "GB18030", "gb18030"), ("會議紀錄", "BIG5", "big5"),
    ("Report by 李明, 上海", "GB18030", "gb18030"), ("Meeting with 陳美玲 in 台北", "BIG5", "big5"),
    ("café", "CP1252", "windows-1252"), ("one\u{A0}space", "CP1252", "windows-1252"),
    ("it’s", "CP1252", "windows-1252"), ("Привет", "CP1251", "windows-1251"),
  ])
  func `tells the encoding and gives the text back`(
    text: String, charset: String, expected: String
  ) {
    let decoded = TextDecoding.decode(encoded(text, charset))
    #expect(decoded.encoding == expected)
    #expect(decoded.text == text)
    #expect(decoded.undecodable == 0)
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF], "UTF-8", "utf-8"), ([0xFF, 0xFE], "UTF-16LE", "utf-16le"),
      ([0xFE, 0xFF], "UTF-16BE", "utf-16be"), ([0xFF, 0xFE, 0, 0], "UTF-32LE", "utf-32le"),
    ] as [([UInt8], String, String)])
  func `takes the byte order mark's word and leaves it out`(
    mark: [UInt8], charset: String, expected: String
  ) {
    let decoded = TextDecoding.decode(mark + encoded(Self.simplified + "😀", charset))
    #expect(decoded.encoding == expected)
    #expect(decoded.text == Self.simplified + "😀")
  }

  @Test func `takes a declared encoding that fits`() {
    let bytes = encoded("é", "ISO-8859-15")
    #expect(TextDecoding.decode(bytes, declared: "ISO-8859-15").encoding == "iso-8859-15")
    #expect(TextDecoding.decode(encoded("测试", "GB18030"), declared: "GB2312").text == "测试")
  }

  @Test func `believes the bytes before a wrong declaration`() {
    let bytes = Array(Self.simplified.utf8)
    #expect(TextDecoding.decode(bytes, declared: "iso-8859-1").encoding == "utf-8")
  }

  @Test func `counts what could not be decoded, and says so`() throws {
    var bytes = encoded(String(repeating: Self.simplified, count: 8), "GB18030")
    bytes += [0xFF, 0xFF, 0x0A]
    let decoded = TextDecoding.decode(bytes)
    #expect(decoded.encoding == "gb18030")
    #expect(decoded.undecodable == 2)
    #expect(decoded.problemMessage == "2 bytes could not be decoded as gb18030")
    let reading = try Workers.start().reading(bytes).reading
    #expect(reading.problems == [Problem("2 bytes could not be decoded as gb18030")])
  }

  @Test(arguments: ["GB18030", "BIG5", "CP1251", "UTF-16LE"])
  func `decodes long texts to their end`(charset: String) {
    let text = String(repeating: charset == "CP1251" ? Self.russian : "會議紀錄\n", count: 20_000)
    #expect(TextDecoding.decode(encoded(text, charset)).text == text)
  }

  @Test func `keeps line ends and replaces NUL`() {
    let decoded = TextDecoding.decode(Array("a\r\nb\rc\n\u{0}d".utf8))
    #expect(decoded.text.unicodeScalars.elementsEqual("a\r\nb\rc\n\u{FFFD}d".unicodeScalars))
  }

  @Test func `repairs UTF-8 with a few broken bytes as UTF-8`() {
    var bytes = Array(Self.simplified.utf8)
    bytes[bytes.count / 2 / 3 * 3] = 0xFF
    let decoded = TextDecoding.decode(bytes)
    #expect(decoded.encoding == "utf-8")
    #expect(decoded.undecodable > 0)
  }

  @Test func `refuses random bytes`() throws {
    let process = Workers.start()
    for seed in 0..<50 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let error = try process.failure(numbers.bytes(4096), name: "notes.txt")
      #expect(error.code == .unsupported)
      #expect(error.message == "random bytes, not text, and no known format")
    }
    #expect(process.starts == 1)
  }

  @Test(
    arguments: [
      ([0x66, 0x4C, 0x61, 0x43, 0, 0, 0, 0x22, 0, 0, 0, 0], "cannot read a FLAC recording"),
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0], "cannot read an ELF program"),
    ] as [([UInt8], String)])
  func `names what it cannot read`(bytes: [UInt8], message: String) throws {
    let error = try Workers.start().failure(bytes, name: "notes.txt")
    #expect(error.code == .unsupported)
    #expect(error.message == message)
  }

  @Test func `says that an empty file is empty`() throws {
    let error = try Workers.start().failure([])
    #expect(error.code == .empty)
    #expect(error.message == "the file is empty")
  }

  @Test(arguments: [
    ("# Report\n\ntext", "Report", 2..<8), ("\n## 会议 ##\n", "会议", 4..<6),
    ("Title\n=====\n", "Title", 0..<5), ("Title\r\n=====\r\n", "Title", 0..<5),
  ])
  func `takes Markdown's first heading as title`(
    text: String, title: String, range: Range<Int>
  ) throws {
    let reading = try Workers.start().reading(Array(text.utf8), name: "a.md").reading
    #expect(reading.mediaType == "text/markdown")
    #expect(reading.metadata == [MetadataEntry(name: "title", value: title, range: range)])
    #expect(reading.layer?.marks == [LayerMark(kind: .title, range: range)])
  }

  @Test(arguments: [
    ("UTF-8", "utf-8"), ("GB18030", "gb18030"), ("UTF-16LE", "utf-16le"), ("UTF-16BE", "utf-16be"),
  ])
  func `splits long text into segments that join to the whole`(
    charset: String, expected: String
  ) throws {
    let process = Workers.start { $0.segmentBytes = 1000 }
    for text in [
      String(repeating: Self.simplified, count: 50),
      String(repeating: Self.simplified.filter { $0 != "\n" } + "a", count: 50),
    ] {
      let (reading, children) = try process.reading(encoded(text, charset), name: "a.txt")
      #expect(reading.layer == nil)
      #expect(reading.encoding == expected)
      #expect(children.first?.name == "segment-0001")
      #expect(children.allSatisfy { $0.bytes.count <= 1000 })
      let reader = Workers.start()
      let parts = try children.map {
        let part = try reader.reading($0.bytes, name: $0.name, type: $0.declaredType).reading
        #expect(part.problems.isEmpty)
        return part.layer?.text ?? ""
      }
      #expect(parts.joined() == text)
    }
  }

  @Test func `reads 50 MB on one line in segments`() throws {
    let unit = Array("零信任 architecture ".utf8)
    var bytes = unit
    while bytes.count < 50 << 20 { bytes += bytes }
    var count = 0
    var total = 0
    let reading = try Workers.start().read(bytes: bytes, hint: ReadHint(name: "line.txt")) {
      count += 1
      total += $0.bytes.count
    }
    #expect(total == bytes.count)
    #expect(reading.metadata == [MetadataEntry(name: "segments", value: String(count))])
  }
}
