import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Lists in tables` {
  static let mapping = """
    schema: LegalEntity
    schema_from:
      column: Type
      values: {Person: Person, Company: Company}
    id: Ref
    dates: dmy
    columns:
      Name: name
      Alias: {property: alias, separator: ";"}
      Born: birthDate
      Country: country
    constants:
      program: TEST
    """

  @Test func `become entries through a mapping`() throws {
    let list = try ListTesting.read(
      "list.csv",
      """
      Ref,Name,Type,Alias,Born,Country,Why
      1,Ada Quill,Person,"A. Quill; Quill, A.",circa 1962,"Korea, North",reasons
      2,Quill & Sons,Company,,,CN,
      """, mapping: Self.mapping)
    #expect(list.format == .table)
    #expect(
      list.lines() == [
        "name: Ada Quill", "alias: A. Quill", "alias: Quill, A.", "birthDate: 1962 (circa 1962)",
        "country: kp (Korea, North)", "notes: Why: reasons", "program: TEST",
      ])
    #expect(list.entries.map(\.id) == ["1", "2"])
    #expect(list.entries.map(\.schema) == ["Person", "Company"])
    #expect(list.faults.isEmpty)
  }

  @Test func `name the column that a mapping has and the table has not`() throws {
    let error = #expect(throws: ListError.self) {
      try ListTesting.read("list.csv", "Ref,Nmae,Type,Alias,Born,Country\n1,x,,,,\n", mapping: Self.mapping)
    }
    #expect(error?.line == 8)
    #expect(error?.words.contains("\"Nmae\" meant") == true, "\(error?.words ?? "")")
  }

  @Test func `get a proposed mapping where none is given`() throws {
    let list = try ListTesting.read(
      "list.csv", "name;date of birth;nationality;shoe size\nAda Quill;31.12.1962;France;39\n")
    #expect(
      list.lines() == [
        "name: Ada Quill", "birthDate: 1962-12-31 (31.12.1962)", "nationality: fr (France)",
        "notes: shoe size: 39",
      ])
  }
}
