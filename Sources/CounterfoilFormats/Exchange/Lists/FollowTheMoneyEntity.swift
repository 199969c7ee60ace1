/// An entity of FollowTheMoney as a line of JSON has it.
struct FollowTheMoneyEntity {
  private(set) var id = ""
  private(set) var kind = ""
  /// In the line's order.
  private(set) var properties: [(name: String, values: [String])] = []
  /// What OpenSanctions adds beside the properties: from which lists it is, under which other ids.
  private(set) var notes: [(label: String, values: [String])] = []
  /// Where entities stand that are written out in a property, whose value is then their id.
  private(set) var nested: [Int] = []

  /// - Parameter at: Where the object begins.
  init(_ walk: JSONWalk, _ at: Int) throws(JSONFault) {
    guard walk.isObject(at) else { throw JSONFault(at: at, message: "it does not begin with a brace") }
    try walk.members(at) { (name, at) throws(JSONFault) in
      switch name {
      case "id": id = walk.scalar(at) ?? ""
      case "schema": kind = walk.scalar(at) ?? ""
      case "properties":
        guard walk.isObject(at) else { throw JSONFault(at: at, message: "properties is no object") }
        try walk.members(at) { (property, at) throws(JSONFault) in
          properties.append((property, try Self.texts(walk, at, &nested)))
          return true
        }
      case "datasets", "referents": notes.append((name, try Self.texts(walk, at)))
      default: break
      }
      return true
    }
  }

  /// The id alone, at less cost.
  static func id(_ walk: JSONWalk) -> String? {
    let start = walk.start(0)
    guard walk.isObject(start) else { return nil }
    var id: String?
    _ = try? walk.members(start) { name, at in
      if name == "id" { id = walk.scalar(at) }
      return id == nil
    }
    return id
  }

  /// The texts of a list, or a text alone.
  static func texts(_ walk: JSONWalk, _ at: Int) throws(JSONFault) -> [String] {
    var nested: [Int] = []
    return try texts(walk, at, &nested)
  }

  private static func texts(_ walk: JSONWalk, _ at: Int, _ nested: inout [Int]) throws(JSONFault) -> [String]
  {
    guard walk.isArray(at) else { return walk.scalar(at).map { [$0] } ?? [] }
    var texts: [String] = []
    try walk.elements(at) { (at) throws(JSONFault) in
      if let text = walk.scalar(at) {
        texts.append(text)
      } else if walk.isObject(at) {
        try walk.members(at) { name, at in
          if name == "id", let id = walk.scalar(at) { texts.append(id) }
          return true
        }
        nested.append(at)
      }
      return true
    }
    return texts
  }
}
