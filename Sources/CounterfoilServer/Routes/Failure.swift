package import HTTPTypes

/// A request that gets a page saying why not. Its words are in the section `failure` of the table.
package struct Failure: Error, Hashable {
  package var status: HTTPResponse.Status
  package var words: String

  /// - Parameter what: `page`, `document` or `entity`.
  package static func notFound(_ what: String) -> Failure {
    Failure(status: .notFound, words: "missing-" + what)
  }

  /// - Parameter what: `number`, `place`, `outcome` or `request`.
  package static func badRequest(_ what: String) -> Failure {
    Failure(status: .badRequest, words: "bad-" + what)
  }

  package static let method = Failure(status: .methodNotAllowed, words: "method")
  package static let host = Failure(status: .misdirectedRequest, words: "host")
  package static let broken = Failure(status: .internalServerError, words: "broken")
}
