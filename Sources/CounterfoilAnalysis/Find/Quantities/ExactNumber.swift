/// A decimal number without rounding: `digits` × 10 to the power `exponent`.
struct ExactNumber: Equatable {
  var digits: Int
  var exponent = 0

  /// Multiplied by a power of ten.
  func scaled(_ power: Int) -> ExactNumber { ExactNumber(digits: digits, exponent: exponent + power) }

  /// Nil where the sum leaves the range of 18 digits.
  static func + (left: ExactNumber, right: ExactNumber) -> ExactNumber? {
    let low = min(left.exponent, right.exponent)
    guard let a = left.digits(at: low), let b = right.digits(at: low) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : ExactNumber(digits: sum, exponent: low)
  }

  /// Nil where the product leaves that range.
  func times(_ factor: Int) -> ExactNumber? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
    return overflow ? nil : ExactNumber(digits: product, exponent: exponent)
  }

  private func digits(at power: Int) -> Int? {
    guard exponent - power <= 18 else { return nil }
    var value = digits
    for _ in 0..<(exponent - power) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return value
  }

  static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    let low = min(left.exponent, right.exponent)
    guard let a = left.digits(at: low), let b = right.digits(at: low) else {
      return left.exponent < right.exponent
    }
    return a < b
  }

  /// A whole number; nil for a fraction or one too large.
  var integer: Int? {
    if exponent >= 0 { return digits(at: 0) }
    var value = digits
    for _ in 0..<(-exponent) {
      guard value % 10 == 0 else { return nil }
      value /= 10
    }
    return value
  }
}

extension ExactNumber: CustomStringConvertible {
  /// `62300.5`: a plain decimal, without zeros at the end of its fraction.
  var description: String {
    guard exponent < 0 else {
      return digits == 0 ? "0" : "\(digits)" + String(repeating: "0", count: exponent)
    }
    var text = String(digits.magnitude)
    let places = -exponent
    if text.utf8.count <= places {
      text = String(repeating: "0", count: places + 1 - text.utf8.count) + text
    }
    let whole = text.dropLast(places)
    var fraction = text.suffix(places)
    while fraction.last == "0" { fraction = fraction.dropLast() }
    return (digits < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
