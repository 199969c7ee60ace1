/// A Traffic Light Protocol 2.0 marking, from least to most restricted.
///
/// Source: FIRST, TLP 2.0 (2022). `TLP:WHITE` of TLP 1 is read as `TLP:CLEAR` and never written.
public enum Marking: String, Hashable, Sendable, CaseIterable, Comparable {
  case clear = "TLP:CLEAR"
  case green = "TLP:GREEN"
  case amber = "TLP:AMBER"
  case amberStrict = "TLP:AMBER+STRICT"
  case red = "TLP:RED"

  /// Reads with or without `TLP:`, in any case.
  public init?(_ text: some StringProtocol) {
    var name = text.uppercased()
    if name.hasPrefix("TLP:") { name.removeFirst(4) }
    if name == "WHITE" { name = "CLEAR" }
    self.init(rawValue: "TLP:" + name)
  }

  public static func < (left: Marking, right: Marking) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
