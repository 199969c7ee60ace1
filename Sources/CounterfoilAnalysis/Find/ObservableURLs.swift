import CounterfoilModel

// URLs with a scheme, and paths behind bare hosts.
extension ObservableScanner {
  /// Longer ones are data, not addresses; read over and not kept.
  static let urlCap = 8_192

  /// Reads the URL whose scheme is the word `start..<end`.
  mutating func urlFrom(_ start: Int, _ end: Int) -> Int? {
    guard end - start >= 2, end - start <= 6, let scheme = scheme(start, end) else { return nil }
    let separator = schemeSeparator(end)
    guard separator > 0 else { return nil }
    let authority = end + separator
    var prefix = scheme + "://"
    var place = authority
    // User and password stand before the host.
    var sign = place
    while sign < place + 96, text.has(sign, ByteClass.url), text[sign] != 0x2F, text[sign] != 0x40 {
      sign += 1
    }
    if text[sign] == 0x40, sign > place {
      prefix += text.string(place..<(sign + 1))
      place = sign + 1
    }
    let (hostEnd, _) = readLabels(from: place)
    if hostEnd > place {
      guard host.count <= Self.hostCap else { return hostEnd }
      prefix += canonicalHost()
      place = hostEnd
    } else if text[place] == 0x5B {
      var close = place + 1
      while close < place + 48,
        text.has(close, ByteClass.hexadecimal) || text[close] == 0x3A
          || text[close] == 0x2E
      { close += 1 }
      guard text[close] == 0x5D, close > place + 2 else { return nil }
      let address = text.string((place + 1)..<close).lowercased()
      prefix += "[\(Self.groups(Array(address.utf8)).flatMap(Self.canonical) ?? address)]"
      place = close + 1
    } else {
      return nil
    }
    let (stop, after) = urlEnd(place, opener: text[start - 1])
    guard stop - start <= Self.urlCap else { return after }
    let value = prefix + refanged(place..<max(stop, place))
    found.append(
      Found(
        kind: .url, start: start, end: max(stop, place), value: value,
        confidence: Certainty.verified))
    return after
  }

  private func scheme(_ start: Int, _ end: Int) -> String? {
    switch end - start {
    case 2: return text.matches("ws", at: start) ? "ws" : nil
    case 3:
      if text.matches("ftp", at: start) || text.matches("fxp", at: start) { return "ftp" }
      if text.matches("wss", at: start) { return "wss" }
      if text.matches("tcp", at: start) { return "tcp" }
      if text.matches("udp", at: start) { return "udp" }
      if text.matches("smb", at: start) { return "smb" }
      if text.matches("ssh", at: start) { return "ssh" }
      return nil
    case 4:
      if text.matches("ftps", at: start) { return "ftps" }
      if text.matches("sftp", at: start) { return "sftp" }
      if text.matches("ldap", at: start) { return "ldap" }
      if text.matches("rtsp", at: start) { return "rtsp" }
      if text.lower(start) == 0x68, text.lower(start + 3) == 0x70, crossed(start + 1),
        crossed(start + 2)
      {
        return "http"
      }
      return nil
    case 5:
      if text.lower(start) == 0x68, text.lower(start + 3) == 0x70, text.lower(start + 4) == 0x73,
        crossed(start + 1), crossed(start + 2)
      {
        return "https"
      }
      return nil
    default: return nil
    }
  }

  /// `t`, or the `x` it is defanged to.
  private func crossed(_ index: Int) -> Bool {
    let byte = text.lower(index)
    return byte == 0x74 || byte == 0x78
  }

  private func schemeSeparator(_ index: Int) -> Int {
    let byte = text[index]
    if byte == 0x3A {
      if text[index + 1] == 0x2F, text[index + 2] == 0x2F {
        return text[index + 3] == 0x20 && text.has(index + 4, ByteClass.alphanumeric) ? 4 : 3
      }
      if text.matches(":\\\\", at: index) { return 3 }
      if text.matches(":[//]", at: index) { return 5 }
      if text.matches(":[/][/]", at: index) { return 7 }
      return 0
    }
    guard byte == 0x5B || byte == 0x28 || byte == 0x20 else { return 0 }
    if text.matches("[:]//", at: index) || text.matches("(:)//", at: index)
      || text.matches("[://]", at: index) || text.matches("(://)", at: index)
    {
      return 5
    }
    if text.matches(" [:]//", at: index) || text.matches("[:/]/", at: index) {
      return byte == 0x20 ? 6 : 5
    }
    if text.matches("[:]\\\\", at: index) { return 5 }
    if text.matches("[:][//]", at: index) { return 7 }
    if text.matches("[:] //", at: index) { return 6 }
    return 0
  }

  /// The end of a path, query and fragment that begin at `slash`, if there is any.
  mutating func schemelessPath(_ slash: Int) -> Int? {
    guard slash >= pathsReadTo,
      text.has(slash + 1, ByteClass.alphanumeric) || text[slash + 1] == 0x5F
        || text[slash + 1] == 0x7E || text[slash + 1] == 0x3F
    else { return nil }
    let (stop, after) = urlEnd(slash, opener: 0)
    pathsReadTo = after
    return stop > slash + 1 && stop - slash <= Self.urlCap ? stop : nil
  }

  /// Where a URL that has been read up to `start` ends, trailing punctuation left out, and where
  /// its characters end.
  ///
  /// Chinese ends it: a URL is written without spaces before the next character. So do the next
  /// cells of a table, where they are numbers up to the end of the line or to a cell that is none:
  /// of `http://a.example/x,6000,piece` the address is the first cell.
  private mutating func urlEnd(_ start: Int, opener: UInt8) -> (stop: Int, after: Int) {
    var place = start
    var inQuery = false
    var depth = 0
    var closed = 0
    // The comma after which there have been numbers and commas only.
    var numbers: Int?
    scan: while place < text.count {
      let byte = text.base[place]
      if numbers != nil, byte != 0x2C, byte != 0x2E, byte < 0x30 || byte > 0x39,
        byte < 0x80, text.classes[Int(byte)] & ByteClass.url != 0
      {
        numbers = nil
      }
      switch byte {
      case 0x5B:
        let length = dot(at: place)
        if length > 0 {
          place += length
          continue scan
        }
        if text.matches("[:]", at: place) || text.matches("[@]", at: place)
          || text.matches("[/]", at: place)
        {
          place += 3
          continue scan
        }
        guard inQuery else { break scan }
      case 0x5D:
        guard inQuery else { break scan }
      case 0x27 where opener == 0x27, 0x22: break scan
      case 0x2C where !inQuery:
        // A comma and a letter are the next column of a table, a comma and a digit an article.
        let next = text[place + 1] & 0xDF
        if next >= 0x41, next <= 0x5A { break scan }
        if numbers == nil { numbers = place }
      case 0x3F: inQuery = true
      case 0x28: depth += 1
      case 0x29:
        depth -= 1
        if depth < 0 {
          closed += 1
          depth = 0
        }
      case 0xC3...0xD4:
        guard text.isAccentedLetter(place) else { break scan }
        place += 1
      default:
        guard text.classes[Int(byte)] & ByteClass.url != 0 else { break scan }
      }
      place += 1
    }
    work += place - start
    let after = place
    if let numbers, endsCells(place) { place = numbers }
    var stop = min(place, start + Self.urlCap + 1)
    trim: while stop > start {
      switch text.base[stop - 1] {
      case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x2A, 0x5D, 0x7C, 0x28: stop -= 1
      case 0x29:
        guard closed > 0 else { break trim }
        closed -= 1
        stop -= 1
      default: break trim
      }
    }
    return (stop, after)
  }

  /// Whether what stands here follows a cell rather than a word of prose.
  private func endsCells(_ place: Int) -> Bool {
    guard place < text.count else { return true }
    let byte = text.base[place]
    return byte == 0x0A || byte == 0x0D || byte == 0x2C || byte == 0x22 || byte >= 0x80
  }

  /// The bytes of a range with defanged signs restored.
  func refanged(_ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = text.base[place]
      if byte == 0x5B {
        let length = dot(at: place)
        if length > 0 {
          bytes.append(0x2E)
          place += length
          continue
        }
        if text[place + 2] == 0x5D, [0x3A, 0x40, 0x2F].contains(text[place + 1]) {
          bytes.append(text[place + 1])
          place += 3
          continue
        }
      }
      bytes.append(byte)
      place += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
