internal import CounterfoilModel

/// Walks the markup of one page and writes its text.
///
/// Tokens are cut as the HTML standard says, and end tags close what it says they close, as far as
/// lines and hidden spans depend on it. No tree is built: the cost is linear in the input, with the
/// open elements as the only state.
struct HTMLPage {
  var writer: LineWriter
  private(set) var metadata = HTMLMetadata()
  /// Set where the input ends inside a tag.
  private(set) var endsInsideTag = false
  private(set) var title: MetadataEntry?

  let source: HTMLSource
  let bytes: UnsafeRawBufferPointer
  private let isXML: Bool
  var open: [OpenElement] = []
  var attributes: [HTMLAttribute] = []
  private var openLinks = 0
  /// Where the open link leads; links do not nest.
  private var link: String?
  /// Open elements by the low bits of their name, to tell at once that an end tag has no start.
  private var openCounts = [UInt32](repeating: 0, count: 256)
  /// Elements of text that have no end tag in what is left of the page.
  private var unclosed: Set<HTMLName> = []
  private var openVectors = 0
  var sheet = HTMLStyleSheet()
  /// For each open row, the line count when it began, or nothing before its first cell.
  private var rows: [Int?] = []

  /// Deeper elements are read, and their own style is not.
  private static let depthLimit = 1 << 18
  /// How far up an end tag looks for its start.
  private static let reach = 512

  struct OpenElement {
    var name: HTMLName
    var traits: HTMLTraits
    var style: HTMLStyle
    var isDropped: Bool
    var hidesSubtree: Bool
    var isInvisible: Bool
    var isTiny: Bool
    var color: UInt32
    var background: UInt32
    var span = 0

    /// Plain values only: the stack is searched at every end tag.
    var isHidden: Bool {
      hidesSubtree || isInvisible || isTiny || HTMLStyle.isSame(color, background)
    }
  }

  /// - Parameter bytes: Valid UTF-8.
  init(_ bytes: UnsafeRawBufferPointer, isXML: Bool, layerBytes: Int) {
    self.bytes = bytes
    source = HTMLSource(bytes)
    self.isXML = isXML
    writer = LineWriter(byteLimit: layerBytes)
    // The page itself: black on white.
    open.append(
      OpenElement(
        name: HTMLName(), traits: .special, style: HTMLStyle(), isDropped: false,
        hidesSubtree: false,
        isInvisible: false, isTiny: false, color: 0, background: 0xFFFFFF))
  }

  mutating func read() {
    var index = 0
    while index < bytes.count, !writer.isFull {
      guard let less = ByteSearch.firstIndex(ofByte: UInt8(ascii: "<"), in: bytes, from: index)
      else {
        writeText(index..<bytes.count, escapable: true)
        break
      }
      if less > index { writeText(index..<less, escapable: true) }
      index = readMarkup(at: less)
    }
    while open.count > 1 { pop() }
    writer.finish()
  }

  // MARK: Tokens

  private mutating func readMarkup(at less: Int) -> Int {
    let next = less + 1 < bytes.count ? bytes[less + 1] : 0
    switch next {
    case UInt8(ascii: "!"): return readDeclaration(at: less)
    case UInt8(ascii: "?"): return source.after(UInt8(ascii: ">"), from: less + 2)
    case UInt8(ascii: "/"):
      guard less + 2 < bytes.count, HTMLSource.isLetter(bytes[less + 2]) else {
        return source.after(UInt8(ascii: ">"), from: less + 2)
      }
      guard let tag = source.readTag(at: less + 2, into: &attributes) else {
        return cutTag(at: less)
      }
      closeElement(tag.name)
      return tag.next
    case _ where HTMLSource.isLetter(next):
      guard let tag = source.readTag(at: less + 1, into: &attributes) else {
        return cutTag(at: less)
      }
      return openElement(tag.name, isClosed: tag.isClosed, next: tag.next)
    default:
      writeText(less..<(less + 1), escapable: false)
      return less + 1
    }
  }

  private mutating func cutTag(at less: Int) -> Int {
    endsInsideTag = true
    writer.write(source.slice(less..<bytes.count), hidden: true, preformatted: false)
    return bytes.count
  }

  /// Comments, document types and CDATA sections.
  private mutating func readDeclaration(at less: Int) -> Int {
    if source.matches("<!--", at: less) {
      let start = less + 4
      if source.matches(">", at: start) { return start + 1 }
      if source.matches("->", at: start) { return start + 2 }
      var dash = start
      while let found = ByteSearch.firstIndex(of: "--", in: bytes, from: dash) {
        if source.matches("-->", at: found) {
          writeComment(start..<found)
          return found + 3
        }
        if source.matches("--!>", at: found) {
          writeComment(start..<found)
          return found + 4
        }
        dash = found + 1
      }
      writeComment(start..<bytes.count)
      return bytes.count
    }
    if source.matches("<![CDATA[", at: less), isXML || openVectors > 0 {
      let end = ByteSearch.firstIndex(of: "]]>", in: bytes, from: less + 9)
      writeText((less + 9)..<(end ?? bytes.count), escapable: false)
      return end.map { $0 + 3 } ?? bytes.count
    }
    return source.after(UInt8(ascii: ">"), from: less + 2)
  }

  // MARK: Elements

  private mutating func openElement(_ name: HTMLName, isClosed: Bool, next: Int) -> Int {
    let known = HTMLTable.traits[name]
    let traits = known ?? []
    closeImplied(by: traits, name: name)

    if traits.contains(.row) {
      writer.breakRow()
    } else if traits.contains(.cell) {
      breakCell()
    } else if traits.contains(.block) || name == .br {
      writer.breakLine()
    }
    if traits.contains(.row) { rows.append(nil) }

    let style = style(of: name)
    if traits.contains(.void) {
      writeVoid(name, style: style)
      return next
    }
    if name == .html || name == .body, metadata.language == nil {
      metadata.language = value(.lang) ?? value(.xmlLang)
    }
    if name == .time, metadata.time == nil { metadata.time = value(.datetime) }
    if isClosed, isXML || known == nil {
      if traits.contains(.row) { rows.removeLast() }
      return next
    }

    push(name, traits: traits, style: style)
    if name == .a {
      openLinks += 1
      if let href = value(.href), !href.isEmpty, href.utf8.first != UInt8(ascii: "#") {
        open[open.count - 1].span = writer.beginSpan()
        link = href.utf8.count <= 2048 ? href : String(href.unicodeScalars.prefix(2048))
      }
    }
    if name == .svg { openVectors += 1 }
    if traits.contains(.raw) || traits.contains(.escapable) {
      return readRaw(name, traits: traits, from: next)
    }
    return next
  }

  /// Reads on to the end tag of an element that holds only text.
  private mutating func readRaw(_ name: HTMLName, traits: HTMLTraits, from start: Int) -> Int {
    if unclosed.contains(name) { return start }
    var index = start
    var content: Range<Int>?
    var after = bytes.count
    while let less = ByteSearch.firstIndex(of: "</", in: bytes, from: index) {
      var end = less + 2
      var found = HTMLName()
      while end < bytes.count, !HTMLSource.endsName(bytes[end]) {
        found.append(bytes[end])
        end += 1
      }
      if found == name {
        content = start..<less
        after = source.after(UInt8(ascii: ">"), from: end)
        break
      }
      index = less + 2
    }
    if content == nil, traits.contains(.escapable) {
      unclosed.insert(name)
      return start
    }
    let isTitle = name == .title && openVectors == 0 && title == nil
    let span = isTitle ? writer.beginSpan() : 0
    if name == .style, let content { sheet.add(source.slice(content)) }
    if !traits.contains(.dropped) {
      writeText(content ?? start..<bytes.count, escapable: traits.contains(.escapable))
    }
    if isTitle, let range = writer.endSpan(span, as: .title, detail: nil) {
      let value = source.decoded(content ?? start..<start)
      title = MetadataEntry(name: "title", value: Whitespace.collapse(value), range: range)
    }
    pop()
    return after
  }

  private mutating func writeVoid(_ name: HTMLName, style: HTMLStyle) {
    if name == .img || name == .input, let alternative = value(.alt), !alternative.isEmpty {
      let hidden = isHidden || style.hidesSubtree || style.isInvisible == true
      guard !(open.last?.isDropped ?? false) else { return }
      var words = " \(alternative) "
      words.withUTF8 {
        writer.write(UnsafeRawBufferPointer($0), hidden: hidden, preformatted: false)
      }
    }
    if name == .meta, let content = value(.content) {
      for key in [HTMLName.name, .property, .itemprop] {
        if let label = value(key) { metadata.add(label, Whitespace.collapse(content)) }
      }
    }
    if name == .link, value(.rel)?.lowercased() == "canonical", let target = value(.href) {
      metadata.add("og:url", target)
    }
  }

  private mutating func push(_ name: HTMLName, traits: HTMLTraits, style: HTMLStyle) {
    guard open.count < Self.depthLimit, let parent = open.last else { return }
    var element = OpenElement(
      name: name, traits: traits, style: style, isDropped: false, hidesSubtree: false,
      isInvisible: false, isTiny: false, color: 0, background: 0)
    Self.inherit(&element, from: parent)
    open.append(element)
    openCounts[Self.slot(name)] += 1
  }

  private static func slot(_ name: HTMLName) -> Int {
    Int(truncatingIfNeeded: name.value ^ name.value >> 8 ^ name.value >> 16) & 0xFF
  }

  private static func inherit(_ element: inout OpenElement, from parent: OpenElement) {
    element.isDropped = parent.isDropped || element.traits.contains(.dropped)
    element.hidesSubtree = parent.hidesSubtree || element.style.hidesSubtree
    element.isInvisible = element.style.isInvisible ?? parent.isInvisible
    element.isTiny = element.style.isTiny ?? parent.isTiny
    element.color = element.style.color ?? parent.color
    element.background = element.style.background ?? parent.background
    if parent.traits.contains(.preformatted) { element.traits.insert(.preformatted) }
  }

  private mutating func closeImplied(by traits: HTMLTraits, name: HTMLName) {
    if traits.contains(.endsParagraph) { close(.p, stoppingAt: .special) }
    if traits.contains(.listItem) || traits.contains(.term) {
      let group: HTMLTraits = traits.contains(.listItem) ? .listItem : .term
      close(
        { $0.traits.contains(group) },
        stoppingAt: { $0.traits.contains(.list) || $0.traits.contains(.scope) })
    } else if traits.contains(.option) {
      if open.last?.traits.contains(.option) ?? false,
        name != HTMLName("option") || open.last?.name == name
      {
        pop()
      }
    } else if traits.contains(.cell) {
      close(
        { $0.traits.contains(.cell) },
        stoppingAt: { $0.traits.contains(.row) || $0.traits.contains(.scope) })
    } else if traits.contains(.row) {
      close({ $0.traits.contains(.row) }, stoppingAt: { $0.name == HTMLName("table") })
    } else if name == .a, openLinks > 0 {
      closeElement(.a)
    }
  }

  private mutating func closeElement(_ name: HTMLName) {
    let traits = HTMLTable.traits[name] ?? []
    if name == .br || name == .p { writer.breakLine() }
    guard name != .body, name != .html, openCounts[Self.slot(name)] > 0 else { return }
    if traits.contains(.formatting) {
      removeFormatting(name)
    } else if traits.contains(.special) {
      let crosses = traits.contains(.scope) || traits.contains(.row)
      close({ $0.name == name }, stoppingAt: { $0.traits.contains(.scope) && !crosses })
    } else {
      close(name, stoppingAt: .special)
    }
  }

  private mutating func close(_ name: HTMLName, stoppingAt barrier: HTMLTraits) {
    guard openCounts[Self.slot(name)] > 0 else { return }
    close({ $0.name == name }, stoppingAt: { !$0.traits.isDisjoint(with: barrier) })
  }

  /// Closes the innermost matching element and all inside it, if no barrier stands before it.
  @inline(__always) private mutating func close(
    _ matches: (OpenElement) -> Bool, stoppingAt isBarrier: (OpenElement) -> Bool
  ) {
    var index = open.count - 1
    let last = max(1, open.count - Self.reach)
    while index >= last {
      if matches(open[index]) {
        while open.count > index { pop() }
        return
      }
      if isBarrier(open[index]) { return }
      index -= 1
    }
  }

  /// Ends a formatting element whose end tag may stand inside a block that stays open.
  private mutating func removeFormatting(_ name: HTMLName) {
    var index = open.count - 1
    let last = max(1, open.count - Self.reach)
    while index >= last, open[index].name != name {
      if open[index].traits.contains(.scope) { return }
      index -= 1
    }
    guard index >= last else { return }
    if index == open.count - 1 {
      pop()
      return
    }
    let removed = open.remove(at: index)
    leave(removed)
    for later in index..<open.count { Self.inherit(&open[later], from: open[later - 1]) }
  }

  private mutating func pop() {
    guard let element = open.popLast() else { return }
    leave(element)
  }

  private mutating func leave(_ element: OpenElement) {
    openCounts[Self.slot(element.name)] -= 1
    if element.isHidden { writer.endAside() }
    if element.span != 0 { writer.endSpan(element.span, as: .link, detail: link) }
    if element.name == .a { openLinks -= 1 }
    if element.name == .svg { openVectors -= 1 }
    if element.traits.contains(.row) {
      writer.breakRow()
      _ = rows.popLast()
    } else if element.traits.contains(.block) {
      writer.breakLine()
    }
  }

  private mutating func breakCell() {
    guard let last = rows.indices.last else {
      writer.breakLine()
      return
    }
    guard let start = rows[last] else {
      rows[last] = writer.lineCount
      writer.breakLine()
      return
    }
    writer.breakCell(onNewLine: writer.lineCount > start + 1)
  }

  private var isHidden: Bool { open.last?.isHidden ?? false }

  private func value(_ name: HTMLName) -> String? {
    attributes.first { $0.name == name }.map { source.decoded($0.value) }
  }
}
