import CounterfoilModel
import Foundation

/// Who writes to whom in a mail, a chat or a letter, by the lines that say so.
///
/// The lines are `From:` and `To:` of a mail, a chat's `2024-05-10 19:02:11 name` or `[time] name: text`, and
/// a name that stands alone on one of a letter's last lines.
struct RelationLetters {
  /// Whoever speaks from a position on.
  struct Turn {
    var start: Int
    var speaker: Mention
  }

  private(set) var relations: [Relation] = []
  /// Of a chat, by position.
  private(set) var turns: [Turn] = []
  /// Whoever signs, or sends the mail.
  private(set) var writer: Mention?
  private(set) var addressee: Mention?

  private let scalars: [Unicode.Scalar]
  private let people: [Int: Mention]

  /// A name longer than this is no name.
  private static let longestName = 40
  /// A mail has at most so many receivers that are told of.
  private static let mostReceivers = 8
  /// A chat has at least so many lines that begin with a time and a name.
  private static let fewestTurns = 3

  /// - Parameter signers: Words for kin that a letter is signed by, as 母.
  init(_ scalars: [Unicode.Scalar], _ mentions: [Mention], signers: Set<String>) {
    self.scalars = scalars
    people = Dictionary(
      mentions.filter { $0.kind == .person || $0.kind == .organisation }.map { ($0.range.lowerBound, $0) },
      uniquingKeysWith: { one, _ in one })
    let lines = Self.lines(of: scalars)
    readHeaders(lines, dates: mentions.filter { $0.kind == .date })
    readTurns(lines)
    guard turns.isEmpty else { return }
    if writer == nil { readSignature(lines, signers) }
    if addressee == nil { readSalutation(lines) }
  }

  /// Whoever speaks at a position, and whoever is spoken to where that is one alone.
  func voices(at position: Int) -> (speaker: Mention?, hearer: Mention?) {
    guard let turn = turns.last(where: { $0.start <= position }) else { return (writer, addressee) }
    let others = Set(turns.map(\.speaker.quote)).subtracting([turn.speaker.quote])
    let hearer = others.count == 1 ? turns.first { $0.speaker.quote == others.first }?.speaker : nil
    return (turn.speaker, hearer)
  }

  // MARK: mails

  private mutating func readHeaders(_ lines: [ScalarRange], dates: [Mention]) {
    var sender: (mention: Mention, line: Int)?
    for (index, line) in lines.enumerated() {
      guard let (field, rest) = field(line) else { continue }
      if field == "from" {
        sender = name(rest).map { ($0, index) }
        if writer == nil { writer = sender?.mention }
      } else if field == "to", let sender, index - sender.line < 6 {
        let receivers = parts(rest).prefix(Self.mostReceivers).compactMap(name)
        if addressee == nil, receivers.count == 1 { addressee = receivers[0] }
        let date = lines[index...].prefix(6).first { self.field($0)?.0 == "date" }.flatMap { day in
          dates.first { day.contains($0.range.lowerBound) }
        }
        for receiver in receivers where receiver.quote != sender.mention.quote {
          relations.append(
            message(
              from: sender.mention, to: receiver, date: date?.value,
              words: lines[sender.line].lowerBound..<line.upperBound))
        }
      }
    }
  }

  private func message(from sender: Mention, to receiver: Mention, date: String?, words: ScalarRange)
    -> Relation
  {
    Relation(
      type: "communication",
      participants: [
        Relation.Participant(role: "sender", range: sender.range, quote: sender.quote, mention: sender),
        Relation.Participant(
          role: "receiver", range: receiver.range, quote: receiver.quote, mention: receiver),
      ], date: date, words: words)
  }

  private static let fields = [
    "from": "from", "发件人": "from", "寄件人": "from", "寄件者": "from", "to": "to", "收件人": "to", "收件者": "to",
    "date": "date", "sent": "date", "日期": "date",
  ]

  /// `From: …` at the beginning of a line.
  private func field(_ line: ScalarRange) -> (String, ScalarRange)? {
    guard
      let colon = line.prefix(8).first(where: { scalars[$0] == ":" || scalars[$0] == "：" }),
      let field = Self.fields[text(line.lowerBound..<colon).lowercased()]
    else { return nil }
    return (field, colon + 1..<line.upperBound)
  }

  private func parts(_ range: ScalarRange) -> [ScalarRange] {
    scalars[range].indices.split { scalars[$0] == "," || scalars[$0] == ";" }.compactMap { part in
      guard let first = part.first, let last = part.last else { return nil }
      return first..<last + 1
    }
  }

  /// The name before an address, or the address.
  private func name(_ range: ScalarRange) -> Mention? {
    let end = range.first { scalars[$0] == "<" } ?? range.upperBound
    let known = range.lowerBound..<end
    if let mention = people.values.first(where: {
      $0.kind == .person && known.contains($0.range.lowerBound)
    }) {
      return mention
    }
    let whole = trimmed(
      known.isEmpty || text(known).trimmingCharacters(in: .whitespaces).isEmpty ? range : known)
    return whole.isEmpty || whole.count > Self.longestName ? nil : person(whole)
  }

  // MARK: chats

  private mutating func readTurns(_ lines: [ScalarRange]) {
    var found: [Turn] = []
    for line in lines {
      if let name = turnName(line) { found.append(Turn(start: line.lowerBound, speaker: person(name))) }
    }
    let names = Set(found.map(\.speaker.quote))
    guard found.count >= Self.fewestTurns, names.count > 1, names.count * 2 <= found.count + 1 else { return }
    turns = found
    guard names.count == 2 else { return }
    for name in names.sorted() {
      guard let one = found.first(where: { $0.speaker.quote == name })?.speaker,
        let other = found.first(where: { $0.speaker.quote != name })?.speaker
      else { continue }
      relations.append(message(from: one, to: other, date: nil, words: one.range))
    }
  }

  /// The name after a date and a time: `2024-05-10 19:02:11 Lin`, `[12/03/2024, 10:11:12] Lin: text`.
  private func turnName(_ line: ScalarRange) -> ScalarRange? {
    guard let first = line.first, scalars[first] == "[" || Self.isDigit(scalars[first]) else { return nil }
    var index = first
    var colons = 0
    while index < line.upperBound, index < first + 28,
      Self.isDigit(scalars[index]) || "[]-/.,: ".unicodeScalars.contains(scalars[index])
    {
      if scalars[index] == ":" { colons += 1 }
      index += 1
    }
    guard (1...2).contains(colons) else { return nil }
    let end = (index..<line.upperBound).first { scalars[$0] == ":" || scalars[$0] == "：" } ?? line.upperBound
    let name = trimmed(index..<end)
    guard !name.isEmpty, name.count <= 24,
      !scalars[name].contains(where: { "，。！？,!?".unicodeScalars.contains($0) })
    else { return nil }
    return name
  }

  // MARK: letters

  /// A name alone on one of the last lines.
  private mutating func readSignature(_ lines: [ScalarRange], _ signers: Set<String>) {
    let last = lines.filter { !trimmed($0).isEmpty }.suffix(4)
    guard last.count > 1 else { return }
    for line in last.reversed() {
      let whole = trimmed(line)
      if let mention = people[whole.lowerBound], mention.kind == .person, mention.range == whole {
        writer = mention
        return
      }
      if whole.count < 6, let signer = signers.first(where: { text(whole).hasPrefix($0) }) {
        writer = person(whole.lowerBound..<whole.lowerBound + signer.unicodeScalars.count)
        return
      }
    }
  }

  /// `Dear Mr Lin,` or 阿宁： on the first line.
  private mutating func readSalutation(_ lines: [ScalarRange]) {
    guard writer != nil, let first = lines.first(where: { !trimmed($0).isEmpty }) else { return }
    let whole = trimmed(first)
    guard whole.count < Self.longestName, let last = whole.last, ":：,，".unicodeScalars.contains(scalars[last])
    else { return }
    addressee = people.values.first { $0.kind == .person && whole.contains($0.range.lowerBound) }
  }

  // MARK: text

  private func person(_ range: ScalarRange) -> Mention {
    if let mention = people[range.lowerBound], mention.range == range { return mention }
    let quote = text(range)
    return Mention(kind: .person, range: range, quote: quote, value: quote, confidence: 0.5)
  }

  private func text(_ range: ScalarRange) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private func trimmed(_ range: ScalarRange) -> ScalarRange {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, scalars[low].properties.isWhitespace || scalars[low] == "\"" { low += 1 }
    while high > low, scalars[high - 1].properties.isWhitespace || scalars[high - 1] == "\"" { high -= 1 }
    return low..<high
  }

  private static func lines(of scalars: [Unicode.Scalar]) -> [ScalarRange] {
    var result: [ScalarRange] = []
    var start = 0
    for (index, scalar) in scalars.enumerated() where scalar == "\n" {
      result.append(start..<index)
      start = index + 1
    }
    result.append(start..<scalars.count)
    return result
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
}
