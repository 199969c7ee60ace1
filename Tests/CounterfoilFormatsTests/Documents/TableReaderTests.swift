import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Table reader` {
  func reading(_ text: String, name: String = "t.csv") throws -> Reading {
    try Workers.start().reading(Array(text.utf8), name: name).reading
  }

  @Test(arguments: [
    ("name,role\n张伟,engineer\n", "text/csv", 0..<9, "2", "2"),
    ("name\trole\tcity\nA\tB\tC\n", "text/tab-separated-values", 0..<14, "3", "2"),
    ("姓名;职务\nA,x;B\n", "text/csv", 0..<5, "2", "2"),
    ("name,\"a,\nb\"\nx,\"y\"\"z\n\"\n", "text/csv", 0..<11, "2", "2"),
  ])
  func `keeps the text, marks the header, counts rows and columns`(
    text: String, type: String, header: Range<Int>, columns: String, rows: String
  ) throws {
    let reading = try reading(text)
    #expect(reading.mediaType == type)
    #expect(reading.layer?.text == text)
    #expect(reading.layer?.marks == [LayerMark(kind: .header, range: header)])
    #expect(reading.metadata.first { $0.name == "columns" }?.value == columns)
    #expect(reading.metadata.first { $0.name == "rows" }?.value == rows)
    #expect(reading.problems.isEmpty)
  }

  @Test func `says which rows are odd`() throws {
    let reading = try reading("a,b\n1,2\n3\n4,5,6\n")
    #expect(reading.problems == [Problem("2 rows have not the 2 columns of the others")])
  }

  @Test func `does not count DOS's end-of-file character`() throws {
    #expect(try reading("a,b\n1,2\n\u{1A}").problems.isEmpty)
  }

  @Test func `takes no header where there is none`() throws {
    #expect(try reading("1,2\n3,4\n").layer?.marks.isEmpty == true)
  }

  @Test func `takes prose with commas for prose`() throws {
    let prose = "First, we met, and spoke.\nThen, he left, alone.\nLater, I wrote, this.\n"
    #expect(try reading(prose, name: "note.txt").mediaType == "text/plain")
  }
}
