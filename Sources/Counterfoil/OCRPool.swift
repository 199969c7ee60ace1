import CounterfoilFormats
import CounterfoilModel
import Foundation
import Synchronization

/// The confined processes that read pages by OCR, shared by all lanes: one a core.
///
/// They are few and long-lived, since each holds Tesseract and its languages, and started only when
/// the first picture comes. The pages of one document go to all that are free, so that a single long
/// scan keeps every core busy.
final class OCRPool: Sendable {
  /// A process is used by one thread at a time: by the one that took it out of `idle`.
  private struct Idle: @unchecked Sendable {
    let process: ReaderProcess
  }

  /// Where a document's bytes are.
  enum Input: Sendable {
    case file(Int32, bytes: Int)
    case memory([UInt8])

    var count: Int {
      switch self {
      case .file(_, let bytes): bytes
      case .memory(let bytes): bytes.count
      }
    }
  }

  private let idle: Mutex<[Idle]>
  private let free: DispatchSemaphore
  private let count: Int
  private let limits: ReadLimits

  init(executable: String, limits: ReadLimits, count: Int, passwords: Passwords = .none) {
    self.count = count
    self.limits = limits
    free = DispatchSemaphore(value: count)
    idle = Mutex(
      (0..<count).map { _ in
        Idle(
          process: ReaderProcess(
            executable: executable, arguments: ["worker", "ocr"], limits: limits, passwords: passwords))
      })
  }

  /// Reads the pages of a document that need OCR, as far as its format and the limits allow.
  ///
  /// What goes wrong with a page is a problem of that page. Throws only where a picture is so damaged
  /// that none of it could be decoded.
  func complete(_ reading: Reading, _ input: Input, hint: ReadHint) throws(ReadError) -> Reading {
    guard Self.canBeDrawn(reading.mediaType), let layer = reading.layer else { return reading }
    let wanted = layer.pages.filter(\.needsOCR).map(\.number)
    guard !wanted.isEmpty else { return reading }
    let pages = Array(wanted.prefix(limits.ocrPages))
    let next = Mutex(0)
    let found = Mutex<[Int: Reading]>([:])
    let failed = Mutex<[Int: ReadError]>([:])
    let work: @Sendable () -> Void = {
      while let index = next.withLock({ next -> Int? in
        defer { next += 1 }
        return next < pages.count ? next : nil
      }) {
        do throws(ReadError) {
          let page = try self.recognise(input, hint: hint, page: pages[index])
          found.withLock { $0[pages[index]] = page }
        } catch {
          failed.withLock { $0[pages[index]] = error }
          // Without the library or its data the other pages fail alike.
          if error.code == .unsupported { next.withLock { $0 = pages.count } }
        }
      }
    }
    let helpers = (1..<max(1, min(count, pages.count))).map { _ in JoinableThread(work) }
    for helper in helpers { helper.start() }
    work()
    for helper in helpers { helper.join() }

    let errors = failed.withLock { $0 }
    let isPicture = reading.mediaType.hasPrefix("image/")
    if isPicture, errors.count == layer.pages.count, let error = errors[pages[0]],
      error.code == .damaged
    {
      throw error
    }
    var result = RecognisedPages.put(found.withLock { $0 }, into: reading, limits: limits)
    result.problems += Self.problems(errors)
    return result
  }

  /// Whether a page of this type can be made into a picture here; slides and sheets cannot.
  static func canBeDrawn(_ mediaType: String) -> Bool {
    mediaType == "application/pdf" || mediaType.hasPrefix("image/")
  }

  private func recognise(_ input: Input, hint: ReadHint, page: Int) throws(ReadError) -> Reading {
    free.wait()
    guard let taken = idle.withLock({ $0.popLast() }) else {
      preconditionFailure("the semaphore counts the idle processes")
    }
    defer {
      idle.withLock { $0.append(taken) }
      free.signal()
    }
    do {
      switch input {
      case .file(let descriptor, let bytes):
        return try taken.process.recognise(file: descriptor, size: bytes, hint: hint, page: page)
      case .memory(let bytes):
        return try taken.process.recognise(bytes: bytes, hint: hint, page: page)
      }
    } catch let error as ReadError {
      throw error
    } catch {
      throw ReadError(.crashed, "OCR failed: \(error)", advice: "run counterfoil doctor")
    }
  }

  /// One sentence for each thing that went wrong, with the pages it befell.
  private static func problems(_ errors: [Int: ReadError]) -> [Problem] {
    Dictionary(grouping: errors, by: \.value).map { error, pages in
      (pages.map(\.key).sorted(), error)
    }.sorted { $0.0[0] < $1.0[0] }.map { pages, error in
      guard error.code != .unsupported else { return Problem(error.description) }
      let shown = pages.prefix(10).map(String.init).joined(separator: ", ")
      let more = pages.count > 10 ? " and \(pages.count - 10) more" : ""
      return Problem("OCR of page \(shown)\(more): \(error)")
    }
  }
}
