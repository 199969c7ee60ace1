import CounterfoilAnalysis
import CounterfoilFormats

extension RecordResolution {
  /// A line for each record, in the order of the files: `unique_id`, `cluster`, and `file` where there are two.
  ///
  /// A cluster is called by the first of its records in the order of their names, so that its name depends on the records alone.
  public func forEachLine(_ body: (String) -> Void) {
    guard let result = resolved else { return }
    let names = clusterNames(result)
    for record in 0..<records.count {
      var line = JSONLine()
      line.add("unique_id", name(record))
      line.add("cluster", names[Int(result.clusters.cluster[record])])
      if isLink { line.add("file", paths[Int(records.sides[record])]) }
      body(line.text)
    }
  }

  /// The clusters of two records and more, the largest first, a line of names each.
  public func forEachGroup(_ body: (String) -> Void) {
    guard let result = resolved else { return }
    let names = clusterNames(result)
    let groups = result.clusters.members.enumerated().filter { $0.element.count > 1 }
      .sorted { ($1.element.count, names[$0.offset]) < ($0.element.count, names[$1.offset]) }
    for (_, members) in groups { body(members.map { records.id($0) }.joined(separator: ", ")) }
  }

  /// One line on the whole.
  public var summary: String {
    guard let result = resolved else { return "" }
    let clusters = result.clusters.count
    return
      "\(records.count) records, \(clusters) clusters; \(result.compared) pairs compared, \(Int(result.expected.rounded())) of them expected to be one"
      + (result.isOneToOne ? "; one record of each file at most, since neither repeats itself" : "") + "."
  }

  /// Why two records are one or not, for a program.
  /// - Throws: `Wrong.noSuchRecord`.
  public func explanationLine(_ a: String, _ b: String) throws -> String {
    let told = try explanation(a, b)
    var line = JSONLine()
    line.add("unique_id", a)
    line.add("other_id", b)
    line.add("same", json: told.isOne ? "true" : "false")
    line.add("weight", told.sum, digits: 2)
    line.add("prior", told.prior, digits: 2)
    line.add(
      "columns",
      json: "["
        + told.lines.map { row in
          var part = JSONLine()
          part.add("column", row.column)
          part.add("kind", row.kind.rawValue)
          part.add("a", row.values.0)
          part.add("b", row.values.1)
          part.add("agreement", row.agreement)
          part.add("weight", row.weight, digits: 2)
          part.add("remark", row.remark)
          return part.text
        }.joined(separator: ",") + "]")
    line.add("remark", told.remark)
    return line.text
  }

  /// The same for a person: rows of column, weight, agreement, values.
  /// - Throws: `Wrong.noSuchRecord`.
  public func explanationRows(_ a: String, _ b: String) throws -> [String] {
    let told = try explanation(a, b)
    func signed(_ weight: Double) -> String {
      let text = (weight >= 0 ? "+" : "") + "\((weight * 10).rounded() / 10)"
      return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    let width = (told.lines.map(\.column.count).max() ?? 0) + 2
    var rows = ["\(a) and \(b)" + (told.isOne ? " are taken for one" : " are not taken for one")]
    rows.append(padded("prior", width) + signed(told.prior) + "  two records drawn at random")
    for line in told.lines {
      let values = "\(line.values.0 ?? "–") | \(line.values.1 ?? "–")"
      rows.append(
        padded(line.column, width) + signed(line.weight) + "  \(line.agreement): \(values)"
          + (line.remark.isEmpty ? "" : " (\(line.remark))"))
    }
    rows.append(padded("sum", width) + signed(told.sum) + "  decibans; above 0 rather one than two")
    if !told.remark.isEmpty { rows.append(told.remark) }
    return rows
  }

  private func clusterNames(_ result: RecordResolver.Result) -> [String] {
    var first = [Int](repeating: -1, count: result.clusters.count)
    for record in 0..<records.count {
      let cluster = Int(result.clusters.cluster[record])
      if first[cluster] < 0 || records.isNamed(record, before: first[cluster]) { first[cluster] = record }
    }
    return first.map { records.id($0) }
  }

  /// As the file has it.
  private func name(_ record: Int) -> String {
    let id = records.id(record)
    return isLink ? String(id.dropFirst(2)) : id
  }
}
