import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

@Suite struct `Mappings of lists` {
  /// What is wrong with a mapping, with its line.
  private func fault(_ yaml: String) throws -> String? {
    let schema = try #require(ListTesting.schema)
    do throws(ListError) {
      _ = try ListMapping(yaml: yaml, file: "m.yaml", schema: schema)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(
    arguments: [
      ("columns:\n  A: name\n", nil),
      ("columns:\n  A: nmae\n", "m.yaml, line 2: LegalEntity has no property nmae; it has "),
      ("schema: Persn\ncolumns:\n  A: name\n", "m.yaml, line 1: Persn is no kind of entity; "),
      ("columns:\n  A: alias\n", "m.yaml, line 1: no column is mapped to name; "),
      ("colums:\n  A: name\n", "m.yaml, line 2: colums is no key of a mapping; those are "),
      ("dates: dym\ncolumns:\n  A: name\n", "m.yaml, line 1: dates is dmy (31.12.1962), "),
      (
        "columns:\n  A: {property: name, seperator: x}\n", "m.yaml, line 2: seperator is no key of a column; "
      ),
      (
        "columns:\n  A: {property: name, as: guess}\n",
        "m.yaml, line 2: as is one of last-first, remarks, identifiers"
      ),
      ("columns:\n  A: name\nconstants:\n  ink: x\n", "m.yaml, line 4: LegalEntity has no property ink; "),
      ("columns:\n  A: name\njoined:\n- property: address\n", "m.yaml, line 4: joined columns are a list"),
      ("columns:\n  A: name\n B: x\n", "m.yaml, line "),
      ("schema_from:\n  values: {x: Person}\ncolumns:\n  A: name\n", "m.yaml, line 2: column is missing"),
      (
        "schema_from: {column: T, values: {x: Human}}\ncolumns:\n  A: name\n",
        "m.yaml, line 1: Human is no kind of entity"
      ),
      ("", "m.yaml: the pack is empty"),
    ] as [(String, String?)])
  func `are checked before anything is read, and told where they are wrong`(yaml: String, words: String?)
    throws
  {
    let told = try fault(yaml)
    guard let words else { return #expect(told == nil) }
    #expect(told?.hasPrefix(words) == true, "\(told ?? "no fault")")
  }

  @Test func `join columns, part cells, and leave out what they ignore`() throws {
    let list = try ListTesting.read(
      "t.csv", "Full name,Street,Town,Known as,Code,Secret\n\"QUILL, Ada\",1 Pen St,Inkford,A|B,c1,s\n",
      mapping: """
        schema: Person
        id: code
        separator: "|"
        columns:
          full_name: {property: name, as: last-first, separator: "#"}
          Known as: alias
        joined:
        - {property: address, columns: [Street, Town], with: " / "}
        ignore: [Secret]
        """)
    #expect(list.entries.map(\.id) == ["c1"])
    #expect(
      list.lines() == [
        "name: Ada QUILL (QUILL, Ada)", "alias: A", "alias: B", "address: 1 Pen St / Inkford",
      ])
  }

  @Test func `say which column of a table they do not know how to take`() throws {
    let list = try ListTesting.read(
      "t.csv", "Name,Type\nAda Quill,Wizard\n",
      mapping: "schema_from: {column: Type, values: {Person: Person}}\ncolumns: {Name: name}\n")
    #expect(list.entries.first?.schema == "LegalEntity")
    #expect(
      list.faults.map(\.words) == [
        "Type is \"Wizard\", which the mapping does not know; taken for LegalEntity"
      ])
  }

  @Test func `are proposed by the names of columns and what the first rows hold`() throws {
    let yaml = try ListMapping.proposal(
      header: [
        "No.", "Entity Name", "中文名称", "Type", "Country", "D.O.B", "Date of birth", "A.K.A.", "Remarks",
        "Shoe",
      ],
      rows: [["1", "Ada Quill", "艾达", "individual", "CN", "x", "31/12/1962", "A; B", "r", "39"]])
    #expect(
      yaml == """
        # Proposed by the names of the columns. Look it over, and change what is not so.
        schema: LegalEntity  # of an entry; such as Person, Organization, Company
        schema_from:
          column: "Type"
          values:
            "individual": Person
        # id: []  # columns that stay from edition to edition; else an entry is known by its whole row
        dates: dmy  # 31.12.1962
        columns:
          "Entity Name": name
          "中文名称": alias
          "Country": country
          "Date of birth": birthDate
          "A.K.A.": {property: alias, separator: ";"}
          "Remarks": notes
        # Kept as notes: No., D.O.B, Shoe
        # ignore: []  # columns of which nothing is to be kept

        """)
    #expect(try fault(yaml) == nil)
  }

  @Test func `are proposed for Chinese tables, whatever their encoding`() throws {
    let text =
      "序号,企业名称,英文名称,统一社会信用代码,国别,备注\n1,海洋研究所,Ocean Institute,91000TEST,中国,测试\n2,墨水公司,Ink Co.,91001TEST,法国,\n"
    let encoding = String.Encoding(rawValue: 0x8000_0632)  // GB18030
    let bytes = text.data(using: encoding).map { [UInt8]($0) } ?? Array(text.utf8)
    let list = try ListTesting.read([("t.csv", bytes)])
    #expect(list.entries.map(\.id) == ["1", "2"])
    #expect(
      list.lines() == [
        "name: 海洋研究所", "alias: Ocean Institute", "uscCode: 91000TEST", "country: cn (中国)", "notes: 备注: 测试",
      ])
  }

  @Test func `that are shipped are taken for tables with their columns`() throws {
    let list = try ListTesting.read(
      "t.csv",
      """
      Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url
      Ink Co. (INK)*,Ink Co.,INK,Old Ink,Pen Group,Writes,2021-06-03,,
      """)
    #expect(
      list.lines() == [
        "name: Ink Co.", "alias: Ink Co. (INK)*", "alias: INK", "previousName: Old Ink",
        "notes: Parent: Pen Group", "notes: Reason: Writes", "createdAt: 2021-06-03",
      ])
    #expect(list.entries.first?.schema == "Company")
  }
}
