import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

@Suite struct `Lists that are not as they should be` {
  private static let mapping = "id: Id\ncolumns: {Name: name, Alias: alias}\n"

  private func read(_ text: String) throws -> ReadList {
    try ListTesting.read("t.csv", text, mapping: Self.mapping)
  }

  @Test func `rows without a name are told and left out`() throws {
    let list = try read("Id,Name,Alias\n1,Ada,\n2,,\n3,-0-,\n4,Bo,\n")
    #expect(list.entries.map(\.id) == ["1", "4"])
    #expect(list.faults.map(\.line) == [3, 4])
    #expect(list.faults.allSatisfy { $0.isEntryLost && $0.words == "the row has no name" })
  }

  @Test func `rows of one identifier and name are joined, others get a number`() throws {
    let list = try read("Id,Name,Alias\n1,Ada,A\n2,Bo,\n1,Ada,B\n2,Cy,\n2,Bo,X\n")
    #expect(list.entries.map(\.id) == ["1", "2", "2#2"])
    #expect(list.lines(0) == ["name: Ada", "alias: A", "alias: B"])
    #expect(list.lines(1) == ["name: Bo", "alias: X"])
    #expect(list.lines(2) == ["name: Cy"])
    #expect(
      list.faults.map(\.words) == ["the identifier 2 is another entry's already; this one is kept as 2#2"])
    #expect(list.faults.map(\.line) == [5])
  }

  @Test func `one identifier on every row ends, and every entry is given`() throws {
    let rows = (0..<1000).map { "1,Name \($0),\n" }.joined()
    let list = try read("Id,Name,Alias\n" + rows)
    #expect(list.entries.count == 1000)
    #expect(Set(list.entries.map(\.id)).count == 1000)
  }

  @Test func `the same row twice is one entry`() throws {
    let list = try ListTesting.read("t.csv", "Name,Alias\nAda,A\nAda,A\n", mapping: "columns: {Name: name}\n")
    #expect(list.entries.count == 1)
    #expect(list.faults.isEmpty)
  }

  @Test func `shifted cells are kept as notes, not under columns that are not theirs`() throws {
    let list = try read("Id,Name,Alias\n1,Ada,A\n2,Bo,Inc.,B\n3,Cy,C,\n4,Di\n5,Ed,E\n")
    #expect(list.entries.map { $0["name"] } == [["Ada"], ["Bo"], ["Cy"], ["Di"], ["Ed"]])
    #expect(list.lines(1) == ["notes: Id: 2", "name: Bo", "notes: Alias: Inc.", "notes: cell 4: B"])
    #expect(list.faults.map(\.line) == [3, 5])
  }

  @Test func `empty cells left out at the ends of most rows are no shift`() throws {
    let list = try read("Id,Name,Alias\n1,Ada\n2,Bo\n3,Cy,C\n")
    #expect(list.entries.count == 3)
    #expect(list.faults.isEmpty)
  }

  @Test(arguments: ["Id,Name,Alias\n1,Ada,A\n2,Bo", "Id,Name,Alias\n1,Ada,A\n2,\"Bo"])
  func `half a file gives what is there`(text: String) throws {
    let list = try read(text)
    #expect(list.entries.map { $0["name"] } == [["Ada"], ["Bo"]])
    #expect(list.faults.map(\.line) == [3])
    #expect(list.faults.first?.words.hasPrefix("the file ends within this row") == true)
  }

  @Test func `a quotation mark that is never closed costs its row alone`() throws {
    let list = try read("Id,Name,Alias\n1,\"Ada,A\n2,Bo,B\n3,Cy,C\n")
    #expect(list.entries.map { $0["name"] } == [["Ada"], ["Bo"], ["Cy"]])
    #expect(list.faults.map(\.line) == [2])
  }

  @Test func `tables with nothing in them are told`() throws {
    #expect(throws: ListError.self) { try read("") }
    let list = try read("Id,Name,Alias\n")
    #expect(list.faults.map(\.words) == ["the table has a header and no rows"])
  }

  @Test func `a column that is missing in the second of two files is said before anything is read`() throws {
    let error = #expect(throws: ListError.self) {
      try ListTesting.read(
        [("a.csv", Array("Id,Name,Alias\n1,Ada,\n".utf8)), ("b.csv", Array("Id,Alias\n1,Ada\n".utf8))],
        mapping: Self.mapping)
    }
    #expect(error?.words.contains("\"Name\" is not in b.csv") == true)
  }

  @Test(arguments: ["Watch list,,\n\n2026-01-01,,\n", "Watch list\n"])
  func `titles above the header are passed over`(title: String) throws {
    for mapping in [Self.mapping, nil] {
      let list = try ListTesting.read("t.csv", title + "Id,Name,Alias\n1,Ada,A\n2,Bo,B\n", mapping: mapping)
      #expect(list.entries.map { $0["name"] } == [["Ada"], ["Bo"]])
      #expect(list.entries.map { $0["alias"] } == [["A"], ["B"]])
    }
    let list = try ListTesting.read("t.csv", "Watch list\nId;Name;Alias\n1;Ada;A\n2;Bo;B\n")
    #expect(list.lines() == ["name: Ada", "alias: A"])
  }

  @Test func `names of columns with strange characters can be proposed and read`() throws {
    let list = try ListTesting.read("t.csv", "\"Qu\nire\",\"x\u{7}\"\"\\: #\",name\nq,1,Ada\nr,2,Bo\n")
    #expect(list.entries.map { $0["name"] } == [["Ada"], ["Bo"]])
    #expect(list.entries.first?["notes"].count == 2)
  }

  @Test func `a table of numbers and names is not taken for OFAC's comments`() throws {
    let list = try ListTesting.read("t.csv", "Id,Name\n1,Ada\n2,Bo\n")
    #expect(list.format == .table)
    #expect(list.entries.map(\.id) == ["1", "2"])
  }

  @Test(arguments: [
    ("a.xml", "<?xml version=\"1.0\"?>\n<sdnList><sdnEntry/></sdnList>", "this is XML, of which the UN's"),
    ("a.json", "[{\"id\": \"1\"}]", "this is one JSON list"),
    ("a.json", "{\n  \"id\": \"1\",\n  \"schema\": \"Person\"\n}", "this is JSON spread over lines"),
    ("a.csv", "", "the file is empty"),
    ("a.csv", "\n\n", "the file is empty"),
  ])
  func `files of other forms are refused with what is read instead`(name: String, text: String, words: String)
  {
    let error = #expect(throws: ListError.self) { try ListTesting.read(name, text) }
    #expect(error?.words.hasPrefix(words) == true, "\(error?.words ?? "")")
  }

  @Test func `a file that is not there is said`() throws {
    let error = #expect(throws: ListError.self) {
      try ListTesting.read([URL(fileURLWithPath: "/nowhere/list.csv")])
    }
    #expect(error?.description.hasPrefix("list.csv: the file cannot be read") == true)
  }

  @Test func `lists of two forms at once are refused`() throws {
    let error = #expect(throws: ListError.self) {
      try ListTesting.read([
        ("a.csv", Array("Id,Name\n1,Ada\n".utf8)),
        ("b.json", Array("{\"id\":\"1\",\"schema\":\"Person\"}".utf8)),
      ])
    }
    #expect(error?.words.contains("import them one after the other") == true)
  }

  // MARK: encodings

  private static let gb18030: [UInt8] =
    Array("Id,Name,Alias\n1,".utf8) + [0xB0, 0xAC, 0xB4, 0xEF] + Array(",".utf8)
    + [0xBA, 0xA3, 0xD1, 0xF3, 0xD1, 0xD0, 0xBE, 0xBF, 0xCB, 0xF9] + Array("\n2,".utf8)
    + [0xB0, 0xAC, 0xB4, 0xEF, 0xB4, 0xF3, 0xD1, 0xA7] + Array(",\n".utf8)

  @Test func `GB18030 is told and read`() throws {
    let list = try ListTesting.read([("t.csv", Self.gb18030)], mapping: Self.mapping)
    #expect(list.lines() == ["name: 艾达", "alias: 海洋研究所"])
    #expect(list.lines(1) == ["name: 艾达大学"])
  }

  @Test(
    arguments: [
      (String.Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
      (.utf8, [0xEF, 0xBB, 0xBF]),
      (.utf16LittleEndian, []), (.windowsCP1252, []),
    ] as [(String.Encoding, [UInt8])])
  func `other encodings are told and read`(encoding: String.Encoding, mark: [UInt8]) throws {
    let text = "Id,Name,Alias\r\n1,Ada Délégué,Société générale\r\n2,Bo Müller,Straße\r\n"
    let bytes = mark + [UInt8](try #require(text.data(using: encoding)))
    let list = try ListTesting.read([("t.csv", bytes)], mapping: Self.mapping)
    #expect(list.lines() == ["name: Ada Délégué", "alias: Société générale"])
    #expect(list.lines(1) == ["name: Bo Müller", "alias: Straße"])
  }

  @Test func `bytes that are no text are counted`() throws {
    let bytes = Array("Id,Name,Alias\n1,艾达大学海洋研究所,艾达\n2,B".utf8) + [0xFF, 0xFE] + Array("o,\n".utf8)
    let list = try ListTesting.read([("t.csv", bytes)], mapping: Self.mapping)
    #expect(list.entries.count == 2)
    #expect(
      list.faults.map(\.words) == [
        "2 bytes could not be decoded as utf-8; they are written \u{FFFD} in what was read"
      ])
  }

  /// Some 4 MB, so that it is read in several pieces.
  @Test(arguments: [String.Encoding.utf8, .utf16BigEndian])
  func `long files are read in pieces without a seam`(encoding: String.Encoding) throws {
    var text = "Id,Name,Alias\r\n"
    for row in 0..<40_000 {
      text += "\(row),艾达 \(row),\"Quill\(row % 7 == 0 ? "\n" : " ")\"\"No. \(row)\"\", of 大学 the Ink\"\r\n"
    }
    let mark: [UInt8] = encoding == .utf8 ? [] : [0xFE, 0xFF]
    let bytes = mark + [UInt8](try #require(text.data(using: encoding)))
    let list = try ListTesting.read([("t.csv", bytes)], mapping: Self.mapping)
    #expect(list.faults.isEmpty)
    #expect(list.entries.count == 40_000)
    #expect(
      list.entries.indices.allSatisfy { row in
        list.lines(row) == [
          "name: 艾达 \(row)",
          "alias: Quill \"No. \(row)\", of 大学 the Ink"
            + (row % 7 == 0 ? " (Quill\n\"No. \(row)\", of 大学 the Ink)" : ""),
        ]
      })
  }
}
