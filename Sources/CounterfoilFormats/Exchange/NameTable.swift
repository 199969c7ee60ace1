public import CounterfoilText

/// Pairs of names in a table of comma-separated values.
public struct NameTable {
  public enum Failure: Error, CustomStringConvertible {
    case noColumns

    public var description: String {
      "The table needs a first row with the column names a and b, and may have one named schema."
    }
  }

  private let columns: [String]
  private let a: Int
  private let b: Int
  private let schema: Int?

  /// - Parameter header: The first record of the table.
  /// - Throws: `Failure.noColumns` where a or b is missing.
  public init(header: [String]) throws {
    columns = header
    guard let a = header.firstIndex(of: "a"), let b = header.firstIndex(of: "b") else {
      throw Failure.noColumns
    }
    self.a = a
    self.b = b
    schema = header.firstIndex(of: "schema")
  }

  public var header: String { Self.text(columns + ["weight", "sharers", "reason"]) }

  /// The record with weight, sharers and reason behind it.
  public func scored(_ record: [String], _ matcher: NameMatcher) -> String {
    guard record.count > max(a, b) else {
      return Self.text(record + ["", "", "the row is too short"])
    }
    let kind = NameEvidence.Kind(
      schema: schema.flatMap { $0 < record.count && !record[$0].isEmpty ? record[$0] : nil } ?? "Person")
    let evidence = matcher.compare(record[a], record[b], kind: kind)
    let weight = (evidence.weight * 100).rounded() / 100
    let sharers = evidence.sharers.map { "\(Int($0.expected.rounded()))" } ?? ""
    return Self.text(record + ["\(weight)", sharers, evidence.reason])
  }

  /// A record as text (RFC 4180): a field with a comma, quote or line break stands in quotes.
  static func text(_ record: [String]) -> String {
    record.map { field in
      field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
          + "\"" : field
    }.joined(separator: ",")
  }

  /// The fields of a record, and whether a quoted field still waits for its end on the next line.
  public static func fields(_ line: String) -> (fields: [String], isOpen: Bool) {
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    let scalars = Array(line.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if isQuoted {
        if scalar == "\"" {
          if index + 1 < scalars.count, scalars[index + 1] == "\"" {
            field.append(scalar)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          field.append(scalar)
        }
      } else if scalar == "\"", field.isEmpty {
        isQuoted = true
      } else if scalar == "," {
        fields.append(String(field))
        field = String.UnicodeScalarView()
      } else if scalar != "\r" {
        field.append(scalar)
      }
      index += 1
    }
    fields.append(String(field))
    return (fields, isQuoted)
  }
}
