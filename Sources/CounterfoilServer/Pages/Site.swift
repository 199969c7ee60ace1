import Counterfoil
import Foundation
import HTTPTypes
import Hummingbird
import Mustache

/// What every page needs: the casebase, the words, the templates and the static files.
struct Site: Sendable {
  let workbench: Workbench
  let words: Words
  let statics: StaticFiles
  let explanations: Explanations
  private let templates: MustacheLibrary

  init(workbench: Workbench) throws {
    self.workbench = workbench
    guard let resources = Bundle.module.resourceURL else {
      throw ServeError.damagedInstallation("its pages cannot be found")
    }
    do {
      words = try Words(language: "en", folder: resources.appendingPathComponent("words"))
      statics = try StaticFiles(folder: resources.appendingPathComponent("static"))
      explanations = Explanations(lexicon: try Workbench.lexicon())
      templates = try Self.templates(resources.appendingPathComponent("templates"))
    } catch {
      throw ServeError.damagedInstallation("\(error)")
    }
  }

  /// Makes a page and answers with it.
  func respond<Shown: Page>(_ make: @escaping @Sendable () throws -> Shown) async throws -> Response {
    let html = try await offload { self.html(try make()) }
    return response(html, status: .ok)
  }

  func respond(to failure: Failure) -> Response {
    response(html(FailurePage(words, failure)), status: failure.status)
  }

  func html(_ page: some Page) -> String {
    let context: [String: Any] = [
      "words": words.table, "page": page, "frame": Frame(page, site: self),
    ]
    return templates.render(context, withTemplate: type(of: page).template) ?? ""
  }

  private func response(_ html: String, status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }

  /// Every template escapes with `ScalarEscaping`, not with Mustache's own escaping, which sees
  /// characters: a quotation mark with a combining accent is another character to it and passes.
  private static func templates(_ folder: URL) throws -> MustacheLibrary {
    MustacheContentTypes.register(ScalarEscaping(), named: ScalarEscaping.name)
    var library = MustacheLibrary()
    let ending = ".mustache"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(ending) {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      try library.register(
        "{{% CONTENT_TYPE:\(ScalarEscaping.name)}}\n" + text,
        named: String(name.dropLast(ending.count)))
    }
    return library
  }
}

/// A page: a view model that the template of its name renders.
protocol Page: Sendable {
  /// The file in `Web/templates`, without its ending.
  static var template: String { get }
  /// Which entry of the navigation this is; empty for none.
  static var section: String { get }
  /// For the browser's tab; empty for the program's name alone.
  var title: String { get }
}

/// What the layout shows around a page.
struct Frame {
  var title: String
  var language: String
  var style: String
  var script: String
  var icon: String
  var casebase: String
  var isSearch: Bool
  var isLedger: Bool

  init(_ page: some Page, site: Site) {
    let name = site.words["name"]
    title = page.title.isEmpty ? name : page.title.shown + " – " + name
    language = site.words.language
    style = site.statics.address("counterfoil.css")
    script = site.statics.address("counterfoil.js")
    icon = site.statics.address("icon.svg")
    casebase = site.workbench.folder.lastPathComponent
    isSearch = type(of: page).section == "search"
    isLedger = type(of: page).section == "ledger"
  }
}
