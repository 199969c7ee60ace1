/// One line of a server's log, where it has one of the known forms.
struct LogLine {
  enum Form {
    case access, apacheError, nginxError, syslog, syslog5424

    var words: String {
      switch self {
      case .access: "web server, requests"
      case .apacheError: "Apache, errors"
      case .nginxError: "nginx, errors"
      case .syslog, .syslog5424: "syslog"
      }
    }
  }

  private(set) var form = Form.access
  /// ISO 8601 as far as the line goes: syslog's old form has neither year nor zone, `03-05T08:30:12`.
  private(set) var time = ""
  /// Bytes of the line.
  private(set) var timeRange = 0..<0
  /// The client of a request; the machine that wrote a line of syslog.
  private(set) var host: String?

  /// - Parameter line: Without its line end.
  init?(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    var scan = LogScan(UnsafeBufferPointer(rebasing: line.prefix(2048)))
    guard let first = scan.peek else { return nil }
    switch first {
    case 0x3C: guard takeSyslog(&scan) else { return nil }
    case 0x5B: guard takeApacheError(&scan) else { return nil }
    case 0x30...0x39:
      var other = scan
      if takeNginxError(&other) { return }
      other = scan
      if takeSyslog(&other) { return }
      guard takeAccess(&scan) else { return nil }
    default:
      var other = scan
      if takeSyslog(&other) { return }
      guard takeAccess(&scan) else { return nil }
    }
  }

  /// `203.0.113.7 - - [05/Mar/2024:08:30:12 +0000] "GET / HTTP/1.1" 200 …`, with the site's name before it or not.
  private mutating func takeAccess(_ scan: inout LogScan) -> Bool {
    var fields: [String] = []
    while scan.peek != 0x5B {
      guard fields.count < 4, let word = scan.word(), scan.take(0x20) else { return false }
      fields.append(word)
    }
    guard fields.count >= 3, scan.take(0x5B) else { return false }
    let start = scan.index
    guard let day = scan.number(2), scan.take(0x2F), let month = scan.month(), scan.take(0x2F),
      let year = scan.number(4), scan.take(0x3A), let clock = scan.clock(), scan.take(0x20),
      let zone = scan.zone()
    else { return false }
    timeRange = start..<scan.index
    guard scan.take(0x5D), scan.take(0x20), scan.take(0x22),
      let date = LogScan.date(year, month, day)
    else { return false }
    time = "\(date)T\(clock)\(zone)"
    host = fields.count == 4 ? fields[1] : fields[0]
    form = .access
    return true
  }

  /// `[Tue Mar 05 08:30:12.123456 2024] [core:error] [pid 1] [client 203.0.113.7:5000] …`
  private mutating func takeApacheError(_ scan: inout LogScan) -> Bool {
    guard scan.take(0x5B), scan.word()?.utf8.count == 3, scan.take(0x20) else { return false }
    let start = scan.index
    guard let month = scan.month(), scan.spaces(), let day = scan.number(2), scan.take(0x20),
      let clock = scan.clock(), scan.take(0x20), let year = scan.number(4)
    else { return false }
    timeRange = start..<scan.index
    guard scan.take(0x5D), scan.take(0x20), scan.take(0x5B),
      let date = LogScan.date(year, month, day)
    else { return false }
    time = "\(date)T\(clock)"
    host = scan.word(after: "[client ")
    form = .apacheError
    return true
  }

  /// `2024/03/05 08:30:12 [error] 12#0: *3 …, client: 203.0.113.7, …`
  private mutating func takeNginxError(_ scan: inout LogScan) -> Bool {
    let start = scan.index
    guard let year = scan.number(4), scan.take(0x2F), let month = scan.number(2), scan.take(0x2F),
      let day = scan.number(2), scan.take(0x20), let clock = scan.clock()
    else { return false }
    timeRange = start..<scan.index
    guard scan.take(0x20), scan.take(0x5B), let date = LogScan.date(year, month, day) else { return false }
    time = "\(date)T\(clock)"
    host = scan.word(after: "client: ")
    form = .nginxError
    return true
  }

  /// `<34>1 2024-03-05T08:30:12Z mail su - ID47 - …` (RFC 5424), `<34>Mar  5 08:30:12 mail su: …` (RFC 3164),
  /// and both without the number in front, as in files.
  private mutating func takeSyslog(_ scan: inout LogScan) -> Bool {
    var hasVersion = false
    if scan.take(0x3C) {
      guard let priority = scan.number(3), priority < 192, scan.take(0x3E) else { return false }
      if scan.take(0x31) {
        guard scan.take(0x20) else { return false }
        hasVersion = true
      }
    }
    let start = scan.index
    if let month = scan.month() {
      guard scan.spaces(), let day = scan.number(2), scan.take(0x20), let clock = scan.clock(),
        let date = LogScan.date(nil, month, day)
      else { return false }
      time = "\(date)T\(clock)"
    } else {
      guard let year = scan.number(4), scan.take(0x2D), let month = scan.number(2), scan.take(0x2D),
        let day = scan.number(2), scan.take(0x54), let clock = scan.clock(), let zone = scan.zone(),
        let date = LogScan.date(year, month, day)
      else { return false }
      time = "\(date)T\(clock)\(zone)"
    }
    timeRange = start..<scan.index
    guard scan.take(0x20), let name = scan.word(), scan.take(0x20) else { return false }
    host = name == "-" ? nil : name
    form = hasVersion ? .syslog5424 : .syslog
    // The program, with a colon behind it in the old form: prose has none there.
    guard let program = scan.word() else { return false }
    return hasVersion || program.hasSuffix(":") || program == "last" || scan.peek == nil
  }
}

/// Walks a line byte by byte.
struct LogScan {
  private let line: UnsafeBufferPointer<UInt8>
  private(set) var index = 0

  init(_ line: UnsafeBufferPointer<UInt8>) { self.line = line }

  var peek: UInt8? { index < line.count ? line[index] : nil }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

  /// `2024-03-05`, or `03-05` without a year; nil where the calendar has no such day.
  static func date(_ year: Int?, _ month: Int, _ day: Int) -> String? {
    guard CalendarDay.exists(year: year, month: month, day: day) else { return nil }
    return (year.map { "\($0)-" } ?? "") + "\(two(month))-\(two(day))"
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  mutating func spaces() -> Bool {
    let start = index
    while peek == 0x20 { index += 1 }
    return index > start
  }

  mutating func number(_ most: Int) -> Int? {
    let start = index
    var value = 0
    while let byte = peek, (0x30...0x39).contains(byte), index - start < most {
      value = value * 10 + Int(byte - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  /// ASCII up to the next space, 255 bytes at most.
  mutating func word() -> String? {
    let start = index
    while let byte = peek, byte > 0x20, byte < 0x7F, index - start < 256 { index += 1 }
    guard index > start, index - start < 256 else { return nil }
    return String(decoding: line[start..<index], as: UTF8.self)
  }

  /// `Mar` as 3.
  mutating func month() -> Int? {
    guard index + 3 <= line.count else { return nil }
    let name = String(decoding: line[index..<index + 3], as: UTF8.self)
    guard let number = Self.months.firstIndex(of: name) else { return nil }
    index += 3
    return number + 1
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `08:30:12`, a fraction taken and dropped.
  mutating func clock() -> String? {
    guard let hour = number(2), hour < 24, take(0x3A), let minute = number(2), minute < 60, take(0x3A),
      let second = number(2), second < 61
    else { return nil }
    if take(0x2E) { guard number(9) != nil else { return nil } }
    return "\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))"
  }

  /// `Z`, `+0100` or `+01:00`, the latter two as `+01:00`.
  mutating func zone() -> String? {
    if take(0x5A) { return "Z" }
    let sign = take(0x2B) ? "+" : take(0x2D) ? "-" : ""
    guard !sign.isEmpty, let hours = number(2) else { return nil }
    _ = take(0x3A)
    guard let minutes = number(2), hours < 15, minutes < 60 else { return nil }
    return "\(sign)\(Self.two(hours)):\(Self.two(minutes))"
  }

  /// What follows these words somewhere in the rest, up to a comma, a space or a closing bracket.
  func word(after words: StaticString) -> String? {
    let rest = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: line[index...]))
    guard let found = ByteSearch.firstIndex(of: words, in: rest) else { return nil }
    let tail = rest[(found + words.utf8CodeUnitCount)...].prefix {
      $0 > 0x20 && $0 < 0x7F && $0 != 0x2C && $0 != 0x5D
    }
    return tail.isEmpty || tail.count > 255 ? nil : String(decoding: tail, as: UTF8.self)
  }
}
