import CounterfoilModel

/// One pass over a text: lines to sentences, sentences to names.
struct RecogniserRun {
  let text: TextBytes
  let recogniser: Recogniser
  private(set) var found: [Recogniser.Name] = []

  private var hasHanRuns = false
  private let buffer = FeatureBuffer()
  private let englishDecoder: TagDecoder?
  private let chineseDecoder: TagDecoder?
  private var tokens: [Token] = []
  private var units: [ChineseUnit] = []
  private var names: [TagDecoder.Name] = []
  /// Called with each sentence that can hold a name, for training.
  var onEnglish: (([Token]) -> Void)?
  var onChinese: (([ChineseUnit]) -> Void)?

  init(text: TextBytes, recogniser: Recogniser) {
    self.text = text
    self.recogniser = recogniser
    englishDecoder = recogniser.english.map { TagDecoder($0.file) }
    chineseDecoder = recogniser.chinese.map { TagDecoder($0.file) }
    tokens.reserveCapacity(FeatureBuffer.longest)
    units.reserveCapacity(FeatureBuffer.longest)
  }

  mutating func run() {
    var start = 0
    while start < text.count {
      let line = LineShape(text, from: start)
      switch line.sort {
      case .empty, .data: endSentence()
      case .english: english(start, line.end, line)
      case .chinese:
        endSentence()
        chinese(start, line.end)
      }
      start = line.next
    }
    endSentence()
    if hasHanRuns { settle() }
  }

  /// Names in characters were found before the sentence around them; of two that overlap the first to begin stays.
  private mutating func settle() {
    found.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
    var end = 0
    found.removeAll { name in
      if name.start < end { return true }
      end = name.end
      return false
    }
  }

  // MARK: English

  private mutating func english(_ start: Int, _ end: Int, _ line: LineShape) {
    guard recogniser.english != nil else { return }
    // A line that begins small goes on with the sentence before it.
    if !tokens.isEmpty, !line.beginsSmall { endSentence() }
    var cutter = EnglishTokens(text: text)
    var index = start
    var mayEnd = false
    while let token = cutter.next(from: index, to: end) {
      if mayEnd, token.isSpaced, token.kind != .punctuation || text[Int(token.start)] != 0x29 {
        if token.letterCase != 0 || token.kind != .word { endSentence() }
        mayEnd = false
      }
      if token.isSpaced, Int(token.start) > index, hasCellEdge(index, Int(token.start)) { endSentence() }
      index = Int(token.end)
      tokens.append(token)
      if token.kind == .punctuation {
        let byte = text[Int(token.start)]
        switch byte {
        case 0x2E, 0x21, 0x3F: mayEnd = true
        case 0x7C: endSentence()
        case 0x22, 0x27, 0x29, 0xE2: break
        default: mayEnd = false
        }
      } else {
        mayEnd = false
        if token.kind == .han { hanRun(Int(token.start), Int(token.end)) }
      }
      if tokens.count == FeatureBuffer.longest { endSentence() }
    }
    if !line.mayGoOn { endSentence() }
  }

  /// Whether a tab or a wide gap parts two cells of a table.
  private func hasCellEdge(_ start: Int, _ end: Int) -> Bool {
    if end - start >= 4 { return true }
    for index in start..<end where text[index] == 0x09 { return true }
    return false
  }

  /// Names in characters inside an English sentence, by themselves.
  private mutating func hanRun(_ start: Int, _ end: Int) {
    guard end - start >= 6 else { return }
    hasHanRuns = true
    chinese(start, end)
  }

  private mutating func endSentence() {
    defer { tokens.removeAll(keepingCapacity: true) }
    guard !tokens.isEmpty, let model = recogniser.english, let decoder = englishDecoder,
      model.features.prepare(&tokens)
    else { return }
    onEnglish?(tokens)
    model.features.write(tokens, into: buffer)
    decoder.names(buffer, into: &names)
    for name in names {
      add(Int(tokens[name.first].start), Int(tokens[name.last].end), name, model.file, isChinese: false)
    }
  }

  // MARK: Chinese

  private mutating func chinese(_ start: Int, _ end: Int) {
    guard let model = recogniser.chinese, let decoder = chineseDecoder else { return }
    let cutter = ChineseUnits(text: text, characters: model.features.characters)
    var index = start
    while index < end {
      units.removeAll(keepingCapacity: true)
      index = cutter.add(from: index, to: end, into: &units)
      guard !units.isEmpty, model.features.prepare(&units) else { continue }
      onChinese?(units)
      model.features.write(units, into: buffer)
      decoder.names(buffer, into: &names)
      for name in names {
        for part in parts(of: name) {
          add(
            Int(units[part.lowerBound].start), Int(units[part.upperBound - 1].end), name, model.file,
            isChinese: true)
        }
      }
    }
  }

  /// Wide spaces, and dashes: 上海—三亚.
  private static let edges: Set<UInt64> = [0x3000, 0xA0, 0x2013, 0x2014]

  /// The names that a name is where white space or a dash between characters parts it: 张伟 李娜 are two.
  ///
  /// A person's part has two to four characters; 张 伟, set apart to fill a line, stays whole.
  private func parts(of name: TagDecoder.Name) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = name.first
    for index in name.first...name.last {
      let isEdge = units[index].kind == .sign && Self.edges.contains(units[index].value)
      if isEdge {
        if index > start { parts.append(start..<index) }
        start = index + 1
      } else if index > start, units[index].kind == .han, units[index - 1].kind == .han,
        units[index].start != units[index - 1].end
      {
        parts.append(start..<index)
        start = index
      }
    }
    if start <= name.last { parts.append(start..<(name.last + 1)) }
    guard parts.count > 1 else { return parts }
    let isPerson = RecogniserTag.kinds[name.kind] == .person
    if isPerson, parts.count == 2, parts.allSatisfy({ $0.count == 1 }) {
      return [name.first..<(name.last + 1)]
    }
    return parts.filter { part in
      let isHan = part.allSatisfy { units[$0].kind == .han }
      return !isHan || part.count >= 2 && (part.count <= 4 || !isPerson)
    }
  }

  private mutating func add(
    _ start: Int, _ end: Int, _ name: TagDecoder.Name, _ file: ModelFile, isChinese: Bool
  ) {
    found.append(
      Recogniser.Name(
        start: start, end: end, kind: name.kind, margin: name.margin, isChinese: isChinese,
        confidence: Recogniser.confidence(name.margin, kind: name.kind, file)))
  }
}
