internal import CPDFium
public import CounterfoilModel
internal import Glibc

/// Reads PDF through PDFium: text and a box for each character, page by page.
///
/// Pages follow one another in the layer, each but the last closed by a form feed that belongs to
/// the page before it. Where PDFium reports a hyphen at a line's end, the break is dropped and the
/// two halves are joined; the hyphen itself goes only between two lowercase letters, so that
/// `infor-/mation` is one word and `2019-/2020` or `Al-/Qaeda` keep their hyphen.
package enum PDFReader: DocumentReader {
  /// Loads PDFium, which comes from disk, before the process gives up the file system.
  package static func prepare() { _ = isAvailable }

  /// Whether PDFium is there. Looks for it the first time: at the environment's `COUNTERFOIL_PDFIUM`,
  /// beside the executable, in `../lib/counterfoil/` from there, in `.deps/lib/` of each folder above,
  /// then where the dynamic loader looks. Without it every PDF is rejected with advice.
  package static let isAvailable: Bool = {
    cf_pdfium_enter()
    defer { cf_pdfium_leave() }
    if cf_pdfium_ready() { return true }
    for path in candidatePaths() where access(path, R_OK) == 0 && cf_pdfium_load(path) {
      return true
    }
    return cf_pdfium_load(nil)
  }()

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    // Readers of PDF accept the mark anywhere in the first 1,024 bytes.
    ByteSearch.firstIndex(of: "%PDF-", in: UnsafeRawBufferPointer(rebasing: bytes.prefix(1024)))
      != nil
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    guard isAvailable else {
      throw ReadError(
        .unsupported, "PDF needs the library PDFium, which was not found",
        advice: "run Tools/fetch-pdfium.sh, or set COUNTERFOIL_PDFIUM to the path of libpdfium.so")
    }
    cf_pdfium_enter()
    defer { cf_pdfium_leave() }
    guard let (document, isUnlocked) = open(bytes, passwords: hint.passwords) else {
      let code = cf_pdf_last_error()
      guard !isLocked(code) else { throw .encrypted("the PDF is", tried: hint.passwords) }
      guard let whole = PDFSalvage.repaired(bytes) else { throw damaged }
      // PDFium keeps reading from these bytes until the document is closed.
      let reading = whole.bytes.withUnsafeBytes { repaired -> Result<Reading, ReadError> in
        guard let document = cf_pdf_open(repaired.baseAddress, repaired.count, nil) else {
          return .failure(damaged)
        }
        return Result { () throws(ReadError) in try read(document, limits: limits) }
      }
      return try lamented(try reading.get(), pages: whole.pages, code)
    }
    var reading = try read(document, limits: limits)
    if isUnlocked { reading.notes.append(Reading.passwordNote) }
    return reading
  }

  /// The document, opened with the first password that fits where it needs one.
  static func open(
    _ bytes: UnsafeRawBufferPointer, passwords: Passwords
  ) -> (document: OpaquePointer, isUnlocked: Bool)? {
    if let document = cf_pdf_open(bytes.baseAddress, bytes.count, nil) { return (document, false) }
    guard isLocked(cf_pdf_last_error()) else { return nil }
    for password in passwords.all {
      let text = (password + [0]).map { CChar(bitPattern: $0) }
      if let document = cf_pdf_open(bytes.baseAddress, bytes.count, text) { return (document, true) }
    }
    return nil
  }

  private static func isLocked(_ code: UInt) -> Bool {
    [Int(CF_PDF_PASSWORD), Int(CF_PDF_SECURITY)].contains(Int(code))
  }

  /// Says what a reading of a file cut short lacks. Where the fonts are lost with the end of the file, so is what their
  /// letters mean: such text makes no words, and is not kept.
  private static func lamented(_ reading: Reading, pages: Int, _ code: UInt) throws(ReadError) -> Reading {
    guard !isGarbled(reading.layer?.text ?? "") else {
      throw ReadError(
        .damaged, "the PDF is cut short, and the fonts that say which letters its pages hold are lost",
        advice: "ask for another copy")
    }
    var reading = reading
    reading.problems.insert(
      Problem(
        "the file is cut short and its list of pages is lost; \(pages == 1 ? "the one page" : "the \(pages) pages") still in it "
          + "\(pages == 1 ? "was" : "were") read, in the order they stand; others, and letters of some, may be missing"
      ), at: 0)
    return reading
  }

  private static func read(_ document: OpaquePointer, limits: ReadLimits) throws(ReadError) -> Reading {
    defer { cf_pdf_close(document) }
    let pageCount = Int(cf_pdf_page_count(document))
    var writer = PDFLayerWriter(byteLimit: limits.layerBytes)
    var failed: [Int] = []
    for index in 0..<pageCount {
      if !writer.write(page: index, of: document) { failed.append(index + 1) }
      if writer.isFull { break }
      if index + 1 < pageCount { writer.closePage() }
    }
    guard pageCount > 0, failed.count < pageCount else {
      throw ReadError(
        .damaged, "the PDF opens, but none of its \(pageCount) pages can be read",
        advice: "ask for another copy, or repair it with qpdf or mutool")
    }

    var problems: [Problem] = []
    if !failed.isEmpty { problems.append(Problem(failureMessage(failed, of: pageCount))) }
    if let page = writer.fullOnPage {
      problems.append(
        Problem(
          "the text above \(limits.layerBytes >> 20) MiB was left out, from page \(page) of \(pageCount) on"
        ))
    }
    return Reading(
      mediaType: "application/pdf",
      layer: TextLayer(text: String(decoding: writer.text, as: UTF8.self), pages: writer.pages),
      metadata: metadata(of: document, pageCount: pageCount), problems: problems)
  }

  /// Text of Latin letters with hardly a vowel: in English four letters in ten are, in letters shifted about one.
  private static func isGarbled(_ text: String) -> Bool {
    var (letters, vowels) = (0, 0)
    for byte in text.utf8 where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
      letters += 1
      if "aeiou".utf8.contains(byte | 0x20) { vowels += 1 }
    }
    return letters >= 40 && vowels * 9 < letters * 2
  }

  private static let damaged = ReadError(
    .damaged, "the PDF is damaged or cut short, and cannot be opened",
    advice: "ask for another copy, or repair it with qpdf or mutool")

  private static func failureMessage(_ pages: [Int], of count: Int) -> String {
    let shown = pages.prefix(10).map(String.init).joined(separator: ", ")
    let rest = pages.count > 10 ? " and \(pages.count - 10) more" : ""
    return "\(pages.count == 1 ? "page" : "pages") \(shown)\(rest) of \(count) could not be read"
  }

  private static func metadata(of document: OpaquePointer, pageCount: Int) -> [MetadataEntry] {
    var entries: [MetadataEntry] = []
    for (key, name) in [
      ("Title", "title"), ("Author", "author"), ("Subject", "description"),
      ("Keywords", "keywords"), ("CreationDate", "date"), ("ModDate", "modified"),
      ("Creator", "creator"), ("Producer", "producer"),
    ] {
      guard var value = information(key, of: document) else { continue }
      if key.hasSuffix("Date") { value = PDFDate.iso8601(value) ?? value }
      entries.append(MetadataEntry(name: name, value: value))
    }
    entries.append(MetadataEntry(name: "pages", value: String(pageCount)))
    return entries
  }

  /// Longer values are not what these entries are for.
  private static let informationUnits = 4096

  private static func information(_ key: String, of document: OpaquePointer) -> String? {
    var units = [UInt16](repeating: 0, count: informationUnits)
    let count = cf_pdf_information(document, key, &units, units.count)
    guard count > 0, count < units.count else { return nil }
    let text = String(decoding: units[..<count].filter { $0 != 0 }, as: UTF16.self)
    let trimmed = Whitespace.collapse(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  private static func candidatePaths() -> [String] {
    var paths: [String] = []
    if let named = getenv("COUNTERFOIL_PDFIUM") { paths.append(String(cString: named)) }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return paths }
    let executable = String(
      decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var folder = executable[..<(executable.lastIndex(of: "/") ?? executable.startIndex)]
    paths.append("\(folder)/libpdfium.so")
    paths.append("\(folder)/../lib/counterfoil/libpdfium.so")
    while true {
      paths.append("\(folder)/.deps/lib/libpdfium.so")
      guard let slash = folder.lastIndex(of: "/") else { return paths }
      folder = folder[..<slash]
    }
  }
}

/// Writes PDFium's characters into one layer, keeping a box for each scalar.
private struct PDFLayerWriter {
  private(set) var text: [UInt8] = []
  private(set) var pages: [PageSpan] = []
  /// The first page, counted from 1, of which words were left out.
  private(set) var fullOnPage: Int?
  var isFull: Bool { fullOnPage != nil }

  private let byteLimit: Int
  private var scalarCount = 0
  private var boxCount = 0
  private var characters = [cf_pdf_character](repeating: cf_pdf_character(), count: 4096)

  /// Boxes take 16 bytes each; past this many, pages keep their text and go without.
  private static let boxLimit = 8 << 20
  private static let nowhere = CharacterBox(left: 0, top: 0, right: 0, bottom: 0)

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// - Returns: False when PDFium cannot load the page; it then stands in the layer as an empty one.
  mutating func write(page index: Int, of document: OpaquePointer) -> Bool {
    let start = scalarCount
    guard let page = cf_pdf_load_page(document, Int32(truncatingIfNeeded: index)) else {
      pages.append(PageSpan(number: index + 1, range: start..<start))
      return false
    }
    defer { cf_pdf_close_page(page) }
    var span = PageSpan(
      number: index + 1, range: start..<start,
      size: (cf_pdf_page_width(page), cf_pdf_page_height(page)))
    guard let pageText = cf_pdf_load_text(page) else {
      pages.append(span)
      return false
    }
    defer { cf_pdf_close_text(pageText) }

    let hasWords = writeCharacters(of: pageText, on: page, number: index + 1, into: &span.boxes)
    span.range = start..<scalarCount
    span.needsOCR = !hasWords && cf_pdf_page_object_count(page) > 0
    boxCount += span.boxes.count
    if span.boxes.count != span.range.count { span.boxes = [] }
    pages.append(span)
    return true
  }

  /// Ends the last page written with a form feed, which is part of it.
  mutating func closePage() {
    guard let last = pages.indices.last else { return }
    text.append(0x0C)
    scalarCount += 1
    if pages[last].boxes.count == pages[last].range.count, boxCount < Self.boxLimit {
      pages[last].boxes.append(Self.nowhere)
    }
    pages[last].range = pages[last].range.lowerBound..<scalarCount
  }

  /// - Returns: Whether the page holds anything but white space.
  private mutating func writeCharacters(
    of pageText: OpaquePointer, on page: OpaquePointer, number: Int,
    into boxes: inout [CharacterBox]
  ) -> Bool {
    let count = max(0, Int(cf_pdf_text_count(pageText)))
    let keepsBoxes = boxCount + count < Self.boxLimit
    if keepsBoxes { boxes.reserveCapacity(count + 1) }
    var hasWords = false
    var previous: UInt32 = 0
    var highSurrogate: UInt32 = 0
    var heldHyphen: CharacterBox?
    var position = 0

    func emit(_ scalar: UInt32, _ box: CharacterBox, _ text: inout [UInt8], _ scalars: inout Int) {
      UTF8Writer.append(scalar, to: &text)
      scalars += 1
      if keepsBoxes { boxes.append(box) }
      if scalar > 0x20, scalar != 0xA0, scalar != 0x3000 { hasWords = true }
      previous = scalar
    }

    while position < count {
      let batch = min(characters.count, count - position)
      cf_pdf_text_characters(
        page, pageText, Int32(position), Int32(batch), &characters)
      position += batch
      if text.count + batch * 4 > byteLimit {
        fullOnPage = number
        break
      }
      for index in 0..<batch {
        let character = characters[index]
        var scalar = character.unicode
        let box = CharacterBox(
          left: character.left, top: character.top, right: character.right,
          bottom: character.bottom)
        switch scalar {
        case 0, 0x0D: continue
        case 0xD800..<0xDC00:
          highSurrogate = scalar
          continue
        case 0xDC00..<0xE000:
          guard highSurrogate != 0 else { continue }
          scalar = 0x10000 + (highSurrogate - 0xD800) << 10 + (scalar - 0xDC00)
        case 0x02, 0xFFFE:
          // PDFium's sign for a hyphen that ends a line.
          heldHyphen = box
          continue
        default: break
        }
        highSurrogate = 0
        if let hyphen = heldHyphen {
          if scalar == 0x0A || scalar == 0x20 && character.supplied { continue }
          heldHyphen = nil
          if !(UTF8Writer.isLowercase(previous) && UTF8Writer.isLowercase(scalar)) {
            emit(0x2D, hyphen, &text, &scalarCount)
          }
        }
        if scalar < 0x20, scalar != 0x0A, scalar != 0x09 { scalar = 0x20 }
        emit(scalar, box, &text, &scalarCount)
      }
    }
    if let hyphen = heldHyphen { emit(0x2D, hyphen, &text, &scalarCount) }
    return hasWords
  }
}
