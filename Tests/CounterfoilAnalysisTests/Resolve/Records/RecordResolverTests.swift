import CounterfoilAnalysis
import Testing

@Suite struct `Records of one person` {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `are found without labels, through typing errors, exchanges and gaps`(seed: UInt64) {
    let people = PeopleTable(seed: seed)
    let found = people.score(RecordResolver(people.table()).resolve().clusters)
    #expect(found.precision > 0.97 && found.recall > 0.9, "\(found)")
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `are the same in whatever order rows and columns come`(seed: UInt64) {
    let people = PeopleTable(seed: seed, households: 120)
    var random = ResolveRandom(seed: seed &+ 50)
    let order = people.rows.indices.shuffled(using: &random)
    let columns = (1..<people.headings.count).shuffled(using: &random)
    let plain = RecordResolver(people.table()).resolve().clusters
    let other = RecordResolver(people.table(rows: order, columns: columns)).resolve().clusters
    #expect(Set(plain.members.map(Set.init)) == Set(other.members.map { Set($0.map { order[$0] }) }))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `are not looked for where nobody comes twice`(seed: UInt64) {
    let people = PeopleTable(seed: seed, most: 1, repeats: false)
    #expect(RecordResolver(people.table()).resolve().clusters.count == people.rows.count)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `are told from those of a family, who share surname, address and telephone`(seed: UInt64) {
    let people = PeopleTable(seed: seed, places: 12, most: 5)
    let found = people.score(RecordResolver(people.table()).resolve().clusters)
    #expect(found.precision > 0.95, "\(found)")
  }

  @Test func `are one however often they are repeated word for word`() {
    let people = PeopleTable(seed: 3, households: 200)
    var table = people.table()
    let last = Array(people.rows[7].dropFirst())
    for copy in 0..<4000 { table.append("copy \(copy)", last) }
    let clusters = RecordResolver(table).resolve().clusters
    #expect(Set(clusters.cluster[people.rows.count...] + [clusters.cluster[7]]).count == 1)
  }

  @Test func `are linked one to one between files that do not repeat themselves`() {
    let people = PeopleTable(seed: 9, most: 1, dirt: .init(typos: 30, exchanged: 5, missing: 10))
    // The first record of each person in one file, the second in the other.
    var table = people.table(rows: [])
    var seen: [Int: Int] = [:]
    for (row, person) in people.people.enumerated() {
      seen[person, default: 0] += 1
      guard let count = seen[person], count <= 2 else { continue }
      table.append(people.rows[row][0], Array(people.rows[row].dropFirst()), side: UInt8(count - 1))
    }
    var options = RecordResolver.Options()
    options.linkOnly = true
    let result = RecordResolver(table, options: options).resolve()
    let linked = result.clusters.members.filter { $0.count == 2 }
    #expect(linked.allSatisfy { table.sides[$0[0]] != table.sides[$0[1]] })
    #expect(linked.count >= seen.values.filter { $0 > 1 }.count * 9 / 10)
  }

  @Test func `are explained by a column of numbers that add up`() throws {
    let people = PeopleTable(seed: 1)
    let table = people.table()
    let resolver = RecordResolver(table)
    let result = resolver.resolve()
    let pair = try #require(result.clusters.members.first { $0.count > 1 })
    let told = resolver.explain(pair[0], pair[1], result)
    #expect(abs(told.lines.reduce(told.prior) { $0 + $1.weight } - told.sum) < 0.01)
    #expect(told.isOne && told.sum > 0 && told.prior < 0)
    let born = try #require(told.lines.first { $0.column == "born" })
    #expect(born.values.0 == table.value(pair[0], 2))
  }

  @Test func `no table is too small or too empty`() {
    let people = PeopleTable(seed: 1)
    for rows in [[], [0], [0, 1], [0, 0, 0]] {
      let clusters = RecordResolver(people.table(rows: rows)).resolve().clusters
      #expect(clusters.cluster.count == rows.count)
    }
    var table = RecordTable(columns: [RecordTable.Column(name: "name", kind: .name, reason: "as told")])
    for number in 0..<5 { table.append("\(number)", [""]) }
    table.settleKinds()
    table.splitNames()
    #expect(RecordResolver(table).resolve().clusters.count == 5)
  }
}

@Suite struct `Columns that say the same twice` {
  /// A town of known postcode and county: the three together must not weigh as three.
  @Test func `weigh less where another has said it`() throws {
    let people = PeopleTable(seed: 4, households: 900, places: 30)
    let table = people.table()
    let resolver = RecordResolver(table)
    let result = resolver.resolve()
    let pair = try #require(
      result.clusters.members.first { group in
        group.count > 1 && (4...6).allSatisfy { table.value(group[0], $0) == table.value(group[1], $0) }
      })
    let told = resolver.explain(pair[0], pair[1], result)
    let place = told.lines.filter { ["town", "zip", "county"].contains($0.column) }
    // One town in thirty says at most some fifteen decibans, however many columns repeat it.
    #expect(place.reduce(0) { $0 + $1.weight } < 20)
    #expect(place.contains { $0.remark.hasSuffix("has said most of it") })
  }
}
