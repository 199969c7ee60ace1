import CounterfoilModel

/// Windows events as the event viewer saves them in CSV, and as PowerShell exports them.
enum EventTable {
  private static let numbers = Set(["eventid", "id", "事件id"])
  private static let times = Set(["dateandtime", "timecreated", "timegenerated", "日期和时间"])
  private static let signs = Set(["source", "providername", "level", "leveldisplayname", "来源", "级别"])
  private static let hosts = Set(["computer", "machinename", "computername", "计算机"])

  /// Marks the time of each event, and says what the table is; does nothing to other tables.
  static func complete(_ reading: inout Reading, _ text: String, _ shape: TableShape) {
    let names = shape.header.map(ChatFields.plain)
    guard shape.hasHeader, names.contains(where: numbers.contains), names.contains(where: signs.contains),
      let column = names.firstIndex(where: times.contains)
    else { return }
    let host = names.firstIndex(where: hosts.contains)
    let rows = DelimitedRows.of(text, delimiter: shape.delimiter).dropFirst().filter {
      $0.cells.indices.contains(column)
    }
    let times = rows.map { ChatTime($0.cells[column].text) }
    let order = ChatDateOrder(times.compactMap { $0?.header })
    var summary = LogSummary()
    for (row, time) in zip(rows, times) {
      guard let time = time?.iso8601(order) else { continue }
      let computer = host.flatMap { row.cells.indices.contains($0) ? row.cells[$0].text : nil }
      reading.layer?.marks.append(
        LayerMark(
          kind: .header, range: row.cells[column].range,
          detail: ChatSummary.header(time: time, speaker: computer)))
      summary.add(time: time, host: computer)
    }
    summary.complete(&reading, form: "Windows events")
    if let problem = order.problem { reading.problems.append(problem) }
  }
}
