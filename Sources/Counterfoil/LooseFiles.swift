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
    _ path: String, _ body: (DocumentPlace, Result<Reading, ReadError>) throws -> Void
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
    try read(
      descriptor, size: Int(status.st_size), place: DocumentPlace(file: path),
      hint: ReadHint(name: URL(fileURLWithPath: path).lastPathComponent), depth: 0, body)
  }

  private func read(
    _ descriptor: Int32, size: Int, place: DocumentPlace, hint: ReadHint, depth: Int,
    _ body: (DocumentPlace, Result<Reading, ReadError>) throws -> Void
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
      let reading = try readers[depth].read(file: descriptor, size: size, hint: hint) { child in
        let part = DocumentPlace(
          file: place.file, part: place.part.isEmpty ? child.name : place.part + "/" + child.name)
        let memory = try MemoryFile.make(child.bytes)
        defer { close(memory) }
        try read(
          memory, size: child.bytes.count, place: part,
          hint: ReadHint(name: child.name, declaredType: child.declaredType), depth: depth + 1, body)
      }
      try body(place, .success(reading))
    } catch let error as ReadError {
      try body(place, .failure(error))
    }
  }
}
