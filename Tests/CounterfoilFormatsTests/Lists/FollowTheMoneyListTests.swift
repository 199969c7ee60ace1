import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Lists of FollowTheMoney entities` {
  @Test func `keep ids, kinds, and values in their order`() throws {
    let list = try ListTesting.read(
      "list.json",
      """
      {"id": "q-1", "schema": "Person", "properties": {"name": ["Ada Quill", "艾达"], "birthDate": ["1962"], "oddity": ["x"]}, "datasets": ["one", "two"]}
      {"id": "q-2", "schema": "Ownership", "properties": {"owner": ["q-1"], "asset": ["q-3"]}}
      {"id": "q-3", "schema": "Compa
      """)
    #expect(list.format == .followTheMoney)
    #expect(
      list.lines() == [
        "name: Ada Quill", "name: 艾达", "birthDate: 1962", "notes: oddity: x", "notes: datasets: one, two",
      ])
    #expect(list.entries.map(\.id) == ["q-1", "q-2"])
    #expect(list.faults.map(\.line) == [1, 3])
    #expect(list.faults.map(\.isEntryLost) == [false, true])
    #expect(list.faults.last?.words.contains("cut short") == true)
  }

  @Test func `that are written out in others become entries too, each once`() throws {
    let list = try ListTesting.read(
      "list.json",
      """
      {"id": "q-1", "schema": "Person", "properties": {"name": ["Ada"], "addressEntity": [{"id": "a-1", "schema": "Address", "properties": {"full": ["1 Pen St"]}}]}}
      {"id": "q-2", "schema": "Person", "properties": {"name": ["Bo"], "addressEntity": [{"id": "a-1", "schema": "Address", "properties": {"full": ["1 Pen St"]}}]}}
      """)
    #expect(list.entries.map(\.id) == ["q-1", "q-2", "a-1"])
    #expect(list.lines() == ["name: Ada", "addressEntity: a-1"])
    #expect(list.lines(2) == ["full: 1 Pen St"])
    #expect(list.faults.isEmpty)
  }

  @Test func `of kinds that are not known here, without a name, or without an id are told`() throws {
    let list = try ListTesting.read(
      "list.json",
      """
      {"id": "q-1", "schema": "Wizard", "properties": {"name": ["Ada"]}}
      {"id": "q-2", "schema": "Person", "properties": {"country": ["cn"]}}
      {"schema": "Person", "properties": {"name": ["Bo"]}}
      [1, 2]
      """)
    #expect(list.entries.map(\.schema) == ["LegalEntity", "Person"])
    #expect(list.faults.map(\.line) == [1, 2, 3, 4])
    #expect(list.faults.map(\.isEntryLost) == [false, false, true, true])
  }
}
