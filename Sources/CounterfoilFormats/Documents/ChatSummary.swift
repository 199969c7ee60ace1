import CounterfoilModel

/// What a chat is as a whole, gathered message by message, in one form whatever its file's.
struct ChatSummary {
  private var messages = 0
  private var speakers: [String: Int] = [:]
  private var first: String?
  private var last: String?

  private static let mostSpeakers = 200

  mutating func add(time: String?, speaker: String?) {
    messages += 1
    if let speaker { speakers[speaker, default: 0] += 1 }
    guard let time else { return }
    first = min(first ?? time, time)
    last = max(last ?? time, time)
  }

  /// The detail of a message's header mark: `2024-03-05T08:30:00 Lin Wei`.
  static func header(time: String?, speaker: String?) -> String {
    [time, speaker].compactMap { $0 }.joined(separator: " ")
  }

  /// Adds its form, its size, its speakers, the most talkative first, and its first and last time.
  func complete(_ reading: inout Reading) {
    reading.metadata += [
      MetadataEntry(name: "form", value: "chat"), MetadataEntry(name: "messages", value: String(messages)),
    ]
    let ranked = speakers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (speaker, _) in ranked.prefix(Self.mostSpeakers) {
      reading.metadata.append(MetadataEntry(name: "speaker", value: speaker))
    }
    if ranked.count > Self.mostSpeakers {
      reading.notes.append(
        "of its \(ranked.count) speakers the \(Self.mostSpeakers) who say most are listed; all stand in its text"
      )
    }
    if let first, let last {
      reading.metadata.append(MetadataEntry(name: "date", value: first))
      reading.metadata.append(MetadataEntry(name: "last-message", value: last))
    }
  }
}

extension ChatDateOrder {
  /// For a chat of which the days could be months.
  var problem: Problem? {
    guard isGuessed else { return nil }
    let order = isMonthFirst ? "month, then day" : "day, then month"
    return Problem("day and month cannot be told apart in its dates; they were read as \(order)")
  }
}
