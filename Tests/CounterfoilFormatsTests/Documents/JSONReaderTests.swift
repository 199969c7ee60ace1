import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `JSON reader` {
  func text(_ json: String, name: String = "a.json") throws -> String? {
    try Workers.start().reading(Array(json.utf8), name: name).reading.layer?.text
  }

  @Test(arguments: [
    (#"{"name":"\u5f20\u4f1f","age":41}"#, "name: 张伟\nage: 41\n"),
    (#"{"a":{"b":[true,null,"x\ny"]},"c":{}}"#, "a.b[0]: true\na.b[1]: null\na.b[2]: x\ny\nc: {}\n"),
    (#"["\ud83d\ude00","\ud83d","\u0000"]"#, "[0]: 😀\n[1]: \u{FFFD}\n[2]: \u{FFFD}\n"),
    (#"[[1,[2]],{"k":-1.5e3}]"#, "[0][0]: 1\n[0][1][0]: 2\n[1].k: -1.5e3\n"),
  ])
  func `writes one line for each value`(json: String, expected: String) throws {
    #expect(try text(json) == expected)
  }

  @Test func `sets records of JSON Lines apart`() throws {
    let lines = "{\"a\":1}\n{\"a\":2}\n"
    let reading = try Workers.start().reading(Array(lines.utf8), name: "x.jsonl").reading
    #expect(reading.layer?.text == "a: 1\n\na: 2\n")
    #expect(reading.mediaType == "application/x-ndjson")
    #expect(reading.metadata == [MetadataEntry(name: "records", value: "2")])
  }

  @Test func `keeps a broken record as it stands and reads the next`() throws {
    let lines = "{\"a\":1}\n{\"a\":oops}\n{\"a\":3}\n"
    let reading = try Workers.start().reading(Array(lines.utf8), name: "x.jsonl").reading
    #expect(reading.layer?.text == "a: 1\n\n{\"a\":oops}\n\na: 3\n")
    #expect(reading.problems == [Problem("line 2 is not valid JSON (no value); it stands as it was")])
  }

  @Test func `keeps the rest of broken JSON as it stands`() throws {
    let reading = try Workers.start().reading(Array(#"{"a":1,"b":"cut"#.utf8), name: "x.json").reading
    #expect(reading.layer?.text == "a: 1\n\"cut\n")
    #expect(reading.problems.count == 1)
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"key\":"])
  func `takes depth without its stack`(unit: String) throws {
    let process = Workers.start()
    let json = String(repeating: unit, count: 100_000)
    #expect(try process.reading(Array(json.utf8), name: "x.json").reading.problems.count == 1)
    #expect(process.starts == 1)
  }

  @Test func `takes lines that each reach for the text's end in time by its length`() throws {
    let json = String(repeating: "[\n", count: 100_000)
    let process = Workers.start()
    let reading = try process.reading(Array(json.utf8), name: "x.jsonl").reading
    #expect(reading.layer?.text.hasSuffix("[\n[\n") == true && !reading.problems.isEmpty)
    #expect(process.starts == 1)
  }

  @Test func `takes bracketed prose for prose`() throws {
    let reading = try Workers.start().reading(Array("[Note] not {JSON}".utf8), name: "x").reading
    #expect(reading.mediaType == "text/plain")
  }
}
