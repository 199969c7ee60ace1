import CounterfoilModel
import Foundation

/// The UN Security Council's consolidated list in XML.
struct UNList: ListSource {
  private let files: [URL]
  private let tables: ListTables
  private let documents: UNDocuments

  init(files: [URL], tables: ListTables) throws(ListError) {
    self.files = files
    self.tables = tables
    do throws(KnowledgeError) {
      documents = try UNDocuments(in: tables.root, tables.vocabulary)
    } catch {
      throw ListError(file: error.file, line: error.line, words: error.message)
    }
  }

  private static let records: Set<String> = ["INDIVIDUAL", "ENTITY"]

  func forEachID(_ body: (String) -> Void) throws {
    for url in files {
      _ = try ListXML.forEach(Self.records, in: url) { record in
        let id = Self.id(of: record)
        if !id.isEmpty { body(id) }
      }
    }
  }

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws {
    for url in files {
      let file = url.lastPathComponent
      var count = 0
      let damage = try ListXML.forEach(Self.records, in: url) { record in
        count += 1
        let id = Self.id(of: record)
        var told: [String] = []
        let values = entry(record, &told)
        if id.isEmpty || !values.hasName {
          told.append("the record has no \(id.isEmpty ? "reference number" : "name")")
        }
        let isLost = id.isEmpty || !values.hasName
        for words in told {
          fault(ListFault(file: file, line: record.line, words: words, isEntryLost: isLost))
        }
        if !isLost { try body(ListFound(values: values, id: id, file: file, line: record.line)) }
      }
      for place in damage {
        let words =
          place.isEnd
          ? "the file breaks off here, after \(count == 1 ? "1 record" : "\(count) records")"
          : "the record that ends here is damaged; of it was read what could be"
        fault(ListFault(file: file, line: place.line, words: words, isEntryLost: false))
      }
      if count == 0 {
        let words = "the file has no INDIVIDUAL and no ENTITY that could be read"
        fault(ListFault(file: file, line: nil, words: words, isEntryLost: false))
      }
    }
  }

  /// The reference number, which stays; else the number in their data.
  private static func id(of record: ListElement) -> String {
    let reference = record.text("REFERENCE_NUMBER")
    return reference.isEmpty ? record.text("DATAID") : reference
  }

  private static let read: Set<String> = [
    "DATAID", "VERSIONNUM", "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "UN_LIST_TYPE",
    "REFERENCE_NUMBER", "LISTED_ON", "GENDER", "COMMENTS1", "NATIONALITY", "LIST_TYPE", "LAST_DAY_UPDATED",
    "DESIGNATION", "TITLE", "NAME_ORIGINAL_SCRIPT", "SORT_KEY", "SORT_KEY_LAST_MOD", "INDIVIDUAL_ALIAS",
    "ENTITY_ALIAS", "INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS", "INDIVIDUAL_DATE_OF_BIRTH",
    "INDIVIDUAL_PLACE_OF_BIRTH", "INDIVIDUAL_DOCUMENT",
  ]

  private func entry(_ record: ListElement, _ faults: inout [String]) -> ListValues {
    var values = ListValues(
      tables.vocabulary, kind: record.name == "INDIVIDUAL" ? "Person" : "Organization")
    func add(_ property: String, _ text: String, _ label: String) {
      if let words = values.read(property, text, label: label) { faults.append(words) }
    }
    let names = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map { record.text($0) }
    add("name", names.filter { !$0.isEmpty }.joined(separator: " "), "Name")
    add("name", record.text("NAME_ORIGINAL_SCRIPT"), "Name in original script")
    for text in record.values("TITLE") { add("title", text, "Title") }
    for text in record.values("DESIGNATION") { add("position", Whitespace.collapse(text), "Designation") }
    for alias in record.children where alias.name.hasSuffix("_ALIAS") { read(alias: alias, &values) }
    for date in record.all("INDIVIDUAL_DATE_OF_BIRTH") { read(birth: date, &values, &faults) }
    for place in record.all("INDIVIDUAL_PLACE_OF_BIRTH") {
      let city = Self.joined(place, ["STREET", "CITY", "STATE_PROVINCE"])
      let country = place.text("COUNTRY")
      add("birthPlace", [city, country].filter { !$0.isEmpty }.joined(separator: ", "), "Place of birth")
      add("birthCountry", country, "Country of birth")
      values.note(place.text("NOTE"), label: "Place of birth")
    }
    for text in record.values("NATIONALITY") { add("nationality", text, "Nationality") }
    add("gender", record.text("GENDER"), "Gender")
    for address in record.children where address.name.hasSuffix("_ADDRESS") {
      let parts = Self.joined(address, ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"])
      if parts != address.text("COUNTRY") { values.add("address", parts) }
      add("country", address.text("COUNTRY"), "Address")
      values.note(address.text("NOTE"), label: parts.isEmpty ? "Address" : "Address \(parts)")
    }
    for document in record.all("INDIVIDUAL_DOCUMENT") { documents.read(document, &values) }
    add("program", record.text("UN_LIST_TYPE"), "List")
    add("createdAt", record.text("LISTED_ON"), "Listed on")
    if let last = record.values("LAST_DAY_UPDATED").max() { add("modifiedAt", last, "Last updated") }
    values.note(record.text("COMMENTS1"))
    for child in record.children where !Self.read.contains(child.name) {
      let texts = child.children.isEmpty ? [child.text] : child.children.map(\.text)
      for text in texts { values.note(text, label: child.name) }
    }
    return values
  }

  private static func joined(_ element: ListElement, _ names: [String]) -> String {
    names.map { Whitespace.collapse(element.text($0)) }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func read(alias: ListElement, _ values: inout ListValues) {
    let name = Whitespace.collapse(alias.text("ALIAS_NAME"))
    let names = name.split(separator: ";").map { ListText.trimmed($0) }
    let note = alias.text("NOTE")
    let isFormer = note.lowercased().contains("listed as")
    let property =
      switch alias.text("QUALITY").lowercased() {
      case "low": "weakAlias"
      case "f.k.a.": "previousName"
      default: isFormer ? "previousName" : "alias"
      }
    for each in names { values.add(property, each, original: names.count > 1 ? name : nil) }
    let about = name.isEmpty ? "Alias" : "Alias \(name)"
    values.note(note, label: about)
    for child in alias.children where !["QUALITY", "ALIAS_NAME", "NOTE"].contains(child.name) {
      values.note(
        child.text, label: "\(about), \(child.name.lowercased().replacingOccurrences(of: "_", with: " "))")
    }
  }

  private func read(birth: ListElement, _ values: inout ListValues, _ faults: inout [String]) {
    let type = birth.text("TYPE_OF_DATE").lowercased()
    let single = [birth.text("DATE"), birth.text("YEAR")].first { !$0.isEmpty } ?? ""
    let (from, to) = (birth.text("FROM_YEAR"), birth.text("TO_YEAR"))
    var text = single
    if text.isEmpty, !from.isEmpty, !to.isEmpty { text = "between \(from) and \(to)" }
    if text.isEmpty { text = from.isEmpty ? to : from }
    if type.hasPrefix("approx"), !text.isEmpty { text = "approximately \(text)" }
    if let words = values.read("birthDate", text, label: "Date of birth", order: .ymd) {
      faults.append(words)
    }
    values.note(birth.text("NOTE"), label: text.isEmpty ? "Date of birth" : "Date of birth \(text)")
  }
}
