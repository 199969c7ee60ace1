/// The plainest tokens of the shape the index wants: ASCII words in lower case without their
/// plural `s`, Chinese characters in overlapping pairs. No dictionary, no script conversion but a
/// handful of characters; for tests and measurements that must not depend on knowledge packs.
package struct PlainTokens: SearchTokens {
  /// Traditional → simplified, as scalars.
  private let simplified: [UInt32: UInt32]

  package init(simplified pairs: [Character: Character] = [:]) {
    var table: [UInt32: UInt32] = [:]
    for (traditional, simple) in pairs {
      guard let from = traditional.unicodeScalars.first, let to = simple.unicodeScalars.first
      else { continue }
      table[from.value] = to.value
    }
    simplified = table
  }

  package func streams(of text: String) -> SearchStreams {
    var stream: [UInt8] = []
    var words: [UInt8] = []
    var count = 0
    var text = text
    text.withUTF8 { bytes in
      scan(bytes) { token, range, surface in
        if count > 0 { stream.append(0x20) }
        stream.append(contentsOf: token)
        count += 1
        if let surface {
          if !words.isEmpty { words.append(0x20) }
          words.append(contentsOf: surface)
        }
        return true
      }
    }
    return SearchStreams(text: stream, words: words, count: count)
  }

  package func tokens(ofQuery term: String) -> SearchTerm {
    var wantsPrefix = false
    var term = term
    if term.hasSuffix("*") {
      term.removeLast()
      wantsPrefix = true
    }
    var found = SearchTerm(tokens: [])
    var lastIsLoneCharacter = false
    var lastRange = 0..<0
    let end = term.utf8.count
    term.withUTF8 { bytes in
      scan(bytes) { token, range, surface in
        let lone = token.count > 2 && token[token.startIndex] >= 0xE3 && token.count < 5
        // The last character of a run is already the second half of the pair before it.
        if lone, range.upperBound == end, lastRange.contains(range.lowerBound) { return true }
        let asWritten = wantsPrefix && range.upperBound == end ? surface : nil
        found.tokens.append(String(decoding: asWritten ?? token, as: UTF8.self))
        found.exact = surface.map { String(decoding: $0, as: UTF8.self) }
        lastIsLoneCharacter = lone && range.upperBound == end
        lastRange = range
        return true
      }
    }
    found.isPrefix = !found.tokens.isEmpty && (wantsPrefix || lastIsLoneCharacter)
    found.isWrittenForm = found.isPrefix && !lastIsLoneCharacter
    if found.tokens.count != 1 || found.isPrefix { found.exact = nil }
    return found
  }

  package func forEachToken(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ token: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool
  ) {
    scan(bytes) { token, range, _ in token.withUnsafeBufferPointer { body($0, range) } }
  }

  private func scan(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ token: [UInt8], _ range: Range<Int>, _ surface: [UInt8]?) -> Bool
  ) {
    var token: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if Self.isLetter(byte) {
        let start = index
        token.removeAll(keepingCapacity: true)
        while index < bytes.count, Self.isLetter(bytes[index]) {
          let letter = bytes[index]
          token.append(letter >= 0x41 && letter <= 0x5A ? letter | 0x20 : letter)
          index += 1
        }
        var surface: [UInt8]?
        if token.count > 3, token.last == 0x73 {
          surface = token
          token.removeLast()
        }
        guard body(token, start..<index, surface) else { return }
      } else if let first = character(bytes, index) {
        token.removeAll(keepingCapacity: true)
        append(first, to: &token)
        var end = index + 3
        if let second = character(bytes, end) {
          append(second, to: &token)
          end += 3
        }
        guard body(token, index..<end, nil) else { return }
        index += 3
      } else {
        index += 1
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
  }

  /// The scalar U+3400…U+9FFF that starts at `index`, simplified.
  private func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
    guard index + 2 < bytes.count, bytes[index] & 0xF0 == 0xE0 else { return nil }
    let scalar =
      UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
      | UInt32(bytes[index + 2] & 0x3F)
    guard scalar >= 0x3400, scalar <= 0x9FFF else { return nil }
    return simplified[scalar] ?? scalar
  }

  private func append(_ scalar: UInt32, to token: inout [UInt8]) {
    token.append(0xE0 | UInt8(scalar >> 12))
    token.append(0x80 | UInt8(scalar >> 6 & 0x3F))
    token.append(0x80 | UInt8(scalar & 0x3F))
  }
}
