import Foundation

/// Numbers as a person reads them.
enum Figures {
  /// `1,234,567`.
  static func count(_ number: Int) -> String {
    let digits = String(abs(number))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// `812 B`, `1.4 kB`, `23 MB`.
  static func bytes(_ number: Int) -> String {
    var value = Double(number)
    var units = ["B", "kB", "MB", "GB", "TB"][...]
    while value >= 999.5, units.count > 1 {
      value /= 1000
      units.removeFirst()
    }
    let unit = units.first ?? ""
    return value < 9.95 && unit != "B"
      ? String(format: "%.1f ", value) + unit : String(format: "%.0f ", value) + unit
  }

  /// `0.004 s`, `1.2 s`, `75 s`.
  static func seconds(_ value: Double) -> String {
    String(format: value < 0.1 ? "%.3f s" : value < 10 ? "%.1f s" : "%.0f s", value)
  }

  /// `3 ms`, `1,200 ms`.
  static func milliseconds(_ duration: Duration) -> String {
    let value =
      Double(duration.components.seconds) * 1000
      + Double(duration.components.attoseconds) / 1e15
    return value < 1 ? "< 1 ms" : count(Int(value.rounded())) + " ms"
  }
}
