import Counterfoil
import CounterfoilModel
import CounterfoilStore

/// All that is said of one entity, each statement with its quote.
struct EntityPage: Page {
  static let template = "entity"
  static let section = ""
  private static let statementsOnPage = 100

  var title: String
  var identifier: String
  var schema: String
  var total: String
  var otherNames: String?
  var note: String?
  var groups: [Group]
  var paging: Paging

  struct Group {
    var property: String
    var statements: [StatementView]
  }

  init(_ site: Site, id: String, _ parameters: Parameters) throws {
    let words = site.words
    let stored = try site.workbench.statements(about: EntityID(id))
    guard let first = stored.first?.statement else { throw Failure.notFound("entity") }
    let entity = Entity(id: EntityID(id), statements: stored.map(\.statement))
    // A mail has no name, but a subject.
    let names =
      ["name", "title", "subject", "value"].lazy.map(entity.values(of:))
      .first { !$0.isEmpty } ?? []
    title = (names.first ?? id).shown
    identifier = id
    schema = words.known("schemata.\(first.schema)") ?? first.schema
    total = words.count("entity.total", stored.count)
    otherNames =
      names.count > 1 ? names.dropFirst().prefix(20).map(\.shown).joined(separator: ", ") : nil
    // Identifiers write a pack's `_` as `-`.
    let entry = id.hasPrefix("org-") ? String(id.dropFirst(4)) : id
    note =
      (site.explanations.organisation(entry)
      ?? site.explanations.organisation(entry.split(separator: "-").joined(separator: "_")))?.note
    let pages = max(1, (stored.count + Self.statementsOnPage - 1) / Self.statementsOnPage)
    let page = min(max(try parameters.count("page") ?? 1, 1), pages)
    var groups: [Group] = []
    for item in stored.dropFirst((page - 1) * Self.statementsOnPage).prefix(Self.statementsOnPage) {
      let view = StatementView(item, words)
      if let index = groups.firstIndex(where: { $0.property == view.property }) {
        groups[index].statements.append(view)
      } else {
        groups.append(Group(property: view.property, statements: [view]))
      }
    }
    self.groups = groups
    paging = Paging(page: page, pages: pages, words: words) { number in
      var address = Address("/entity/" + Address.encode(id))
      if number > 1 { address.add("page", "\(number)") }
      return address.text
    }
  }
}
