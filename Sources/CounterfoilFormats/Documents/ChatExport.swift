import CounterfoilModel

/// Chats that a program wrote out as JSON: Telegram's `result.json`, and lists of objects with a speaker, a
/// time and words.
///
/// Each message becomes a block: a line of speaker and time, marked as its header, then its words. What it
/// answers stands between, marked as quoted. All else in the file is written out as of any JSON.
struct ChatExport {
  private let walk: JSONWalk
  /// Where the lists of messages begin.
  private let lists: Set<Int>
  private let values: [Int]
  private let isLines: Bool
  private var rendering: JSONRendering
  private var summary = ChatSummary()
  private var order = ChatDateOrder([])
  private var known: [String: (time: String?, speaker: String?)] = [:]
  private var marks: [LayerMark] = []
  /// Bytes of the output counted so far, and the scalars in them.
  private var counted = (bytes: 0, scalars: 0)

  private static let depth = 5
  private static let fewestMessages = 3
  private static let sample = 40

  /// Nil for what is no chat.
  /// - Parameter isLines: One value a line.
  init?(_ utf8: UnsafeBufferPointer<UInt8>, isLines: Bool, mostBytes: Int) {
    walk = JSONWalk(utf8: utf8)
    rendering = JSONRendering(mostBytes: mostBytes)
    let values = isLines ? walk.lines() : [walk.start(0)]
    self.values = values
    self.isLines = isLines
    if isLines {
      guard walk.isChat(values.prefix(Self.sample), fewest: Self.fewestMessages) else { return nil }
      lists = []
    } else {
      var found: [Int] = []
      var isSure = false
      walk.findLists(values[0], depth: Self.depth, sample: Self.sample) { at, messages in
        found.append(at)
        if messages >= Self.fewestMessages { isSure = true }
      }
      guard isSure else { return nil }
      lists = Set(found)
    }
  }

  // MARK: reading

  mutating func reading(encoding: String) -> Reading {
    var reading = Reading(
      mediaType: isLines ? "application/x-ndjson" : "application/json", encoding: encoding)
    learn()
    var faults = 0
    for value in values {
      do throws(JSONFault) {
        if isLines { try lay(message: value, named: "") } else { try lay(value, named: "") }
      } catch {
        if error.isFull {
          reading.problems.append(
            Problem("only the first \(rendering.out.count) bytes of its text were kept"))
          break
        }
        faults += 1
        let line = 1 + walk.utf8[..<min(error.at, walk.utf8.count)].count { $0 == 0x0A }
        if faults <= 10 {
          reading.problems.append(
            Problem("line \(line) is not valid JSON (\(error.message)); it stands as it was"))
        }
        rendering.out.append(contentsOf: walk.line(from: isLines ? value : error.at, toEnd: !isLines))
      }
    }
    if faults > 10 { reading.problems.append(Problem("\(faults) lines in all are not valid JSON")) }
    if let problem = order.problem { reading.problems.append(problem) }
    reading.metadata = summary.metadata
    reading.layer = TextLayer(text: String(decoding: rendering.out, as: UTF8.self), marks: marks)
    return reading
  }

  /// Looks through all messages for the order of day and month, and for what answers may point to.
  private mutating func learn() {
    var headers: [ChatHeader] = []
    var numbered: [(number: String, message: ChatMessage)] = []
    let walk = walk
    func look(_ at: Int) -> Bool {
      guard let message = ChatMessage(walk, at: at) else { return true }
      if let header = message.time?.header { headers.append(header) }
      if let number = message.number { numbered.append((number, message.brief)) }
      return true
    }
    for list in lists.sorted() { _ = try? walk.elements(list) { look($0) } }
    if isLines { for value in values { _ = look(value) } }
    order = ChatDateOrder(headers)
    for (number, message) in numbered {
      known[number] = (message.time?.iso8601(order), message.speaker)
    }
  }

  // MARK: writing

  private mutating func lay(_ at: Int, named name: String) throws(JSONFault) {
    let walk = walk
    if lists.contains(at) {
      var index = 0
      try walk.elements(at) { (element) throws(JSONFault) in
        try lay(message: element, named: "\(name)[\(index)]")
        index += 1
        return true
      }
      return
    }
    let end = (try? walk.end(at)) ?? walk.utf8.count
    guard lists.contains(where: { $0 > at && $0 < end }) else { return try render(at, named: name) }
    if walk.isObject(at) {
      try walk.members(at) { (member, value) throws(JSONFault) in
        try lay(value, named: name.isEmpty ? member : "\(name).\(member)")
        return true
      }
    } else {
      var index = 0
      try walk.elements(at) { (element) throws(JSONFault) in
        try lay(element, named: "\(name)[\(index)]")
        index += 1
        return true
      }
    }
  }

  private mutating func render(_ at: Int, named name: String) throws(JSONFault) {
    var index = at
    try rendering.render(walk.utf8, from: &index, named: name)
  }

  private mutating func lay(message at: Int, named name: String) throws(JSONFault) {
    guard let message = ChatMessage(walk, at: at), message.time != nil else {
      return try render(at, named: name)
    }
    // A fault inside it is told before anything of it is written.
    _ = try walk.end(at)
    if !rendering.out.isEmpty { rendering.out.append(0x0A) }
    let time = message.time?.iso8601(order)
    summary.add(time: time, speaker: message.speaker)
    write(
      [message.speaker, time ?? message.timeText].compactMap { $0 }.joined(separator: " "),
      as: .header, ChatSummary.header(time: time, speaker: message.speaker))
    if let reply = message.reply {
      let target = known[reply]
      let shown = [target?.speaker, target?.time].compactMap { $0 }.joined(separator: " ")
      write(
        "↩ " + (target == nil ? reply : shown), as: .quoted,
        target.map { ChatSummary.header(time: $0.time, speaker: $0.speaker) } ?? reply)
    }
    if !message.words.isEmpty { add(message.words + "\n") }
    for (member, value) in message.others { try render(value, named: member) }
  }

  /// Writes one line and marks it.
  private mutating func write(_ line: String, as kind: LayerMark.Kind, _ detail: String) {
    let start = position
    add(line)
    let end = position
    if end > start { marks.append(LayerMark(kind: kind, range: start..<end, detail: detail)) }
    add("\n")
  }

  private mutating func add(_ text: String) { rendering.out.append(contentsOf: text.utf8) }

  /// Scalars written so far.
  private var position: Int {
    mutating get {
      for byte in rendering.out[counted.bytes...] where byte & 0xC0 != 0x80 { counted.scalars += 1 }
      counted.bytes = rendering.out.count
      return counted.scalars
    }
  }
}
