public import CounterfoilFormats
public import CounterfoilModel
import CounterfoilStore
import Foundation

/// Reads files outside any casebase, in the same confinement.
public final class LooseFiles {
  private let executable: String
  private let limits: ReadLimits
  private var readers: [ReaderProcess] = []

  public init(executable: String = Executable.path, limits: ReadLimits = ReadLimits()) {
    self.executable = executable
    self.limits = limits
  }

  /// A file and all parts inside it, the innermost first as they are read.
  ///
  /// - Parameters:
  ///   - path: As typed; becomes `DocumentPlace.file`.
  ///   - body: What was read of each, or why it was not.
  /// - Throws: `ReadError` for a file that cannot be opened.
  public func read(
    _ path: String, _ body: @escaping (DocumentPlace, Result<Reading, ReadError>) throws -> Void
  ) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw ReadError(.missing, "\(path): \(lastError())", advice: "check the name")
    }
    defer { close(descriptor) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ReadError(
        .unsupported, "\(path) is not a file", advice: "give single files, or use `ingest`")
    }
    try read(place: DocumentPlace(file: path), depth: 0, body) { reader, child in
      try reader.read(
        file: descriptor, size: Int(status.st_size),
        hint: ReadHint(name: URL(fileURLWithPath: path).lastPathComponent), child: child)
    }
  }

  private func read(
    place: DocumentPlace, depth: Int,
    _ body: @escaping (DocumentPlace, Result<Reading, ReadError>) throws -> Void,
    with read: (ReaderProcess, (ChildDocument) throws -> Void) throws -> Reading
  ) throws {
    guard depth <= limits.depth else {
      return try body(
        place,
        .failure(
          ReadError(.limit, "it lies more than \(limits.depth) containers deep", advice: "unpack it")))
    }
    while readers.count <= depth {
      readers.append(ReaderProcess(executable: executable, limits: limits))
    }
    do {
      let reading = try read(readers[depth]) { child in
        let part = DocumentPlace(
          file: place.file, part: place.part.isEmpty ? child.name : place.part + "/" + child.name)
        try self.read(place: part, depth: depth + 1, body) { reader, inner in
          try reader.read(
            bytes: child.bytes,
            hint: ReadHint(name: child.name, declaredType: child.declaredType), child: inner)
        }
      }
      try body(place, .success(reading))
    } catch let error as ReadError {
      try body(place, .failure(error))
    }
  }
}
