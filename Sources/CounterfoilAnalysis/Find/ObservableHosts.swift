import CounterfoilModel
import CounterfoilText

// Host names and IPv4 addresses, as written or defanged.
extension ObservableScanner {
  /// RFC 1035: a name has at most 253 bytes as text. What is longer is read over and is no host.
  static let hostCap = 253

  /// The length of a dot as written or defanged at `index`; 0 where there is none.
  ///
  /// `.`, `\.`, `[.]`, `(.)`, `{.}`, `[dot]`, `[,]`, with spaces inside or one around, and the
  /// half-closed `[.` and `.]` that hurried editing leaves.
  func dot(at index: Int) -> Int {
    switch text[index] {
    case 0x2E:
      if text[index + 1] == 0x5D, text.has(index + 2, ByteClass.alphanumeric) { return 2 }
      return text.has(index + 1, ByteClass.label) ? 1 : 0
    case 0x5C:
      return text[index + 1] == 0x2E && text.has(index + 2, ByteClass.label) ? 2 : 0
    case 0x20:
      let inner = bracketed(at: index + 1, half: false)
      guard inner > 0 else { return 0 }
      let after = index + 1 + inner
      return text[after] == 0x20 ? inner + 2 : inner + 1
    case 0x5B, 0x28, 0x7B:
      let inner = bracketed(at: index, half: true)
      guard inner > 0 else { return 0 }
      return text[index + inner] == 0x20 && text[index + inner - 1] != 0x2E
        && text.has(index + inner + 1, ByteClass.label) && text[index - 1] == 0x20
        ? inner + 1 : inner
    default: return 0
    }
  }

  private func bracketed(at index: Int, half: Bool) -> Int {
    let open = text[index]
    guard open == 0x5B || open == 0x28 || open == 0x7B else { return 0 }
    var place = index + 1
    while text[place] == 0x20, place < index + 3 { place += 1 }
    switch text[place] {
    case 0x2E, 0x2C:
      place += 1
      if half, open == 0x5B, text[place - 1] == 0x2E, text.has(place, ByteClass.label) {
        return place - index
      }
    case 0x64, 0x44:
      guard text.matches("dot", at: place) else { return 0 }
      place += 3
    default: return 0
    }
    while text[place] == 0x20, place < index + 8 { place += 1 }
    let close = text[place]
    return close == 0x5D || close == 0x29 || close == 0x7D ? place + 1 - index : 0
  }

  /// Reads labels and dots from `start` into `host` (lower case, refanged) and `labelStarts`.
  ///
  /// - Returns: Where the last label ends, and whether any dot was defanged.
  mutating func readLabels(from start: Int) -> (end: Int, defanged: Bool) {
    host.removeAll(keepingCapacity: true)
    labelStarts.removeAll(keepingCapacity: true)
    var index = start
    var end = start
    var defanged = false
    while true {
      let labelStart = host.count
      let first = index
      while index < text.count {
        if text.has(index, ByteClass.label) {
          if host.count <= Self.hostCap { host.append(text.lower(index)) }
          index += 1
        } else if text.isAccentedLetter(index) {
          if host.count <= Self.hostCap { host += [text.base[index], text.base[index + 1]] }
          index += 2
        } else {
          break
        }
      }
      guard index > first else {
        if labelStart > 0, host.last == 0x2E { host.removeLast() }
        break
      }
      if labelStarts.count <= 128 { labelStarts.append(labelStart) }
      end = index
      let length = dot(at: index)
      guard length > 0, text.has(index + length, ByteClass.label) else { break }
      if length > 1 { defanged = true }
      if host.count <= Self.hostCap { host.append(0x2E) }
      index += length
    }
    work += end - start
    return (end, defanged)
  }

  /// Reads a host at `start` and keeps it if it is one.
  mutating func readHost(from start: Int) -> (end: Int, accepted: Bool) {
    let (end, defanged) = readLabels(from: start)
    guard labelStarts.count >= 2, host.count <= Self.hostCap else { return (end, false) }
    // The left side of an e-mail address: the sign comes next and takes it from there.
    if at(end) > 0 { return (end, false) }
    if labelStarts.count == 4, isAddress4() {
      guard !isVersion(start) || defanged, text[start - 1] != 0x2E else { return (end, false) }
      var value = String(decoding: host, as: UTF8.self)
      var stop = end
      if text[end] == 0x2F, !isPrefixLength(end), let path = schemelessPath(end) {
        stop = path
        value += refanged(end..<path)
        found.append(
          Found(kind: .url, start: start, end: stop, value: value, confidence: Certainty.formed))
      } else {
        found.append(
          Found(kind: .ipv4, start: start, end: end, value: value, confidence: Certainty.formed))
      }
      return (stop, true)
    }
    var stop = end
    if !isHost(start, end, defanged: defanged) {
      // "…at example.com.Next sentence": a sentence that lacks its space.
      guard labelStarts.count >= 3, !defanged, let last = labelStarts.last,
        text.base[end - (host.count - last)] & 0xE0 == 0x40
      else { return (end, false) }
      stop = end - (host.count - last) - 1
      host.removeLast(host.count - last + 1)
      labelStarts.removeLast()
      guard isHost(start, stop, defanged: false) else { return (end, false) }
    }
    var value = canonicalHost()
    var kind = Mention.Kind.domain
    var place = stop
    if let afterPort = port(place), text[afterPort] == 0x2F { place = afterPort }
    if text[place] == 0x2F, let path = schemelessPath(place) {
      kind = .url
      value += refanged(stop..<path)
      stop = path
    }
    found.append(
      Found(kind: kind, start: start, end: stop, value: value, confidence: Certainty.formed))
    return (max(stop, end), true)
  }

  /// `host` as the network knows it: letters beyond ASCII as Punycode.
  func canonicalHost() -> String {
    let value = String(decoding: host, as: UTF8.self)
    return host.contains { $0 >= 0x80 } ? InternationalHost.ascii(value) ?? value : value
  }

  /// Whether `host` is four numbers from 0 to 255 without leading zeros.
  func isAddress4() -> Bool {
    guard labelStarts.count == 4, host.count <= 15 else { return false }
    var value = -1
    for byte in host {
      if byte == 0x2E {
        guard value >= 0 else { return false }
        value = -1
      } else {
        guard byte >= 0x30, byte <= 0x39, value != 0 else { return false }
        value = max(value, 0) * 10 + Int(byte - 0x30)
        guard value <= 255 else { return false }
      }
    }
    return value >= 0
  }

  /// Whether four numbers at `start` are the version of a program rather than an address:
  /// "version 1.2.3.4", "v. 1.2.3.4", "Firefox/3.6.13.1".
  private func isVersion(_ start: Int) -> Bool {
    var place = start - 1
    if text[place] == 0x2F { return text.has(place - 1, ByteClass.alphanumeric) }
    if text[place] == 0x2D { return text.has(place - 1, ByteClass.alphanumeric) }
    while place > start - 4, text[place] == 0x20 || text[place] == 0x3A || text[place] == 0x2E {
      place -= 1
    }
    let end = place + 1
    while place > end - 10, text.has(place, ByteClass.alphanumeric) { place -= 1 }
    let length = end - place - 1
    let first = place + 1
    switch length {
    case 1: return text.matches("v", at: first)
    case 3: return text.matches("ver", at: first)
    case 5: return text.matches("build", at: first)
    case 7: return text.matches("version", at: first) || text.matches("release", at: first)
    case 8: return text.matches("versions", at: first) || text.matches("firmware", at: first)
    default:
      return [0xE7, 0x89, 0x88] == [text[start - 6], text[start - 5], text[start - 4]]  // 版本
        || [0xE7, 0x89, 0x88] == [text[start - 7], text[start - 6], text[start - 5]]
    }
  }

  /// `/24` behind an address.
  private func isPrefixLength(_ slash: Int) -> Bool {
    var place = slash + 1
    while text.has(place, ByteClass.digit), place < slash + 4 { place += 1 }
    return place > slash + 1 && !text.has(place, ByteClass.alphanumeric) && text[place] != 0x2F
  }

  /// The end of `:8080` at `index`.
  func port(_ index: Int) -> Int? {
    let colon = text[index] == 0x3A ? 1 : text.matches("[:]", at: index) ? 3 : 0
    guard colon > 0 else { return nil }
    var place = index + colon
    while text.has(place, ByteClass.digit), place < index + colon + 5 { place += 1 }
    return place > index + colon && !text.has(place, ByteClass.alphanumeric) ? place : nil
  }

  /// Whether the labels in `host` are well formed and end in a known top-level domain.
  func isHostForm() -> Bool {
    guard labelStarts.count >= 2, host.count <= Self.hostCap, let last = labelStarts.last
    else { return false }
    for (number, start) in labelStarts.enumerated() {
      let end = number + 1 < labelStarts.count ? labelStarts[number + 1] - 1 : host.count
      guard end - start >= 1, end - start <= 63, host[start] != 0x2D, host[end - 1] != 0x2D
      else { return false }
    }
    return hosts.topLevelDomains.contains(String(decoding: host[last...], as: UTF8.self))
  }

  private func isHost(_ start: Int, _ end: Int, defanged: Bool) -> Bool {
    guard isHostForm(), let last = labelStarts.last else { return false }
    if defanged { return true }
    let before = text[start - 1]
    if before == 0x2E || before == 0x5C || text.followsAccentedLetter(start) { return false }
    if before == 0x2F, text[start - 2] != 0x2F { return false }
    let top = String(decoding: host[last...], as: UTF8.self)
    let common = Self.commonDomains.contains(top)
    if text[end] == 0x28, !common { return false }
    if labelStarts.count == 2 {
      if hosts.fileExtensions.contains(top) { return false }
      if hosts.notHosts.contains(String(decoding: host, as: UTF8.self)) { return false }
    } else if hosts.fileExtensions.contains(top), !host.starts(with: Self.www) {
      return false
    }
    // A capital behind the dot begins a sentence ("end.It"), unless all is in capitals.
    let topStart = end - top.utf8.count
    if text.base[topStart] & 0xE0 == 0x40, !common {
      for index in start..<end where text.base[index] >= 0x61 && text.base[index] <= 0x7A {
        return false
      }
      // "U.S" and the like.
      if labelStarts[1] <= 2 { return false }
    }
    return true
  }

  private static let www = Array("www.".utf8)
  private static let commonDomains: Set<String> = ["com", "net", "org", "gov", "edu", "mil"]
}
