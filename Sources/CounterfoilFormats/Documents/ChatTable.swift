import CounterfoilModel

/// A chat in a table: each row a message, its columns told by their names in English or Chinese.
struct ChatTable {
  private let columns: (speaker: Int, time: Int, words: Int, reply: Int?)
  private let rows: [DelimitedRows.Row]
  private let times: [ChatTime?]

  private static let fewestMessages = 2
  /// Columns that a list of mails or of calls has, and a chat has not.
  private static let otherKinds = Set(["subject", "to", "cc", "主题", "收件人", "amount", "price", "金额"])

  /// Nil for an ordinary table: a column of speakers, one of words, and one whose every cell is a day with a
  /// time of day are needed.
  init?(_ text: String, _ shape: TableShape) {
    guard shape.hasHeader, shape.rows > Self.fewestMessages else { return nil }
    let names = shape.header.map(ChatFields.plain)
    guard !names.contains(where: Self.otherKinds.contains) else { return nil }
    func column(_ fields: [String: Int]) -> Int? {
      names.indices.filter { fields[names[$0]] != nil }.min {
        fields[names[$0]] ?? 0 < fields[names[$1]] ?? 0
      }
    }
    guard let speaker = column(ChatFields.speaker), let words = column(ChatFields.words) else { return nil }
    let rows = Array(DelimitedRows.of(text, delimiter: shape.delimiter).dropFirst())
    let candidates = names.indices.filter { ChatFields.time[names[$0]] != nil }
    for time in candidates {
      let times = rows.map { $0.cells.indices.contains(time) ? ChatTime($0.cells[time].text) : nil }
      guard times.count(where: { $0 != nil }) * 10 >= rows.count * 9 else { continue }
      columns = (speaker, time, words, column(ChatFields.reply))
      self.rows = rows
      self.times = times
      return
    }
    return nil
  }

  /// Marks each message's cells of speaker and time, and what it answers; adds what the chat is as a whole.
  func complete(_ reading: inout Reading) {
    let order = ChatDateOrder(times.compactMap { $0?.header })
    var summary = ChatSummary()
    var marks: [LayerMark] = []
    for (row, time) in zip(rows, times) {
      func cell(_ column: Int?) -> DelimitedRows.Cell? {
        column.flatMap { row.cells.indices.contains($0) && !row.cells[$0].text.isEmpty ? row.cells[$0] : nil }
      }
      let iso8601 = time?.iso8601(order)
      let speaker = cell(columns.speaker).map { Whitespace.collapse($0.text) }
      summary.add(time: iso8601, speaker: speaker)
      let detail = ChatSummary.header(time: iso8601, speaker: speaker)
      // One mark a message, over both cells where they stand side by side.
      let cells = [cell(columns.speaker), cell(columns.time)].compactMap { $0?.range }
      if abs(columns.speaker - columns.time) == 1, cells.count == 2 {
        let ends = (
          min(cells[0].lowerBound, cells[1].lowerBound), max(cells[0].upperBound, cells[1].upperBound)
        )
        marks.append(LayerMark(kind: .header, range: ends.0..<ends.1, detail: detail))
      } else if let range = cells.first {
        marks.append(LayerMark(kind: .header, range: range, detail: detail))
      }
      if let reply = cell(columns.reply) {
        marks.append(
          LayerMark(kind: .quoted, range: reply.range, detail: Whitespace.collapse(reply.text)))
      }
    }
    marks.sort { $0.range.lowerBound < $1.range.lowerBound }
    reading.layer?.marks += marks
    summary.complete(&reading)
    if let problem = order.problem { reading.problems.append(problem) }
  }
}
