package import CounterfoilModel

/// What is said of one entity → what of it cannot all hold, slot by slot.
package struct ContradictionFinder: Sendable {
  private let tables: AccountTables
  private let resolution: ResolutionTables
  private let counter: SourceCounter

  package init(tables: AccountTables, resolution: ResolutionTables, counter: SourceCounter) {
    self.tables = tables
    self.resolution = resolution
    self.counter = counter
  }

  package func contradictions(
    _ values: [EntityAccount.Value], _ parts: [EntityAccount.Part]
  ) -> [Contradiction] {
    var result: [Contradiction] = []
    for property in Set(values.map(\.property)).sorted() {
      if let found = conflict(property, values.filter { $0.property == property }) { result.append(found) }
    }
    for value in values {
      if let sides = sides(value.sayings) {
        result.append(
          Contradiction(kind: .denial, subject: value.property, object: value.value, sides: sides))
      }
    }
    for part in parts {
      if let sides = sides(part.sayings) {
        result.append(
          Contradiction(
            kind: .denial, subject: part.kind.id, object: part.ends.map(\.name).joined(separator: ", "),
            sides: sides))
      }
    }
    return result
  }

  /// Values of a property that has one, of which two cannot both hold.
  private func conflict(_ property: String, _ values: [EntityAccount.Value]) -> Contradiction? {
    guard let reading = tables.single[property] else { return nil }
    let held = values.compactMap { value -> EntityAccount.Value? in
      var value = value
      value.sayings.removeAll { tables.opposing.contains($0.statement.modality) }
      return value.sayings.isEmpty ? nil : value
    }
    let differs = held.indices.contains { one in
      held.indices.contains { other in
        other > one && contradict(held[one].value, held[other].value, reading)
      }
    }
    guard differs else { return nil }
    return Contradiction(
      kind: .values, subject: property, object: "",
      sides: held.map {
        Contradiction.Side(answer: $0.value, sayings: $0.sayings, support: counter.count($0.sayings))
      })
  }

  private func contradict(_ one: String, _ other: String, _ reading: ResolutionTables.Reading) -> Bool {
    if reading == .date { return PartJoiner.contradict(one, other) }
    guard let a = ComparableValue.of(one, as: reading, tables: resolution),
      let b = ComparableValue.of(other, as: reading, tables: resolution)
    else { return false }
    return a != b
  }

  /// By how it is said, where it is held by one and held against by another.
  private func sides(_ sayings: [Saying]) -> [Contradiction.Side]? {
    let modalities = Modality.allCases.filter { modality in
      sayings.contains { $0.statement.modality == modality }
    }
    guard modalities.contains(where: tables.holding.contains),
      modalities.contains(where: tables.opposing.contains)
    else { return nil }
    return modalities.map { modality in
      let said = sayings.filter { $0.statement.modality == modality }
      return Contradiction.Side(answer: modality.rawValue, sayings: said, support: counter.count(said))
    }
  }
}
