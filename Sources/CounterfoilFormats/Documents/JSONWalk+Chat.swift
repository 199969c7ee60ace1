extension JSONWalk {
  /// Where the values of JSON Lines begin; those of the first `most` lines.
  func lines(most: Int) -> [Int] {
    var result: [Int] = []
    var at = start(0)
    while at < utf8.count, result.count < most {
      result.append(at)
      while at < utf8.count, utf8[at] != 0x0A { at += 1 }
      at = start(at)
    }
    return result
  }

  /// Whether these values are messages.
  func isChat(_ values: [Int], fewest: Int) -> Bool {
    ChatMessage.areChat(values.map { ChatMessage(self, at: $0) }, fewest: fewest)
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
