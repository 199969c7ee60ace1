/// One message of a chat in JSON.
struct ChatMessage {
  private(set) var speaker: String?
  private(set) var time: ChatTime?
  private(set) var timeText: String?
  private(set) var words = ""
  /// The number of the message it answers, or that message's own words.
  private(set) var reply: String?
  private(set) var number: String?
  /// Whether it has a place for words, be it empty, as for a picture.
  private(set) var hasWords = false
  /// Everything else it holds: names, and where their values stand.
  private(set) var others: [(name: String, value: Int)] = []

  /// Nil for what is no object, or is damaged.
  init?(_ walk: JSONWalk, at: Int) {
    guard walk.isObject(at) else { return nil }
    var all: [(name: String, plain: String, value: Int)] = []
    do throws(JSONFault) {
      try walk.members(at) { (name, value) throws(JSONFault) in
        all.append((name, ChatFields.plain(name), value))
        return all.count < 200
      }
    } catch { return nil }
    var used: Set<Int> = []
    /// The first member, by rank, of which something can be made.
    func take<T>(_ names: [String: Int], _ make: (Int) -> T?) -> T? {
      let ranked = all.filter { names[$0.plain] != nil && !used.contains($0.value) }
        .sorted { names[$0.plain] ?? 0 < names[$1.plain] ?? 0 }
      for member in ranked {
        if let made = make(member.value) {
          used.insert(member.value)
          return made
        }
      }
      return nil
    }
    time = take(ChatFields.time) { value in
      timeText = walk.scalar(value)
      return timeText.flatMap(ChatTime.init)
    }
    speaker = take(ChatFields.speaker) { Self.name(walk, $0) }
    if let found = take(ChatFields.words, { Self.words(walk, $0) }) {
      words = found
      hasWords = true
    }
    number = take(ChatFields.number) { walk.scalar($0) }
    reply = take(ChatFields.reply) { value in
      if let number = walk.scalar(value) { return number.isEmpty || number == "0" ? nil : number }
      guard let quoted = ChatMessage(walk, at: value) else { return nil }
      let text = [quoted.speaker, Whitespace.collapse(quoted.words)].compactMap { $0 }.joined(separator: ": ")
      return quoted.words.isEmpty ? quoted.number : text
    }
    others = all.filter { !used.contains($0.value) && !ChatFields.repeated.contains($0.plain) }.map {
      ($0.name, $0.value)
    }
  }

  /// Without what takes room.
  var brief: ChatMessage {
    var brief = self
    brief.words = ""
    brief.others = []
    return brief
  }

  /// A name, or the name in an object such as Discord's `author`.
  private static func name(_ walk: JSONWalk, _ at: Int) -> String? {
    var name = walk.isObject(at) ? nil : walk.scalar(at)
    if walk.isObject(at) {
      var rank = Int.max
      _ = try? walk.members(at) { (member, value) throws(JSONFault) in
        if let found = ChatFields.speaker[ChatFields.plain(member)], found < rank,
          let text = walk.scalar(value)
        {
          (rank, name) = (found, text)
        }
        return true
      }
    }
    let plain = name.map(Whitespace.collapse) ?? ""
    return plain.isEmpty || plain.unicodeScalars.count > 100 ? nil : plain
  }

  /// A string; or Telegram's rows of strings and of objects with a `text`.
  private static func words(_ walk: JSONWalk, _ at: Int) -> String? {
    if walk.utf8[at] == 0x22 { return walk.scalar(at) }
    var text = ""
    func member(_ at: Int) {
      _ = try? walk.members(at) { (name, value) throws(JSONFault) in
        if ChatFields.words[ChatFields.plain(name)] != nil, let part = walk.scalar(value) {
          text += part
          return false
        }
        return true
      }
    }
    if walk.isObject(at) {
      member(at)
      return text.isEmpty ? nil : text
    }
    guard walk.isArray(at) else { return nil }
    _ = try? walk.elements(at) { (element) throws(JSONFault) in
      if walk.isObject(element) { member(element) } else { text += walk.scalar(element) ?? "" }
      return true
    }
    return text
  }
}

extension JSONWalk {
  /// Where the values of JSON Lines begin; those of the first `most` lines.
  func lines(most: Int = .max) -> [Int] {
    var result: [Int] = []
    var at = start(0)
    while at < utf8.count, result.count < most {
      result.append(at)
      while at < utf8.count, utf8[at] != 0x0A { at += 1 }
      at = start(at)
    }
    return result
  }

  /// The bytes from here to the line's end, or to the end of all, with a line end behind them.
  func line(from at: Int, toEnd: Bool) -> [UInt8] {
    var end = min(at, utf8.count)
    while end < utf8.count, toEnd || utf8[end] != 0x0A { end += 1 }
    let bytes = Array(utf8[min(at, utf8.count)..<end])
    return bytes.isEmpty || bytes.last == 0x0A ? bytes : bytes + [0x0A]
  }

  /// Whether six in ten of these objects have a speaker, a time of day and a place for words, and half of
  /// those words in it.
  func isChat(_ values: some Collection<Int>, fewest: Int) -> Bool {
    let messages = values.compactMap { ChatMessage(self, at: $0) }
    let speaking = messages.filter { $0.speaker != nil && $0.time != nil && $0.hasWords }
    return speaking.count >= fewest && speaking.count * 10 >= values.count * 6
      && speaking.count { !$0.words.isEmpty } * 2 >= speaking.count
  }

  /// Reports arrays of messages, with the number of messages looked at, `depth` steps deep.
  func findLists(_ at: Int, depth: Int, sample: Int, _ found: (Int, Int) -> Void) {
    if isArray(at) {
      var head: [Int] = []
      _ = try? elements(at) { (element) throws(JSONFault) in
        head.append(element)
        return head.count < sample
      }
      if isChat(head, fewest: 1) { return found(at, head.count) }
      guard depth > 0 else { return }
      _ = try? elements(at) { (element) throws(JSONFault) in
        guard isObject(element) || isArray(element) else { return true }
        findLists(element, depth: depth - 1, sample: sample, found)
        return true
      }
    } else if isObject(at), depth > 0 {
      _ = try? members(at) { (_, value) throws(JSONFault) in
        if isObject(value) || isArray(value) { findLists(value, depth: depth - 1, sample: sample, found) }
        return true
      }
    }
  }
}
