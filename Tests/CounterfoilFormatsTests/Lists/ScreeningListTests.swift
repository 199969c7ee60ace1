import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `U.S. lists of denied and screened parties` {
  static let denied = """
    "Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"
    " ADA QUILL"\t"1 PEN STREET"\t"INKFORD"\t"AZ"\t"US"\t"85043"\t"10/16/2017"\t"10/13/2020"\t"Y"\t"2017-10-23"\t"NEW"\t"82 F.R. 1"
    "PEN LTD."\t"2 PEN STREET"\t"INKFORD"\t""\t"GB"\t""\t"10/16/2017"\t""\t"Y"\t"2017-10-23"\t"NEW"\t"82 F.R. 2"
    "ADA QUILL"\t"9 INK ROAD"\t"SHORE"\t""\t"GB"\t""\t"10/16/2017"\t"10/13/2020"\t"Y"\t"2017-10-23"\t"NEW"\t"82 F.R. 1"
    "ADA QUILL"\t"7 OTHER ROAD"\t"SHORE"\t""\t"GB"\t""\t"01/02/2001"\t""\t"Y"\t"2001-10-23"\t"NEW"\t"66 F.R. 9"
    """

  @Test func `denied persons of one order and name are one entry with all its addresses`() throws {
    let list = try ListTesting.read("dpl.txt", Self.denied)
    #expect(list.format == .bisDenied)
    #expect(list.faults.isEmpty)
    #expect(list.entries.map { $0["name"] } == [["PEN LTD."], ["ADA QUILL"], ["ADA QUILL"]])
    #expect(
      list.lines(1) == [
        "name: ADA QUILL", "country: us (US)", "createdAt: 2017-10-16 (10/16/2017)",
        "notes: Expires: 10/13/2020", "notes: Standard order: Y", "modifiedAt: 2017-10-23",
        "notes: Action: NEW", "notes: Federal Register: 82 F.R. 1",
        "address: 1 PEN STREET, INKFORD, AZ, 85043, US", "program: BIS Denied Persons List",
        "country: gb (GB)", "address: 9 INK ROAD, SHORE, GB",
      ])
    #expect(list.entries[2]["createdAt"] == ["2001-01-02"])
    #expect(Set(list.entries.map(\.id)).count == 3)
  }

  static let header =
    "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids"

  @Test func `the consolidated screening list gives identifiers and remarks`() throws {
    let row =
      "SDN - Treasury,7,Individual,TEST; INK,\"QUILL, Ada\",Minister,\"1 Pen Street, Inkford, US; Shore, ES\",,,,,,,,,,,,,(Linked To: PEN LTD.),http://example.org,\"QUILLE, Ada; Inky\",DZ,1962; circa 1963,SY,\"Shore, Mali\",,\"IR, A123, Passport; 12 Rules, Secondary sanctions risk:\""
    let list = try ListTesting.read("csl.csv", Self.header + "\n" + row + "\n")
    #expect(list.format == .csl)
    #expect(list.faults.isEmpty)
    #expect(list.entries.first?.schema == "Person")
    #expect(
      list.lines() == [
        "name: Ada QUILL (QUILL, Ada)", "alias: Ada QUILLE (QUILLE, Ada)", "alias: Inky",
        "program: SDN - Treasury", "program: TEST", "program: INK", "position: Minister",
        "address: 1 Pen Street, Inkford, US", "address: Shore, ES", "notes: (Linked To: PEN LTD.)",
        "sourceUrl: http://example.org", "citizenship: dz (DZ)", "birthDate: 1962",
        "birthDate: 1963 (circa 1963)", "nationality: sy (SY)", "birthPlace: Shore, Mali",
        "passportNumber: A123 (IR, A123, Passport)", "notes: 12 Rules, Secondary sanctions risk:",
      ])
  }
}
