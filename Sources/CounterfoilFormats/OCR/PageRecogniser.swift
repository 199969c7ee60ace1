internal import COCR
internal import CounterfoilModel

/// Reads one page that is a picture: finds out how it is turned and which languages it holds, then
/// reads all of it.
///
/// A few of its lines, read by the Chinese engines, tell the languages at a fifth of the cost of
/// Tesseract's own detection of scripts, which does not tell simplified from traditional. That
/// detection, which also tells how a page is turned, is asked only where those lines make no sense.
struct PageRecogniser {
  let engines: OCREngines

  /// - Parameter number: Counted from 1.
  /// - Returns: A layer with this one page, and what was found out about it as metadata.
  func read(
    _ bytes: UnsafeRawBufferPointer, page number: Int, passwords: Passwords, limits: ReadLimits
  ) throws(ReadError) -> Reading {
    var picture = try PagePicture.take(bytes, page: number, passwords: passwords, limits: limits)
    defer { picture.free() }
    var turns = 0
    var sample = take(picture)
    if sample.confidence < Self.senseless, let upright = upright(picture) {
      let other = take(upright.picture)
      if other.confidence > sample.confidence {
        picture.free()
        (picture, turns, sample) = (upright.picture, upright.turns, other)
      } else {
        cf_ocr_clear(other.engine.handle)
        upright.picture.free()
        cf_ocr_clear(sample.engine.handle)
        cf_ocr_take(sample.engine.handle, picture.handle, Self.dots(picture), false)
      }
    }
    let text = try recognise(picture, with: sample, turns: turns)
    var reading = Reading(mediaType: "image/x-page")
    let count = text.boxes.count
    reading.layer = TextLayer(
      kind: .ocr, text: String(text.scalars),
      pages: [
        PageSpan(
          number: number, range: 0..<count, isOCR: true, size: picture.size, boxes: text.boxes)
      ], marks: text.marks)
    reading.metadata.append(MetadataEntry(name: "ocr-languages", value: sample.engine.languages))
    if turns > 0 { reading.metadata.append(MetadataEntry(name: "turned", value: String(turns * 90))) }
    return reading
  }

  // MARK: languages

  private struct Sample {
    var engine: OCREngines.Engine
    /// The mean of its words', from 0 to 100; 0 where no line was found.
    var confidence: Double
    /// Whether any line was found.
    var hasLines: Bool
  }

  /// Below it a page is taken to be turned, or no page of text: upright pages give 85 and more, turned ones below 45.
  private static let senseless = 60.0
  /// Enough to tell Chinese from English …
  private static let fewLines = 3
  /// … and, where it is Chinese, to tell its script: so many lines at most, or so many characters.
  private static let mostLines = 8
  private static let enoughHan = 60.0
  /// Points of confidence a character by which one script must lead before that. Over whole pages the
  /// right one leads by 4 to 8; single lines of a poor scan differ by 10 either way.
  private static let clearMargin = 5.0
  /// What a character read in the wrong script has at best in the long run, less than one in the
  /// right script; characters below count against it.
  private static let doubtfulHan = 60.0
  /// Of the characters of sampled lines; a page with a Chinese name or two stays English, whose engine knows Chinese words.
  private static let hanShare = 0.15

  /// Hands the picture to the engine of its languages.
  private func take(_ picture: PagePicture) -> Sample {
    // There is always one: the engines refuse to exist without.
    guard let first = engines.latin ?? engines.simplified ?? engines.traditional else {
      preconditionFailure("engines without a language")
    }
    cf_ocr_take(first.handle, picture.handle, Self.dots(picture), false)
    var boxes = [cf_ocr_box](repeating: cf_ocr_box(), count: 400)
    let count = min(Int(cf_ocr_lines(first.handle, &boxes, Int32(boxes.count))), boxes.count)
    let lines = boxes[..<count].filter { $0.bottom > $0.top && $0.right > $0.left }
    var sample = Sample(
      engine: first, confidence: 0, hasLines: !lines.isEmpty)
    // The widest line of each eighth of the page, the widest first.
    let band = max(1, (lines.count + Self.mostLines - 1) / Self.mostLines)
    let chosen = stride(from: 0, to: lines.count, by: band).compactMap { start in
      lines[start..<min(start + band, lines.count)].max { $0.right - $0.left < $1.right - $1.left }
    }.sorted { $0.right - $0.left > $1.right - $1.left }
    let readers = [engines.simplified, engines.traditional].compactMap(\.self)
    guard let reader = readers.first else {
      sample.confidence = taste(chosen.prefix(Self.fewLines), of: picture, by: first).confidence
      return sample
    }
    var taste = self.taste(chosen.prefix(Self.fewLines), of: picture, by: reader)
    sample.confidence = taste.confidence
    guard taste.hanShare >= Self.hanShare || engines.latin == nil else { return sample }
    sample.engine = reader
    if readers.count == 2 {
      var used = min(Self.fewLines, chosen.count)
      var other = self.taste(chosen.prefix(used), of: picture, by: readers[1])
      while used < chosen.count,
        taste.han < Self.enoughHan
          || abs(taste.evidence - other.evidence) < Self.clearMargin * taste.han
      {
        taste += self.taste(chosen[used...used], of: picture, by: reader)
        other += self.taste(chosen[used...used], of: picture, by: readers[1])
        used += 1
      }
      if other.evidence > taste.evidence {
        sample.engine = readers[1]
        sample.confidence = other.confidence
      }
    }
    if sample.engine.handle != first.handle {
      cf_ocr_clear(first.handle)
      cf_ocr_take(sample.engine.handle, picture.handle, Self.dots(picture), false)
    }
    return sample
  }

  /// What some lines say of their language.
  private struct Taste {
    var characters = 0.0
    var han = 0.0
    /// Sums of the words' confidence.
    var sum = 0.0
    var hanSum = 0.0

    var confidence: Double { characters > 0 ? sum / characters : 0 }
    var hanShare: Double { characters > 0 ? han / characters : 0 }
    /// How much speaks for the script the lines were read in.
    var evidence: Double { hanSum - PageRecogniser.doubtfulHan * han }

    static func += (left: inout Taste, right: Taste) {
      left.characters += right.characters
      left.han += right.han
      left.sum += right.sum
      left.hanSum += right.hanSum
    }
  }

  private func taste(
    _ lines: ArraySlice<cf_ocr_box>, of picture: PagePicture, by engine: OCREngines.Engine
  ) -> Taste {
    var taste = Taste()
    for line in lines {
      // A white edge, as Tesseract expects it around text.
      let edge: Int32 = 6
      let box = cf_ocr_box(
        left: max(0, line.left - edge), top: max(0, line.top - edge), right: line.right + edge,
        bottom: line.bottom + edge)
      guard let cut = cf_picture_cut(picture.handle, box) else { continue }
      cf_ocr_take(engine.handle, cut, Self.dots(picture), true)
      if cf_ocr_recognise(engine.handle) {
        var symbol = cf_ocr_symbol()
        while cf_ocr_next(engine.handle, &symbol) {
          taste.characters += 1
          taste.sum += Double(symbol.confidence)
          if let scalar = RecognisedText.text(of: symbol).unicodeScalars.first?.value,
            (0x3400...0x9FFF).contains(scalar) || scalar >= 0x20000
          {
            taste.han += 1
            taste.hanSum += Double(symbol.confidence)
          }
        }
      }
      cf_ocr_clear(engine.handle)
      cf_picture_free(cut)
    }
    return taste
  }

  // MARK: orientation

  /// Tesseract's figure for how sure it is; right ones on pages of text are above 5.
  private static let sureTurn: Float = 2

  /// The picture upright. Nil where it is, or where nobody can tell.
  private func upright(_ picture: PagePicture) -> (picture: PagePicture, turns: Int)? {
    guard let orientation = engines.orientation else { return nil }
    cf_ocr_take(orientation.handle, picture.handle, Self.dots(picture), false)
    defer { cf_ocr_clear(orientation.handle) }
    var confidence: Float = 0
    let turns = cf_ocr_turns(orientation.handle, &confidence)
    guard turns > 0, confidence >= Self.sureTurn,
      let turned = cf_picture_turned(picture.handle, turns)
    else { return nil }
    var result = picture
    result.handle = turned
    return (result, Int(turns))
  }

  // MARK: the whole page

  private func recognise(
    _ picture: PagePicture, with sample: Sample, turns: Int
  ) throws(ReadError) -> RecognisedText {
    let handle = sample.engine.handle
    let scale = picture.scale
    defer { cf_ocr_clear(handle) }
    let (width, height) = (Int32(picture.width), Int32(picture.height))
    func point(_ x: Int32, _ y: Int32) -> (Float, Float) {
      let (column, row) =
        switch turns {
        case 1: (y, width - x)
        case 2: (width - x, height - y)
        case 3: (height - y, x)
        default: (x, y)
        }
      return (Float(Double(column) * scale), Float(Double(row) * scale))
    }
    var text = RecognisedText { box in
      let (one, other) = (point(box.left, box.top), point(box.right, box.bottom))
      return CharacterBox(
        left: min(one.0, other.0), top: min(one.1, other.1), right: max(one.0, other.0),
        bottom: max(one.1, other.1))
    }
    guard sample.hasLines else { return text }
    guard cf_ocr_recognise(handle) else {
      throw ReadError(.damaged, "OCR failed on the page", advice: "look at the page itself")
    }
    var symbols: [cf_ocr_symbol] = []
    var symbol = cf_ocr_symbol()
    while cf_ocr_next(handle, &symbol) { symbols.append(symbol) }
    if let latin = engines.latin, latin.handle != handle {
      symbols = LatinWords(engine: latin, picture: picture, dots: Self.dots(picture)).improve(symbols)
    }
    for symbol in symbols { text.write(symbol) }
    text.finish()
    return text
  }

  /// For Tesseract, which guesses where it is 0.
  private static func dots(_ picture: PagePicture) -> Int32 {
    Int32(picture.density.map { min(max($0, 70), 2400) } ?? 0)
  }
}
