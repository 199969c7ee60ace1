import Foundation

/// The files below the paths given to `ingest`, one folder at a time, in the order of their bytes.
///
/// Names are bytes, not text: a Linux file name need not be UTF-8. Links are never followed, so a
/// loop of links ends.
package struct FileWalk: Sequence, IteratorProtocol {
  /// One thing met on the way.
  package struct Entry: Sendable {
    /// NUL-terminated bytes that open the file.
    package var path: [CChar]
    /// As in `DocumentPlace.file`.
    package var file: String
    /// Where it stands in the walk, from 0.
    package var number: Int
    package var kind: Kind
    /// Bytes; 0 for what is not a regular file.
    package var size: Int
  }

  package enum Kind: Sendable, Hashable {
    case regular
    /// Something that cannot be read as a file; the words say what.
    case other(String)
    case unreadableFolder(String)
  }

  private struct Level {
    var path: [UInt8]
    var relative: [UInt8]
    /// Sorted last first.
    var names: [[UInt8]]
  }

  private var stack: [Level]
  private var number = 0
  private let skipping: [Identity]

  /// A file or folder by whatever path.
  private struct Identity: Equatable {
    var device: UInt64
    var inode: UInt64

    init(_ status: stat) { (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino)) }
  }

  /// - Parameters:
  ///   - folder: The folder given, or the folder of the file given.
  ///   - only: The one name in `folder` to take; nil for all.
  ///   - skipping: Files and folders to pass over: the casebase itself, a file of passwords.
  package init(folder: String, only: String? = nil, skipping: [String] = []) {
    let path = Array(folder.utf8)
    let names = only.map { [Array($0.utf8)] } ?? Self.names(in: path) ?? []
    stack = [Level(path: path, relative: [], names: names.reversed())]
    self.skipping = skipping.compactMap {
      var status = stat()
      return stat($0, &status) == 0 ? Identity(status) : nil
    }
  }

  package mutating func next() -> Entry? {
    while let top = stack.indices.last {
      guard let name = stack[top].names.popLast() else {
        stack.removeLast()
        continue
      }
      let path = stack[top].path + [0x2F] + name
      let relative = stack[top].relative.isEmpty ? name : stack[top].relative + [0x2F] + name
      let terminated = path.map { CChar(bitPattern: $0) } + [0]
      func entry(_ kind: Kind, size: Int = 0) -> Entry {
        defer { number += 1 }
        return Entry(
          path: terminated, file: Self.spelled(relative), number: number, kind: kind, size: size)
      }
      var status = stat()
      guard lstat(terminated, &status) == 0 else {
        return entry(.other("it could not be looked at: \(String(cString: strerror(errno)))"))
      }
      if skipping.contains(Identity(status)) { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        return entry(.regular, size: Int(status.st_size))
      case S_IFDIR:
        guard let names = Self.names(in: path) else {
          return entry(.unreadableFolder(String(cString: strerror(errno))))
        }
        stack.append(Level(path: path, relative: relative, names: names.reversed()))
      case S_IFLNK: return entry(.other("a symbolic link, which is not followed"))
      case S_IFIFO: return entry(.other("a named pipe, not a file"))
      case S_IFSOCK: return entry(.other("a socket, not a file"))
      case S_IFBLK, S_IFCHR: return entry(.other("a device, not a file"))
      default: return entry(.other("not a file"))
      }
    }
    return nil
  }

  /// Sorted by bytes; nil where the folder cannot be read.
  private static func names(in path: [UInt8]) -> [[UInt8]]? {
    guard let folder = opendir(path.map { CChar(bitPattern: $0) } + [0]) else { return nil }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let item = readdir(folder) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          Array(
            UnsafeBufferPointer(
              start: bytes, count: strlen(UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))))
        }
      }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// A name as text: `%XX` for bytes that are not UTF-8, `%25` for a percent sign.
  package static func spelled(_ bytes: [UInt8]) -> String {
    if !bytes.contains(0x25), let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = ""
    var rest = bytes[...]
    while let first = rest.first {
      let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      if first != 0x25, let text = String(validating: rest.prefix(width), as: UTF8.self) {
        result += text
        rest = rest.dropFirst(width)
      } else {
        result += "%" + (first < 16 ? "0" : "") + String(first, radix: 16, uppercase: true)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
