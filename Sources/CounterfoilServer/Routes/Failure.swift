import HTTPTypes

/// A request that gets a page saying why not. Its words are in the section `failure` of the table.
struct Failure: Error, Hashable {
  var status: HTTPResponse.Status
  var words: String

  /// - Parameter what: `page`, `document` or `entity`.
  static func notFound(_ what: String) -> Failure {
    Failure(status: .notFound, words: "missing-" + what)
  }

  /// - Parameter what: `number`, `place`, `outcome` or `request`.
  static func badRequest(_ what: String) -> Failure {
    Failure(status: .badRequest, words: "bad-" + what)
  }

  static let method = Failure(status: .methodNotAllowed, words: "method")
  static let host = Failure(status: .misdirectedRequest, words: "host")
  static let broken = Failure(status: .internalServerError, words: "broken")
}
