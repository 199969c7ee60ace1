// With InternationalHost.swift the only file that knows Foundation's copy of ICU, an underscored module whose
// functions carry a `swift_` prefix.
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
  /// - Parameter ends: Room for as many as there are units.
  /// - Returns: How many there are.
  func findEnds(
    in units: UnsafeBufferPointer<UInt16>, into ends: UnsafeMutablePointer<Int32>
  ) -> Int {
    guard !units.isEmpty else { return 0 }
    var status = U_ZERO_ERROR
    if let iterator {
      swift_ubrk_setText(iterator, units.baseAddress, Int32(units.count), &status)
    }
    guard let iterator, status.rawValue <= U_ZERO_ERROR.rawValue else {
      for index in units.indices { ends[index] = Int32(index + 1) }
      return units.count
    }
    var count = 0
    while count < units.count {
      let end = swift_ubrk_next(iterator)
      if end < 0 { break }
      ends[count] = end
      count += 1
    }
    return count
  }
}
