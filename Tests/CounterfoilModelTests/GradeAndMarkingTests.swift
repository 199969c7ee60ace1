import CounterfoilModel
import Testing

@Suite struct `Grades and markings` {
  @Test(arguments: [("B2", "B2"), ("f6", "F6"), ("A1", "A1")])
  func `a grade is a letter and a digit`(text: String, written: String) {
    #expect(Grade(text)?.description == written)
  }

  @Test(arguments: ["", "B", "G1", "A7", "A0", "AA", "B22", "2B"])
  func `anything else is no grade`(text: String) {
    #expect(Grade(text) == nil)
  }

  @Test func `F and 6 are unknown`() {
    #expect(Grade.unknown == Grade("F6"))
  }

  @Test(arguments: [
    ("amber", Marking.amber), ("TLP:RED", .red), ("tlp:amber+strict", .amberStrict), ("WHITE", .clear),
  ])
  func `a marking is read in any case, and white as clear`(text: String, marking: Marking) {
    #expect(Marking(text) == marking)
    #expect(!marking.rawValue.contains("WHITE"))
  }

  @Test func `markings are ordered by how restricted they are`() {
    #expect(Marking.allCases.sorted() == [.clear, .green, .amber, .amberStrict, .red])
    #expect(Marking("purple") == nil)
  }
}
