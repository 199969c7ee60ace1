import CounterfoilModel

/// One pass over a text that stops at words with digits or a dot behind them, and at the few
/// signs observables begin with; everything else is skipped at one table look-up a byte.
///
/// - Complexity: O(*bytes*) on any input: what is read ahead is skipped or capped, so no byte is
///   read more than a fixed number of times.
struct ObservableScanner {
  let text: TextBytes
  let hosts: HostTables
  var found: [Found] = []

  // Where the current run of letters, digits, `-` and `_` began and ended.
  private var runStart = 0
  private var runEnd = -1
  // Stretches already read as a chain of labels or of hexadecimal groups, in vain.
  private var hostsReadTo = 0
  var groupsReadTo = 0
  var pathsReadTo = 0
  // Scratch of `readHost`.
  var host: [UInt8] = []
  var labelStarts: [Int] = []
  /// Bytes looked at, for the test that this grows linearly.
  var work = 0

  init(text: TextBytes, hosts: HostTables) {
    self.text = text
    self.hosts = hosts
    host.reserveCapacity(Self.hostCap + 4)
  }

  mutating func scan() {
    let count = text.count
    let base = text.base
    let classes = text.classes
    var index = 0
    while index < count {
      let bits = classes[Int(base[index])]
      if bits & ByteClass.alphanumeric != 0 {
        let start = index
        var seen: UInt8 = 0
        var all: UInt8 = 0xFF
        repeat {
          let bits = classes[Int(base[index])]
          guard bits & ByteClass.alphanumeric != 0 else { break }
          seen |= bits
          all &= bits
          index += 1
        } while index < count
        if start != runEnd { runStart = start }
        runEnd = index
        let next = index < count ? base[index] : 0
        if seen & ByteClass.digit != 0 || index - start >= 26 || Self.continues(next)
          || (next == 0x20 && index - start == 3)
        {
          index = word(
            start, index, hasDigit: seen & ByteClass.digit != 0,
            isHexadecimal: all & ByteClass.hexadecimal != 0, isDecimal: all & ByteClass.digit != 0)
        } else if next == 0x20, Self.opens(text[index + 1]) {
          index = hostFrom(index, emptyResult: index)
        }
      } else if bits & ByteClass.trigger != 0 {
        index = trigger(index)
      } else if text.isAccentedLetter(index) {
        // A host name may begin with such letters, or have a label of them alone.
        if index != runEnd { runStart = index }
        repeat { index += 2 } while text.isAccentedLetter(index)
        runEnd = index
        if index < count, base[index] == 0x2E { index = hostFrom(index, emptyResult: index) }
      } else {
        if index == runEnd, bits & ByteClass.label != 0 { runEnd = index + 1 }
        index += 1
      }
    }
  }

  /// A byte behind a word that can make the word part of an observable: `. : [ ( { \ -` and
  /// the first byte of the dashes.
  @inline(__always) private static func continues(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x3A, 0x5B, 0x28, 0x7B, 0x5C, 0x2D, 0xE2, 0x5D: true
    default: false
    }
  }

  @inline(__always) private static func opens(_ byte: UInt8) -> Bool {
    byte == 0x5B || byte == 0x28 || byte == 0x7B
  }

  /// Judges the word `start..<end`; returns where to go on.
  private mutating func word(
    _ start: Int, _ end: Int, hasDigit: Bool, isHexadecimal: Bool, isDecimal: Bool
  ) -> Int {
    work += 1
    let length = end - start
    if length >= 26 { longWord(start, end, isHexadecimal: isHexadecimal, isDecimal: isDecimal) }
    if let after = urlFrom(start, end) { return after }
    if let after = identifier(start, end, isDecimal: isDecimal) { return after }
    if isDecimal, let after = phone(start, end) { return after }
    return hostFrom(end, emptyResult: end)
  }

  /// Reads the run of labels that the word ending at `end` is part of, if a dot follows.
  private mutating func hostFrom(_ end: Int, emptyResult: Int) -> Int {
    guard runStart >= hostsReadTo, dot(at: end) != 0 else { return emptyResult }
    let (after, accepted) = readHost(from: runStart)
    hostsReadTo = max(hostsReadTo, after)
    return accepted ? after : emptyResult
  }

  private mutating func trigger(_ index: Int) -> Int {
    work += 1
    switch text.base[index] {
    case 0x2B: return phoneWithPlus(index) ?? index + 1
    case 0x3A:
      return address6(index, wordStart: runEnd == index ? runStart : index)
        ?? index + 1
    default:
      let length = at(index)
      if length > 0, let after = email(sign: index, length: length) { return after }
      if text.base[index] == 0x5B, text.matches("[:]", at: index) {
        return address6(index, wordStart: runEnd == index ? runStart : index)
          ?? index + 1
      }
      return index + 1
    }
  }
}
