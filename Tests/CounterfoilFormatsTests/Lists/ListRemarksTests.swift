import CounterfoilModel
import Testing

@Suite struct `Remarks of OFAC's lists` {
  /// What one remark of an individual, a body, a vessel or an aircraft tells.
  private func said(_ remark: String, of type: String = "individual") throws -> [String] {
    let row = "7,\"QUILL, Ada\",\"\(type)\",\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"\(remark)\"\r\n"
    let list = try ListTesting.read("sdn.csv", row, format: .ofac)
    return list.lines().filter { !$0.hasPrefix("name:") && !$0.hasPrefix("program:") }
  }

  @Test(arguments: [
    ("DOB 12 Mar 1962.", "birthDate: 1962-03-12 (12 Mar 1962)"),
    ("DOB circa 1962.", "birthDate: 1962 (circa 1962)"),
    ("alt. DOB 1962 to 1965.", "birthDate: 1962/1965 (1962 to 1965)"),
    ("DOB 31 Feb 1962.", "notes: DOB 31 Feb 1962."),
    ("POB Nowhere, Iran.", "birthPlace: Nowhere, Iran"),
    ("nationality Iran.", "nationality: ir (Iran)"),
    ("citizen Korea, North.", "citizenship: kp (Korea, North)"),
    ("nationality Atlantis.", "notes: nationality Atlantis."),
    ("Height 170 cm.", "height: 170 cm"),
    ("Weight 60 kg.", "weight: 60 kg"),
    ("Gender Female.", "gender: female (Female)"),
    ("Passport A123 (Iran).", "passportNumber: A123 (Passport A123 (Iran))"),
    (
      "alt. Passport RL 162 (Lebanon) issued 18 Jan 1984 expires 18 Jan 1989.",
      "passportNumber: RL 162 (alt. Passport RL 162 (Lebanon) issued 18 Jan 1984 expires 18 Jan 1989)"
    ),
    (
      "Diplomatic Passport 0088 (Iran) issued 1999.",
      "passportNumber: 0088 (Diplomatic Passport 0088 (Iran) issued 1999)"
    ),
    (
      "National ID No. 660000 73767 (Belgium).",
      "idNumber: 660000 73767 (National ID No. 660000 73767 (Belgium))"
    ),
    ("Cedula No. 1624 (Colombia).", "idNumber: 1624 (Cedula No. 1624 (Colombia))"),
    (
      "SSN 000-00-0000 (United States).",
      "socialSecurityNumber: 000-00-0000 (SSN 000-00-0000 (United States))"
    ),
    ("Tax ID No. 100036 (Serbia).", "taxNumber: 100036 (Tax ID No. 100036 (Serbia))"),
    ("NIT # 8001-7 (Colombia).", "taxNumber: 8001-7 (NIT # 8001-7 (Colombia))"),
    ("Phone Number 98218.", "phone: 98218"),
    ("Email Address quill@example.org.", "email: quill@example.org"),
    ("a.k.a. 'INK'.", "weakAlias: INK"),
    ("a.k.a. 'INK, Addy'.", "weakAlias: Addy INK (INK, Addy)"),
    ("a.k.a. 'NO'MAN'.", "weakAlias: NO'MAN"),
    ("f.k.a. 'OLD INK'.", "weakAlias: OLD INK"),
    ("Linked To: INKWELL, S.A.", "notes: Linked To: INKWELL, S.A."),
    ("Secondary sanctions risk: section 1(b).", "notes: Secondary sanctions risk: section 1(b)."),
    (
      "Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h.",
      "notes: Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h."
    ),
    ("Colonel.", "notes: Colonel."),
    // Where the kind has no such property, the remark stands as it was.
    ("Aircraft Model IL76.", "notes: Aircraft Model IL76."),
    ("Passport issued in Inkford.", "notes: Passport issued in Inkford."),
    ("Passport A1 and two others.", "notes: Passport A1 and two others."),
    ("Passport A1, Iran, Issue Date 2006.", "passportNumber: A1 (Passport A1, Iran, Issue Date 2006)"),
    ("alt. Passport Booklet: A51 (Pakistan).", "passportNumber: A51 (alt. Passport Booklet: A51 (Pakistan))"),
    ("Passport (Iran).", "notes: Passport (Iran)."),
    ("Registrations of old.", "notes: Registrations of old."),
  ])
  func `of individuals`(remark: String, expected: String) throws {
    #expect(try said(remark) == [expected])
  }

  @Test(arguments: [
    (
      "Registration Number 0269 (United Kingdom).",
      "registrationNumber: 0269 (Registration Number 0269 (United Kingdom))"
    ),
    ("Legal Entity Number 2534TEST (Russia).", "leiCode: 2534TEST (Legal Entity Number 2534TEST (Russia))"),
    (
      "Unified Social Credit Code (USCC) 91000TEST (China).",
      "uscCode: 91000TEST (Unified Social Credit Code (USCC) 91000TEST (China))"
    ),
    ("SWIFT/BIC TESTGB2L.", "swiftBic: TESTGB2L (SWIFT/BIC TESTGB2L)"),
    ("Website www.example.org.", "website: www.example.org"),
    ("V.A.T. Number BG 1210 (Bulgaria).", "vatCode: BG 1210 (V.A.T. Number BG 1210 (Bulgaria))"),
    ("Identification Number IMO 5342.", "imoNumber: 5342 (Identification Number IMO 5342)"),
    ("Organization Established Date 1990.", "incorporationDate: 1990"),
    ("D-U-N-S Number 5429.", "dunsCode: 5429 (D-U-N-S Number 5429)"),
    ("BIK (RU) 0445.", "bikCode: 0445 (BIK (RU) 0445)"),
    ("Equity Ticker 601800 CN.", "ticker: 601800 CN (Equity Ticker 601800 CN)"),
    ("Organization Type: Publishing.", "classification: Publishing"),
    ("Target Type Private Company.", "classification: Private Company"),
    ("Nationality of Registration Russia.", "jurisdiction: ru (Russia)"),
    ("Government Gazette Number 0980 (Russia).", "okpoCode: 0980 (Government Gazette Number 0980 (Russia))"),
    (
      "Global Intermediary Identification Number TEST.99.",
      "giiNumber: TEST.99 (Global Intermediary Identification Number TEST.99)"
    ),
    ("License 1249 (Russia).", "licenseNumber: 1249 (License 1249 (Russia))"),
    ("ISIN TEST0001.", "isinCode: TEST0001 (ISIN TEST0001)"),
    ("n.k.a. 'NEW INK'.", "weakAlias: NEW INK"),
    ("All offices worldwide.", "notes: All offices worldwide."),
  ])
  func `of bodies`(remark: String, expected: String) throws {
    #expect(try said(remark, of: "-0- ") == [expected])
  }

  @Test(arguments: [
    (
      "vessel", "Vessel Registration Identification IMO 9187.",
      "imoNumber: 9187 (Vessel Registration Identification IMO 9187)"
    ),
    ("vessel", "MMSI 5724.", "mmsi: 5724 (MMSI 5724)"),
    ("vessel", "alt. Former Vessel Flag Malta.", "pastFlags: mt (Malta)"),
    ("vessel", "Call Sign TST1.", "callSign: TST1 (Call Sign TST1)"),
    ("vessel", "Vessel Flag Korea, North.", "flag: kp (Korea, North)"),
    ("vessel", "Vessel Type Tanker.", "type: Tanker"),
    ("vessel", "Former Vessel Type Tug.", "pastTypes: Tug"),
    ("vessel", "Vessel Year of Build 1992.", "buildDate: 1992"),
    ("aircraft", "Aircraft Model IL76-TD.", "model: IL76-TD"),
    ("aircraft", "Aircraft Tail Number N200VR.", "registrationNumber: N200VR (Aircraft Tail Number N200VR)"),
    (
      "aircraft", "Aircraft Manufacturer's Serial Number (MSN) 1023.",
      "serialNumber: 1023 (Aircraft Manufacturer's Serial Number (MSN) 1023)"
    ),
    ("aircraft", "Aircraft Manufacture Date 28 Aug 2002.", "buildDate: 2002-08-28 (28 Aug 2002)"),
    ("aircraft", "Aircraft Operator Ink Air.", "notes: Aircraft Operator Ink Air."),
  ])
  func `of vessels and aircraft`(type: String, remark: String, expected: String) throws {
    #expect(try said(remark, of: type) == [expected])
  }

  @Test func `stand one after another`() throws {
    #expect(
      try said("DOB 1962; POB Shore; Colonel; a.k.a. 'INK'; a.k.a. 'PEN'.") == [
        "birthDate: 1962", "birthPlace: Shore", "notes: Colonel", "weakAlias: INK", "weakAlias: PEN",
      ])
  }
}
