import Mustache

/// A tree of phrases, as the word files hold it.
indirect enum WordTable: Sendable, Decodable, MustacheParent, MustacheCustomRenderable {
  case phrase(String)
  case section([String: WordTable])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .phrase(text)
    } else {
      self = .section(try container.decode([String: WordTable].self))
    }
  }

  func child(named name: String) -> Any? {
    guard case .section(let children) = self else { return nil }
    return children[name]
  }

  var renderText: String {
    if case .phrase(let text) = self { text } else { "" }
  }

  var isNull: Bool { false }
}
