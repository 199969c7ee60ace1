import HTTPTypes
import Hummingbird
import Logging

/// Stands before every page: who may ask, what may be asked, and what a browser may do with the
/// answer. Turns failures into pages.
struct RequestGuard: RouterMiddleware {
  typealias Context = BasicRequestContext
  let site: Site
  let listening: ListeningPort

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      try admit(request)
      response = try await next(request, context)
    } catch let failure as Failure {
      response = site.respond(to: failure)
    } catch let error as any HTTPResponseError {
      response = site.respond(to: error.status == .notFound ? .notFound("page") : .badRequest("request"))
    } catch {
      context.logger.error("page failed", metadata: ["error": "\(type(of: error))"])
      response = site.respond(to: .broken)
    }
    for field in Self.fields { response.headers[field.name] = field.value }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }

  /// Reading only; and only under the names of this machine, so that a name on the internet that is
  /// made to point here (DNS rebinding) is answered with a refusal and no more.
  private func admit(_ request: Request) throws {
    guard request.method == .get || request.method == .head else { throw Failure.method }
    guard let port = listening.value, let host = request.head.authority?.lowercased() else {
      throw Failure.host
    }
    let names = ["127.0.0.1", "localhost", "[::1]"]
    guard names.contains(where: { host == "\($0):\(port)" || (port == 80 && host == $0) }) else {
      throw Failure.host
    }
  }

  /// Nothing but this site's own files may load, and nothing may frame it or learn its addresses.
  private static let fields: [(name: HTTPField.Name, value: String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    (name("Referrer-Policy"), "no-referrer"),
    (name("X-Frame-Options"), "DENY"),
    (name("Cross-Origin-Opener-Policy"), "same-origin"),
    (name("Cross-Origin-Resource-Policy"), "same-origin"),
    (name("Permissions-Policy"), "camera=(), microphone=(), geolocation=()"),
  ]

  private static func name(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a field name") }
    return name
  }
}
