/// Records as they were read: a row each, one table of distinct values for each column.
public struct RecordTable: Sendable {
  public struct Column: Sendable {
    public var name: String
    public var kind: RecordKind
    /// Why it is of that kind, for a person: "by its heading", "by its values", "as told".
    public var reason: String
    public var values = ValueTable()
    /// For each record the number of its value; -1 where there is none.
    public var codes: [Int32] = []

    public init(name: String, kind: RecordKind, reason: String) {
      self.name = name
      self.kind = kind
      self.reason = reason
    }
  }

  public var columns: [Column]
  /// What records are called; as many distinct ones as there are records within a side.
  public var ids = ValueTable()
  public var idCodes: [Int32] = []
  /// For each record the file it came from: 0 or 1.
  public var sides: [UInt8] = []

  public init(columns: [Column]) { self.columns = columns }

  public var count: Int { sides.count }

  public func id(_ record: Int) -> String { ids.string(Int(idCodes[record])) }

  /// Whether a record's name sorts before another's, by its bytes.
  public func isNamed(_ one: Int, before other: Int) -> Bool {
    let (a, b) = (ids.range(Int(idCodes[one])), ids.range(Int(idCodes[other])))
    return ids.bytes[a].lexicographicallyPrecedes(ids.bytes[b])
  }

  /// The value as it was read; nil where there is none.
  public func value(_ record: Int, _ column: Int) -> String? {
    let code = columns[column].codes[record]
    return code < 0 ? nil : columns[column].values.string(Int(code))
  }

  /// What the values of columns without a telling heading look like.
  public mutating func settleKinds() {
    for index in columns.indices where columns[index].reason.isEmpty {
      columns[index].kind = RecordValues.kind(columns[index])
      columns[index].reason = "by its values"
    }
  }
}
