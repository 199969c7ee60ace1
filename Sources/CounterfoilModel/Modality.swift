/// How a claim is made. An accusation has an outcome timeline, never a status.
public enum Modality: String, Hashable, Sendable, CaseIterable {
  case asserted, alleged, charged, pleaded, convicted, acquitted, dropped, denied, retracted
}
