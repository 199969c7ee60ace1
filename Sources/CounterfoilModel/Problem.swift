/// Something that went wrong while reading, which did not stop the reading.
public struct Problem: Hashable, Sendable {
  /// A sentence for a person, without a final stop: "page 3 could not be decoded".
  public var message: String
  public init(_ message: String) { self.message = message }
}

/// A document that could not be read at all.
public struct ReadError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable {
    case missing, unreadable, empty, encrypted, damaged, unsupported
    /// A limit of memory, time, output, nesting or expansion was reached.
    case limit
    /// The reader's process died on this file.
    case crashed
  }

  public var code: Code
  /// What happened, in a person's words.
  public var message: String
  /// What to do about it, for a person.
  public var advice: String

  public init(_ code: Code, _ message: String, advice: String) {
    self.code = code
    self.message = message
    self.advice = advice
  }

  public var description: String { "\(message); \(advice)" }
}
