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
}
