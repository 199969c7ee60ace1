internal import COCR
internal import CounterfoilModel

/// Writes what Tesseract saw as a page's text, with a box for each scalar and a mark for each word.
struct RecognisedText {
  private(set) var scalars = String.UnicodeScalarView()
  private(set) var boxes: [CharacterBox] = []
  private(set) var marks: [LayerMark] = []
  private let place: (cf_ocr_box) -> CharacterBox

  /// Words below are marked as unsure. On clean pages nine of ten right words are above 90.
  private static let sureConfidence: Float = 60
  private static let nowhere = CharacterBox(left: 0, top: 0, right: 0, bottom: 0)

  /// - Parameter place: From a picture's pixels to the page's points.
  init(place: @escaping (cf_ocr_box) -> CharacterBox) { self.place = place }

  mutating func write(_ symbol: cf_ocr_symbol) {
    let text = Self.text(of: symbol).unicodeScalars
    guard let first = text.first else { return }
    if !scalars.isEmpty {
      if symbol.starts_paragraph {
        supply("\n")
        supply("\n")
      } else if symbol.starts_line {
        if isParted(before: first) { takeBackHyphen() } else { supply("\n") }
      } else if symbol.starts_word, symbol.after_space, !Self.runsOn(scalars.last, first) {
        supply(" ")
      }
    }
    if symbol.starts_word || marks.isEmpty {
      let kind: LayerMark.Kind = symbol.confidence < Self.sureConfidence ? .unsure : .word
      marks.append(
        LayerMark(
          kind: kind, range: boxes.count..<boxes.count,
          detail: String(Int(min(max(symbol.confidence, 0), 100)))))
    }
    let box = place(symbol.box)
    for scalar in text where scalar.value > 0x20 {
      scalars.append(scalar)
      boxes.append(box)
    }
    if let last = marks.indices.last {
      marks[last].range = marks[last].range.lowerBound..<boxes.count
    }
  }

  /// Ranges without a character, which a control character may leave, carry no mark.
  mutating func finish() { marks.removeAll { $0.range.isEmpty } }

  /// Chinese is written without spaces; Tesseract puts them between its words all the same.
  private static func runsOn(_ before: Unicode.Scalar?, _ next: Unicode.Scalar) -> Bool {
    func isChinese(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isIdeographic || (0x3000...0x303F).contains(scalar.value)
        || (0xFF00...0xFFEF).contains(scalar.value)
    }
    return before.map(isChinese) ?? false && isChinese(next)
  }

  private mutating func supply(_ scalar: Unicode.Scalar) {
    scalars.append(scalar)
    boxes.append(Self.nowhere)
  }

  /// Whether the line ended with a hyphen that parts a word, as PDF readers join it too.
  private func isParted(before next: Unicode.Scalar) -> Bool {
    guard scalars.last == "-", let letter = scalars.dropLast().last else { return false }
    return letter.properties.isLowercase && next.properties.isLowercase
  }

  private mutating func takeBackHyphen() {
    scalars.removeLast()
    boxes.removeLast()
    if let last = marks.indices.last {
      marks[last].range = marks[last].range.lowerBound..<min(marks[last].range.upperBound, boxes.count)
    }
  }

  static func text(of symbol: cf_ocr_symbol) -> String {
    withUnsafeBytes(of: symbol.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
