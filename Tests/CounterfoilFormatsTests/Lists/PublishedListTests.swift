import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

/// Reads lists as published, where a folder of them is there, and counts them in another way.
@Suite(.enabled(if: PublishedLists.folder != nil)) struct `Lists as published` {
  @Test(arguments: [
    ["ofac_sdn_2021-07.csv", "ofac_alt_2021-07.csv", "ofac_add_2021-07.csv"],
    [
      "ofac_nonsdn_cons_add_2025-12.csv", "ofac_nonsdn_cons_comments_2025-12.csv",
      "ofac_nonsdn_cons_prim_2025-12.csv", "ofac_nonsdn_cons_alt_2025-12.csv",
    ],
  ])
  func `OFAC's give an entry for each number of the primary file, and every alias`(files: [String]) throws {
    let list = try PublishedLists.read(files.map { "us/\($0)" })
    #expect(list.format == .ofac)
    let primary = try PublishedLists.lines(
      "us/" + (files.first { $0.contains("sdn_20") || $0.contains("prim") } ?? ""))
    let ids = Set(
      primary.compactMap { $0.split(separator: ",").first.map(String.init) }.filter { Int($0) != nil })
    #expect(Set(list.entries.map(\.id)) == ids)
    #expect(list.entries.count == ids.count)
    #expect(!list.faults.contains { $0.isEntryLost })
    let aliases = try PublishedLists.lines("us/" + (files.first { $0.contains("alt") } ?? ""))
    let kept = list.entries.map { $0["alias"].count + $0["previousName"].count }.reduce(0, +)
    // Each once, and a few are the name itself.
    let rows = aliases.count { $0.contains(",\"") }
    #expect(kept <= rows && kept * 1000 >= rows * 995, "\(kept) of \(rows)")
    // Of the remarks, the last cell, every word with a digit in it is kept somewhere.
    var texts: [String: String] = [:]
    for entry in list.entries {
      texts[entry.id] = entry.values.map { "\($0.value) \($0.original ?? "")" }.joined(separator: " ")
    }
    var lost: [String] = []
    for row in primary {
      let id = row.prefix { $0 != "," }
      guard row.hasSuffix("\""), let start = row.range(of: ",\"", options: .backwards) else { continue }
      let words = row[start.upperBound...].dropLast().split { " ;,.'".contains($0) }
      for word in words.dropLast() where word.contains(where: \.isNumber) {
        if texts[String(id)]?.contains(word) != true { lost.append("\(id): \(word)") }
      }
    }
    #expect(lost.isEmpty, "\(lost.prefix(5)) and \(lost.count) in all")
  }

  @Test func `the UN's gives an entry for each reference number`() throws {
    let list = try PublishedLists.read(["un/UN_consolidated_2026-02-27.xml"])
    let text = try PublishedLists.lines("un/UN_consolidated_2026-02-27.xml").joined(separator: "\n")
    #expect(list.entries.count == text.components(separatedBy: "<REFERENCE_NUMBER>").count - 1)
    let weak = list.entries.map { $0["weakAlias"].count }.reduce(0, +)
    let low = text.components(separatedBy: "<QUALITY>Low</QUALITY>").count - 1
    // Some are names parted by semicolons, some the name itself.
    #expect(weak * 100 <= low * 105 && weak * 100 >= low * 95, "\(weak) of \(low)")
    #expect(list.faults.isEmpty)
  }

  @Test(arguments: [0.3, 0.8])
  func `the UN's cut short gives every record before the cut`(share: Double) throws {
    let whole = [UInt8](try Data(contentsOf: PublishedLists.url("un/UN_consolidated_2026-02-27.xml")))
    let cut = Array(whole.prefix(Int(Double(whole.count) * share)))
    let list = try ListTesting.read([("un.xml", cut)])
    let records =
      String(decoding: cut, as: UTF8.self).components(separatedBy: "</REFERENCE_NUMBER>").count - 1
    #expect(list.entries.count == records)
    #expect(list.faults.last?.words.hasPrefix("the file breaks off here") == true)
  }

  @Test func `denied persons give an entry for each name and citation`() throws {
    let list = try PublishedLists.read(["us/bis_denied_persons_2019-06.txt"])
    #expect(list.format == .bisDenied)
    let rows = try PublishedLists.lines("us/bis_denied_persons_2019-06.txt").dropFirst().map { row in
      row.components(separatedBy: "\t").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" \r")) }
    }
    #expect(list.entries.count == Set(rows.map { "\($0[0])\t\($0[$0.count - 1])" }).count)
    #expect(!list.faults.contains { $0.isEntryLost })
  }

  @Test(arguments: [
    ("test-only/dod_1260H_2026-08.csv", "Clean Name"), ("test-only/bis_mieu_2026-07.csv", "Name"),
    ("test-only/prc_countermeasures_2026-08.csv", "Name"), ("us/csl_extract_2019-12.csv", "name"),
  ])
  func `tables give every name they have`(file: String, column: String) throws {
    let list = try PublishedLists.read([file])
    #expect(list.faults.isEmpty)
    let names = Set(
      list.entries.flatMap { entry in
        entry.values.filter { $0.property == "name" }.map { $0.original ?? $0.value }
      })
    var missing: [String] = []
    for row in try PublishedLists.table(file) {
      let name = row[column]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
      if !name.isEmpty, !names.contains(name) { missing.append(name) }
    }
    #expect(missing.isEmpty, "\(missing.prefix(5))")
  }

  @Test(arguments: [
    "ftm/nomenklatura_donations.ijson", "ftm/yente_parteispenden.entities.ftm.json",
    "ftm/yente_zala.entities.ftm.json",
  ])
  func `FollowTheMoney's give an entry a line, with as many values`(file: String) throws {
    let list = try PublishedLists.read([file])
    var (ids, values): (Set<String>, Int) = ([], 0)
    for line in try PublishedLists.lines(file) {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let properties = object?["properties"] as? [String: [String]] ?? [:]
      ids.insert(object?["id"] as? String ?? "")
      values += properties.values.map { Set($0).count }.reduce(0, +)
    }
    #expect(Set(list.entries.map(\.id)) == ids)
    let kept = list.entries.map { entry in
      entry.values.count { !$0.value.hasPrefix("datasets: ") && !$0.value.hasPrefix("referents: ") }
    }.reduce(0, +)
    #expect(kept <= values && kept * 100 >= values * 97, "\(kept) of \(values)")
  }

  @Test(arguments: [
    "china-defence-universities", "threat-actor", "intelligence-agencies", "360net", "surveillance-vendor",
    "producer",
  ])
  func `MISP's give an entry a value`(cluster: String) throws {
    let folder = try #require(PublishedLists.folder).appendingPathComponent("feeds/misp-galaxy")
    let url = folder.appendingPathComponent("\(cluster).json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let list = try ListTesting.read([url])
    #expect(list.format == .misp)
    #expect(list.entries.count == (object?["values"] as? [Any])?.count)
    #expect(list.faults.isEmpty)
  }
}

private enum PublishedLists {
  /// The folder that holds `lists` and `feeds`.
  static let folder: URL? = {
    guard let shared = ProcessInfo.processInfo.environment["COUNTERFOIL_SHARED"] else { return nil }
    let folder = URL(fileURLWithPath: shared).appendingPathComponent("eval")
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("lists").path) ? folder : nil
  }()

  static func url(_ file: String) throws -> URL {
    try #require(folder).appendingPathComponent("lists/\(file)")
  }

  static func read(_ files: [String]) throws -> ReadList { try ListTesting.read(files.map { try url($0) }) }

  static func lines(_ file: String) throws -> [String] {
    try Data(contentsOf: url(file)).split(separator: 0x0A).map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: CharacterSet(charactersIn: "\r\u{1A}"))
    }.filter { !$0.isEmpty }
  }

  /// The rows of a comma-separated file by column, read in the plainest way.
  static func table(_ file: String) throws -> [[String: String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    for character in String(decoding: try Data(contentsOf: url(file)), as: UTF8.self) {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
        rows.append([])
      default: cell.append(character)
      }
    }
    let header = rows[0]
    return rows.dropFirst().filter { $0.count == header.count }.map {
      Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
    }
  }
}
