/// One message of a chat in JSON.
struct ChatMessage {
  /// How much of a member's value is shown as the message's own.
  enum Part {
    case whole
    /// An object, some of whose members are shown.
    case members
    /// An array of words, and of objects with words and more, as Telegram has them.
    case rows
  }

  private(set) var speaker: String?
  private(set) var time: ChatTime?
  private(set) var timeText: String?
  private(set) var words = ""
  /// The number of the message it answers, or that message's own words.
  private(set) var reply: String?
  private(set) var number: String?
  /// Whether it has a place for words, be it empty, as for a picture.
  private(set) var hasWords = false
  /// Whether its words were joined from rows.
  private(set) var hasRows = false
  /// What is shown, by where its value stands.
  private(set) var parts: [Int: Part] = [:]
  /// Where what it answers stands.
  private(set) var replyValue: Int?

  /// Members of one kind that are looked at; others behind them are written out as they are.
  private static let mostAlike = 50

  /// Nil for what is no object, or is damaged.
  /// - Parameter isQuoted: Inside another message, which answers it. What it answers itself is not looked
  ///   for, so that a chain of answers costs no stack.
  init?(_ walk: JSONWalk, at: Int, isQuoted: Bool = false) {
    guard walk.isObject(at) else { return nil }
    var found: [ChatFields.Kind: [(rank: Int, value: Int)]] = [:]
    do throws(JSONFault) {
      try walk.members(at) { (name, value) throws(JSONFault) in
        if let (kind, rank) = ChatFields.kind(of: name), found[kind, default: []].count < Self.mostAlike {
          found[kind, default: []].append((rank, value))
        }
        return true
      }
    } catch { return nil }
    /// The first member, by rank, of which something can be made.
    func take<T>(_ kind: ChatFields.Kind, _ make: (Int) -> T?) -> (made: T, value: Int)? {
      let ranked = (found[kind] ?? []).sorted { ($0.rank, $0.value) < ($1.rank, $1.value) }
      for (_, value) in ranked {
        if let made = make(value) { return (made, value) }
      }
      return nil
    }
    if let (made, value) = take(.time, { walk.scalar($0).flatMap(ChatTime.init) }) {
      (time, timeText) = (made, walk.scalar(value))
      // Of an answered message the time is not shown.
      if !isQuoted { parts[value] = .whole }
    }
    if let (name, value) = take(.speaker, { Self.name(walk, $0) }) {
      speaker = name.text
      parts[value] = name.value == value ? .whole : .members
      parts[name.value] = .whole
    }
    if let (text, value) = take(.words, { Self.words(walk, $0) }) {
      (words, hasWords, hasRows) = (text.text, true, walk.isArray(value))
      parts[value] = hasRows ? .rows : .members
      if let value = text.value { parts[value] = .whole }
    }
    number = take(.number) { walk.scalar($0) }?.made
    guard !isQuoted else { return }
    if let (answered, value) = take(.reply, { Self.answered(walk, $0) }) {
      (reply, replyValue) = (answered.text, value)
      parts.merge(answered.parts) { $1 }
    }
  }

  /// Whether six in ten of these have a speaker, a time of day and a place for words, and half of those words
  /// in it.
  static func areChat(_ messages: [ChatMessage?], fewest: Int) -> Bool {
    let speaking = messages.compactMap { $0 }.filter { $0.speaker != nil && $0.time != nil && $0.hasWords }
    return speaking.count >= fewest && speaking.count * 10 >= messages.count * 6
      && speaking.count { !$0.words.isEmpty } * 2 >= speaking.count
  }

  /// The first member of an object that is words, and where they stand.
  static func words(_ walk: JSONWalk, of object: Int) -> (text: String, value: Int)? {
    var found: (text: String, value: Int)?
    _ = try? walk.members(object) { (name, value) throws(JSONFault) in
      if ChatFields.kind(of: name)?.kind == .words, let text = walk.scalar(value) { found = (text, value) }
      return found == nil
    }
    return found
  }

  /// A string; a member of an object; or Telegram's rows of strings and of objects with a `text`.
  private static func words(_ walk: JSONWalk, _ at: Int) -> (text: String, value: Int?)? {
    if walk.isString(at) { return walk.scalar(at).map { ($0, at) } }
    if walk.isObject(at) {
      return words(walk, of: at).flatMap { $0.text.isEmpty ? nil : ($0.text, $0.value) }
    }
    guard walk.isArray(at) else { return nil }
    var text = ""
    _ = try? walk.elements(at) { (element) throws(JSONFault) in
      text += (walk.isObject(element) ? words(walk, of: element)?.text : walk.scalar(element)) ?? ""
      return true
    }
    return (text, nil)
  }

  /// A name, or the name in an object such as Discord's `author`, and where it stands.
  private static func name(_ walk: JSONWalk, _ at: Int) -> (text: String, value: Int)? {
    var name = walk.isObject(at) ? nil : walk.scalar(at).map { (text: $0, value: at) }
    if walk.isObject(at) {
      var best = Int.max
      _ = try? walk.members(at) { (member, value) throws(JSONFault) in
        if let (kind, rank) = ChatFields.kind(of: member), kind == .speaker, rank < best,
          let text = walk.scalar(value)
        {
          (best, name) = (rank, (text, value))
        }
        return true
      }
    }
    guard let name else { return nil }
    let plain = Whitespace.collapse(name.text)
    return plain.isEmpty || plain.unicodeScalars.count > 100 ? nil : (plain, name.value)
  }

  /// The number of a message, or what an object says of it.
  private static func answered(_ walk: JSONWalk, _ at: Int) -> (text: String, parts: [Int: Part])? {
    if let number = walk.scalar(at) {
      return number.isEmpty || number == "0" ? nil : (number, [at: .whole])
    }
    guard let quoted = ChatMessage(walk, at: at, isQuoted: true) else { return nil }
    if quoted.words.isEmpty { return quoted.number.map { ($0, [at: .members]) } }
    let text = [quoted.speaker, Whitespace.collapse(quoted.words)].compactMap { $0 }.joined(separator: ": ")
    return (text, quoted.parts.merging([at: .members]) { $1 })
  }
}
