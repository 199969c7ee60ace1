import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Lists damaged at random` {
  private static let samples: [(name: String, text: String)] = [
    ("sdn.csv", `OFAC's lists`.primary), ("un.xml", `The UN's list`.xml),
    ("actors.json", `MISP galaxy clusters`.cluster),
    ("dpl.txt", `U.S. lists of denied and screened parties`.denied),
    (
      "list.json",
      """
      {"id": "q-1", "schema": "Person", "properties": {"name": ["Ada \\u58a8"], "birthDate": ["1962"]}}
      {"id": "q-2", "schema": "Company", "properties": {"name": ["Ink"], "country": ["cn"]}}
      """
    ),
    (
      "t.csv",
      "Id,Name,Alias,Date of birth\n1,\"Quill, Ada\",\"A; \"\"B\"\"\",31/12/1962\n2,墨,艾达,circa 1962\n"
    ),
  ]

  /// Whatever stands in a file, reading ends, and no identifier comes twice.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `are read to their end or refused in words`(seed: UInt64) throws {
    var random = Seeded(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    for (name, text) in Self.samples {
      var bytes = Array(text.utf8)
      for _ in 0..<(1 + random.next(6)) where !bytes.isEmpty {
        let at = random.next(bytes.count)
        switch random.next(5) {
        case 0: bytes[at] = UInt8(random.next(256))
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.next(40)))
        case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + random.next(200))], at: at)
        case 3: bytes.insert(Array("\",\n<{[\r\t\u{0};".utf8)[random.next(10)], at: at)
        default: bytes.removeSubrange(at...)
        }
      }
      do {
        let list = try ListTesting.read([(name, bytes)])
        let ids = list.entries.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(list.entries.allSatisfy { !$0.id.isEmpty && ListTesting.schema?.kinds[$0.schema] != nil })
      } catch let error as ListError {
        #expect(!error.words.isEmpty)
      }
    }
  }

  private struct Seeded {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
  }
}
