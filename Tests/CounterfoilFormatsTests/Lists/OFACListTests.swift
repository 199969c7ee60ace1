import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

@Suite struct `OFAC's lists` {
  static let primary = """
    7,"QUILL, Ada","individual","SDGT] [NS-TEST","Minister of Ink",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1962."\r
    9,"INKWELL LTD.",-0- ,"TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r
    12,"BLOTTER","vessel","TEST",-0- ,"TST1","Tanker","100","90","Malta","INKWELL LTD.",-0- \r
    \u{1A}
    """
  static let aliases = """
    7,70,"aka","QUILLE, Ada Maria",-0- \r
    7,71,"fka","FEATHER, Ada",-0- \r
    9,90,"nka","INK HOLDINGS",-0- \r
    \u{1A}
    """
  static let addresses = """
    7,700,"1 Pen Street, Suite 2","Inkford 0100","Iran",-0- \r
    9,900,-0- ,-0- ,"Spain",-0- \r
    9,901,-0- ,-0- ,"Region: Inkshire",-0- \r
    """

  private func read(_ files: [(String, String)]) throws -> ReadList {
    try ListTesting.read(files.map { ($0.0, Array($0.1.utf8)) })
  }

  @Test func `are joined from their files, in any order`() throws {
    let list = try read([("add.csv", Self.addresses), ("sdn.csv", Self.primary), ("alt.csv", Self.aliases)])
    #expect(list.format == .ofac)
    #expect(list.faults.isEmpty)
    #expect(list.entries.map(\.id) == ["7", "9", "12"])
    #expect(list.entries.map(\.schema) == ["Person", "Organization", "Vessel"])
    #expect(
      list.lines(0) == [
        "name: Ada QUILL (QUILL, Ada)", "program: SDGT", "program: NS-TEST", "position: Minister of Ink",
        "birthDate: 1962", "alias: Ada Maria QUILLE (QUILLE, Ada Maria)",
        "previousName: Ada FEATHER (FEATHER, Ada)", "address: 1 Pen Street, Suite 2, Inkford 0100, Iran",
        "country: ir (Iran)",
      ])
    #expect(
      list.lines(1) == [
        "name: INKWELL LTD.", "program: TEST", "alias: INK HOLDINGS", "country: es (Spain)",
        "address: Region: Inkshire",
      ])
    #expect(
      list.lines(2) == [
        "name: BLOTTER", "program: TEST", "callSign: TST1", "type: Tanker", "tonnage: 100",
        "grossRegisteredTonnage: 90", "flag: mt (Malta)", "notes: Vessel owner: INKWELL LTD.",
      ])
  }

  @Test func `go on in the file of comments where the remarks are cut`() throws {
    let head = String(repeating: "DOB 1962; Colonel of ink; ", count: 38)
    let row = "7,\"QUILL, Ada\",\"individual\",\"T\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"\(head)Passpo\"\r\n"
    let list = try read([("sdn.csv", row), ("comments.csv", "7,\"rt A123 (Iran).\"\r\n")])
    #expect(list.entries.first?["passportNumber"] == ["A123"])
    #expect(list.faults.isEmpty)
  }

  @Test func `without the primary file are refused`() throws {
    let error = #expect(throws: ListError.self) { try read([("alt.csv", Self.aliases)]) }
    #expect(error?.words.contains("primary file is missing") == true)
  }

  @Test func `of two days are told apart`() throws {
    let list = try read([
      ("sdn.csv", Self.primary), ("alt.csv", Self.aliases + "\r\n99,1,\"aka\",\"X\",-0- \r\n"),
    ])
    #expect(list.entries.count == 3)
    #expect(list.faults.map(\.words) == ["the primary file has no entry 99, to which rows beside it belong"])
  }

  @Test func `with shifted columns keep the name, and the rest as notes`() throws {
    let shifted = "13,\"PEN\",-0- ,\"A\",\"B\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1962.\"\r\n"
    let list = try read([("sdn.csv", Self.primary.replacing("\u{1A}", with: shifted))])
    #expect(list.entries.last?["name"] == ["PEN"])
    #expect(list.entries.last?["birthDate"] == [])
    #expect(list.entries.last?["notes"] == ["program: A", "title: B", "cell 13: DOB 1962."])
    #expect(list.faults.map(\.line) == [4])
  }

  @Test func `cut in the middle of a row give what stands before it`() throws {
    let at = try #require(Self.primary.range(of: "TTER"))
    let list = try read([("sdn.csv", String(Self.primary[..<at.lowerBound]))])
    #expect(list.entries.map(\.id) == ["7", "9", "12"])
    #expect(list.faults.map(\.line) == [3])
    #expect(list.faults.first?.words.hasPrefix("the file ends within this row") == true)
  }
}
