internal import COCR

/// A second opinion on the Latin words of a Chinese page: addresses, names, numbers of contracts.
///
/// Each is cut out and read by the English engine, which takes the place of the Chinese one's reading
/// where it is no less sure.
struct LatinWords {
  let engine: OCREngines.Engine
  let picture: PagePicture
  let dots: Int32

  /// Shorter ones are figures and signs, which both read alike.
  private static let shortest = 4

  func improve(_ symbols: [cf_ocr_symbol]) -> [cf_ocr_symbol] {
    var result: [cf_ocr_symbol] = []
    var start = 0
    while start < symbols.count {
      var end = start + 1
      if Self.isLatin(symbols[start]) {
        while end < symbols.count, Self.isLatin(symbols[end]), !Self.isBreak(symbols[end]) { end += 1 }
      }
      let word = symbols[start..<end]
      result += second(word) ?? Array(word)
      start = end
    }
    return result
  }

  private func second(_ word: ArraySlice<cf_ocr_symbol>) -> [cf_ocr_symbol]? {
    guard word.count >= Self.shortest, let first = word.first, word.contains(where: Self.isLetter) else {
      return nil
    }
    let edge: Int32 = 6
    var box = word.reduce(first.box) { box, symbol in
      cf_ocr_box(
        left: min(box.left, symbol.box.left), top: min(box.top, symbol.box.top),
        right: max(box.right, symbol.box.right), bottom: max(box.bottom, symbol.box.bottom))
    }
    box.left = max(0, box.left - edge)
    box.top = max(0, box.top - edge)
    box.right += edge
    box.bottom += edge
    guard let cut = cf_picture_cut(picture.handle, box) else { return nil }
    defer { cf_picture_free(cut) }
    cf_ocr_take(engine.handle, cut, dots, true)
    defer { cf_ocr_clear(engine.handle) }
    guard cf_ocr_recognise(engine.handle) else { return nil }
    var read: [cf_ocr_symbol] = []
    var symbol = cf_ocr_symbol()
    while cf_ocr_next(engine.handle, &symbol) {
      guard Self.isLatin(symbol) else { return nil }
      symbol.box.left += box.left
      symbol.box.right += box.left
      symbol.box.top += box.top
      symbol.box.bottom += box.top
      symbol.starts_paragraph = false
      symbol.starts_line = false
      symbol.starts_word = false
      symbol.after_space = false
      read.append(symbol)
    }
    // The edge shows a piece of what stands beside the word, which looks like a sign.
    while let sign = read.last, !Self.isAlphanumeric(sign), sign.text.0 != word.last?.text.0 {
      read.removeLast()
    }
    while let sign = read.first, !Self.isAlphanumeric(sign), sign.text.0 != first.text.0 {
      read.removeFirst()
    }
    guard read.count >= Self.shortest, mean(read[...]) >= mean(word) else { return nil }
    read[0].starts_paragraph = first.starts_paragraph
    read[0].starts_line = first.starts_line
    read[0].starts_word = true
    read[0].after_space = first.after_space
    let confidence = mean(read[...])
    for index in read.indices { read[index].confidence = confidence }
    return read
  }

  private func mean(_ word: ArraySlice<cf_ocr_symbol>) -> Float {
    word.reduce(0) { $0 + $1.confidence } / Float(max(1, word.count))
  }

  private static func isBreak(_ symbol: cf_ocr_symbol) -> Bool {
    symbol.starts_line || symbol.starts_paragraph || symbol.starts_word && symbol.after_space
  }

  private static func isLatin(_ symbol: cf_ocr_symbol) -> Bool {
    symbol.text.1 == 0 && (0x21...0x7E).contains(symbol.text.0)
  }

  private static func isAlphanumeric(_ symbol: cf_ocr_symbol) -> Bool {
    isLetter(symbol) || (0x30...0x39).contains(symbol.text.0)
  }

  private static func isLetter(_ symbol: cf_ocr_symbol) -> Bool {
    isLatin(symbol) && (0x41...0x5A).contains(symbol.text.0 & ~0x20)
  }
}
