public import CounterfoilModel
import CounterfoilStore
import Foundation

extension Workbench {
  /// Opens a case.
  /// - Parameter review: ISO 8601 day; a year from today where nil, five years from today at most.
  /// - Throws: `CaseError`.
  public func openCase(title: String, purpose: String, basis: String, review: String? = nil) throws
    -> CaseFile
  {
    func text(_ value: String, _ what: String) throws -> String {
      let text = value.trimmingCharacters(in: .whitespacesAndNewlines)
      guard !text.isEmpty else { throw CaseError.missing(what) }
      return text
    }
    let now = Timestamp.now()
    let today = String(now.prefix(10))
    let year = String(now.prefix(4))
    func later(_ years: Int) -> String { "\((Int(year) ?? 0) + years)" + today.dropFirst(4) }
    let day = review ?? later(1)
    guard Self.isDay(day) else { throw CaseError.noDay(day) }
    guard day > today, day <= later(5) else { throw CaseError.reviewOutOfRange(day, last: later(5)) }
    let (title, purpose, basis) = (
      try text(title, "title"), try text(purpose, "purpose"), try text(basis, "basis")
    )
    return try casebase.write { db in
      let number = try CaseRecord.count(db, year: year) + 1
      let digits = number < 1000 ? String("00\(number)".suffix(3)) : "\(number)"
      let file = CaseFile(
        id: "C-\(year)-\(digits)", title: title, purpose: purpose, basis: basis, review: day,
        openedBy: Account.current, openedAt: now)
      try CaseRecord.insert(file, db)
      return file
    }
  }

  /// In the order in which they were opened.
  public func cases() throws -> [CaseFile] { try casebase.read { try CaseRecord.all($0) } }

  /// The case that work on people belongs to.
  /// - Throws: `CaseError` where there is none of that name, or where its review is overdue.
  public func caseFile(_ id: String) throws -> CaseFile {
    guard let file = try casebase.read({ try CaseRecord.fetch($0, id: id) }) else {
      throw CaseError.unknown(id)
    }
    guard file.review >= String(Timestamp.now().prefix(10)) else { throw CaseError.overdue(id, file.review) }
    return file
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return false }
    let components = DateComponents(
      calendar: Calendar(identifier: .gregorian), year: year, month: month, day: day)
    return components.isValidDate
  }
}

/// Why a case could not be opened or used, and what to do.
public enum CaseError: Error, Hashable, CustomStringConvertible {
  case missing(String)
  case noDay(String)
  case reviewOutOfRange(String, last: String)
  case unknown(String)
  case overdue(String, String)

  public var description: String {
    switch self {
    case .missing(let what): "a case needs a \(what): say in a few words what it is"
    case .noDay(let text): "\(text) is no day; write the review date as 2027-03-31"
    case .reviewOutOfRange(let day, let last):
      "the review date \(day) is not between tomorrow and \(last): a case is looked at again within five years"
    case .unknown(let id):
      "there is no case \(id); `counterfoil case list` shows those there are, `counterfoil case new` opens one"
    case .overdue(let id, let day):
      "the review of case \(id) was due on \(day); until somebody has reviewed it nobody is screened in it"
    }
  }
}
