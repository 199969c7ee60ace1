internal import CXML

/// Walks XML element by element through libxml2, with nothing fetched and no entity expanded.
struct XMLPull: ~Copyable {
  enum Event {
    case start(isEmpty: Bool)
    case end, text
  }

  private let reader: xmlTextReaderPtr
  private var isSkipping = false
  /// Set where the input is not well-formed; what stood before is already told.
  private(set) var isDamaged = false

  /// Loads libxml2's tables.
  static func prepare() { xmlInitParser() }

  /// - Parameters:
  ///   - bytes: Must stay in place while the reader is used.
  ///   - encoding: What the bytes are in, whatever the file declares; nil to believe the file.
  init?(_ bytes: UnsafeRawBufferPointer, encoding: String? = nil) {
    guard let base = bytes.baseAddress, let count = Int32(exactly: bytes.count) else { return nil }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_COMPACT.rawValue
    guard
      let reader = xmlReaderForMemory(
        base.assumingMemoryBound(to: CChar.self), count, nil, encoding, Int32(options))
    else { return nil }
    self.reader = reader
  }

  /// Blanks out a document type declaration, and with it every entity the file declares; a
  /// reference to one is left as its bare name.
  ///
  /// Office documents have none (ECMA-376-2, 10.1.2); one that has wants to be read into a bomb.
  /// - Returns: Whether there was one.
  static func removeDocumentType(from xml: inout [UInt8]) -> Bool {
    guard
      let start = xml.withUnsafeBytes({ ByteSearch.firstIndex(of: "<!DOCTYPE", in: $0) })
    else { return false }
    var quote: UInt8 = 0
    var depth = 0
    var index = start
    while index < xml.count {
      let byte = xml[index]
      xml[index] = 0x20
      index += 1
      switch byte {
      case quote where quote != 0: quote = 0
      case _ where quote != 0: continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">"):
        depth -= 1
        if depth <= 0 {
          disarmReferences(in: &xml, from: index)
          return true
        }
      default: continue
      }
    }
    return true
  }

  private static func disarmReferences(in xml: inout [UInt8], from start: Int) {
    for index in start..<xml.count where xml[index] == UInt8(ascii: "&") {
      let rest = xml[(index + 1)...].prefix(5)
      let isPredefined = ["#", "amp;", "lt;", "gt;", "quot;", "apos;"].contains {
        rest.starts(with: $0.utf8)
      }
      if !isPredefined { xml[index] = 0x20 }
    }
  }

  deinit { xmlFreeTextReader(reader) }

  /// The next start, end or text; nil at the end.
  mutating func next() -> Event? {
    while true {
      let status = isSkipping ? xmlTextReaderNext(reader) : xmlTextReaderRead(reader)
      isSkipping = false
      guard status == 1 else {
        isDamaged = status < 0
        return nil
      }
      switch UInt32(xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        return .start(isEmpty: xmlTextReaderIsEmptyElement(reader) == 1)
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .text
      default: continue
      }
    }
  }

  /// Leaves out what is inside the element just started.
  mutating func skip() { isSkipping = true }

  /// The line read up to, counted from 1.
  var line: Int { Int(xmlTextReaderGetParserLineNumber(reader)) }

  /// The element's name without its prefix.
  var name: String { Self.string(xmlTextReaderConstLocalName(reader)) ?? "" }

  /// The element's prefix as the file writes it; empty where it has none.
  var prefix: String { Self.string(xmlTextReaderConstPrefix(reader)) ?? "" }

  var text: String { Self.string(xmlTextReaderConstValue(reader)) ?? "" }

  /// An attribute by its name without prefix.
  func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    repeat {
      if Self.string(xmlTextReaderConstLocalName(reader)) == name {
        return Self.string(xmlTextReaderConstValue(reader))
      }
    } while xmlTextReaderMoveToNextAttribute(reader) == 1
    return nil
  }

  /// The attribute `id` that leads to a relationship, which `id` without a prefix does not.
  var relationshipIdentifier: String? {
    guard xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    repeat {
      if let space = Self.string(xmlTextReaderConstNamespaceUri(reader)),
        space.hasSuffix("/relationships"),
        ["id", "embed", "link"].contains(Self.string(xmlTextReaderConstLocalName(reader)))
      {
        return Self.string(xmlTextReaderConstValue(reader))
      }
    } while xmlTextReaderMoveToNextAttribute(reader) == 1
    return nil
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String? {
    text.map { String(cString: $0) }
  }
}
