import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Old Excel` {
  private static func record(_ kind: Int, _ bytes: [UInt8]) -> [UInt8] {
    littleEndian(kind, 2) + littleEndian(bytes.count, 2) + bytes
  }

  private static func wide(_ text: String, countBytes: Int = 2) -> [UInt8] {
    let units = encoded(text, "UTF-16LE")
    return littleEndian(units.count / 2, countBytes) + [1] + units
  }

  private static func cell(_ row: Int, _ column: Int, _ style: Int = 0) -> [UInt8] {
    littleEndian(row, 2) + littleEndian(column, 2) + littleEndian(style, 2)
  }

  private static func number(_ value: Double) -> [UInt8] {
    littleEndian(Int(bitPattern: UInt(value.bitPattern)), 8)
  }

  private static func sheet(_ records: [[UInt8]]) -> [UInt8] {
    record(0x0809, littleEndian(0x0600, 2) + littleEndian(0x10, 2)) + records.flatMap { $0 }
      + record(0x0A, [])
  }

  private static let accounts = sheet([
    record(0x7D, littleEndian(3, 2) + littleEndian(3, 2) + [0, 0, 0, 0, 1, 0, 0, 0]),
    record(0x0208, littleEndian(2, 2) + [UInt8](repeating: 0, count: 10) + littleEndian(0x20, 2) + [0, 0]),
    record(0xFD, cell(0, 0) + littleEndian(0, 4)), record(0xFD, cell(0, 1) + littleEndian(1, 4)),
    record(0x0204, cell(0, 3) + littleEndian(4, 2) + [0] + Array("Note".utf8)),
    record(0xFD, cell(1, 0) + littleEndian(2, 4)), record(0x0203, cell(1, 1, 1) + number(45_356)),
    record(0x0205, cell(1, 3) + [1, 0]),
    // 12.5 as a hundredth of a whole number, and 7 and 8 side by side.
    record(0x027E, cell(2, 0) + littleEndian(1250 << 2 | 3, 4)),
    record(
      0xBD,
      littleEndian(3, 2) + littleEndian(0, 2) + littleEndian(0, 2) + littleEndian(7 << 2 | 2, 4)
        + littleEndian(0, 2) + littleEndian(8 << 2 | 2, 4) + littleEndian(1, 2)),
    record(0x06, cell(4, 0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + [0, 0, 0, 0, 0, 0]),
    record(0x0207, wide("结果")),
    record(0x5D, [0x15, 0, 0x12, 0, 0x19, 0] + littleEndian(5, 2)),
    record(0x01B6, [UInt8](repeating: 0, count: 10) + littleEndian(4, 2) + [0, 0, 0, 0, 0, 0]),
    record(0x3C, [0] + Array("Who?".utf8)),
    record(
      0x1C,
      littleEndian(1, 2) + littleEndian(0, 2) + [0, 0] + littleEndian(5, 2) + littleEndian(7, 2) + [0]
        + Array("R. Hale".utf8)),
  ])

  /// Strings: the third is parted between two records, and changes its width there.
  private static let strings =
    record(
      0xFC,
      littleEndian(3, 4) + littleEndian(3, 4) + wide("Name") + wide("When") + littleEndian(3, 2) + [1]
        + encoded("张", "UTF-16LE"))
    + record(0x3C, [0] + Array("ab".utf8))

  private static func workbook(_ globals: [UInt8] = []) -> [UInt8] {
    func build(_ first: Int, _ second: Int) -> [UInt8] {
      record(0x0809, littleEndian(0x0600, 2) + littleEndian(5, 2)) + globals
        + record(0x041E, littleEndian(164, 2) + wide("yyyy\"年\"m\"月\""))
        + record(0xE0, [0, 0, 0, 0]) + record(0xE0, [0, 0] + littleEndian(164, 2))
        + record(0x85, littleEndian(first, 4) + [0, 0] + wide("账目", countBytes: 1))
        + record(0x85, littleEndian(second, 4) + [1, 0] + wide("Old", countBytes: 1)) + strings
        + record(0x0A, [])
    }
    let first = build(0, 0).count
    return build(first, first + accounts.count) + accounts
      + sheet([record(0xFD, cell(0, 0) + littleEndian(0, 4))])
  }

  private static func file(_ workbook: [UInt8]) -> [UInt8] {
    compound([.stream("Workbook", workbook), .storage("_VBA_PROJECT_CUR", [])])
  }

  static let whole = file(workbook())

  @Test func `sheets, strings, numbers, dates and results are read`() throws {
    let report = try reading(CompoundReader.self, Self.file(Self.workbook())).reading
    #expect(
      report.layer?.text == """
        账目
        Name\tWhen\tNote
        张ab\t2024-03-05\tTRUE
        12.5
        7\t8
        结果
        A2: Who?
        Old
        Name

        """)
    #expect(report.mediaType == "application/vnd.ms-excel")
    #expect(marked(.hidden, in: report.layer) == ["Note", "TRUE", "12.5", "Old\nName"])
    #expect(marked(.comment, in: report.layer) == ["A2: Who?"])
    #expect(report.value("header") == "Name, When, Note")
    #expect(report.problems.map(\.message) == ["it carries macros, which were not run"])
    expectSound(report)
  }

  @Test func `a locked workbook is refused with advice`() {
    let bytes = Self.file(Self.workbook(Self.record(0x2F, [0, 0])))
    let error = #expect(throws: ReadError.self) { try reading(CompoundReader.self, bytes) }
    #expect(error?.code == .encrypted)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `damaged workbooks are read or refused without a trap`(seed: UInt64) throws {
    let whole = Self.workbook()
    // Damage inside the stream, and in the file around it.
    let bytes = seed % 2 == 0 ? Self.file(damaged(whole, seed: seed)) : damaged(Self.file(whole), seed: seed)
    do throws(any Error) {
      expectSound(try reading(CompoundReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}

@Suite struct `Old Word` {
  /// A run of text with the properties of its letters.
  private typealias Run = (text: String, property: Int?)

  private static let main: [Run] = [
    ("访问报告\rMet ", nil), ("twice ", 0x0801), ("once ", 0x0800), ("with the host.", nil),
    ("Do not tell.", 0x083C), ("\rName\u{7}Role\u{7}", nil), ("\u{7}", nil), ("Zhou\u{7}host\u{7}", nil),
    ("\u{7}", nil),
    ("\u{13} HYPERLINK \"https://lantern.example/e\" \u{14}invitation\u{15}\r", nil),
  ]
  private static let note: [Run] = [("A footnote.\r", nil)]
  private static let comment: [Run] = [("Check this name.\r", nil)]

  private static func document(flags: Int = 0x1000, version: Int = 0xC1) -> [CompoundNode] {
    let runs = main + note + comment
    func units(_ runs: [Run]) -> Int { runs.reduce(0) { $0 + $1.text.utf16.count } }
    let start = 1024
    var text: [UInt8] = []
    var edges = [start]
    for run in runs {
      text += encoded(run.text, "UTF-16LE")
      edges.append(start + text.count)
    }
    text += [UInt8](repeating: 0, count: 512 - text.count % 512)
    let page = (start + text.count) / 512
    // One page for letters and one for paragraphs, their properties at its end.
    var letters = edges.flatMap { littleEndian($0, 4) }
    letters += runs.map { run in
      switch run.property {
      case 0x0801: 200
      case 0x0800: 204
      case 0x083C: 208
      default: 0
      }
    }
    letters += [UInt8](repeating: 0, count: 512 - letters.count)
    for (word, code) in [(200, 0x0801), (204, 0x0800), (208, 0x083C)] {
      letters.replaceSubrange(word * 2..<word * 2 + 4, with: [3] + littleEndian(code, 2) + [1])
    }
    letters[511] = UInt8(runs.count)
    var paragraphs = edges.flatMap { littleEndian($0, 4) }
    for run in runs { paragraphs += [run.text == "\u{7}" ? 220 : 0] + [UInt8](repeating: 0, count: 12) }
    paragraphs += [UInt8](repeating: 0, count: 512 - paragraphs.count)
    paragraphs.replaceSubrange(440..<447, with: [0, 3, 0, 0] + littleEndian(0x2417, 2) + [1])
    paragraphs[511] = UInt8(runs.count)

    let pieces =
      [2] + littleEndian(16, 4) + littleEndian(0, 4) + littleEndian(units(runs), 4) + [0, 0]
      + littleEndian(start, 4) + [0, 0]
    func plc(_ page: Int) -> [UInt8] {
      littleEndian(start, 4) + littleEndian(edges.last ?? 0, 4) + littleEndian(page, 4)
    }
    let table = pieces + plc(page) + plc(page + 1)
    var header = [UInt8](repeating: 0, count: start)
    func put(_ value: Int, _ size: Int, at index: Int) {
      header.replaceSubrange(index..<index + size, with: littleEndian(value, size))
    }
    put(0xA5EC, 2, at: 0)
    put(version, 2, at: 2)
    put(flags | 0x200, 2, at: 10)
    put(units(main), 4, at: 0x4C)
    put(units(note), 4, at: 0x50)
    put(units(comment), 4, at: 0x5C)
    put(pieces.count, 4, at: 0xFA)
    put(12, 4, at: 0xFE)
    put(pieces.count + 12, 4, at: 0x102)
    put(12, 4, at: 0x106)
    put(0, 4, at: 0x1A2)
    put(pieces.count, 4, at: 0x1A6)
    return [.stream("WordDocument", header + text + letters + paragraphs), .stream("1Table", table)]
  }

  static let whole = compound(document())

  @Test func `paragraphs, rows, notes and comments stand in lines`() throws {
    let report = try reading(CompoundReader.self, Self.whole).reading
    #expect(
      report.layer?.text == """
        访问报告
        Met twice once with the host.
        Do not tell.
        Name\tRole
        Zhou\thost
        invitation
        A footnote.
        Check this name.
        """)
    #expect(report.mediaType == "application/msword")
    #expect(report.problems.isEmpty)
    expectSound(report)
  }

  @Test(
    arguments: [
      (LayerMark.Kind.inserted, "twice "), (.deleted, "once "), (.hidden, "Do not tell."),
      (.comment, "Check this name."), (.link, "invitation"),
    ] as [(LayerMark.Kind, String)])
  func `changes, comments, links and hidden words are marked`(kind: LayerMark.Kind, text: String) throws {
    #expect(marked(kind, in: try reading(CompoundReader.self, Self.whole).reading.layer) == [text])
  }

  @Test(arguments: [(0x1100, 0xC1, ReadError.Code.encrypted), (0x1000, 0x68, .unsupported)])
  func `locked and older documents are refused with advice`(flags: Int, version: Int, code: ReadError.Code) {
    let bytes = compound(Self.document(flags: flags, version: version))
    let error = #expect(throws: ReadError.self) { try reading(CompoundReader.self, bytes) }
    #expect(error?.code == code)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `damaged documents are read or refused without a trap`(seed: UInt64) throws {
    do throws(any Error) {
      expectSound(try reading(CompoundReader.self, damaged(Self.whole, seed: seed)).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}

@Suite struct `Old PowerPoint` {
  private static func atom(_ kind: Int, _ bytes: [UInt8], instance: Int = 0) -> [UInt8] {
    littleEndian(instance << 4, 2) + littleEndian(kind, 2) + littleEndian(bytes.count, 4) + bytes
  }

  private static func container(_ kind: Int, _ records: [[UInt8]], instance: Int = 0) -> [UInt8] {
    let bytes = records.flatMap { $0 }
    return littleEndian(instance << 4 | 15, 2) + littleEndian(kind, 2) + littleEndian(bytes.count, 4) + bytes
  }

  private static func text(_ words: String, kind: Int = 0x0FA0, instance: Int = 0) -> [UInt8] {
    atom(kind, encoded(words, "UTF-16LE"), instance: instance)
  }

  private static func persist(_ object: Int, slide: Int) -> [UInt8] {
    atom(0x03F3, littleEndian(object, 4) + littleEndian(0, 4) + littleEndian(0, 4) + littleEndian(slide, 4))
  }

  /// Two slides, stored in the other order; the second is hidden. Object 1 is the document.
  private static let stream: [UInt8] = {
    let document = container(
      0x03E8,
      [
        container(
          0x0FF0,
          [
            persist(3, slide: 256), atom(0x0F9F, littleEndian(0, 4)), text("A visit"),
            atom(0x0F9F, littleEndian(1, 4)), atom(0x0FA8, Array("First\rSecond".utf8)),
            persist(2, slide: 257),
          ]),
        container(0x0FF0, [persist(4, slide: 300)], instance: 2),
      ])
    let hidden = container(
      0x03EE,
      [
        atom(0x03F9, [UInt8](repeating: 0, count: 10) + [4, 0, 0, 0]),
        container(0xF00D, [text("Not for guests")]),
      ])
    let comment = container(
      0x2EE0, [text("R. Hale", kind: 0x0FBA), text("Who is this?", kind: 0x0FBA, instance: 1)])
    let shown = container(
      0x03EE, [container(0xF00D, [text("张伟"), text("*")]), container(0x1388, [comment])])
    let notes = container(
      0x03F0, [atom(0x03F1, littleEndian(256, 4)), container(0xF00D, [text("Mention the grant")])])
    let objects = [document, hidden, shown, notes]
    var offsets: [Int] = []
    var out: [UInt8] = []
    for object in objects {
      offsets.append(out.count)
      out += object
    }
    out += atom(0x1772, littleEndian(4 << 20 | 1, 4) + offsets.flatMap { littleEndian($0, 4) })
    return out + atom(0x0FF5, [UInt8](repeating: 0, count: 16) + littleEndian(1, 4))
  }()

  private static func file(_ stream: [UInt8], token: Int = 0xE391_C05F) -> [UInt8] {
    compound([
      .stream("Current User", [UInt8](repeating: 0, count: 12) + littleEndian(token, 4)),
      .stream("PowerPoint Document", stream),
    ])
  }

  static let whole = file(stream)

  @Test func `slides are pages in their order, with notes and comments`() throws {
    let report = try reading(CompoundReader.self, Self.file(Self.stream)).reading
    #expect(
      report.layer?.text == """
        A visit
        First
        Second
        张伟
        Who is this?
        Speaker notes:
        Mention the grant
        Not for guests

        """)
    #expect(report.layer?.pages.count == 2)
    #expect(marked(.title, in: report.layer) == ["A visit"])
    #expect(marked(.comment, in: report.layer) == ["Who is this?", "Mention the grant"])
    #expect(marked(.hidden, in: report.layer) == ["Not for guests"])
    #expect(report.problems.isEmpty)
    expectSound(report)
  }

  @Test func `a locked presentation is refused with advice`() {
    let bytes = Self.file(Self.stream, token: 0xF3D1_C4DF)
    let error = #expect(throws: ReadError.self) { try reading(CompoundReader.self, bytes) }
    #expect(error?.code == .encrypted)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `damaged presentations are read or refused without a trap`(seed: UInt64) throws {
    let bytes =
      seed % 2 == 0
      ? Self.file(damaged(Self.stream, seed: seed)) : damaged(Self.file(Self.stream), seed: seed)
    do throws(any Error) {
      expectSound(try reading(CompoundReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
