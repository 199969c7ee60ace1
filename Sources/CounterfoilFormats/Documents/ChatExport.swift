import CounterfoilModel

/// Chats that a program wrote out as JSON: Telegram's `result.json`, lists of objects with a speaker, a
/// time and words, and such objects one behind another, as in JSON Lines.
///
/// Each message becomes a block: a line of speaker and time, marked as its header, then its words. What it
/// answers stands between, marked as quoted. All else in the file is written out as of any JSON.
struct ChatExport {
  private let whole: JSONWalk
  private let isLines: Bool
  /// Whether each value at the top is a message.
  private let areMessages: Bool
  /// Where the lists of messages begin, in ascending order.
  private let lists: [Int]
  private var rendering: JSONRendering
  private var summary = ChatSummary()
  private var order = ChatDateOrder([])
  /// Messages by their numbers, which are those of one list.
  private var known: [Numbered: (time: String?, speaker: String?)] = [:]
  /// The list being written; nil at the top.
  private var list: Int?
  private var marks: [LayerMark] = []
  private var places = ScalarPlaces()

  private struct Numbered: Hashable {
    var list: Int?
    var number: String
  }

  private static let depth = 5
  private static let fewestMessages = 3
  private static let sample = 40

  /// Nil for what is no chat.
  /// - Parameter isLines: One value a line.
  init?(_ utf8: UnsafeBufferPointer<UInt8>, isLines: Bool, mostBytes: Int) {
    whole = JSONWalk(utf8: utf8)
    self.isLines = isLines
    rendering = JSONRendering(mostBytes: mostBytes)
    let values = JSONValues(whole, isLines: isLines)
    let head = values.prefix(Self.sample).map { ChatMessage($0.walk, at: $0.start) }
    areMessages = ChatMessage.areChat(head, fewest: Self.fewestMessages)
    if areMessages {
      // Records of a log, too, may have someone who acts, a time and words.
      guard isLines || JSONLog(utf8) == nil else { return nil }
      lists = []
    } else {
      var found: [Int] = []
      var isSure = false
      for value in values {
        value.walk.findLists(value.start, depth: Self.depth, sample: Self.sample) { at, messages in
          found.append(at)
          if messages >= Self.fewestMessages { isSure = true }
        }
      }
      guard isSure else { return nil }
      lists = found
    }
  }

  // MARK: reading

  mutating func reading(encoding: String) -> Reading {
    learn()
    var faults = JSONFaults()
    var count = 0
    var values = JSONValues(whole, isLines: isLines)
    while let value = values.next() {
      count += 1
      do throws(JSONFault) {
        if areMessages {
          try lay(message: value.start, of: value.walk, named: "")
        } else {
          if count > 1 { rendering.out.append(0x0A) }
          try lay(value.start, of: value.walk, named: "")
        }
      } catch {
        values.skip(
          to: faults.leave(error, in: whole.utf8, from: value.start, isLines: isLines, &rendering))
      }
    }
    let type = isLines || count > 1 ? "application/x-ndjson" : "application/json"
    var reading = Reading(mediaType: type, encoding: encoding, problems: faults.problems)
    if let problem = order.problem { reading.problems.append(problem) }
    summary.complete(&reading)
    reading.layer = TextLayer(text: String(decoding: rendering.out, as: UTF8.self), marks: marks)
    return reading
  }

  /// Looks through all messages for the order of day and month, and for what answers may point to.
  private mutating func learn() {
    var headers: [ChatHeader] = []
    var numbered: [(key: Numbered, time: ChatTime?, speaker: String?)] = []
    func look(_ walk: JSONWalk, _ at: Int, in list: Int?) {
      guard let message = ChatMessage(walk, at: at) else { return }
      if let header = message.time?.header { headers.append(header) }
      guard let number = message.number else { return }
      numbered.append((Numbered(list: list, number: number), message.time, message.speaker))
    }
    for value in JSONValues(whole, isLines: isLines) {
      if areMessages { look(value.walk, value.start, in: nil) }
      for list in lists(in: value.start..<value.end) {
        _ = try? value.walk.elements(list) { (element) throws(JSONFault) in
          look(value.walk, element, in: list)
          return true
        }
      }
    }
    order = ChatDateOrder(headers)
    for (key, time, speaker) in numbered { known[key] = (time?.iso8601(order), speaker) }
  }

  /// The lists that begin among these bytes.
  private func lists(in range: Range<Int>) -> ArraySlice<Int> {
    /// The first list that begins at `offset` or behind it.
    func first(_ offset: Int) -> Int {
      var (low, high) = (0, lists.count)
      while low < high {
        let middle = (low + high) / 2
        if lists[middle] < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return lists[first(range.lowerBound)..<first(range.upperBound)]
  }

  // MARK: writing

  private mutating func lay(_ at: Int, of walk: JSONWalk, named name: String) throws(JSONFault) {
    if !lists(in: at..<at + 1).isEmpty {
      list = at
      try layElements(at, of: walk, named: name, areMessages: true)
      return
    }
    let end = (try? walk.end(at)) ?? walk.utf8.count
    guard !lists(in: at..<max(at, end)).isEmpty else { return try render(at, of: walk, named: name) }
    if walk.isObject(at) {
      try walk.members(at) { (member, value) throws(JSONFault) in
        try lay(value, of: walk, named: name.isEmpty ? member : "\(name).\(member)")
        return true
      }
    } else {
      try layElements(at, of: walk, named: name, areMessages: false)
    }
  }

  private mutating func layElements(
    _ at: Int, of walk: JSONWalk, named name: String, areMessages: Bool
  ) throws(JSONFault) {
    var index = 0
    try walk.elements(at) { (element) throws(JSONFault) in
      let step = "\(name)[\(index)]"
      if areMessages {
        try lay(message: element, of: walk, named: step)
      } else {
        try lay(element, of: walk, named: step)
      }
      index += 1
      return true
    }
  }

  private mutating func render(_ at: Int, of walk: JSONWalk, named name: String) throws(JSONFault) {
    var index = at
    try rendering.render(walk.utf8, from: &index, named: name)
  }

  private mutating func lay(message at: Int, of walk: JSONWalk, named name: String) throws(JSONFault) {
    guard let message = ChatMessage(walk, at: at), message.time != nil else {
      return try render(at, of: walk, named: name)
    }
    // A fault inside it is told before anything of it is written.
    _ = try walk.end(at)
    guard !rendering.isFull else { throw JSONFault(at: at, message: "full", isFull: true) }
    if !rendering.out.isEmpty { rendering.out.append(0x0A) }
    let time = message.time?.iso8601(order)
    summary.add(time: time, speaker: message.speaker)
    write(
      [message.speaker, time ?? message.timeText].compactMap { $0 }.joined(separator: " "),
      as: .header, ChatSummary.header(time: time, speaker: message.speaker))
    let target = message.reply.flatMap { known[Numbered(list: list, number: $0)] }
    if let reply = message.reply {
      let shown = [target?.speaker, target?.time].compactMap { $0 }.joined(separator: " ")
      write(
        "↩ " + (target == nil ? reply : shown), as: .quoted,
        target.map { ChatSummary.header(time: $0.time, speaker: $0.speaker) } ?? reply)
    }
    if !message.words.isEmpty { add(message.words + "\n") }
    try walk.members(at) { (member, value) throws(JSONFault) in
      if ChatFields.plain(member) == ChatFields.rowsAgain, walk.isArray(value) {
        guard !message.hasRows || message.words.isEmpty else { return true }
        try layRows(value, of: walk, named: member, showsWords: message.words.isEmpty)
      } else if value == message.replyValue, target != nil, !walk.isObject(value) {
        // Shown is what its number stands for.
        try render(value, of: walk, named: member)
      } else {
        try layRest(value, of: walk, named: member, message)
      }
      return true
    }
  }

  /// Writes what of a member is not shown as the message's own.
  private mutating func layRest(
    _ at: Int, of walk: JSONWalk, named name: String, _ message: ChatMessage
  ) throws(JSONFault) {
    switch message.parts[at] {
    case .whole: return
    case .rows: try layRows(at, of: walk, named: name)
    case .members:
      try walk.members(at) { (member, value) throws(JSONFault) in
        try layRest(value, of: walk, named: "\(name).\(member)", message)
        return true
      }
    case nil: try render(at, of: walk, named: name)
    }
  }

  /// Writes what rows of words hold besides the words: where a link leads, whom a name means.
  ///
  /// - Parameter showsWords: The words too, which stand nowhere else.
  private mutating func layRows(
    _ at: Int, of walk: JSONWalk, named name: String, showsWords: Bool = false
  ) throws(JSONFault) {
    var index = 0
    try walk.elements(at) { (element) throws(JSONFault) in
      let step = "\(name)[\(index)]"
      index += 1
      if walk.isObject(element), !showsWords {
        let words = ChatMessage.words(walk, of: element)?.value
        try walk.members(element) { (member, value) throws(JSONFault) in
          if words == nil || value != words && member != "type" {
            try render(value, of: walk, named: "\(step).\(member)")
          }
          return true
        }
      } else if showsWords || walk.scalar(element) == nil {
        try render(element, of: walk, named: step)
      }
      return true
    }
  }

  /// Writes one line and marks it.
  private mutating func write(_ line: String, as kind: LayerMark.Kind, _ detail: String) {
    let start = places.scalars(in: rendering.out, before: rendering.out.count)
    add(line)
    let end = places.scalars(in: rendering.out, before: rendering.out.count)
    if end > start { marks.append(LayerMark(kind: kind, range: start..<end, detail: detail)) }
    add("\n")
  }

  private mutating func add(_ text: String) { rendering.out.append(contentsOf: text.utf8) }
}
