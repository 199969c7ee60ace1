/// What a column of a table of records holds, and so how two of its values are compared.
public enum RecordKind: String, Sendable, CaseIterable {
  /// A person's names.
  case given, surname, name
  /// A day; a year alone.
  case date, year
  /// Parts of an address.
  case street, city, postcode, region
  case phone, email
  /// A number or code that belongs to one person or thing.
  case identifier
  case organisation
  /// Free words: a title, a description.
  case text
  /// A list of people.
  case people
  /// One of a few values.
  case category
  /// A count, a sum, a house number.
  case number
  /// Not compared.
  case ignore

  /// The kinds a person may name, as help shows them.
  public static var names: [String] { allCases.map(\.rawValue) }

  /// Which of the ways of comparing serves it.
  enum Comparison { case name, digits, date, year, place, words, category, number }

  /// Whether people of one household, or of one office, have it in common.
  var isShared: Bool {
    switch self {
    case .surname, .street, .city, .postcode, .region, .phone, .number, .organisation: true
    default: false
    }
  }

  /// Whether it is a person's own, and tells people of one household apart.
  var isOwn: Bool { [.given, .name, .date, .identifier, .email].contains(self) }

  var comparison: Comparison {
    switch self {
    case .given, .surname: .name
    case .name, .text, .people, .organisation: .words
    case .date: .date
    case .year: .year
    case .phone, .identifier, .postcode: .digits
    case .street, .city, .email: .place
    case .region, .category: .category
    case .number: .number
    case .ignore: .category
    }
  }
}

/// Reads the kind of a column off its heading.
public enum RecordHeading {
  /// Headings of answers: a table that was made for measuring has them, and to use them would be to cheat.
  private static let answers: Set<String> = [
    "cluster", "clusterid", "label", "labels", "ismatch", "match", "gold", "truth", "goldid", "trueid",
    "entityid", "goldcluster", "truecluster", "groundtruth", "duplicateof", "isduplicate",
  ]

  /// Headings of the column that names a record, the likeliest first.
  public static let identifiers = [
    "uniqueid", "recid", "recordid", "rowid", "uid", "uuid", "id", "key", "编号", "序号",
  ]

  /// Whole headings first, then single words of them; `first` before `name`, `street number` before `street`.
  private static let whole: [String: RecordKind] = [
    "streetnumber": .number, "streetno": .number, "housenumber": .number, "houseno": .number,
    "name": .name, "fullname": .name, "person": .name, "names": .name, "姓名": .name, "名字": .given,
    "名": .given, "姓": .surname, "gname": .given, "fname": .given, "lname": .surname, "sname": .surname,
    "firstname": .given, "lastname": .surname, "givenname": .given, "familyname": .surname,
    "surname": .surname, "middlename": .given, "dateofbirth": .date, "birthdate": .date, "dob": .date,
    "birthday": .date, "出生日期": .date, "生日": .date, "日期": .date, "年": .year, "年份": .year,
    "socsecid": .identifier, "ssn": .identifier, "身份证": .identifier, "身份证号": .identifier,
    "护照": .identifier, "护照号": .identifier, "电话": .phone, "手机": .phone, "电话号码": .phone,
    "手机号": .phone, "邮箱": .email, "电邮": .email, "地址": .street, "城市": .city, "邮编": .postcode,
    "省": .region, "省份": .region, "公司": .organisation, "单位": .organisation, "标题": .text,
    "题目": .text, "作者": .people, "zipcode": .postcode, "postalcode": .postcode, "yearofbirth": .year,
    "birthyear": .year,
  ]

  private static let words: [(RecordKind, Set<String>)] = [
    (.email, ["email", "mail"]),
    (.phone, ["phone", "tel", "telephone", "mobile", "cell", "fax", "handy"]),
    (.given, ["given", "first", "forename", "forenames", "firstname", "middle", "vorname", "prenom"]),
    (.surname, ["surname", "last", "lastname", "family", "nachname", "maiden", "nom"]),
    (.year, ["year", "yr", "yob"]),
    (.date, ["dob", "birth", "born", "birthdate", "birthday", "date"]),
    (
      .identifier,
      [
        "ssn", "passport", "nhs", "tin", "vat", "licence", "license", "account", "isbn", "issn", "doi",
        "nric", "iban", "id", "nino", "imo", "ein", "identifier",
      ]
    ),
    (.postcode, ["postcode", "zip", "postal", "plz", "zipcode"]),
    (.people, ["authors", "author", "people", "persons", "editors", "members"]),
    (.text, ["title", "description", "abstract", "subject", "text", "comment", "notes"]),
    (
      .organisation,
      ["organisation", "organization", "org", "company", "employer", "affiliation", "firm", "institution"]
    ),
    (.city, ["city", "suburb", "town", "locality", "village", "place", "municipality", "birthplace"]),
    (.region, ["state", "province", "region", "county", "country", "land", "sex", "gender"]),
    (.category, ["venue", "journal", "booktitle", "publisher", "type", "category", "status", "brand"]),
    (.street, ["address", "addr", "street", "road"]),
    (.number, ["price", "amount", "age", "count", "quantity"]),
    (.name, ["name", "alias"]),
  ]

  /// The heading's letters and digits in small letters.
  public static func plain(_ heading: String) -> String {
    String(
      String.UnicodeScalarView(
        heading.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) })
    )
  }

  /// Nil where the heading says nothing.
  public static func kind(_ heading: String) -> RecordKind? {
    let plain = plain(heading)
    if answers.contains(plain) { return .ignore }
    if let kind = whole[plain] { return kind }
    let words = Self.words(heading)
    return Self.words.first { !$0.1.isDisjoint(with: words) }?.0
  }

  /// Whether it is left out because it looks like the answer.
  public static func isAnswer(_ heading: String) -> Bool { answers.contains(plain(heading)) }

  /// `dateOfBirth` and `date_of_birth` are the same three words.
  private static func words(_ heading: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for scalar in heading.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic
      if !isLetter || wasSmall && scalar.properties.isUppercase {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if isLetter { word.unicodeScalars.append(scalar) }
      wasSmall = scalar.properties.isLowercase
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }
}
