import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

@Suite struct `The UN's list` {
  static let xml = """
    <?xml version="1.0" encoding="UTF-8"?>
    <CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00Z"><INDIVIDUALS>
    <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ADA</FIRST_NAME><SECOND_NAME>MARIA</SECOND_NAME><THIRD_NAME>QUILL</THIRD_NAME>
    <UN_LIST_TYPE>Ink</UN_LIST_TYPE><REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
    <GENDER>Female</GENDER><NAME_ORIGINAL_SCRIPT>آدا</NAME_ORIGINAL_SCRIPT><COMMENTS1>Writes.</COMMENTS1>
    <TITLE><VALUE>Doctor</VALUE></TITLE><DESIGNATION><VALUE>Minister &amp; scribe</VALUE></DESIGNATION>
    <NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE></NATIONALITY>
    <LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2018-01-01</VALUE></LAST_DAY_UPDATED>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ada Feather</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Inky</ALIAS_NAME><NOTE>nom de plume</NOTE></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ADDRESS><STREET>1 Pen St</STREET><CITY>Inkford</CITY><COUNTRY>Yemen</COUNTRY><NOTE>former</NOTE></INDIVIDUAL_ADDRESS>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1962</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1963</FROM_YEAR><TO_YEAR>1968</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Shore</CITY><COUNTRY>Mali</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A 123</NUMBER><ISSUING_COUNTRY>Mali</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>77</NUMBER></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT><NUMBER>a card that was lost in 1999</NUMBER></INDIVIDUAL_DOCUMENT>
    <SUBMITTED_BY>Nobody</SUBMITTED_BY></INDIVIDUAL></INDIVIDUALS>
    <ENTITIES><ENTITY><FIRST_NAME>INKWELL / IW</FIRST_NAME><REFERENCE_NUMBER>TSe.001</REFERENCE_NUMBER>
    <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Ink Well</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OL_WELL</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ADDRESS><COUNTRY>Mali</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>
    """

  @Test func `gives names of both scripts, weak aliases, dates and documents`() throws {
    let list = try ListTesting.read("un.xml", Self.xml)
    #expect(list.format == .un)
    #expect(list.faults.isEmpty)
    #expect(list.entries.map(\.id) == ["TSi.001", "TSe.001"])
    #expect(list.entries.map(\.schema) == ["Person", "Organization"])
    #expect(
      list.lines(0) == [
        "name: ADA MARIA QUILL", "name: آدا", "title: Doctor", "position: Minister & scribe",
        "alias: Ada Feather",
        "weakAlias: Inky", "notes: Alias Inky: nom de plume", "birthDate: 1962 (approximately 1962)",
        "birthDate: 1963/1968 (between 1963 and 1968)", "birthPlace: Shore, Mali", "birthCountry: ml (Mali)",
        "nationality: ir (Iran (Islamic Republic of))", "gender: female (Female)",
        "address: 1 Pen St, Inkford, Yemen", "country: ye (Yemen)",
        "notes: Address 1 Pen St, Inkford, Yemen: former", "passportNumber: A 123 (Passport; A 123; Mali)",
        "idNumber: 77 (National Identification Number; 77)", "notes: Document: a card that was lost in 1999",
        "program: Ink", "createdAt: 2012-12-31", "modifiedAt: 2018-01-01", "notes: Writes.",
        "notes: SUBMITTED_BY: Nobody",
      ])
    #expect(
      list.lines(1) == [
        "name: INKWELL / IW", "alias: Ink Well", "previousName: OL_WELL", "country: ml (Mali)",
      ])
  }

  @Test func `cut short gives all before the cut, and says where it is`() throws {
    let at = try #require(Self.xml.range(of: "L_WELL"))
    let list = try ListTesting.read("un.xml", String(Self.xml[..<at.lowerBound]))
    #expect(list.entries.map(\.id) == ["TSi.001", "TSe.001"])
    #expect(list.lines(1) == ["name: INKWELL / IW", "alias: Ink Well", "previousName: O"])
    #expect(
      list.faults.map(\.words) == [
        "the record that ends here is damaged; of it was read what could be",
        "the file breaks off here, after 2 records",
      ])
    #expect(list.faults.map(\.line) == [22, 22])
  }

  @Test(arguments: [
    ("Minister &amp; scribe", "Minister & scribe"), ("Writes.", "Writes <3 & \u{1}."),
    ("<GENDER>Female</GENDER>", "<GENDER>Female"), ("<TITLE><VALUE>Doctor</VALUE>", "<TITLE>Doctor</VALUE>"),
  ])
  func `damaged in one record gives that record and those behind it`(whole: String, damaged: String) throws {
    let list = try ListTesting.read("un.xml", Self.xml.replacing(whole, with: damaged))
    #expect(list.entries.map(\.id) == ["TSi.001", "TSe.001"])
    #expect(list.entries.first?["passportNumber"] == ["A 123"])
    #expect(list.lines(1).count == 4)
    #expect(list.faults.map(\.line) == [19])
  }

  @Test func `in another encoding than it declares is read`() throws {
    let text = Self.xml.replacing("ADA", with: "ADÉLE ÉLODIE")
      .replacing("آدا", with: "Ad\u{E9}le")
    let bytes = [UInt8](try #require(text.data(using: .windowsCP1252)))
    let list = try ListTesting.read([("un.xml", bytes)])
    #expect(list.entries.first?["name"] == ["ADÉLE ÉLODIE MARIA QUILL", "Adéle"])
  }

  @Test func `is never expanded from entities of its own`() throws {
    let bomb = Self.xml.replacing(
      "<CONSOLIDATED_LIST", with: "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><CONSOLIDATED_LIST"
    )
    .replacing("Writes.", with: "&a;Writes.")
    let list = try ListTesting.read("un.xml", bomb)
    #expect(list.entries.count == 2)
    #expect(list.entries.first?["notes"].contains { $0.contains("aaaa") } == false)
  }

  @Test(arguments: [
    ("Passport", "A 123", "passportNumber: A 123 (Passport; A 123)"),
    ("Número de pasaporte", "77", "passportNumber: 77 (Número de pasaporte; 77)"),
    (
      "Passport", "Inkish passport No. 513519",
      "passportNumber: 513519 (Passport; Inkish passport No. 513519)"
    ),
    (
      "National Identification Number", "Inkish travel document A 0139243",
      "idNumber: A 0139243 (National Identification Number; Inkish travel document A 0139243)"
    ),
    ("Passport", "lost at sea in 1999", "notes: Document: Passport; lost at sea in 1999"),
    ("Oath", "12345", "notes: Document: Oath; 12345"),
  ])
  func `tells numbers of documents from what is said of them`(type: String, number: String, expected: String)
    throws
  {
    let xml = """
      <CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>ADA</FIRST_NAME><REFERENCE_NUMBER>T.1</REFERENCE_NUMBER>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>\(type)</TYPE_OF_DOCUMENT><NUMBER>\(number)</NUMBER></INDIVIDUAL_DOCUMENT>
      </INDIVIDUAL></CONSOLIDATED_LIST>
      """
    #expect(try ListTesting.read("un.xml", xml).lines() == ["name: ADA", expected])
  }
}
