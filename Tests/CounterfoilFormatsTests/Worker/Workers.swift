import CounterfoilFormats
import CounterfoilModel
import Glibc

/// The real child executable that stands beside the tests.
enum Workers {
  static let executable: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var steps = bundle.split(separator: "/", omittingEmptySubsequences: false)
    while let last = steps.last, !last.hasSuffix(".xctest") { steps.removeLast(); _ = last }
    if steps.isEmpty { steps = bundle.split(separator: "/", omittingEmptySubsequences: false) }
    return (steps.dropLast() + ["ReadWorkerFixture"]).joined(separator: "/")
  }()

  static func start(
    _ level: Confinement.Level = .full, _ change: (inout ReadLimits) -> Void = { _ in }
  ) -> ReaderProcess {
    var limits = ReadLimits()
    change(&limits)
    return ReaderProcess(executable: executable, arguments: [], limits: limits, confinement: level)
  }
}

extension Workers {
  /// The child that reads pages by OCR.
  static func startOCR() -> ReaderProcess { ReaderProcess(executable: executable, arguments: ["ocr"]) }
}

extension ReaderProcess {
  /// The reading and the children of bytes.
  func reading(
    _ bytes: [UInt8], name: String = "file", type: String? = nil
  ) throws -> (reading: Reading, children: [ChildDocument]) {
    var children: [ChildDocument] = []
    let reading = try read(bytes: bytes, hint: ReadHint(name: name, declaredType: type)) {
      children.append($0)
    }
    return (reading, children)
  }

  /// The error that reading bytes ends in.
  func failure(_ bytes: [UInt8], name: String = "file") throws -> ReadError {
    do {
      _ = try reading(bytes, name: name)
    } catch let error as ReadError {
      return error
    }
    throw NoFailure()
  }
}

struct NoFailure: Error {}

func errorOf(_ body: () throws -> some Any) throws -> ReadError {
  do { _ = try body() } catch let error as ReadError { return error }
  throw NoFailure()
}
