import _FoundationICU

/// Host names in other scripts (UTS 46), and what a name can be mistaken for (UTS 39).
public enum InternationalHost {
  // Opened once; ICU allows both to be asked from several threads.
  private nonisolated(unsafe) static let names: OpaquePointer? = {
    var status = U_ZERO_ERROR
    let opened = swift_uidna_openUTS46(
      UInt32(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE), &status)
    return status.rawValue <= U_ZERO_ERROR.rawValue ? opened : nil
  }()
  private nonisolated(unsafe) static let confusables: OpaquePointer? = {
    var status = U_ZERO_ERROR
    let opened = swift_uspoof_open(&status)
    return status.rawValue <= U_ZERO_ERROR.rawValue ? opened : nil
  }()

  /// As the network knows it: `bücher.example` is `xn--bcher-kva.example`. Nil for what is no host name.
  public static func ascii(_ host: String) -> String? {
    converted(host) { swift_uidna_nameToASCII_UTF8(names, $0, $1, $2, $3, $4, $5) }
  }

  /// As people read it, the other way. Nil for what is no host name.
  public static func unicode(_ host: String) -> String? {
    converted(host) { swift_uidna_nameToUnicodeUTF8(names, $0, $1, $2, $3, $4, $5) }
  }

  /// A form in which texts that look alike are equal: `аpple` with a Cyrillic а gives that of `apple`.
  public static func skeleton(_ text: String) -> String {
    guard let confusables else { return text }
    let source = Array(text.utf8CString)
    var buffer = [CChar](repeating: 0, count: source.count * 4 + 16)
    var status = U_ZERO_ERROR
    let length = swift_uspoof_getSkeletonUTF8(
      confusables, 0, source, Int32(source.count - 1), &buffer, Int32(buffer.count), &status)
    guard status.rawValue <= U_ZERO_ERROR.rawValue, length >= 0, Int(length) <= buffer.count else {
      return text
    }
    return String(decoding: buffer[..<Int(length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private typealias Conversion = (
    UnsafePointer<CChar>, Int32, UnsafeMutablePointer<CChar>, Int32, UnsafeMutablePointer<UIDNAInfo>,
    UnsafeMutablePointer<UErrorCode>
  ) -> Int32

  private static func converted(_ host: String, _ convert: Conversion) -> String? {
    guard names != nil, host.utf8.count <= 1024 else { return nil }
    let source = Array(host.utf8CString)
    var buffer = [CChar](repeating: 0, count: source.count * 4 + 64)
    var info = UIDNAInfo()
    info.size = Int16(MemoryLayout<UIDNAInfo>.size)
    var status = U_ZERO_ERROR
    let length = convert(source, Int32(source.count - 1), &buffer, Int32(buffer.count), &info, &status)
    guard status.rawValue <= U_ZERO_ERROR.rawValue, info.errors == 0, length >= 0, Int(length) <= buffer.count
    else { return nil }
    return String(decoding: buffer[..<Int(length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
