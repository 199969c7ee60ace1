/// Decibans for people: `+3`, `−1.5`.
enum DecibanText {
  static func signed(_ weight: Double) -> String {
    let tenths = Int((weight * 10).rounded())
    let size = tenths.magnitude
    let text = size % 10 == 0 ? "\(size / 10)" : "\(size / 10).\(size % 10)"
    return tenths > 0 ? "+" + text : tenths < 0 ? "−" + text : "0"
  }
}
