internal import CXML

/// What each HTML element means for reading its text.
struct HTMLTraits: OptionSet {
  let rawValue: UInt32
  /// Begins and ends on a line of its own.
  static let block = HTMLTraits(rawValue: 1 << 0)
  /// Has no content and no end tag.
  static let void = HTMLTraits(rawValue: 1 << 1)
  static let row = HTMLTraits(rawValue: 1 << 2)
  static let cell = HTMLTraits(rawValue: 1 << 3)
  /// Its end tag takes it out from among still open blocks (the standard's adoption agency).
  static let formatting = HTMLTraits(rawValue: 1 << 4)
  /// An end tag of another kind does not reach across it.
  static let special = HTMLTraits(rawValue: 1 << 5)
  /// Not shown and not kept.
  static let dropped = HTMLTraits(rawValue: 1 << 6)
  /// Content runs to its end tag, whatever it looks like.
  static let raw = HTMLTraits(rawValue: 1 << 7)
  /// As `raw`, but with character references.
  static let escapable = HTMLTraits(rawValue: 1 << 8)
  /// White space stands as written.
  static let preformatted = HTMLTraits(rawValue: 1 << 9)
  /// End tags inside it do not reach outside.
  static let scope = HTMLTraits(rawValue: 1 << 10)
  /// Ends an open paragraph.
  static let endsParagraph = HTMLTraits(rawValue: 1 << 11)
  /// Ends an open sibling of the same group.
  static let listItem = HTMLTraits(rawValue: 1 << 12)
  static let term = HTMLTraits(rawValue: 1 << 13)
  static let option = HTMLTraits(rawValue: 1 << 14)
  static let list = HTMLTraits(rawValue: 1 << 15)
}

/// An element's name, ASCII letters in lower case, as one number.
///
/// Names to eight bytes are held as they are; longer ones are mixed, and two of them may meet only
/// by intent, which costs no more than a wrong line break.
struct HTMLName: Hashable {
  var value: UInt64 = 0

  @inline(__always) mutating func append(_ byte: UInt8) {
    let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
    value =
      value >> 56 == 0 ? value << 8 | UInt64(lower) : (value &* 0x100_0000_01B3) ^ UInt64(lower)
  }

  init() {}

  init(_ name: String) {
    for byte in name.utf8 { append(byte) }
  }

  static let a = HTMLName("a")
  static let body = HTMLName("body")
  static let br = HTMLName("br")
  static let html = HTMLName("html")
  static let img = HTMLName("img")
  static let input = HTMLName("input")
  static let link = HTMLName("link")
  static let meta = HTMLName("meta")
  static let p = HTMLName("p")
  static let svg = HTMLName("svg")
  static let time = HTMLName("time")
  static let title = HTMLName("title")

  static let alt = HTMLName("alt")
  static let bgcolor = HTMLName("bgcolor")
  static let background = HTMLName("background")
  static let `class` = HTMLName("class")
  static let color = HTMLName("color")
  static let content = HTMLName("content")
  static let datetime = HTMLName("datetime")
  static let hidden = HTMLName("hidden")
  static let href = HTMLName("href")
  static let id = HTMLName("id")
  static let itemprop = HTMLName("itemprop")
  static let lang = HTMLName("lang")
  static let name = HTMLName("name")
  static let property = HTMLName("property")
  static let rel = HTMLName("rel")
  static let style = HTMLName("style")
  static let text = HTMLName("text")
  static let xmlLang = HTMLName("xml:lang")
}

enum HTMLTable {
  static let traits: [HTMLName: HTMLTraits] = {
    var table: [HTMLName: HTMLTraits] = [:]
    func add(_ names: String, _ traits: HTMLTraits) {
      for name in names.split(separator: " ") {
        table[HTMLName(String(name)), default: []].formUnion(traits)
      }
    }
    add(
      """
      address article aside blockquote center details dialog dir div dl fieldset figcaption figure \
      footer form h1 h2 h3 h4 h5 h6 header hgroup main menu nav ol p pre search section summary ul
      """, [.block, .special, .endsParagraph])
    add("hr", [.block, .void, .endsParagraph])
    add("table", [.block, .special, .scope, .endsParagraph])
    add("caption", [.block, .special, .scope])
    add("html body head thead tbody tfoot", [.block, .special])
    add("tr", [.row, .special])
    add("td th", [.cell, .special, .scope])
    add("li", [.block, .special, .endsParagraph, .listItem])
    add("dt dd", [.block, .special, .endsParagraph, .term])
    add("ul ol menu dir dl", .list)
    add("option optgroup", [.block, .option])
    add("select legend", .block)
    add("br area base col embed img input link meta source track wbr param frame keygen", .void)
    add("a b big code em font i nobr s small strike strong tt u", .formatting)
    add("noscript template object applet", [.special])
    add("noscript template", .dropped)
    add("template object applet marquee svg math", .scope)
    add("script style iframe noembed noframes", [.raw, .dropped])
    add("xmp plaintext", [.raw, .block, .preformatted])
    add("title", [.escapable, .block])
    add("textarea", [.escapable, .block, .preformatted])
    add("pre listing", .preformatted)
    return table
  }()
}

/// Character references of HTML.
enum HTMLEntities {
  /// Names to eight letters, as big-endian numbers. HTML 4's come from libxml2; a few of HTML 5's
  /// are added since they are used to hide addresses from filters.
  static let named: [UInt64: UInt32] = {
    var table: [UInt64: UInt32] = [:]
    for value in UInt32(34)..<10_000 {
      guard let entry = htmlEntityValueLookup(value), let name = entry.pointee.name else {
        continue
      }
      table[key(String(cString: name))] = value
    }
    for (name, scalar) in [
      ("apos", "'"), ("period", "."), ("comma", ","), ("colon", ":"), ("semi", ";"), ("sol", "/"),
      ("bsol", "\\"), ("num", "#"), ("excl", "!"), ("quest", "?"), ("lowbar", "_"), ("commat", "@"),
      ("dollar", "$"), ("percnt", "%"), ("ast", "*"), ("plus", "+"), ("equals", "="), ("lpar", "("),
      ("rpar", ")"), ("lbrack", "["), ("lsqb", "["), ("rbrack", "]"), ("rsqb", "]"), ("lcub", "{"),
      ("rcub", "}"), ("verbar", "|"), ("grave", "`"), ("hyphen", "\u{2010}"), ("dash", "\u{2010}"),
      ("Tab", "\t"), ("NewLine", "\n"), ("AMP", "&"), ("LT", "<"), ("GT", ">"), ("QUOT", "\""),
      ("COPY", "\u{A9}"), ("REG", "\u{AE}"), ("numsp", "\u{2007}"), ("puncsp", "\u{2008}"),
    ] as [(String, Unicode.Scalar)] {
      table[key(name)] = scalar.value
    }
    return table
  }()

  static func key(_ name: String) -> UInt64 {
    name.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// What browsers show for references to the unused C1 range: Windows-1252's characters.
  private static let c1: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152,
    0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122,
    0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]

  /// Reads the reference whose `&` stands at `start`.
  /// - Returns: The scalar and the offset behind the reference; nil where the `&` means itself.
  static func read(
    _ bytes: UnsafeRawBufferPointer, at start: Int, end: Int, inAttribute: Bool
  ) -> (scalar: UInt32, next: Int)? {
    var index = start + 1
    guard index < end else { return nil }
    if bytes[index] == UInt8(ascii: "#") {
      index += 1
      let isHex = index < end && bytes[index] | 0x20 == UInt8(ascii: "x")
      if isHex { index += 1 }
      let first = index
      var value: UInt32 = 0
      while index < end, let digit = digit(bytes[index], hex: isHex) {
        value = value > 0x11_0000 ? value : value * (isHex ? 16 : 10) + digit
        index += 1
      }
      guard index > first else { return nil }
      if index < end, bytes[index] == UInt8(ascii: ";") { index += 1 }
      switch value {
      case 0x80..<0xA0: value = UInt32(c1[Int(value - 0x80)])
      case 0, 0xD800..<0xE000, 0x11_0000...: value = 0xFFFD
      default: break
      }
      return (value, index)
    }
    var name: UInt64 = 0
    var best: (UInt32, Int)?
    while index < end, index - start <= 8, isAlphanumeric(bytes[index]) {
      name = name << 8 | UInt64(bytes[index])
      index += 1
      guard let value = named[name] else { continue }
      if index < end, bytes[index] == UInt8(ascii: ";") { return (value, index + 1) }
      // Only the oldest names go without a semicolon.
      if value < 0x100 { best = (value, index) }
    }
    guard let (value, next) = best else { return nil }
    if inAttribute, next < end, bytes[next] == UInt8(ascii: "=") || isAlphanumeric(bytes[next]) {
      return nil
    }
    return (value, next)
  }

  @inline(__always) private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }

  private static func digit(_ byte: UInt8, hex: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where hex: UInt32(byte - 0x37)
    case 0x61...0x66 where hex: UInt32(byte - 0x57)
    default: nil
    }
  }
}
