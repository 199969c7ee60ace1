/// The time of a message, as exports of chats write it.
enum ChatTime {
  /// In ISO 8601, with its zone where it has one.
  case exact(String)
  /// Year, month and day in an order that only all messages together tell.
  case open(ChatHeader)

  /// Nil for what has no time of day, as dates in ordinary tables.
  init?(_ text: String) {
    let text = Whitespace.collapse(text)
    guard (8...40).contains(text.utf8.count) else { return nil }
    if let time = Self.counted(text) ?? Self.iso8601(text) {
      self = .exact(time)
    } else if let header = ChatHeader(time: text) {
      self = .open(header)
    } else {
      return nil
    }
  }

  func iso8601(_ order: ChatDateOrder) -> String? {
    switch self {
    case .exact(let text): text
    case .open(let header): order.iso8601(header)
    }
  }

  var header: ChatHeader? {
    if case .open(let header) = self { header } else { nil }
  }

  /// Seconds, milliseconds or microseconds since 1970, from 2001 to 2096.
  private static func counted(_ text: String) -> String? {
    let whole = text.prefix { $0 != "." }
    guard whole.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(whole) else { return nil }
    for scale in [1, 1_000, 1_000_000] where (1_000_000_000..<4_000_000_000).contains(number / scale) {
      return MailDate.iso8601(secondsSince1970: number / scale)
    }
    return nil
  }

  /// `2024-03-05T08:30:12.5+01:00` and `2024-03-05 08:30`; fractions are dropped.
  private static func iso8601(_ text: String) -> String? {
    var scan = ChatScan(Array(text.unicodeScalars))
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    guard let year = scan.number(most: 4), scan.take("-"), let month = scan.number(most: 2), scan.take("-"),
      let day = scan.number(most: 2), CalendarDay.exists(year: year, month: month, day: day),
      scan.take("T") || scan.takeSpace(),
      let hour = scan.number(most: 2), hour < 24, scan.take(":"),
      let minute = scan.number(most: 2), minute < 60
    else { return nil }
    var second = 0
    if scan.take(":") {
      guard let value = scan.number(most: 2), value < 61 else { return nil }
      second = value
      if scan.take(".") || scan.take(",") { guard scan.number(most: 9) != nil else { return nil } }
    }
    let time = "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))"
    scan.skipSpaces()
    if scan.isAtEnd { return time }
    if scan.take("Z") || scan.take("z") { return scan.isAtEnd ? time + "Z" : nil }
    let sign = scan.take("+") ? "+" : scan.take("-") ? "-" : ""
    guard !sign.isEmpty, let zone = scan.number(most: 4) else { return nil }
    var minutes = zone > 99 ? zone % 100 : 0
    if scan.take(":") {
      guard zone <= 99, let value = scan.number(most: 2) else { return nil }
      minutes = value
    }
    let hours = zone > 99 ? zone / 100 : zone
    guard scan.isAtEnd, hours < 15, minutes < 60 else { return nil }
    return "\(time)\(sign)\(two(hours)):\(two(minutes))"
  }
}
