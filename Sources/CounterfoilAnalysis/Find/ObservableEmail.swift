import CounterfoilModel

// E-mail addresses.
extension ObservableScanner {
  /// RFC 5321: a local part has at most 64 bytes; so far the scanner looks back.
  static let localPartCap = 64

  /// The length of an at-sign as written or defanged at `index`; 0 where there is none.
  func at(_ index: Int) -> Int {
    switch text[index] {
    case 0x40: return 1
    case 0x20:
      let inner = text[index + 1] == 0x40 ? 0 : at(index + 1)
      guard inner > 1 else { return 0 }
      return text[index + 1 + inner] == 0x20 ? inner + 2 : inner + 1
    case 0x5B, 0x28, 0x7B:
      var place = index + 1
      while text[place] == 0x20, place < index + 3 { place += 1 }
      if text[place] == 0x40 {
        place += 1
      } else if text.matches("at", at: place) {
        place += 2
      } else {
        return 0
      }
      while text[place] == 0x20, place < index + 7 { place += 1 }
      let close = text[place]
      return close == 0x5D || close == 0x29 || close == 0x7D ? place + 1 - index : 0
    default: return 0
    }
  }

  /// Reads the address around the at-sign at `sign`.
  mutating func email(sign: Int, length: Int) -> Int? {
    var local: [UInt8] = []
    var end = sign
    var next = sign + length
    if text[end - 1] == 0x20, length > 1 { end -= 1 }
    if length > 1, text[next] == 0x20 { next += 1 }
    var start = end
    while start > 0, end - start <= Self.localPartCap {
      let byte = text.base[start - 1]
      if text.classes[Int(byte)] & ByteClass.localPart != 0 {
        local.append(byte)
        start -= 1
      } else if byte == 0x5D || byte == 0x29, let opening = bracketedDotEnding(start) {
        local.append(0x2E)
        start = opening
      } else {
        break
      }
    }
    work += end - start
    // A quoting mark or a stop of the sentence before is not part of the name.
    while let first = local.last, first == 0x27 || first == 0x2E || first == 0x2D || first == 0x25 {
      local.removeLast()
      start += 1
    }
    local.reverse()
    guard !local.isEmpty, local.count <= Self.localPartCap, local.last != 0x2E,
      !text.followsAccentedLetter(start)
    else { return nil }
    for index in local.indices.dropFirst() where local[index] == 0x2E && local[index - 1] == 0x2E {
      return nil
    }
    let domain: String
    var stop: Int
    if text[next] == 0x5B, text.has(next + 1, ByteClass.digit) {
      (stop, _) = readLabels(from: next + 1)
      guard isAddress4(), text[stop] == 0x5D else { return nil }
      domain = "[" + String(decoding: host, as: UTF8.self) + "]"
      stop += 1
    } else {
      (stop, _) = readLabels(from: next)
      if !isHostForm() {
        // "…@example.com.Next": the sentence went on without a space.
        guard labelStarts.count >= 3, let last = labelStarts.last else { return nil }
        stop -= host.count - last + 1
        host.removeLast(host.count - last + 1)
        labelStarts.removeLast()
        guard isHostForm() else { return nil }
      }
      domain = canonicalHost()
    }
    found.append(
      Found(
        kind: .email, start: start, end: stop,
        value: String(decoding: local, as: UTF8.self) + "@" + domain,
        confidence: Certainty.verified))
    return stop
  }

  /// Where a bracketed dot that ends before `end` begins.
  private func bracketedDotEnding(_ end: Int) -> Int? {
    for length in [3, 5] {
      let start = end - length
      if start > 0, text[start] != 0x20, dot(at: start) == length { return start }
    }
    return nil
  }
}
