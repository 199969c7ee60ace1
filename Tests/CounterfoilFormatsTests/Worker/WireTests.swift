import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Reading wire` {
  private func random(_ numbers: inout SeededNumbers) -> Reading {
    func text(_ numbers: inout SeededNumbers) -> String {
      let scalars: [Unicode.Scalar] = ["a", "z", "张", "é", "😀", " ", "\n"]
      return String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 1...40, using: &numbers)).map { _ in
            scalars[Int.random(in: 0..<scalars.count, using: &numbers)]
          }))
    }
    var reading = Reading(mediaType: "text/x", encoding: Bool.random(using: &numbers) ? "utf-8" : nil)
    let body = text(&numbers)
    let count = body.unicodeScalars.count
    if Bool.random(using: &numbers) {
      let middle = Int.random(in: 0...count, using: &numbers)
      let boxes = (0..<middle).map {
        CharacterBox(left: Float($0), top: 1, right: Float($0) + 0.5, bottom: 2)
      }
      reading.layer = TextLayer(
        kind: .ocr, text: body,
        pages: [
          PageSpan(number: 1, range: 0..<middle, size: (595, 842), boxes: boxes),
          PageSpan(number: 3, range: middle..<count, needsOCR: true),
        ], marks: [LayerMark(kind: .link, range: 0..<middle, detail: text(&numbers))])
      reading.metadata.append(MetadataEntry(name: "n", value: text(&numbers), range: 0..<count))
    }
    reading.metadata.append(MetadataEntry(name: "title", value: text(&numbers)))
    reading.problems = (0..<Int.random(in: 0...3, using: &numbers)).map { Problem("problem \($0)") }
    return reading
  }

  private func decode(_ fixed: [UInt8], _ text: [UInt8]) throws -> Reading {
    try fixed.withUnsafeBytes { fixed in
      try text.withUnsafeBytes { try ReadingWire.reading(fixed, text: $0) }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `gives a reading back as it was`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let reading = random(&numbers)
    let back = try decode(ReadingWire.encode(reading), Array((reading.layer?.text ?? "").utf8))
    #expect(back.mediaType == reading.mediaType)
    #expect(back.encoding == reading.encoding)
    #expect(back.layer == reading.layer)
    #expect(back.metadata == reading.metadata)
    #expect(back.problems == reading.problems)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `takes whatever a hostile child sends without trapping`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let reading = random(&numbers)
    let fixed = ReadingWire.encode(reading)
    for _ in 0..<50 {
      var mutated = fixed
      var text = Array((reading.layer?.text ?? "").utf8)
      for _ in 0..<Int.random(in: 1...6, using: &numbers) {
        let at = Int.random(in: 0..<mutated.count, using: &numbers)
        switch Int.random(in: 0...3, using: &numbers) {
        case 0: mutated[at] = UInt8.random(in: 0...255, using: &numbers)
        case 1: mutated[at] = 0xFF
        case 2: mutated.removeSubrange(at...)
        default: mutated.insert(contentsOf: numbers.bytes(4), at: at)
        }
        if mutated.isEmpty { mutated = [0] }
        if !text.isEmpty { text[at % text.count] = UInt8.random(in: 0...255, using: &numbers) }
      }
      guard let back = try? decode(mutated, text) else { continue }
      let count = back.layer?.text.unicodeScalars.count ?? 0
      // Whatever was accepted keeps the promises of a layer.
      #expect(back.layer?.pages.allSatisfy { $0.range.upperBound <= count } ?? true)
      #expect(back.layer?.marks.allSatisfy { $0.range.upperBound <= count } ?? true)
      #expect(back.layer?.text.unicodeScalars.contains("\u{0}") != true)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `takes random heads, names and errors without trapping`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<100 {
      let bytes = numbers.bytes(Int.random(in: 0...64, using: &numbers))
      bytes.withUnsafeBytes { bytes in
        _ = try? Wire.head(bytes)
        _ = try? ReadingWire.error(bytes)
        _ = try? Confinement(bytes)
        if let child = try? ReadingWire.childHead(bytes) {
          #expect(!child.name.isEmpty)
          #expect(child.name.utf8.count <= 1024)
        }
      }
    }
  }

  @Test func `shortens names at the front, to whole characters`() {
    let name = String(repeating: "目录/", count: 400) + "文件.txt"
    let short = MemberName.sanitised(name)
    #expect(short.utf8.count <= 1024)
    #expect(short.hasSuffix("文件.txt"))
    #expect(short.hasPrefix("…"))
  }
}
