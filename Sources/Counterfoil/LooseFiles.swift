public import CounterfoilFormats
public import CounterfoilModel
import CounterfoilStore
import Foundation

/// Reads files outside any casebase, in the same confinement.
public final class LooseFiles {
  private let executable: String
  private let limits: ReadLimits
  private var readers: [ReaderProcess] = []
  private let pool: OCRPool?

  /// - Parameter ocr: Whether pages that are pictures are read too.
  public init(
    executable: String = Executable.path, limits: ReadLimits = ReadLimits(), ocr: Bool = true
  ) {
    self.executable = executable
    self.limits = limits
    pool =
      ocr
      ? OCRPool(
        executable: executable, limits: limits, count: ProcessInfo.processInfo.activeProcessorCount)
      : nil
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
    let hint = ReadHint(name: URL(fileURLWithPath: path).lastPathComponent)
    try read(
      .file(descriptor, bytes: Int(status.st_size)), hint: hint, place: DocumentPlace(file: path),
      depth: 0, body)
  }

  private func read(
    _ input: OCRPool.Input, hint: ReadHint, place: DocumentPlace, depth: Int,
    _ body: @escaping (DocumentPlace, Result<Reading, ReadError>) throws -> Void
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
    let child = { (child: ChildDocument) in
      try self.read(
        .memory(child.bytes), hint: ReadHint(name: child.name, declaredType: child.declaredType),
        place: DocumentPlace(
          file: place.file, part: place.part.isEmpty ? child.name : place.part + "/" + child.name),
        depth: depth + 1, body)
    }
    do {
      var reading =
        switch input {
        case .file(let descriptor, let bytes):
          try readers[depth].read(file: descriptor, size: bytes, hint: hint, child: child)
        case .memory(let bytes):
          try readers[depth].read(bytes: bytes, hint: hint, child: child)
        }
      if let pool { reading = try pool.complete(reading, input, hint: hint) }
      try body(place, .success(reading))
    } catch let error as ReadError {
      try body(place, .failure(error))
    }
  }
}
