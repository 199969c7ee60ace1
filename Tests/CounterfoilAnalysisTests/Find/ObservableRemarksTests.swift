import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Remarks on observables` {
  private static let remarks: ObservableRemarks = {
    do { return ObservableRemarks(tables: try KnowledgeLoader.observableTables()) } catch {
      preconditionFailure("\(error)")
    }
  }()

  private func remarks(_ text: String) -> [String] {
    Find.mentions(text).filter { Find.observables.contains($0.kind) }.flatMap(Self.remarks.remarks)
  }

  @Test(arguments: [
    ("192.168.1.1", "private address"), ("10.3.2.1", "private address"), ("8.8.8.8", "open resolver"),
    ("2001:db8::1", "special use"), ("google.com", "most visited"), ("docs.google.com", "most visited"),
    ("http://bit.ly/x", "shortens links"), ("https://10.0.0.1/a", "private address"),
    ("d41d8cd98f00b204e9800998ecf8427e", "empty file"), ("a@mailinator.com", "throw-away"),
    ("аpple.com", "looks like apple.com"), ("paypa1.com", "looks like paypal.com"),
    ("bücher.example", "in other letters: bücher.example"), ("xn--bcher-kva.example", "bücher"),
  ])
  func `say what many share or mistake`(text: String, remark: String) {
    #expect(remarks(text).contains { $0.contains(remark) }, "\(remarks(text))")
  }

  @Test(arguments: [
    "evil-host.xyz", "45.77.1.2", "hxxp://evil-host[.]xyz/a", "0cc175b9c0f1b6a831c399e269772661",
  ])
  func `are not made where there is nothing to say`(text: String) {
    #expect(!remarks(text).contains { $0.contains("looks like") || $0.contains("private") })
  }

  @Test func `never drop an observable`() {
    #expect(Find.found("192.168.1.1 and google.com", Find.observables).count == 2)
  }

  @Test(
    arguments: [
      ("The implant beaconed to evil[.]example.", "command-and-control"),
      ("C2 servers: one.example.com", "command-and-control"),
      ("evil.example is a C2.", "command-and-control"),
      ("受害主机 203.0.113.5 已下线。", "victim"), ("样本 0cc175b9c0f1b6a831c399e269772661", "sample"),
      ("木馬樣本：0cc175b9c0f1b6a831c399e269772661", "sample"), ("c2.example.org was registered.", nil),
      ("evil.example, which is no C2 of theirs", nil), ("Mail lin@example.org for more.", nil),
      ("a phishing page at login.example.net", "phishing"), ("the abc2 host 203.0.113.5", nil),
    ] as [(String, String?)])
  func `take what an observable was used for from its own sentence`(sentence: String, context: String?) throws
  {
    let mention = try #require(Find.mentions(sentence).first { Find.observables.contains($0.kind) })
    #expect(Self.remarks.context(of: mention, in: sentence, at: mention.range) == context)
  }

  @Test func `stand on tables without a broken row`() throws {
    let tables = try KnowledgeLoader.observableTables()
    #expect(tables.hosts.count > 40_000)
    #expect(tables.networks.allSatisfy { $0.prefixBits > 0 || $0.warning.list == "special-use" })
  }
}
