import CArchive
import Glibc

/// Text in another encoding, as the C library writes it.
func encoded(_ text: String, _ charset: String) -> [UInt8] {
  guard let handle = iconv_open(charset, "UTF-8"), handle != iconv_t(bitPattern: -1) else { return [] }
  defer { iconv_close(handle) }
  var input = Array(text.utf8).map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: input.count * 4 + 64)
  var inLeft = input.count
  var outLeft = output.count
  input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      var from = input.baseAddress
      var to = output.baseAddress
      _ = iconv(handle, &from, &inLeft, &to, &outLeft)
    }
  }
  return output.prefix(output.count - outLeft).map { UInt8(bitPattern: $0) }
}

/// The same numbers for the same seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}

struct Member {
  var name: [UInt8]
  var bytes: [UInt8]

  init(_ name: String, _ text: String) { self.init(name: Array(name.utf8), bytes: Array(text.utf8)) }
  init(_ name: String, bytes: [UInt8]) { self.init(name: Array(name.utf8), bytes: bytes) }
  init(name: [UInt8], bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// A zip archive without compression, its names' bytes taken as they are.
func storedZip(_ members: [Member], utf8Flag: Bool = false) -> [UInt8] {
  var out: [UInt8] = []
  var directory: [UInt8] = []
  func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
  func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16 & 0xFFFF) }
  for member in members {
    let start = out.count
    let common =
      short(20) + short(utf8Flag ? 0x800 : 0) + short(0) + short(0) + short(33)
      + long(Int(crc32(member.bytes))) + long(member.bytes.count) + long(member.bytes.count)
      + short(member.name.count) + short(0)
    out += [0x50, 0x4B, 3, 4] + common + member.name + member.bytes
    directory +=
      [0x50, 0x4B, 1, 2] + short(20) + common + short(0) + short(0) + short(0) + long(0)
      + long(start) + member.name
  }
  let start = out.count
  return out + directory + [0x50, 0x4B, 5, 6] + short(0) + short(0) + short(members.count)
    + short(members.count) + long(directory.count) + long(start) + short(0)
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 != 0 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}

enum Packing {
  case zip, encryptedZip, tar, tarGzip, tarXZ, tarZstandard, tarBzip2, gzip, sevenZip
}

/// An archive written by libarchive. A name that ends in `@` becomes a symbolic link to its bytes.
func archive(_ members: [Member], _ packing: Packing) -> [UInt8] {
  guard let archive = archive_write_new() else { return [] }
  defer { archive_write_free(archive) }
  switch packing {
  case .zip: archive_write_set_format_zip(archive)
  case .encryptedZip:
    archive_write_set_format_zip(archive)
    archive_write_set_options(archive, "zip:encryption=aes256")
    archive_write_set_passphrase(archive, "secret")
  case .sevenZip: archive_write_set_format_7zip(archive)
  case .gzip:
    archive_write_set_format_raw(archive)
    archive_write_add_filter_gzip(archive)
  default: archive_write_set_format_pax_restricted(archive)
  }
  switch packing {
  case .tarGzip: archive_write_add_filter_gzip(archive)
  case .tarXZ: archive_write_add_filter_xz(archive)
  case .tarZstandard: archive_write_add_filter_zstd(archive)
  case .tarBzip2: archive_write_add_filter_bzip2(archive)
  default: break
  }
  var space = [UInt8](repeating: 0, count: members.reduce(1 << 16) { $0 + $1.bytes.count * 2 + 4096 })
  var used = 0
  archive_write_set_bytes_in_last_block(archive, 1)
  let count = space.count
  space.withUnsafeMutableBytes { space in
    _ = archive_write_open_memory(archive, space.baseAddress, count, &used)
    for member in members {
      guard let entry = archive_entry_new() else { continue }
      let isLink = member.name.last == 0x40
      archive_entry_set_pathname(entry, String(decoding: member.name, as: UTF8.self))
      archive_entry_set_size(entry, isLink ? 0 : Int64(member.bytes.count))
      archive_entry_set_filetype(entry, isLink ? 0o120000 : 0o100000)
      if isLink { archive_entry_set_symlink(entry, String(decoding: member.bytes, as: UTF8.self)) }
      archive_entry_set_perm(entry, 0o644)
      archive_write_header(archive, entry)
      if !isLink { _ = archive_write_data(archive, member.bytes, member.bytes.count) }
      archive_entry_free(entry)
    }
    archive_write_close(archive)
  }
  return Array(space.prefix(used))
}
