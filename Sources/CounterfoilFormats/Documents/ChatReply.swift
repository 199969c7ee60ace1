import CounterfoilModel

/// What a message of a chat in text answers, where its form shows it: WeChat's 「Lin Wei：…」, and lines that
/// begin with `In reply to`, `Replying to`, `回复` or `↩`.
struct ChatReply {
  /// Scalars of the quotation, or of the line.
  var range: ScalarRange
  /// Whom, or what.
  var to: String

  /// Follows a chat's lines.
  struct Scan {
    private(set) var replies: [ChatReply] = []
    private var isAtStart = false
    /// A quotation whose end has not come yet, and the lines that it may still have.
    private var open: (start: Int, to: String, lines: Int)?

    private static let mostLines = 40
    private static let openings = [
      "In reply to ", "in reply to ", "Replying to ", "Reply to ", "回复 ", "回复：", "回覆 ", "回覆：", "↩ ",
      "↩\u{FE0F} ", "↩",
    ].map { Array($0.unicodeScalars) }

    /// A message begins.
    mutating func begin() {
      isAtStart = true
      open = nil
    }

    /// The next line of a message, from `offset` on.
    mutating func take(_ line: Substring.UnicodeScalarView, at offset: Int) {
      let lead = line.prefix { $0.properties.isWhitespace }.count
      var words = Array(line.dropFirst(lead))
      while let last = words.last, last.properties.isWhitespace { words.removeLast() }
      guard !words.isEmpty else { return }
      let start = offset + lead
      if let quotation = open {
        finish(quotation, words, start)
        return
      }
      guard isAtStart else { return }
      isAtStart = false
      if words[0] == "「", let colon = words.prefix(42).firstIndex(where: { $0 == "：" || $0 == ":" }),
        colon > 1
      {
        finish((start, ChatScan.string(words[1..<colon]), Self.mostLines), words, start)
      } else if let opening = Self.openings.first(where: { words.starts(with: $0) }), words.count <= 200 {
        var to = words.dropFirst(opening.count)
        while let last = to.last, last == ":" || last == "：" { to.removeLast() }
        let name = ChatScan.string(to)
        if !name.isEmpty { replies.append(ChatReply(range: start..<start + words.count, to: name)) }
      }
    }

    private mutating func finish(
      _ quotation: (start: Int, to: String, lines: Int), _ words: [Unicode.Scalar], _ start: Int
    ) {
      if words.last == "」" {
        open = nil
        replies.append(ChatReply(range: quotation.start..<start + words.count, to: quotation.to))
      } else {
        open = quotation.lines > 0 ? (quotation.start, quotation.to, quotation.lines - 1) : nil
      }
    }
  }
}
