import CounterfoilModel

/// Logs of servers, one record a line: Apache's and nginx's access and error logs, and syslog in its two
/// forms, as sshd and others write it.
///
/// The layer is the text as it stands. The time of each record is marked as its header, its detail the time
/// in ISO 8601, with the zone where the line has one, and the host: `2024-03-05T08:30:12+01:00 203.0.113.7`.
/// Lines of another form (a record's second line, say) belong to the record above.
enum LogReader: DocumentReader {
  static func prepare() { TextDecoding.prepare() }

  private static let headBytes = 32 << 10

  static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    // Each form has a time of day in its first line.
    guard !TextKind.hasEnding(hint, [".csv", ".tsv", ".json", ".jsonl", ".html", ".htm", ".eml", ".md"]),
      bytes.prefix(400).contains(UInt8(ascii: ":")),
      TextKind.isText(bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    else { return false }
    let isCut = bytes.count > headBytes
    var head = TextDecoding.decode(UnsafeRawBufferPointer(rebasing: bytes.prefix(headBytes))).text
    return head.withUTF8 { LogRecords.isLog($0, isCut: isCut) }
  }

  static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    if bytes.count > limits.segmentBytes {
      return try TextSegments.read(
        bytes, type: LogRecords.mediaType, hint: hint, limits: limits, child: child)
    }
    let decoded = TextDecoding.decode(
      bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    guard !decoded.text.isEmpty else { throw ReadError.emptyFile }
    var text = decoded.text
    let records = text.withUTF8 { LogRecords($0) }
    var reading = Reading(mediaType: LogRecords.mediaType, encoding: decoded.encoding)
    reading.layer = TextLayer(text: decoded.text, marks: records.marks)
    records.summary.complete(&reading, form: records.form?.words ?? "")
    if let message = decoded.problemMessage { reading.problems.append(Problem(message)) }
    return reading
  }
}

/// The records of a log, line by line.
struct LogRecords {
  static let mediaType = "text/x-log"

  private(set) var marks: [LayerMark] = []
  private(set) var summary = LogSummary()
  /// Of its first record.
  private(set) var form: LogLine.Form?

  init(_ utf8: UnsafeBufferPointer<UInt8>) {
    var places = ScalarPlaces()
    Self.lines(utf8) { range in
      guard let line = LogLine(utf8[range]) else { return true }
      form = form ?? line.form
      let start = places.scalars(in: utf8, before: range.lowerBound)
      // What stands before the time is ASCII, or it would be no record.
      let time = start + line.timeRange.lowerBound..<start + line.timeRange.upperBound
      marks.append(
        LayerMark(kind: .header, range: time, detail: ChatSummary.header(time: line.time, speaker: line.host))
      )
      summary.add(time: line.time, host: line.host)
      return true
    }
  }

  /// Whether eight in ten of the first lines are records, three at least.
  static func isLog(_ utf8: UnsafeBufferPointer<UInt8>, isCut: Bool) -> Bool {
    var (all, records) = (0, 0)
    lines(utf8) { range in
      guard !range.isEmpty, !(isCut && range.upperBound == utf8.count) else { return true }
      all += 1
      if LogLine(utf8[range]) != nil { records += 1 }
      // Prose is told by its first lines.
      return all < 200 && (all < 10 || records * 2 > all)
    }
    return records >= 3 && records * 10 >= all * 8
  }

  private static func lines(_ utf8: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Bool) {
    var start = 0
    while start < utf8.count {
      let end = utf8[start...].firstIndex(of: 0x0A) ?? utf8.count
      guard body(start..<end) else { return }
      start = end + 1
    }
  }
}

/// What a log is as a whole.
struct LogSummary {
  private var records = 0
  private var hosts: [String: Int] = [:]
  private var first: String?
  private var last: String?
  private var lacksYear = false
  private var lacksZone = false

  private static let mostHosts = 50

  mutating func add(time: String, host: String?) {
    records += 1
    if let host, hosts.count < 10_000 || hosts[host] != nil { hosts[host, default: 0] += 1 }
    let isDated = time.utf8.prefix { $0 != 0x2D }.count == 4
    if !isDated { lacksYear = true }
    if !time.hasSuffix("Z"), !time.dropFirst(11).contains(where: { $0 == "+" || $0 == "-" }) {
      lacksZone = true
    }
    guard isDated else { return }
    first = min(first ?? time, time)
    last = max(last ?? time, time)
  }

  /// - Parameter form: Such as `syslog`.
  func complete(_ reading: inout Reading, form: String) {
    reading.metadata += [
      MetadataEntry(name: "form", value: "log"), MetadataEntry(name: "records", value: String(records)),
    ]
    for (host, _) in hosts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(Self.mostHosts) {
      reading.metadata.append(MetadataEntry(name: "host", value: host))
    }
    if let first, let last {
      reading.metadata.append(MetadataEntry(name: "date", value: first))
      reading.metadata.append(MetadataEntry(name: "last-record", value: last))
    }
    var note = "a log (\(form)), \(records) record\(records == 1 ? "" : "s")"
    if lacksYear {
      note += "; its times name neither year nor zone"
    } else if lacksZone {
      note += "; its times name no zone"
    }
    reading.notes.append(note)
  }
}
