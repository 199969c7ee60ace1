import CounterfoilFormats
import Foundation
import Testing

@Suite struct `Tables of records` {
  /// The cells of each row, by the names of their columns.
  private func rows(_ bytes: [UInt8], _ name: String = "records.csv") throws -> (
    rows: [[String: String]], file: RecordFile
  ) {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = try RecordFile(url.path)
    var rows: [[String: String]] = []
    var row: [String: String] = [:]
    file.forEachRow {
      row[file.columns[$0]] = String(decoding: $1, as: UTF8.self)
    } row: { _ in
      rows.append(row)
      row = [:]
    }
    return (rows, file)
  }

  private func rows(_ text: String, _ name: String = "records.csv") throws -> (
    rows: [[String: String]], file: RecordFile
  ) {
    try rows(Array(text.utf8), name)
  }

  @Test(arguments: [
    "id,name\n1,\"Li, \"\"Na\"\"\"\n2, Bo \n", "id;name\r\n1;\"Li, \"\"Na\"\"\"\r\n2; Bo ",
    "\u{FEFF}id\tname\n\n1\t\"Li, \"\"Na\"\"\"\n2\tBo\n",
  ])
  func `are read with quotes, marks and any of the usual delimiters`(text: String) throws {
    #expect(try rows(text).rows == [["id": "1", "name": "Li, \"Na\""], ["id": "2", "name": "Bo"]])
  }

  @Test func `keep what damaged rows hold, and count them`() throws {
    let (rows, file) = try rows("id,name,city\n1,A,B,C\n2\n3,D,E\n4,F,\"G\n5,H,I\n")
    #expect(rows.count == 4)
    #expect(rows[1] == ["id": "2"])
    #expect(file.long.count == 1 && file.long.first == [2])
    #expect(file.short.count == 1 && file.short.first == [3])
    #expect(file.endsInQuote)
  }

  @Test func `are read in other encodings`() throws {
    let latin =
      Array("id,name,city\n1,Fran".utf8) + [0xE7] + Array("ois Lef".utf8) + [0xE8] + Array("vre,Orl".utf8) + [
        0xE9
      ] + Array("ans\n".utf8)
    #expect(try rows(latin).rows.first?["name"] == "François Lefèvre")
    let wide = "id,name\n1,王伟\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try rows([0xFF, 0xFE] + wide).rows == [["id": "1", "name": "王伟"]])
  }

  @Test func `of JSON Lines have the members as columns, lists with semicolons, null as nothing`() throws {
    let (rows, file) = try rows(
      "{\"id\": 7, \"name\": \"A\\u00e9\", \"tags\": [\"x\", \"y\"]}\nnot json\n{\"id\": 8, \"name\": null, \"more\": true}\n{\"id\": 9",
      "records.jsonl")
    #expect(file.columns == ["id", "name", "tags", "more"])
    #expect(rows == [["id": "7", "name": "Aé", "tags": "x; y"], ["id": "8", "more": "true"], ["id": "9"]])
    #expect(file.broken.count == 2 && file.broken.first == [2, 4])
    #expect(try self.rows("[{\"a\": 1}, {\"a\": 2}]", "records.json").rows == [["a": "1"], ["a": "2"]])
  }

  @Test func `that come twice by name are told apart`() throws {
    #expect(try rows("a,b,a,\n1,2,3,4\n").file.columns == ["a", "b", "a 2", "column 4"])
  }

  @Test(arguments: ["", " \n\n", "{not json}\n", "\u{0}\u{1}\u{2}\u{3}binary"])
  func `that are none are refused with what to do`(text: String) {
    #expect(throws: RecordFile.Failure.self) { try rows(text) }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `whatever the bytes, stop nothing`(seed: UInt64) {
    var state = seed
    let letters = Array("a1,;\"\n\r\t{}[]:\\u".utf8) + [0xFF, 0xC3, 0x00]
    let bytes = (0..<Int(seed % 120)).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return letters[Int(state >> 33) % letters.count]
    }
    _ = try? rows(bytes)
    _ = try? rows(Array("{\"a\":".utf8) + bytes, "records.jsonl")
  }
}
