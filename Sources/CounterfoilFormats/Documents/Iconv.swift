import Glibc
import Synchronization

/// The C library's converters to UTF-8, opened before the worker locks itself and kept open.
enum Iconv {
  /// The names documents use, and what the C library calls the superset that programs mean by it.
  private static let libraryNames: [String: String] = [
    "gb18030": "GB18030", "big5": "CP950", "big5-hkscs": "BIG5-HKSCS", "shift_jis": "CP932",
    "euc-jp": "EUC-JP", "euc-kr": "CP949", "iso-2022-jp": "ISO-2022-JP", "iso-2022-kr": "ISO-2022-KR",
    "utf-7": "UTF-7", "ibm866": "CP866", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U",
    "windows-874": "CP874", "macintosh": "MACINTOSH", "euc-tw": "EUC-TW",
    "iso-2022-cn": "ISO-2022-CN", "ibm850": "CP850", "ibm437": "CP437",
    "windows-1250": "CP1250", "windows-1251": "CP1251", "windows-1252": "CP1252",
    "windows-1253": "CP1253", "windows-1254": "CP1254", "windows-1255": "CP1255",
    "windows-1256": "CP1256", "windows-1257": "CP1257", "windows-1258": "CP1258",
    "iso-8859-1": "ISO-8859-1", "iso-8859-2": "ISO-8859-2", "iso-8859-3": "ISO-8859-3",
    "iso-8859-4": "ISO-8859-4", "iso-8859-5": "ISO-8859-5", "iso-8859-6": "ISO-8859-6",
    "iso-8859-7": "ISO-8859-7", "iso-8859-8": "ISO-8859-8", "iso-8859-9": "ISO-8859-9",
    "iso-8859-10": "ISO-8859-10", "iso-8859-13": "ISO-8859-13", "iso-8859-14": "ISO-8859-14",
    "iso-8859-15": "ISO-8859-15", "iso-8859-16": "ISO-8859-16",
  ]

  static var names: [String] { libraryNames.keys.sorted() }
  static func knows(_ name: String) -> Bool { libraryNames[name] != nil }

  /// Converters nobody is using. Addresses, since a handle is not Sendable; each is used by whoever
  /// took it out.
  private static let idle = Mutex<[String: UInt]>([:])

  static func prepare() {
    for name in libraryNames.keys {
      guard let handle = take(name) else { continue }
      // The first conversion loads what opening did not.
      var out: [UInt8] = []
      [0x41].withUnsafeBytes { _ = convert($0, handle, &out) }
      put(handle, name)
    }
  }

  /// Appends `bytes` as UTF-8, U+FFFD for what cannot be decoded.
  ///
  /// - Returns: The number of bytes that could not be decoded; nil for a charset not known here.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, from charset: String, into out: inout [UInt8]
  ) -> Int? {
    guard let handle = take(charset) else { return nil }
    defer { put(handle, charset) }
    return convert(bytes, handle, &out)
  }

  private static func take(_ name: String) -> iconv_t? {
    if let known = idle.withLock({ $0.removeValue(forKey: name) }) {
      return iconv_t(bitPattern: known)
    }
    guard let library = libraryNames[name], let handle = iconv_open("UTF-8", library),
      handle != iconv_t(bitPattern: -1)
    else { return nil }
    return handle
  }

  private static func put(_ handle: iconv_t, _ name: String) {
    let spare = idle.withLock { idle -> iconv_t? in
      let old = idle[name]
      idle[name] = UInt(bitPattern: handle)
      return old.flatMap { iconv_t(bitPattern: $0) }
    }
    if let spare { iconv_close(spare) }
  }

  private static func convert(
    _ bytes: UnsafeRawBufferPointer, _ handle: iconv_t, _ out: inout [UInt8]
  ) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    iconv(handle, nil, nil, nil, nil)
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
      mutating: base.assumingMemoryBound(to: CChar.self))
    var left = bytes.count
    var undecodable = 0
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 << 10) { space in
      while left > 0 {
        var output = space.baseAddress
        var room = space.count
        let result = iconv(handle, &input, &left, &output, &room)
        let error = errno
        out.append(
          contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(space)[..<(space.count - room)])
        )
        guard result == -1 else { break }
        if error == E2BIG { continue }
        // An impossible byte, or a character cut off at the end.
        out.append(contentsOf: [0xEF, 0xBF, 0xBD])
        let skipped = error == EINVAL ? left : 1
        undecodable += skipped
        left -= skipped
        input = input.map { $0 + skipped }
        iconv(handle, nil, nil, nil, nil)
      }
      // A stateful charset may hold a last character back.
      var output = space.baseAddress
      var room = space.count
      iconv(handle, nil, nil, &output, &room)
      out.append(
        contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(space)[..<(space.count - room)]))
    }
    return undecodable
  }
}
