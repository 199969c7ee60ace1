import Counterfoil
import CounterfoilModel
import Foundation
import HTTPTypes
import Hummingbird

/// Every address of the site, and the page that answers it. A new page is one line here, one file
/// in `Pages` and one template.
struct Routes: Sendable {
  let site: Site
  let listening: ListeningPort

  func router() -> Router<BasicRequestContext> {
    let router = Router(options: [.autoGenerateHeadEndpoints])
    router.add(middleware: RequestGuard(site: site, listening: listening))
    page(router, "/") { try SearchPage(site, Parameters($0)) }
    page(router, "/document/:id") { request, path in
      try DocumentPage(site, id: try path.number("id"), Parameters(request))
    }
    page(router, "/ledger") { try LedgerPage(site, Parameters($0)) }
    page(router, "/entity/:id") { request, path in
      try EntityPage(site, id: try path.text("id"), Parameters(request))
    }
    router.get("/document") { request, _ in try await place(request) }
    router.get("/static/:name") { request, context in
      try site.statics.response(
        name: context.parameters.get("name") ?? "", ifNoneMatch: request.headers[.ifNoneMatch])
    }
    router.get("/healthz") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
    }
    return router
  }

  private func page<Shown: Page>(
    _ router: Router<BasicRequestContext>, _ path: RouterPath,
    _ make: @escaping @Sendable (Request, PathValues) throws -> Shown
  ) {
    router.get(path) { request, context in
      let values = PathValues(parameters: context.parameters)
      return try await site.respond { try make(request, values) }
    }
  }

  private func page<Shown: Page>(
    _ router: Router<BasicRequestContext>, _ path: RouterPath,
    _ make: @escaping @Sendable (Request) throws -> Shown
  ) {
    page(router, path) { request, _ in try make(request) }
  }

  /// `/document?file=…&part=…` leads to the document's page: links that outlive row numbers.
  private func place(_ request: Request) async throws -> Response {
    let parameters = Parameters(request)
    guard let file = parameters["file"] else { throw Failure.badRequest("place") }
    let part = parameters["part"] ?? ""
    guard
      let id = try await offload({
        try site.workbench.documentID(at: DocumentPlace(file: file, part: part))
      })
    else { throw Failure.notFound("document") }
    var address = Address("/document/\(id)")
    address.add("start", parameters["start"])
    address.add("end", parameters["end"])
    return Response(status: .found, headers: [.location: address.text])
  }
}

/// The named pieces of a path.
struct PathValues {
  let parameters: Hummingbird.Parameters

  func text(_ name: String) throws -> String {
    guard let value = parameters.get(name)?.removingPercentEncoding, !value.isEmpty else {
      throw Failure.notFound("page")
    }
    return value
  }

  func number(_ name: String) throws -> Int64 {
    guard let value = Int64(try text(name)), value > 0 else { throw Failure.notFound("document") }
    return value
  }
}

/// Runs what waits for the disk or the processor away from the threads that answer.
func offload<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global(qos: .userInitiated).async {
      continuation.resume(with: Result { try work() })
    }
  }
}
