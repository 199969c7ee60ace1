import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Counting of sources` {
  private func sources(_ sayings: [Saying], _ documents: SourceDocuments) -> Int {
    Accounts.counter(documents).count(sayings).sources
  }

  @Test func `takes copies for one source and counts all documents`() {
    let documents = SourceDocuments([
      Accounts.document(1), Accounts.document(2, group: 1), Accounts.document(3),
    ])
    let count = Accounts.counter(documents).count([1, 2, 3].map { Accounts.saying($0) })
    #expect(count == Corroboration(documents: 3, sources: 2))
  }

  @Test func `counts the places of the same bytes as documents`() {
    let documents = SourceDocuments([Accounts.document(1, duplicates: ["again.txt", "once more.txt"])])
    let count = Accounts.counter(documents).count([Accounts.saying(1), Accounts.saying(1, at: 9..<12)])
    #expect(count == Corroboration(documents: 3, sources: 1))
  }

  @Test func `takes two documents for one source where both have the quoted words in a shared passage`() {
    let shared = SourceDocuments.SharedPassage(
      document: 1, other: 2, quotation: Quotation(first: 10..<60, second: 200..<250))
    let documents = SourceDocuments([Accounts.document(1), Accounts.document(2)], shared: [shared])
    let inside = [Accounts.saying(1, at: 20..<30), Accounts.saying(2, at: 210..<220)]
    #expect(sources(inside, documents) == 1)
    let outside = [Accounts.saying(1, at: 20..<30), Accounts.saying(2, at: 245..<255)]
    #expect(sources(outside, documents) == 2)
  }

  @Test func `keeps two articles apart that a digest holds both`() {
    let documents = SourceDocuments(
      [Accounts.document(1), Accounts.document(2), Accounts.document(3)],
      parts: [SourceDocuments.Part(part: 1, whole: 3), SourceDocuments.Part(part: 2, whole: 3)])
    #expect(sources([1, 2, 3].map { Accounts.saying($0) }, documents) == 2)
    #expect(sources([1, 3].map { Accounts.saying($0) }, documents) == 1)
  }

  @Test(arguments: [
    ("OSLO, 3 March (Reuters) - A man", "BERGEN (Reuters) A man", 1),
    ("新华社北京3月3日电 某人", "（新华社）某人", 1), ("OSLO (Reuters)", "OSLO (AFP)", 2), ("one", "another", 2),
  ])
  func `takes what carries one wire for one source`(one: String, other: String, expected: Int) {
    let documents = SourceDocuments([
      Accounts.document(1, opening: one), Accounts.document(2, opening: other),
    ])
    #expect(sources([1, 2].map { Accounts.saying($0) }, documents) == expected)
  }

  @Test(arguments: [
    ("the FBI", "The FBI", 1), ("the FBI", "a colleague", 2), ("", "the FBI", 2), ("", "", 2),
  ])
  func `takes one named speaker for one source`(one: String, other: String, expected: Int) {
    let documents = SourceDocuments([Accounts.document(1), Accounts.document(2)])
    #expect(
      sources([Accounts.saying(1, speaker: one), Accounts.saying(2, speaker: other)], documents) == expected)
  }
}
