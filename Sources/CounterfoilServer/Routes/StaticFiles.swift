import CounterfoilModel
import Foundation
import HTTPTypes
import Hummingbird

/// Style, script and pictures, held in memory.
///
/// Pages name them with a piece of their digest, so a browser keeps each as long as it is the same.
struct StaticFiles: Sendable {
  private struct File: Sendable {
    var bytes: ByteBuffer
    var type: String
    var tag: String
  }

  private var files: [String: File] = [:]

  init(folder: URL) throws {
    for (ending, type) in [
      "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
      "svg": "image/svg+xml",
    ] {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      for name in names where name.hasSuffix("." + ending) {
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        let tag = data.withUnsafeBytes { String(Digest(sha256: $0).description.prefix(12)) }
        files[name] = File(bytes: ByteBuffer(bytes: data), type: type, tag: tag)
      }
    }
  }

  /// Where a page finds a file.
  func address(_ name: String) -> String { "/static/\(name)?v=\(files[name]?.tag ?? "")" }

  func response(name: String, ifNoneMatch: String?) throws -> Response {
    guard let file = files[name] else { throw Failure.notFound("page") }
    let tag = "\"\(file.tag)\""
    let headers: HTTPFields = [
      .contentType: file.type, .cacheControl: "private, max-age=31536000, immutable", .eTag: tag,
    ]
    if ifNoneMatch == tag { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
  }
}
