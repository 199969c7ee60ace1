import CounterfoilText
import Foundation
import Testing

@Suite struct `A damaged name index` {
  /// The bytes of a sound index of two segments.
  static func sound(_ url: URL) throws -> Data {
    for names in [["徐延军", "Xu Yanjun", "Сергей Лавров"], ["王伟", "Wang Wei"]] {
      var builder = NameIndexBuilder()
      for name in names { builder.add(id: name, name: name) }
      try builder.append(to: url)
    }
    return try Data(contentsOf: url)
  }

  static func temporary() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
  }

  private func expectRefusal(_ change: (inout Data) -> Void) throws {
    let file = Self.temporary()
    defer { try? FileManager.default.removeItem(at: file) }
    var data = try Self.sound(file)
    _ = try NameIndex(contentsOf: file)
    change(&data)
    try data.write(to: file)
    do {
      _ = try NameIndex(contentsOf: file)
      Issue.record("opened")
    } catch let error as NameIndex.Failure {
      #expect("\(error)".contains(file.path))
      #expect("\(error)".contains("no name index"))
    }
  }

  @Test(arguments: [1, 7, 8, 40, 100])
  func `is refused with its end cut off`(bytes: Int) throws {
    try expectRefusal { $0.removeLast(bytes) }
  }

  @Test(arguments: [1, 8, 39, 40, 1000])
  func `is refused with bytes behind its end`(bytes: Int) throws {
    try expectRefusal { $0.append(contentsOf: [UInt8](repeating: 0xA5, count: bytes)) }
  }

  // Offsets of the first header: magic, length, counts of names, keys, numbers and bytes of text.
  @Test(arguments: [0, 7, 8, 12, 15, 16, 19, 20, 24, 28])
  func `is refused with a false header`(offset: Int) throws {
    try expectRefusal { $0[offset] ^= 0x40 }
  }

  @Test(arguments: ["x", "no index at all, but a text", String(repeating: "{\"id\": 1}\n", count: 100)])
  func `is refused where it is another file`(text: String) throws {
    try expectRefusal { $0 = Data(text.utf8) }
  }

  @Test func `is not made where there is none`() {
    #expect(throws: (any Error).self) { try NameIndex(contentsOf: Self.temporary()) }
  }

  @Test func `does not stop the program by a segment longer than any file`() async {
    do {
      await #expect(processExitsWith: .success) {
        let file = `A damaged name index`.temporary()
        var data = try `A damaged name index`.sound(file)
        // The length of the second segment, made 2⁶⁴ − 8.
        let first = data[8..<16].enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        data.replaceSubrange(first + 8..<first + 16, with: [0xF8] + [UInt8](repeating: 0xFF, count: 7))
        try data.write(to: file)
        _ = try? NameIndex(contentsOf: file)
      }
    }
  }

  @Test func `does not stop the program by what its columns hold`() async {
    do {
      await #expect(processExitsWith: .success) {
        let file = `A damaged name index`.temporary()
        let sound = try `A damaged name index`.sound(file)
        var random = RandomText(seed: 1)
        for _ in 0..<300 {
          var data = sound
          for _ in 0..<4 {
            let place = random.next(below: data.count)
            data[place] = UInt8(random.next(below: 256))
          }
          try data.write(to: file)
          guard let index = try? NameIndex(contentsOf: file) else { continue }
          for text in ["徐延军", "Wang Wei", "Sergey Lavrov"] { _ = NameIndexQuery(index).search(text) }
        }
      }
    }
  }
}
