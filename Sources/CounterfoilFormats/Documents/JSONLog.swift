import CounterfoilModel

/// Logs in JSON Lines: each record an object with a time of day, and a level or what else a log has.
struct JSONLog {
  private let walk: JSONWalk
  private(set) var marks: [LayerMark] = []
  private(set) var summary = LogSummary()
  private var places = ScalarPlaces()

  private static let times = Set([
    "time", "timestamp", "@timestamp", "ts", "datetime", "date", "eventtime", "asctime",
  ])
  private static let hosts = Set([
    "host", "hostname", "server", "computer", "clientip", "remoteaddr", "remoteip",
  ])
  private static let signs = Set([
    "level", "severity", "loglevel", "log.level", "lvl", "levelname", "priority", "logger", "facility",
    "eventid",
    "status", "requesturi",
  ])

  /// Nil where not eight in ten of the first lines, three at least, are records.
  init?(_ utf8: UnsafeBufferPointer<UInt8>) {
    walk = JSONWalk(utf8: utf8)
    let head = walk.lines(most: 40)
    let records = head.count { Self.record(walk, $0)?.isSure == true }
    guard records >= 3, records * 10 >= head.count * 8 else { return nil }
  }

  /// Marks the first line that a record was written out in.
  mutating func note(record at: Int, from start: Int, of out: [UInt8]) {
    guard let record = Self.record(walk, at), start < out.count else { return }
    let end = out[start...].firstIndex(of: 0x0A) ?? out.count
    let first = places.scalars(in: out, before: start)
    let range = first..<places.scalars(in: out, before: end)
    let detail = ChatSummary.header(time: record.time, speaker: record.host)
    if !range.isEmpty { marks.append(LayerMark(kind: .header, range: range, detail: detail)) }
    summary.add(time: record.time, host: record.host)
  }

  private static func record(
    _ walk: JSONWalk, _ at: Int
  ) -> (time: String, host: String?, isSure: Bool)? {
    guard walk.isObject(at) else { return nil }
    var time: String?
    var host: String?
    var isSure = false
    _ = try? walk.members(at) { (name, value) throws(JSONFault) in
      let plain = ChatFields.plain(name)
      if time == nil, times.contains(plain),
        case .exact(let found)? = walk.scalar(value).flatMap(ChatTime.init)
      {
        time = found
      } else if host == nil, hosts.contains(plain) {
        host = walk.isObject(value) ? nil : walk.scalar(value).map(Whitespace.collapse)
      }
      if signs.contains(plain) { isSure = true }
      return true
    }
    return time.map { ($0, host, isSure) }
  }
}
