import CounterfoilModel

/// Reads one form as a pack writes it: `[not] > [tell] > [employer]|my boss @12`.
struct WordFormReader {
  /// What is wrong with a form, in a person's words.
  struct Failure: Error {
    var message: String
  }

  static func read(_ written: String) throws(Failure) -> WordForm {
    var form = WordForm(written: written, items: [])
    var parts = written.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    while let last = parts.last, last.hasPrefix("@") {
      if last == "@wide" {
        form.isWide = true
      } else if let limit = Int(last.dropFirst()), limit > 0 {
        form.limit = limit
      } else {
        throw Failure(message: "\(last) is neither @wide nor @ and a number")
      }
      parts.removeLast()
    }
    var current: [String] = []
    var isAfter = false
    func close() throws(Failure) {
      guard !current.isEmpty else {
        throw Failure(message: "two of & and > stand side by side, or one at an end")
      }
      form.items.append(try item(current.joined(separator: " "), isAfter: isAfter))
      current = []
    }
    for part in parts {
      switch part {
      case "&", ">":
        try close()
        isAfter = part == ">"
      default: current.append(part)
      }
    }
    try close()
    guard form.items.contains(where: { !$0.isGuard }) else {
      throw Failure(message: "a form needs something that must be there, not only what must not")
    }
    return form
  }

  private static func item(_ text: String, isAfter: Bool) throws(Failure) -> WordForm.Item {
    var rest = text[...]
    let isGuard = rest.first == "!"
    if isGuard { rest = rest.dropFirst() }
    var alternatives: [WordForm.Alternative] = []
    for piece in rest.split(separator: "|", omittingEmptySubsequences: false) {
      let word = piece.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      alternatives.append(try alternative(String(word)))
    }
    return WordForm.Item(alternatives: alternatives, isAfter: isAfter, isGuard: isGuard)
  }

  static func alternative(_ word: String) throws(Failure) -> WordForm.Alternative {
    guard let first = word.first, let last = word.last else {
      throw Failure(message: "there is nothing between two |")
    }
    switch (first, last) {
    case ("[", "]"):
      let name = String(word.dropFirst().dropLast())
      return name == "amount" ? .amount : name == "number" ? .number : .wordClass(name)
    case ("\"", "\"") where word.count > 2: return .exactly(String(word.dropFirst().dropLast()))
    default:
      if let stray = word.first(where: { "[]\"&>!@*()".contains($0) }) {
        throw Failure(message: "\(stray) cannot stand inside \(word)")
      }
      return .words(word)
    }
  }
}
