import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Server logs` {
  private func report(_ text: String, name: String = "server.log") throws -> Reading {
    let reading = try Workers.start().reading(Array(text.utf8), name: name).reading
    expectSound(reading)
    return reading
  }

  /// A line; the time as it stands in it; the time in one form, and the host.
  static let lines: [(line: String, time: String, detail: String, form: String)] = [
    (
      #"203.0.113.7 - - [05/Mar/2024:08:30:12 +0100] "GET /a HTTP/1.1" 200 812"#,
      "05/Mar/2024:08:30:12 +0100",
      "2024-03-05T08:30:12+01:00 203.0.113.7", "web server, requests"
    ),
    (
      #"2001:db8::7 - li [05/Mar/2024:08:30:12 -0530] "POST /登录 HTTP/1.1" 403 - "https://a.example/" "curl/8""#,
      "05/Mar/2024:08:30:12 -0530", "2024-03-05T08:30:12-05:30 2001:db8::7", "web server, requests"
    ),
    (
      #"www.example.org:443 203.0.113.7 - - [05/Mar/2024:08:30:12 +0000] "GET / HTTP/2" 200 1"#,
      "05/Mar/2024:08:30:12 +0000", "2024-03-05T08:30:12+00:00 203.0.113.7", "web server, requests"
    ),
    (
      "[Tue Mar 05 08:30:12.123456 2024] [core:error] [pid 7] [client 203.0.113.7:5000] AH00126: Invalid URI",
      "Mar 05 08:30:12.123456 2024", "2024-03-05T08:30:12 203.0.113.7:5000", "Apache, errors"
    ),
    (
      "2024/03/05 08:30:12 [error] 12#0: *3 open() failed, client: 203.0.113.7, server: a.example",
      "2024/03/05 08:30:12", "2024-03-05T08:30:12 203.0.113.7", "nginx, errors"
    ),
    (
      "Mar  5 08:30:12 gate sshd[812]: Failed password for root from 203.0.113.7 port 4022 ssh2",
      "Mar  5 08:30:12", "03-05T08:30:12 gate", "syslog"
    ),
    (
      "<34>Mar  5 08:30:12 gate su: failed for 林薇", "Mar  5 08:30:12", "03-05T08:30:12 gate", "syslog"
    ),
    (
      "2024-03-05T08:30:12.123456+08:00 gate sshd[812]: Accepted publickey for li from 203.0.113.7",
      "2024-03-05T08:30:12.123456+08:00", "2024-03-05T08:30:12+08:00 gate", "syslog"
    ),
    (
      "<165>1 2024-03-05T08:30:12.003Z gate evntslog - ID47 [a@1 b=\"c\"] An event",
      "2024-03-05T08:30:12.003Z", "2024-03-05T08:30:12Z gate", "syslog"
    ),
  ]

  @Test(arguments: lines)
  func `have a record a line, with time, zone and host`(
    line: String, time: String, detail: String, form: String
  ) throws {
    let text = [line, line, "  a second line of the record", line, line, line].joined(separator: "\n")
    let log = try report(text)
    #expect(log.mediaType == "text/x-log")
    #expect(log.layer?.text == text)
    #expect(log.layer?.marks.map(\.detail) == [String?](repeating: detail, count: 5))
    #expect(marked(.header, in: log.layer) == [String](repeating: time, count: 5))
    #expect(log.notes.first?.hasPrefix("a log (\(form)), 5 records") == true, "\(log.notes)")
    #expect(log.value("form") == "log" && log.value("records") == "5")
    #expect(log.problems.isEmpty)
  }

  /// What stands in a line; what no calendar has in its place.
  @Test(arguments: [
    (0, "05/Mar/2024", "31/Feb/2024"), (0, "05/Mar/2024", "00/Mar/2024"), (0, "05/Mar/2024", "05/Mar/0024"),
    (0, "05/Mar/2024", "05/Mar/99999"), (3, "Mar 05", "Apr 31"), (3, "2024]", "9999]"),
    (4, "2024/03/05", "2023/02/29"), (4, "2024/03/05", "2024/13/05"), (5, "Mar  5", "Feb 30"),
    (7, "2024-03-05", "2024-04-31"), (7, "2024-03-05", "9024-03-05"), (8, "2024-03-05", "2100-02-29"),
  ])
  func `have no record on a day that no calendar has`(index: Int, day: String, other: String) throws {
    let line = Self.lines[index].line
    let text = [line, line, line, line, line.replacing(day, with: other)].joined(separator: "\n")
    #expect(text.contains(other))
    let log = try report(text)
    #expect(log.layer?.marks.count == 4 && log.value("records") == "4")
  }

  @Test func `know leap years, and where a year is not named leave it open`() throws {
    let leap = Self.lines[4].line.replacing("2024/03/05", with: "2024/02/29")
    let open = Self.lines[5].line.replacing("Mar  5", with: "Feb 29")
    for (line, detail) in [(leap, "2024-02-29T08:30:12 203.0.113.7"), (open, "02-29T08:30:12 gate")] {
      let log = try report([String](repeating: line, count: 3).joined(separator: "\n"))
      #expect(log.layer?.marks.first?.detail == detail)
    }
  }

  @Test func `say where their times lack year or zone`() throws {
    func note(_ index: Int) throws -> String? {
      try report([String](repeating: Self.lines[index].line, count: 3).joined(separator: "\r\n")).notes.first
    }
    #expect(try note(5)?.hasSuffix("; its times name neither year nor zone") == true)
    #expect(try note(4)?.hasSuffix("; its times name no zone") == true)
    #expect(try note(0)?.hasSuffix("5 records") == false && note(0)?.contains("zone") == false)
  }

  @Test func `may be JSON, a record a line`() throws {
    let line =
      #"{"@timestamp":"2024-03-05T08:30:12.5+08:00","level":"warn","host":"gate","msg":"登录失败 from 203.0.113.7"}"#
    let log = try report([String](repeating: line, count: 4).joined(separator: "\n"), name: "app.log")
    #expect(log.mediaType == "application/x-ndjson")
    #expect(
      log.layer?.marks.map(\.detail) == [String?](repeating: "2024-03-05T08:30:12+08:00 gate", count: 4))
    #expect(marked(.header, in: log.layer)[3] == "@timestamp: 2024-03-05T08:30:12.5+08:00")
    #expect(log.notes == ["a log (JSON Lines), 4 records"])
  }

  @Test func `may be a table of Windows events`() throws {
    let log = try report(
      """
      Level,Date and Time,Source,Event ID,Task Category,Computer
      Information,3/5/2024 8:30:12 AM,Microsoft-Windows-Security-Auditing,4624,Logon,DESK-7
      Information,3/15/2024 8:31:00 PM,Microsoft-Windows-Security-Auditing,4625,Logon,DESK-7

      """, name: "events.csv")
    #expect(log.mediaType == "text/csv")
    #expect(
      log.layer?.marks.map(\.detail) == [nil, "2024-03-05T08:30:12 DESK-7", "2024-03-15T20:31:00 DESK-7"])
    #expect(log.notes.first?.hasPrefix("a log (Windows events), 2 records") == true)
  }

  @Test(arguments: [
    "Mar 5 was a Tuesday.\nMar 6 was a Wednesday: we met.\nMar 7 we left.\n",
    "2024-03-05 08:30:12 we met\n2024-03-05 08:31:12 we talked\n2024-03-05 08:32:00 we left\n",
    "1. one [a]\n2. two [b]\n3. three: [c]\n",
    "From a@b.example Tue Mar  5 08:30:12 2024\nSubject: x\n\nbody\n",
    "05/03/2024, 08:30 - A: x\n05/03/2024, 08:31 - B: y\n05/03/2024, 08:32 - A: z\n",
  ])
  func `are not seen in other texts`(text: String) throws {
    #expect(try report(text, name: "notes.txt").mediaType != "text/x-log")
  }

  @Test func `that are long are read in segments that are logs too`() throws {
    let text = String(repeating: Self.lines[0].line + "\n", count: 500)
    let worker = Workers.start { $0.segmentBytes = 10_000 }
    let (whole, children) = try worker.reading(Array(text.utf8), name: "a.log")
    #expect(whole.mediaType == "text/x-log" && children.count > 3)
    let part = try Workers.start().reading(
      children[1].bytes, name: children[1].name, type: children[1].declaredType
    ).reading
    #expect(part.mediaType == "text/x-log" && part.value("form") == "log")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged are read without a trap`(seed: UInt64) throws {
    let line = Self.lines[Int(seed) % Self.lines.count].line
    let bytes = damaged(Array(String(repeating: line + "\n", count: 4).utf8), seed: seed)
    guard !bytes.isEmpty else { return }
    do {
      expectSound(
        try bytes.withUnsafeBytes { bytes in
          try DocumentReaders.read(bytes, hint: ReadHint(name: "a.log"), limits: ReadLimits()) {
            (_) throws(ReadError) in
          }
        })
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
