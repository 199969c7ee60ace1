import CounterfoilAnalysis
import CounterfoilModel
import Foundation
import Testing

@Suite struct `Recognised names` {
  private static let kinds: Set<Mention.Kind> = [.person, .organisation, .place]

  private func names(_ text: String) -> [String] {
    Find.mentions(text).filter { Self.kinds.contains($0.kind) }.map { "\($0.kind.rawValue) \($0.quote)" }
  }

  @Test(arguments: [
    ("The director met John Smith in Brussels.", "person John Smith"),
    (
      "She studied at Nanjing University of Aeronautics and Astronautics.",
      "organisation Nanjing University of Aeronautics and Astronautics"
    ),
    ("据报道，王小明在会上发表了讲话。", "person 王小明"),
    ("據報道，王小明在會上發表了講話。", "person 王小明"),
  ])
  func `are found in both languages and both Chinese scripts`(text: String, name: String) {
    #expect(names(text).contains(name))
  }

  @Test func `carry a confidence between nothing and certainty`() {
    for mention in Find.mentions("Anna Karlsson of Nordic Cable Works met 李建国 in Tromsø.") {
      #expect(mention.confidence > 0 && mention.confidence <= 1)
    }
  }

  @Test func `give way to the dictionary, whose entry is known`() {
    let found = Find.mentions("He worked for the Ministry of State Security in Beijing.")
    #expect(found.contains { $0.quote == "Ministry of State Security" && $0.entityHint == "mss" })
  }

  @Test(arguments: [
    "TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA8AAAAA4fug4AtAnNIbgBTM0hVGhpcyBwcm9n",
    "for (int i = 0; i < n; i++) { sum += a[i] * b[i]; }",
    "0x00007f8debe1e000 89 c5 f7 dd 3d 00 f0 ff ff b8 00 00 00 00 0f 47",
    "----- ===== +++++ ***** ##### %%%%%", "12 34 56 78 90 | 11 22 33 44 55", "",
  ])
  func `are not invented in data and code`(line: String) { #expect(names(line) == []) }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `are found in any text without a trap, in order`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var text = String.UnicodeScalarView()
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x41...0x5A, 0x61...0x7A, 0xA0...0x24F, 0x370...0x5FF, 0x4E00...0x9FFF, 0x3000...0x30FF,
      0xFF00...0xFFEF, 0x1F300...0x1F6FF, 0x20000...0x2A6DF, 0x0...0x1F,
    ]
    for _ in 0..<(seed < 50 ? 400 : 9000) {
      let range = ranges[Int(random.next() % UInt64(ranges.count))]
      let value = range.lowerBound + UInt32(random.next() % UInt64(range.count))
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    var last = 0
    for mention in Find.mentions(String(text)) {
      #expect(mention.range.lowerBound >= last)
      last = mention.range.upperBound
    }
  }

  @Test(arguments: ["John Smith met ", "王小明在北京", "A", "a ", "é", "「", "McDonald's-", "U.S."])
  func `are sought in one line without an end`(piece: String) {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    #expect(Find.mentions(text) == Find.mentions(text))
  }

  @Test func `do not reach over a dash between places`() {
    let names = Find.mentions("往返商务舱（卑尔根—赫尔辛基—上海—三亚）").map(\.quote)
    #expect(names.contains("上海") && !names.contains { $0.contains("—") })
  }

  @Test func `in characters end at white space`() {
    let names = Find.mentions("参会人员：张伟 李娜 王芳 刘洋 陈静").filter { $0.kind == .person }.map(\.quote)
    #expect(!names.isEmpty)
    #expect(names.allSatisfy { (2...4).contains($0.unicodeScalars.count) && !$0.contains(" ") })
  }

  @Test func `need a model whose tables are of the right width and have a free slot`() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).model")
    defer { try? FileManager.default.removeItem(at: url) }
    func isModel(_ change: [ModelFile.Section: [UInt8]]) throws -> Bool {
      let sections: [ModelFile.Section: [UInt8]] = [
        .features: FlatTable.bytes([], width: RecogniserTag.rowWidth),
        .words: FlatTable.bytes([], width: EnglishFeatures.wordWidth),
        .transitions: [UInt8](repeating: 0, count: RecogniserTag.count * RecogniserTag.rowWidth * 2),
        .calibration: [UInt8](
          repeating: 1, count: Recogniser.calibrationSteps * RecogniserTag.kinds.count * 2),
      ]
      try Data(ModelFile.bytes(sections.merging(change) { $1 })).write(to: url)
      return ModelFile(path: url.path) != nil
    }
    #expect(try isModel([:]))
    #expect(try !isModel([.features: FlatTable.bytes([], width: 12)]))
    #expect(try !isModel([.words: FlatTable.bytes([], width: ChineseWordCutter.rowWidth)]))
    let full =
      ModelFile.littleEndian(UInt64(4)) + ModelFile.littleEndian(UInt64(RecogniserTag.rowWidth))
      + [UInt8](repeating: 1, count: 4 * (4 + RecogniserTag.rowWidth))
    #expect(try !isModel([.features: full]))
  }

  @Test func `need a model that is whole`() {
    let nothing = Recogniser(english: "/nowhere/english.model", chinese: nil)
    #expect(nothing.names(in: "John Smith met 王小明.").isEmpty)
  }
}
