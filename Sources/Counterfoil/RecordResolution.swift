import CounterfoilAnalysis
import CounterfoilFormats

/// Reads tables of records and finds which rows are of one person or thing; needs no casebase.
public final class RecordResolution {
  /// What was asked cannot be done with these files.
  public enum Wrong: Error, CustomStringConvertible {
    case noSuchColumn(option: String, name: String, columns: [String])
    case noSuchKind(String)
    case badMap(String)
    case noSuchRecord(String)
    case nothingInCommon

    public var description: String {
      switch self {
      case .noSuchColumn(let option, let name, let columns):
        "\(option): no file has a column '\(name)'. There are: \(columns.joined(separator: ", "))."
      case .noSuchKind(let kind):
        "--map: '\(kind)' is no kind of column. There are: \(RecordKind.names.joined(separator: ", "))."
      case .badMap(let text): "--map is a list like surname=surname,born=date, not '\(text)'."
      case .noSuchRecord(let id): "--explain: no record is called '\(id)'."
      case .nothingInCommon:
        "The two files have no column in common. Name pairs with --map, as in --map last_name=surname,Nachname=surname."
      }
    }
  }

  /// The kinds of columns, for help.
  public static var kinds: String { RecordKind.names.joined(separator: ", ") }

  /// What to tell on standard error, in order.
  public private(set) var notes: [String] = []
  public var count: Int { table.count }
  private let files: [RecordFile]
  private let map: [(column: String, kind: RecordKind)]
  private let id: String?
  private let linkOnly: Bool
  private var table = RecordTable(columns: [])
  private var places: [[Int?]] = []
  private var idPlaces: [Int?] = []
  private var resolver: RecordResolver?
  private var result: RecordResolver.Result?

  /// Opens the files and checks what was asked against their columns, before any row is read.
  ///
  /// - Parameters:
  ///   - map: `column=kind,…`.
  ///   - id: The column that names a record; nil for what looks like one.
  /// - Throws: `Wrong`, or `RecordFile.Failure` for a file that cannot be read.
  public init(files paths: [String], map: String, id: String?, linkOnly: Bool) throws {
    self.map = try Self.pairs(map)
    self.id = id
    self.linkOnly = linkOnly
    files = try paths.map { try RecordFile($0) }
    let all = files.flatMap(\.columns)
    for (column, _) in self.map where !all.contains(column) {
      throw Wrong.noSuchColumn(option: "--map", name: column, columns: Self.distinct(all))
    }
    if let id {
      guard files.allSatisfy({ $0.columns.contains(id) }) else {
        throw Wrong.noSuchColumn(option: "--id", name: id, columns: Self.distinct(all))
      }
    }
    try arrange()
  }

  private static func pairs(_ text: String) throws -> [(String, RecordKind)] {
    try text.split(separator: ",").map { pair in
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else { throw Wrong.badMap(String(pair)) }
      // A word of a heading will do too: dob, suburb, ssn.
      let word = String(parts[1])
      guard let kind = RecordKind(rawValue: word) ?? RecordHeading.kind(word) else {
        throw Wrong.noSuchKind(word)
      }
      return (String(parts[0]), kind)
    }
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Decides which column of which file goes where.
  private func arrange() throws {
    idPlaces = files.map { file in
      if let id { return file.columns.firstIndex(of: id) }
      return RecordHeading.identifiers.lazy
        .compactMap { wanted in file.columns.firstIndex { RecordHeading.plain($0) == wanted } }.first
    }
    var columns: [RecordTable.Column] = []
    for (index, file) in files.enumerated() {
      places.append(
        file.columns.enumerated().map { place, name in
          if place == idPlaces[index] { return nil }
          let told = map.first { $0.column == name }?.kind
          let read = RecordHeading.kind(name)
          if told == nil, RecordHeading.isAnswer(name) {
            notes.append(
              "\(file.path): column \(name) is left out, since it looks like an answer; --map \(name)=category compares it."
            )
            return nil
          }
          if told == .ignore { return nil }
          let kind = told ?? read
          // The second file's columns meet those of the same name, else of the same kind where that is the only one.
          if index > 0 {
            let plain = RecordHeading.plain(name)
            if let same = columns.firstIndex(where: { RecordHeading.plain($0.name) == plain }) { return same }
            let alike = columns.indices.filter {
              kind != nil && columns[$0].kind == kind && !columns[$0].reason.isEmpty
            }
            return alike.count == 1 && !isTaken(alike[0], by: file) ? alike[0] : nil
          }
          columns.append(
            RecordTable.Column(
              name: name, kind: kind ?? .category,
              reason: told != nil ? "as told" : kind != nil ? "by its heading" : ""))
          return columns.count - 1
        })
    }
    if files.count == 2 {
      let shared = Set(places[1].compactMap { $0 })
      guard !shared.isEmpty else { throw Wrong.nothingInCommon }
      for (place, name) in files[1].columns.enumerated()
      where places[1][place] == nil && place != idPlaces[1] && !RecordHeading.isAnswer(name) {
        notes.append(
          "\(files[1].path): column \(name) has no partner in \(files[0].path) and is not compared.")
      }
      for place in places[0].indices {
        if let column = places[0][place], !shared.contains(column) {
          columns[column].kind = .ignore
          columns[column].reason = "as told"
          notes.append(
            "\(files[0].path): column \(columns[column].name) has no partner in \(files[1].path) and is not compared."
          )
        }
      }
    }
    table = RecordTable(columns: columns)
  }

  /// Whether another column of the file has the column's own name.
  private func isTaken(_ column: Int, by file: RecordFile) -> Bool {
    guard let place = places.first?.firstIndex(of: column) else { return false }
    let plain = RecordHeading.plain(files[0].columns[place])
    return file.columns.contains { RecordHeading.plain($0) == plain }
  }

  /// Reads all rows.
  public func read() {
    for index in files.indices { read(index) }
    for column in table.columns.indices { table.columns[column].values.finish() }
    table.settleKinds()
    table.splitNames()
    let compared = table.columns.filter { $0.kind != .ignore }
    notes.append(
      "Compared: " + compared.map { "\($0.name) (\($0.kind.rawValue), \($0.reason))" }.joined(separator: ", ")
        + ".")
    for index in files.indices { tell(files[index]) }
  }

  private func read(_ index: Int) {
    let file = files[index]
    let places = places[index]
    let idPlace = idPlaces[index]
    var row = [Int32](repeating: -1, count: table.columns.count)
    var name: [UInt8] = []
    var repeated = 0
    var ids = table.ids
    var columns = table.columns
    var idCodes = table.idCodes
    table = RecordTable(columns: [])
    let prefix = Array("\(index + 1)/".utf8)
    let isPrefixed = files.count > 1
    file.forEachRow { place, text in
      if place == idPlace { name = Array(text) }
      if let column = places[place] { row[column] = columns[column].values.intern(text).code }
    } row: { number in
      if name.isEmpty { name = Array("row \(number)".utf8) }
      if isPrefixed { name = prefix + name }
      var (code, isNew) = name.withUnsafeBufferPointer { ids.intern($0) }
      if !isNew {
        repeated += 1
        (code, isNew) = Array("\(String(decoding: name, as: UTF8.self)) (row \(number))".utf8)
          .withUnsafeBufferPointer { ids.intern($0) }
      }
      idCodes.append(code)
      for column in row.indices {
        columns[column].codes.append(row[column])
        row[column] = -1
      }
      name.removeAll(keepingCapacity: true)
    }
    let sides = self.sides + [UInt8](repeating: UInt8(index), count: idCodes.count - self.sides.count)
    self.sides = sides
    table = RecordTable(columns: columns)
    table.ids = ids
    table.idCodes = idCodes
    table.sides = sides
    if repeated > 0 {
      notes.append(
        "\(file.path): \(repeated) \(repeated == 1 ? "row has" : "rows have") an id that an earlier row has; the number of the row is added to it, as in 'X (row 17)'."
      )
    }
    if idPlace == nil {
      notes.append(
        "\(file.path): no column names the records, so each is called by its row; --id says which does.")
    }
  }

  private var sides: [UInt8] = []

  private func tell(_ file: RecordFile) {
    func places(_ odd: RecordFile.Odd) -> String {
      "\(odd.count == 1 ? "row" : "rows") \(odd.first.map(String.init).joined(separator: ", "))\(odd.count > odd.first.count ? " …" : "")"
    }
    if file.rows == 0 { notes.append("\(file.path) has no records: only a heading stands in it.") }
    if file.encoding != "utf-8" { notes.append("\(file.path) is read as \(file.encoding).") }
    if file.undecodable > 0 {
      notes.append(
        "\(file.path): \(file.undecodable) bytes are not \(file.encoding); each is read as '\u{FFFD}'.")
    }
    if file.short.count > 0 {
      notes.append(
        "\(file.path): \(file.short.count) with fewer cells than the heading, which count as not said: \(places(file.short))."
      )
    }
    if file.long.count > 0 {
      notes.append(
        "\(file.path): \(file.long.count) with more cells than the heading; what stands beyond is left out: \(places(file.long))."
      )
    }
    if file.broken.count > 0 {
      notes.append(
        "\(file.path): \(file.broken.count) lines are no whole JSON object: \(places(file.broken)).")
    }
    if file.endsInQuote {
      notes.append(
        "\(file.path): a quotation mark is never closed, so the rest of the file stands in one cell.")
    }
  }

  var records: RecordTable { table }
  var resolved: RecordResolver.Result? { result }
  var isLink: Bool { files.count > 1 }
  var paths: [String] { files.map(\.path) }

  func explanation(_ a: String, _ b: String) throws -> RecordExplanation {
    guard let resolver, let result else { throw Wrong.noSuchRecord(a) }
    return resolver.explain(try place(of: a, side: 0), try place(of: b, side: 1), result)
  }

  /// - Parameter side: Where both files have the name, the record of this one.
  private func place(of id: String, side: Int) throws -> Int {
    let wanted = isLink ? ["\(side + 1)/\(id)", "\(2 - side)/\(id)", id] : [id]
    for name in wanted {
      if let record = (0..<table.count).first(where: { table.id($0) == name }) { return record }
    }
    throw Wrong.noSuchRecord(id)
  }

  /// Compares and clusters.
  public func resolve() {
    var options = RecordResolver.Options()
    options.linkOnly = linkOnly
    let resolver = RecordResolver(table, options: options)
    let result = resolver.resolve()
    notes += result.notes
    self.resolver = resolver
    self.result = result
  }
}
