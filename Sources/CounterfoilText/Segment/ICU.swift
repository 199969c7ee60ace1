// The only file that knows Foundation's copy of ICU, an underscored module whose functions carry
// a `swift_` prefix.
import _FoundationICU

/// ICU's word boundaries, with its dictionary for Chinese and Japanese.
///
/// Not safe to share between threads; opening one takes about a millisecond the first time.
final class WordBreaker {
  private let iterator: OpaquePointer?

  init() {
    var status = U_ZERO_ERROR
    let opened = swift_ubrk_open(UBRK_WORD, "zh", nil, 0, &status)
    iterator = status.rawValue <= U_ZERO_ERROR.rawValue ? opened : nil
  }

  deinit {
    if let iterator { swift_ubrk_close(iterator) }
  }

  /// Puts the UTF-16 offset of every word end into `ends`, in rising order, the end of the text last.
  ///
  /// Without ICU's data each unit stands alone.
  func findEnds(in units: [UInt16], into ends: inout [Int32]) {
    ends.removeAll(keepingCapacity: true)
    guard !units.isEmpty else { return }
    units.withUnsafeBufferPointer { buffer in
      var status = U_ZERO_ERROR
      if let iterator {
        swift_ubrk_setText(iterator, buffer.baseAddress, Int32(buffer.count), &status)
      }
      guard let iterator, status.rawValue <= U_ZERO_ERROR.rawValue else {
        for index in 1...buffer.count { ends.append(Int32(index)) }
        return
      }
      while true {
        let end = swift_ubrk_next(iterator)
        if end < 0 { break }
        ends.append(end)
      }
    }
  }
}
