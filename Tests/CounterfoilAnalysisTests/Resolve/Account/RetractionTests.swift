import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Retractions` {
  private func marked(
    _ sayings: [Saying], _ documents: SourceDocuments, _ notices: [CorrectionNotice] = []
  ) -> [[Retraction.Ground]] {
    RetractionFinder(
      sources: documents, tables: Accounts.tables, counter: Accounts.counter(documents), notices: notices
    ).marked(sayings).map { $0.retractions.map(\.ground) }
  }

  @Test func `reach what the same speaker said before, and who copied it, and nobody else`() {
    let documents = SourceDocuments([
      Accounts.document(1, date: "2023-03-01"), Accounts.document(2, group: 1, date: "2023-03-02"),
      Accounts.document(3, date: "2023-03-05"), Accounts.document(4, date: "2023-11-01"),
    ])
    let sayings = [
      Accounts.saying(1, speaker: "the ministry"), Accounts.saying(2), Accounts.saying(3),
      Accounts.saying(4, .retracted, speaker: "The Ministry"),
    ]
    #expect(marked(sayings, documents) == [[.speaker], [.copied], [], []])
  }

  @Test func `reach the paper's own article by the name at its head`() {
    let documents = SourceDocuments([
      Accounts.document(1, opening: "The Harbour Gazette\n3 March"),
      Accounts.document(2, opening: "Radio North"),
      Accounts.document(3),
    ])
    let sayings = [
      Accounts.saying(1), Accounts.saying(2), Accounts.saying(3, .retracted, speaker: "Harbour Gazette"),
    ]
    #expect(marked(sayings, documents) == [[.speaker], [], []])
  }

  @Test func `do not reach what was said after`() {
    let documents = SourceDocuments([
      Accounts.document(1, date: "2024-03-01"), Accounts.document(2, date: "2023-11-01"),
    ])
    let sayings = [
      Accounts.saying(1, speaker: "ministry"), Accounts.saying(2, .retracted, speaker: "ministry"),
    ]
    #expect(marked(sayings, documents) == [[], []])
  }

  @Test func `reach an article that a correction withdraws by title, its copies, and its own retelling`() {
    let documents = SourceDocuments([
      Accounts.document(1, title: "A quiet man and his employer"), Accounts.document(2, group: 1),
      Accounts.document(3), Accounts.document(4),
    ])
    let notice = CorrectionNotice(
      document: 4, target: 1, isWithdrawal: true, quote: "we withdraw the article")
    #expect(
      marked((1...4).map { Accounts.saying($0) }, documents, [notice])
        == [[.withdrawn], [.copied], [], [.repeated]])
  }

  @Test(arguments: [
    ("Correction\n\nWe withdraw the article \"A quiet man and his employer\" of 3 March.", true),
    ("Correction\n\nIn \"A quiet man and his employer\" we misspelt a name.", false),
    ("更正启事\n本报撤回报道《A quiet man and his employer》。", true),
  ])
  func `are read where a correction names a title`(text: String, isWithdrawal: Bool) {
    let notice = CorrectionNotice.read(
      text, document: 2, naming: "A quiet man and his employer", of: 1, tables: Accounts.tables)
    #expect(notice?.isWithdrawal == isWithdrawal)
  }

  @Test(arguments: [
    ("Correction: we withdraw the article.", "A quiet man and his employer"),
    ("News\nWe withdraw the article \"A quiet man and his employer\".", "A quiet man and his employer"),
    ("Correction\nWe withdraw the article Notes.", "Notes"),
  ])
  func `are not read without the title, the heading, or a title long enough`(text: String, title: String) {
    #expect(
      CorrectionNotice.read(text, document: 2, naming: title, of: 1, tables: Accounts.tables) == nil)
  }
}
