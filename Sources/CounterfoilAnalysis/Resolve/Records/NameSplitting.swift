extension RecordTable {
  /// Parts a column of full names into given name and surname, which say different things: a family has the surname in common.
  ///
  /// `Chen, Wei`, `Wei Chen` and 陈伟 are parted; a single word is a surname. Which of two words is the surname is often wrong, and
  /// makes no difference, since the two are also compared exchanged. Nothing is done where the table has either column already.
  public mutating func splitNames() {
    guard !columns.contains(where: { [.given, .surname].contains($0.kind) }) else { return }
    let full = columns.indices.filter { columns[$0].kind == .name }
    guard full.count == 1, let place = full.first else { return }
    let whole = columns[place]
    var given = Column(name: whole.name + ": given", kind: .given, reason: whole.reason)
    var surname = Column(name: whole.name + ": surname", kind: .surname, reason: whole.reason)
    let parts = (0..<whole.values.count).map { code -> (given: Int32, surname: Int32) in
      let (first, last) = Self.parts(whole.values.string(code))
      return (
        first.isEmpty ? -1 : given.values.intern(Array(first.utf8)),
        last.isEmpty ? -1 : surname.values.intern(Array(last.utf8))
      )
    }
    given.codes = whole.codes.map { $0 < 0 ? -1 : parts[Int($0)].given }
    surname.codes = whole.codes.map { $0 < 0 ? -1 : parts[Int($0)].surname }
    columns.replaceSubrange(place...place, with: [given, surname])
  }

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "mr.", "mrs.", "ms.",
    "dr.",
    "prof.", "jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "md",
  ]

  private static let doubleSurnames: Set<String> = [
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "皇甫", "尉迟", "公孙", "公孫", "慕容", "令狐", "端木",
    "长孙", "長孫", "宇文", "夏侯",
  ]

  static func parts(_ name: String) -> (given: String, surname: String) {
    if let comma = name.firstIndex(of: ",") {
      let (last, first) = (name[..<comma], name[name.index(after: comma)...])
      return (words(String(first)).joined(separator: " "), words(String(last)).joined(separator: " "))
    }
    let words = words(name)
    guard let last = words.last else { return ("", "") }
    if words.count == 1 {
      let characters = Array(last)
      let isHan = characters.allSatisfy { $0.unicodeScalars.allSatisfy { 0x3400...0x9FFF ~= $0.value } }
      guard isHan, 2...4 ~= characters.count else { return ("", last) }
      let isDouble = characters.count > 2 && doubleSurnames.contains(String(characters[..<2]))
      let width = isDouble ? 2 : 1
      return (String(characters[width...]), String(characters[..<width]))
    }
    return (words.dropLast().joined(separator: " "), last)
  }

  private static func words(_ text: String) -> [String] {
    let all = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    let kept = all.filter { !titles.contains($0.lowercased()) }
    return kept.isEmpty ? all : kept
  }
}
