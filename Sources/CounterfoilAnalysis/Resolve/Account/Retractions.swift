package import CounterfoilModel
import CounterfoilText
import Foundation

/// That a correction names another document by its title.
package struct CorrectionNotice: Hashable, Sendable {
  package var document: Int64
  package var target: Int64
  /// Whether it takes back all of it.
  package var isWithdrawal: Bool
  package var quote: String

  package init(document: Int64, target: Int64, isWithdrawal: Bool, quote: String) {
    self.document = document
    self.target = target
    self.isWithdrawal = isWithdrawal
    self.quote = quote
  }

  /// The notice that a text is of a document with a title; nil where it corrects nothing or does not name it.
  /// - Parameter title: Of three words or six Chinese characters at least, else no name of a document.
  package static func read(
    _ text: String, document: Int64, naming title: String, of target: Int64, tables: AccountTables
  ) -> CorrectionNotice? {
    let folding = Folding.shared
    let (whole, sought) = (folding.key(text), folding.key(title))
    guard isNaming(title), isCorrection(text, tables), let named = whole.range(of: sought) else { return nil }
    for words in tables.withdrawals {
      guard let found = text.range(of: words, options: .caseInsensitive) else { continue }
      return CorrectionNotice(
        document: document, target: target, isWithdrawal: true, quote: sentence(text, found))
    }
    let found = text.range(of: title, options: .caseInsensitive)
    return CorrectionNotice(
      document: document, target: target, isWithdrawal: false,
      quote: found.map { sentence(text, $0) } ?? String(whole[named]))
  }

  /// Whether a title is long enough to name a document by.
  package static func isNaming(_ title: String) -> Bool {
    title.split(separator: " ").count >= 3
      || title.unicodeScalars.count { (0x3400...0x9FFF).contains($0.value) } >= 6
  }

  /// Whether a text says near its head that it corrects something.
  package static func isCorrection(_ text: String, _ tables: AccountTables) -> Bool {
    let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(headLength))).lowercased()
    let words = Set(head.split { !$0.isLetter }.map(String.init))
    return tables.corrections.contains { phrase in
      phrase.allSatisfy(\.isASCII) && !phrase.contains(" ") ? words.contains(phrase) : head.contains(phrase)
    }
  }

  /// Scalars: a heading and what stands above it.
  private static let headLength = 160

  private static func sentence(_ text: String, _ range: Range<String.Index>) -> String {
    let ends: Set<Character> = [".", "。", "!", "？", "?", "！", "\n", "*"]
    let start =
      text[..<range.lowerBound].lastIndex(where: ends.contains).map(text.index(after:)) ?? text.startIndex
    let end = text[range.upperBound...].firstIndex(where: ends.contains) ?? text.endIndex
    return text[start..<end].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Marks what is taken back: by whom, and on what ground.
package struct RetractionFinder: Sendable {
  private let sources: SourceDocuments
  private let tables: AccountTables
  private let counter: SourceCounter
  private let notices: [CorrectionNotice]
  private let folding = Folding.shared

  package init(
    sources: SourceDocuments, tables: AccountTables, counter: SourceCounter, notices: [CorrectionNotice]
  ) {
    self.sources = sources
    self.tables = tables
    self.counter = counter
    self.notices = notices
  }

  /// - Parameters:
  ///   - sayings: Of one thing.
  ///   - part: The link or event that they tell of, if they do.
  ///   - names: Our entity's, in all spellings.
  package func marked(
    _ sayings: [Saying], of part: EntityAccount.Part? = nil, names: [String] = []
  ) -> [Saying] {
    var result = sayings
    let retracting = sayings.filter(isRetracting)
    guard !retracting.isEmpty || !notices.isEmpty else { return result }
    for place in sayings.indices where tables.holding.contains(sayings[place].statement.modality) {
      result[place].retractions = byNotice(sayings[place], sayings) + bySpeaker(sayings[place], retracting)
    }
    // Whoever copied or quoted what is taken back has nothing left to stand on.
    let groups = counter.groups(sayings, copiesOnly: true)
    let origins = Dictionary(
      sayings.indices.filter { !result[$0].retractions.isEmpty }.map { (groups[$0], $0) },
      uniquingKeysWith: { one, _ in one })
    for place in sayings.indices
    where result[place].retractions.isEmpty && tables.holding.contains(sayings[place].statement.modality) {
      guard let origin = origins[groups[place]],
        result[origin].retractions.allSatisfy({ $0.document != sayings[place].document })
      else { continue }
      result[place].retractions = result[origin].retractions.map { retraction in
        var copied = retraction
        copied.ground = .copied
        return copied
      }
    }
    if let part {
      let (own, others) = (folded(names), part.ends.map { folded($0.spellings) })
      for place in sayings.indices
      where result[place].retractions.isEmpty && tables.holding.contains(sayings[place].statement.modality) {
        result[place].retractions = retold(sayings[place], part.kind.id, own, others)
      }
    }
    let corrections = Dictionary(
      result.flatMap(\.retractions).map { ($0.document, $0) }, uniquingKeysWith: { one, _ in one })
    for place in sayings.indices where tables.holding.contains(sayings[place].statement.modality) {
      guard let document = sayings[place].document, var own = corrections[document],
        result[place].retractions.isEmpty
      else { continue }
      own.ground = .repeated
      result[place].retractions = [own]
    }
    return result
  }

  private func folded(_ names: [String]) -> Set<String> { Set(names.map(folding.key)) }

  /// Where a correction withdraws a document and tells again what that told, by name.
  private func retold(
    _ saying: Saying, _ type: String, _ own: Set<String>, _ others: [Set<String>]
  ) -> [Retraction] {
    for notice in notices where notice.document == saying.document && notice.isWithdrawal {
      guard let document = sources[saying.document] else { continue }
      let isTold = sources.tellings[notice.target]?.contains { telling in
        telling.type == type && !telling.names.isDisjoint(with: own)
          && others.allSatisfy { !telling.names.isDisjoint(with: $0) }
      }
      guard isTold == true else { continue }
      return [
        Retraction(
          document: document.id, place: document.place, date: document.date, ground: .repeated,
          quote: notice.quote)
      ]
    }
    return []
  }

  private func byNotice(_ saying: Saying, _ all: [Saying]) -> [Retraction] {
    guard let document = sources[saying.document] else { return [] }
    var result: [Retraction] = []
    for notice in notices where notice.document != document.id {
      guard let target = sources[notice.target], target.group == document.group,
        let correction = sources[notice.document], isNotLater(document, than: correction)
      else { continue }
      if !notice.isWithdrawal, !all.contains(where: { $0.document == correction.id }) { continue }
      let ground: Retraction.Ground =
        target.id != document.id && target.title != document.title
        ? .copied : notice.isWithdrawal ? .withdrawn : .corrected
      let retraction = Retraction(
        document: correction.id, place: correction.place, date: correction.date, ground: ground,
        quote: notice.quote)
      if !result.contains(where: { $0.document == retraction.document }) { result.append(retraction) }
    }
    return result
  }

  /// Whether it says that something is taken back: in so many words, or by denying it under the heading of a correction.
  private func isRetracting(_ saying: Saying) -> Bool {
    saying.statement.modality == .retracted
      || tables.opposing.contains(saying.statement.modality)
        && sources[saying.document].map { CorrectionNotice.isCorrection($0.opening, tables) } == true
  }

  private func bySpeaker(_ saying: Saying, _ all: [Saying]) -> [Retraction] {
    all.compactMap { other in
      guard other.document != saying.document, let by = sources[other.document],
        let document = sources[saying.document], isNotLater(document, than: by),
        isSpeaker(of: saying, in: document, other)
      else { return nil }
      var quote = ""
      if case .passage(let passage) = other.statement.citation { quote = passage.quote }
      return Retraction(
        document: by.id, place: by.place, date: by.date, ground: .speaker, quote: quote)
    }
  }

  /// Whether whoever takes something back is who said it: the named speaker, or the paper that the document names at its head.
  private func isSpeaker(of saying: Saying, in document: SourceDocument, _ other: Saying) -> Bool {
    let (speaker, back) = (
      folding.key(saying.statement.speaker.name), folding.key(other.statement.speaker.name)
    )
    guard !back.isEmpty else { return false }
    if !speaker.isEmpty { return speaker == back }
    return folding.key(document.opening).contains(back)
  }

  private func isNotLater(_ one: SourceDocument, than other: SourceDocument) -> Bool {
    guard let a = one.date, let b = other.date else { return true }
    return a.prefix(10) <= b.prefix(10)
  }
}
