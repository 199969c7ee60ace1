import CounterfoilAnalysis
import Testing

@Suite struct `Headings` {
  @Test(arguments: [
    ("given_name", RecordKind.given), ("First Name", .given), ("surname", .surname), ("lastName", .surname),
    ("Full name", .name), ("customer name", .name), ("DOB", .date), ("date_of_birth", .date), ("year", .year),
    ("street_number", .number), ("address_1", .street), ("suburb", .city), ("ZIP", .postcode),
    ("state", .region),
    ("phone_number", .phone), ("E-Mail", .email), ("soc_sec_id", .identifier), ("passport no.", .identifier),
    ("employer", .organisation), ("title", .text), ("authors", .people), ("venue", .category), ("姓名", .name),
    ("出生日期", .date), ("cluster", .ignore), ("is_match", .ignore),
  ])
  func `tell the kind of a column`(heading: String, kind: RecordKind) {
    #expect(RecordHeading.kind(heading) == kind)
  }

  @Test func `that say nothing leave it to the values`() {
    #expect(RecordHeading.kind("x7") == nil)
    for (values, kind) in [
      (["anna@a.org", "b.c@d.net"], RecordKind.email), (["1962-03-04", "04/05/1970"], .date),
      (["1999", "2004"], .year),
      (["+49 30 1234567", "+44 20 7946 0958"], .phone), (["Paris", "Rome", "Paris"], .category),
    ] {
      var table = RecordTable(columns: [RecordTable.Column(name: "x7", kind: .category, reason: "")])
      for value in values { table.append(value, [value]) }
      table.settleKinds()
      #expect(table.columns[0].kind == kind)
    }
  }
}

@Suite struct `Days of records` {
  @Test(arguments: [
    ("1962-03-15", "19620315"), ("15/03/1962", "19620315"), ("03/25/1962", "19620325"),
    ("15.3.62", "19620315"),
    ("19620315", "19620315"), ("15 Mar 1962", "19620315"), ("March 1962", "19620300"),
    ("circa 1962", "19620000"),
    ("00/00/1970", "19700000"), ("1962年3月15日", "19620315"), ("1962-03-15T10:00:00", "19620315"),
    ("19561309", "19561309"),
  ])
  func `are read as far as they are said`(text: String, day: String) {
    #expect(RecordDate(text)?.text == day)
  }

  @Test(arguments: ["", "unknown", "12", "99999999999999999999", "0000-00-00", "١٩٦٢"])
  func `without a year are none`(text: String) { #expect(RecordDate(text) == nil) }
}

@Suite struct `Edits of short values` {
  private func distance(_ a: String, _ b: String) -> Int {
    let edits = Edits()
    return Array(a.utf16).withUnsafeBufferPointer { a in
      Array(b.utf16).withUnsafeBufferPointer { b in edits.distance(a, b) }
    }
  }

  private func jaroWinkler(_ a: String, _ b: String) -> Double {
    let edits = Edits()
    return Array(a.utf16).withUnsafeBufferPointer { a in
      Array(b.utf16).withUnsafeBufferPointer { b in edits.jaroWinkler(a, b) }
    }
  }

  @Test(arguments: [
    ("", "abc", 3), ("petrov", "perov", 1), ("smith", "simth", 1), ("kitten", "sitting", 3),
    ("王小明", "王晓明", 1),
    ("12345678", "12346578", 1),
  ])
  func `count insertions, deletions, replacements and swaps`(a: String, b: String, expected: Int) {
    #expect(distance(a, b) == expected)
    #expect(distance(b, a) == expected)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `agree with the textbook`(seed: UInt64) {
    var random = ResolveRandom(seed: seed)
    func word() -> [Character] { (0..<random.below(12)).map { _ in Array("abcé王")[random.below(5)] } }
    let (a, b) = (word(), word())
    #expect(distance(String(a), String(b)) == textbook(a, b))
  }

  /// Winkler's own examples.
  @Test(arguments: [
    ("martha", "marhta", 0.9611), ("dixon", "dicksonx", 0.8133), ("dwayne", "duane", 0.84), ("ab", "xy", 0),
  ])
  func `are as alike as Winkler has them`(a: String, b: String, expected: Double) {
    #expect(abs(jaroWinkler(a, b) - expected) < 0.0001)
  }

  private func textbook(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [[Int](0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

@Suite struct `Full names` {
  @Test(arguments: [
    ("Chen, Wei", "Wei", "Chen"), ("Wei Chen", "Wei", "Chen"), ("Dr. Anna Maria Berg", "Anna Maria", "Berg"),
    ("陈伟", "伟", "陈"), ("欧阳小明", "小明", "欧阳"), ("Madonna", "", "Madonna"),
  ])
  func `are parted into given name and surname`(name: String, given: String, surname: String) {
    var table = RecordTable(columns: [RecordTable.Column(name: "name", kind: .name, reason: "by its heading")]
    )
    table.append("1", [name])
    table.splitNames()
    #expect(table.value(0, 0) ?? "" == given)
    #expect(table.value(0, 1) ?? "" == surname)
  }
}
