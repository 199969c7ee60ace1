package import CounterfoilModel

/// Puts pages that OCR read into the layer whose reader had to leave them empty.
package enum RecognisedPages {
  /// - Parameters:
  ///   - pages: What the recogniser gave, by the page's number. Pages without one still need OCR.
  ///   - limits: Text and boxes above them are left out, and said to be.
  package static func put(
    _ pages: [Int: Reading], into reading: Reading, limits: ReadLimits
  ) -> Reading {
    guard let old = reading.layer, !pages.isEmpty else { return reading }
    var reading = reading
    let scalars = Array(old.text.unicodeScalars)
    var text = String.UnicodeScalarView()
    var layer = TextLayer(kind: old.kind, text: "")
    var length = 0
    var starts: [(old: Int, new: Int)] = []
    var (left, boxesLeft) = (limits.layerBytes - old.text.utf8.count, Self.boxLimit)
    var leftOut = 0
    func append(_ piece: some Sequence<Unicode.Scalar>) {
      for scalar in piece {
        text.append(scalar)
        length += 1
      }
    }
    for var page in old.pages {
      let range = page.range
      let start = length
      starts.append((range.lowerBound, start))
      if let found = pages[page.number]?.layer, let seen = found.pages.first, page.needsOCR {
        left -= found.text.utf8.count
        if left >= 0 {
          append(found.text.unicodeScalars)
          page.needsOCR = false
          page.isOCR = true
          page.size = seen.size
          page.boxes = seen.boxes
          for mark in found.marks {
            layer.marks.append(
              LayerMark(
                kind: mark.kind, range: mark.range.lowerBound + start..<mark.range.upperBound + start,
                detail: mark.detail))
          }
        } else {
          leftOut += 1
        }
        // Whatever closes a page stays: a form feed between pages of PDF, a line end here.
        let ending = scalars[range].reversed().prefix { $0 == "\u{0C}" || $0 == "\n" }.reversed()
        append(ending)
        if !page.boxes.isEmpty {
          page.boxes += ending.map { _ in CharacterBox(left: 0, top: 0, right: 0, bottom: 0) }
        }
        if ending.isEmpty, page.number != old.pages.last?.number {
          append(["\n"])
          if !page.boxes.isEmpty { page.boxes.append(CharacterBox(left: 0, top: 0, right: 0, bottom: 0)) }
        }
      } else {
        append(scalars[range])
      }
      page.range = start..<length
      boxesLeft -= page.boxes.count
      if page.boxes.count != page.range.count || boxesLeft < 0 { page.boxes = [] }
      layer.pages.append(page)
    }
    // Ranges of the old layer move with their page.
    func moved(_ range: ScalarRange) -> ScalarRange {
      let shift = starts.last { $0.old <= range.lowerBound }.map { $0.new - $0.old } ?? 0
      return range.lowerBound + shift..<range.upperBound + shift
    }
    layer.marks += old.marks.map { LayerMark(kind: $0.kind, range: moved($0.range), detail: $0.detail) }
    for index in reading.metadata.indices {
      reading.metadata[index].range = reading.metadata[index].range.map(moved)
    }
    layer.text = String(text)
    if !layer.pages.contains(where: { !$0.isOCR && !$0.range.isEmpty }) { layer.kind = .ocr }
    reading.layer = layer
    if leftOut > 0 {
      reading.problems.append(
        Problem("the text of \(leftOut) pages above \(limits.layerBytes >> 20) MiB was left out"))
    }
    describe(pages, in: &reading)
    return reading
  }

  /// As many as a confined reader may send.
  private static let boxLimit = 4_000_000

  /// Below it a page's mean says that its text cannot be relied on.
  private static let poorConfidence = 60

  private static func describe(_ pages: [Int: Reading], in reading: inout Reading) {
    var languages: Set<String> = []
    var (sum, words) = (0, 0)
    for (number, page) in pages.sorted(by: { $0.key < $1.key }) {
      let found = page.layer?.marks.compactMap { $0.detail.flatMap { Int($0) } } ?? []
      for entry in page.metadata {
        switch entry.name {
        case "ocr-languages": if !found.isEmpty { languages.insert(entry.value) }
        case "turned":
          reading.metadata.append(
            MetadataEntry(name: "turned", value: "page \(number) by \(entry.value)°"))
        default: break
        }
      }
      sum += found.reduce(0, +)
      words += found.count
      if !found.isEmpty, found.reduce(0, +) / found.count < poorConfidence {
        reading.problems.append(
          Problem(
            "OCR is unsure of page \(number), at \(found.reduce(0, +) / found.count) of 100: compare it with the picture"
          ))
      }
    }
    guard words > 0 else { return }
    for value in languages.sorted() {
      reading.metadata.append(MetadataEntry(name: "ocr-languages", value: value))
    }
    reading.metadata.append(MetadataEntry(name: "ocr-confidence", value: String(sum / words)))
  }
}
