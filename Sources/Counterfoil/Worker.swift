import CounterfoilFormats

/// The confined child processes of `counterfoil worker`.
package enum Worker {
  /// Reads documents for the parent at the other end of standard input, until that ends.
  /// - Returns: The exit code.
  package static func read() -> Int32 { ReadWorker.serve(.read) }

  /// Reads single pages by OCR, likewise.
  package static func ocr() -> Int32 { ReadWorker.serve(.ocr) }
}
