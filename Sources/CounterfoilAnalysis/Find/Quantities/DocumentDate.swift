public import CounterfoilModel

/// The day that a document's relative dates are counted from.
public enum DocumentDate {
  /// The document's own date: that of its metadata, else a day that stands alone on one of its
  /// first lines or after `Date:` or `日期：`.
  ///
  /// The time of the file is never taken: it says when somebody copied it.
  /// - Returns: A day, ISO 8601; nil where the document does not say.
  public static func day(metadata: [MetadataEntry], text: String) -> String? {
    for entry in metadata where entry.name == "date" {
      if let day = CalendarDay(iso: entry.value) { return day.description }
    }
    return inFirstLines(of: text)
  }

  /// How many lines are looked at, and how many bytes of each: a heading is short.
  private static let lines = 10
  private static let lineLength = 120

  private static func inFirstLines(of text: String) -> String? {
    var rest = text.utf8.prefix(4_000)
    var seen = 0
    while seen < lines, !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
      rest = rest.dropFirst(line.count + 1)
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      seen += 1
      guard line.count <= lineLength, let words = String(line),
        let day = loneDay(words)
      else { continue }
      return day
    }
    return nil
  }

  private static let labels: Set<String> = [
    "date", "dated", "sent", "published", "updated", "posted", "issued", "日期", "时间", "時間", "发布时间", "發布時間",
    "发布日期", "發布日期", "发表时间", "發表時間", "日期時間", "date of issue",
  ]

  /// The day of a line that holds nothing else but a label.
  private static func loneDay(_ line: String) -> String? {
    TextBytes.with(line) { bytes in
      var scanner = QuantityScanner(text: bytes)
      scanner.scan()
      let dates = scanner.found.filter { $0.kind == .date }
      guard dates.count == 1, let date = dates.first, let precision = date.quantity?.precision,
        precision == .day || precision == .minute || precision == .hour, !date.value.contains("/"),
        let day = CalendarDay(iso: date.value)
      else { return nil }
      let before = trimmed(bytes.string(0..<date.start)).lowercased()
      let after = trimmed(bytes.string(date.end..<bytes.count))
      return (before.isEmpty || labels.contains(before)) && after.isEmpty ? day.description : nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    let marks: Set<Unicode.Scalar> = [
      " ", "\t", ":", "：", ".", ",", "*", "#", "-", "—", "|", "(", ")", "（", "）", "_", "\u{FEFF}",
    ]
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, marks.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, marks.contains(last) { scalars.removeLast() }
    return String(Substring(scalars))
  }
}
