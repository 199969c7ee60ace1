import HTTPTypes

/// Says why a request was not answered, and what to do.
struct FailurePage: Page {
  static let template = "failure"
  static let section = ""

  var title: String
  var status: Int
  var message: String
  var advice: String

  init(_ words: Words, _ failure: Failure) {
    title = words["failure.\(failure.words).title"]
    message = words["failure.\(failure.words).message"]
    advice = words["failure.\(failure.words).advice"]
    status = failure.status.code
  }
}
