import CounterfoilModel
import Foundation
import Testing

@Suite struct `Dates of lists` {
  /// The value of a date in a table, with the list's own words where they are kept; or the note it became.
  private func birth(_ text: String, _ order: String?) throws -> (said: [String], faults: [String]) {
    let mapping = """
      schema: Person
      \(order.map { "dates: \($0)" } ?? "")
      columns:
        Name: name
        Born: birthDate
      """
    let list = try ListTesting.read("list.csv", "Name,Born\nAda Quill,\"\(text)\"\n", mapping: mapping)
    return (Array(list.lines().dropFirst()), list.faults.map(\.words))
  }

  @Test(
    arguments: [
      ("1962-03-12", nil, "birthDate: 1962-03-12"),
      ("1962", nil, "birthDate: 1962"),
      ("12 Mar 1962", nil, "birthDate: 1962-03-12 (12 Mar 1962)"),
      ("Mar 1962", nil, "birthDate: 1962-03 (Mar 1962)"),
      ("March 12, 1962", nil, "birthDate: 1962-03-12 (March 12, 1962)"),
      ("12 Sept. 1962", nil, "birthDate: 1962-09-12 (12 Sept. 1962)"),
      ("circa 1962", nil, "birthDate: 1962 (circa 1962)"),
      ("c. 1962", nil, "birthDate: 1962 (c. 1962)"),
      ("approximately 1962", nil, "birthDate: 1962 (approximately 1962)"),
      ("1963/1968", nil, "birthDate: 1963/1968"),
      ("1963 to 1968", nil, "birthDate: 1963/1968 (1963 to 1968)"),
      ("between 1963 and 1968", nil, "birthDate: 1963/1968 (between 1963 and 1968)"),
      ("1963-1968", nil, "birthDate: 1963/1968 (1963-1968)"),
      ("01 Jan 1961 to 31 Dec 1962", nil, "birthDate: 1961-01-01/1962-12-31 (01 Jan 1961 to 31 Dec 1962)"),
      ("early 1960s", nil, "birthDate: 1960/1969 (early 1960s)"),
      ("00/00/1970", nil, "birthDate: 1970 (00/00/1970)"),
      ("00/05/1970", "dmy", "birthDate: 1970-05 (00/05/1970)"),
      ("1970-00-00", nil, "birthDate: 1970 (1970-00-00)"),
      ("03/1962", nil, "birthDate: 1962-03 (03/1962)"),
      ("04.03.1962", "dmy", "birthDate: 1962-03-04 (04.03.1962)"),
      ("03/04/1962", "mdy", "birthDate: 1962-03-04 (03/04/1962)"),
      ("25/12/1962", nil, "birthDate: 1962-12-25 (25/12/1962)"),
      // Nobody says which is the month.
      ("03/04/1962", nil, "birthDate: 1962 (03/04/1962)"),
      ("13.07.45", "dmy", "birthDate: 1945-07-13 (13.07.45)"),
      ("1962年3月12日", nil, "birthDate: 1962-03-12 (1962年3月12日)"),
      ("19620312", nil, "birthDate: 1962-03-12 (19620312)"),
      ("1962-03-12T00:00:00Z", nil, "birthDate: 1962-03-12 (1962-03-12T00:00:00Z)"),
      ("12 Oct 1962 10:30", nil, "birthDate: 1962-10-12 (12 Oct 1962 10:30)"),
      ("1962/63", nil, "birthDate: 1962/1963 (1962/63)"),
      ("29 Feb 1964", nil, "birthDate: 1964-02-29 (29 Feb 1964)"),
    ] as [(String, String?, String)])
  func `become ISO 8601, and keep the list's words where they say more`(
    text: String, order: String?, expected: String
  ) throws {
    let (said, faults) = try birth(text, order)
    #expect(said == [expected])
    #expect(faults.isEmpty)
  }

  @Test(arguments: [
    ("31 Feb 1960", "there is no such day in 31 Feb 1960; kept as a note"),
    ("29 Feb 1962", "there is no such day in 29 Feb 1962; kept as a note"),
    ("12.13.1962", "there is no month 13 in 12.13.1962; kept as a note"),
    ("1968 to 1963", "1968 to 1963 ends before it begins; kept as a note"),
    ("a Tuesday", "Born is no date: a Tuesday; kept as a note"),
    ("3017-01-01", "Born is no date: 3017-01-01; kept as a note"),
  ])
  func `that cannot be are told and kept as notes`(text: String, words: String) throws {
    let (said, faults) = try birth(text, "dmy")
    #expect(said == ["notes: Born: \(text)"])
    #expect(faults == [words])
  }

  @Test(arguments: ["", "-0-", "unknown", "N/A"])
  func `that say nothing are left out`(text: String) throws {
    let (said, faults) = try birth(text, nil)
    #expect(said.isEmpty && faults.isEmpty)
  }
}
