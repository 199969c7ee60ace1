import Foundation

/// Standard output and error: buffered lines for programs, colour and width for people.
enum Terminal {
  static let isInteractive = isatty(STDOUT_FILENO) == 1
  static let errorIsInteractive = isatty(STDERR_FILENO) == 1

  /// Colour only where a person looks and has not said no (https://no-color.org).
  static let hasColour =
    isInteractive && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  enum Style: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case match = "30;43"
  }

  static func styled(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A question on standard error, the cursor behind it.
  static func ask(_ text: String) { write(text, to: STDERR_FILENO) }

  /// A message about the work, to standard error.
  static func note(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  static func complain(_ text: String) { note("counterfoil: \(text)") }

  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Text from a document, made safe for a terminal: control characters and direction overrides are
  /// shown as symbols, so that a hostile file cannot move the cursor or reverse a line.
  static func safe(_ text: String, keepLines: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: { isUnsafe($0, keepLines) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isUnsafe(scalar, keepLines) else {
        result.append(scalar)
        continue
      }
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: result.append(" ")
      case 0x00..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "␦")
      default: result.append("␦")
      }
    }
    return String(result)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar, _ keepLines: Bool) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: !keepLines
    case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F: true
    default: false
    }
  }

  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(
          descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        if count < 0 {
          if errno == EINTR { continue }
          // Whoever read our output has gone; there is nobody left to tell.
          if errno == EPIPE, descriptor == STDOUT_FILENO { exit(0) }
          return
        }
        done += count
      }
    }
  }
}

/// Collects lines and writes them in large pieces.
final class LineWriter {
  private var buffer = ""

  func line(_ text: String) {
    buffer += text
    buffer += "\n"
    if buffer.utf8.count > 1 << 16 { flush() }
  }

  func flush() {
    Terminal.write(buffer, to: STDOUT_FILENO)
    buffer = ""
  }

  deinit { flush() }
}

/// Figures for people.
enum Figure {
  /// `1,234,567`.
  static func count(_ number: Int) -> String {
    var digits = Array(String(abs(number)))
    var at = digits.count - 3
    while at > 0 {
      digits.insert(",", at: at)
      at -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// `3.4 MB`, in powers of ten.
  static func bytes(_ number: Int) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var value = Double(number)
    var unit = 0
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(number) \(number == 1 ? "byte" : "bytes")" : decimal(value) + " " + units[unit]
  }

  static func seconds(_ number: Double) -> String {
    if number < 0.9995 { return "\(Int((number * 1000).rounded())) ms" }
    if number < 60 { return decimal(number) + " s" }
    let whole = Int(number.rounded())
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  private static func decimal(_ value: Double) -> String {
    value < 10 ? "\((value * 10).rounded() / 10)" : "\(Int(value.rounded()))"
  }
}
