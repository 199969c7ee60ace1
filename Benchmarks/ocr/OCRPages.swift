import CounterfoilFormats
import CounterfoilModel
import Foundation

/// Pages of text as pictures: drawn by Chromium, made into pixels by pdftoppm, clean and noisy.
struct OCRPages {
  struct Page {
    var language: String
    var density: Int
    var isNoisy: Bool
    var file: URL
    var truth: String
  }

  static let languages = ["en", "zh-Hans", "zh-Hant"]
  static let densities = [150, 200, 300]

  /// Tesseract's names of a page's languages, for the peer, which has to be told.
  static func tesseract(_ language: String) -> String {
    language == "en" ? "eng" : language == "zh-Hans" ? "chi_sim+eng" : "chi_tra+eng"
  }

  static func make(in folder: URL) throws -> [Page] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let lexicon = try KnowledgeLoader.lexicon()
    var pages: [Page] = []
    for language in languages {
      var random = SplitMix(seed: 11)
      let lines = (0..<24).map { _ in sentence(language, lexicon, &random) }
      let html = folder.appendingPathComponent("\(language).html")
      let pdf = folder.appendingPathComponent("\(language).pdf")
      let font =
        language == "en"
        ? "'DejaVu Serif', serif" : "'Noto Serif CJK \(language == "zh-Hans" ? "SC" : "TC")', serif"
      try """
      <html lang="\(language)"><meta charset="utf-8"><style>body { font: 11pt \(font); line-height: 1.5 }</style>
      \(lines.map { "<p>\($0)</p>" }.joined(separator: "\n"))
      """.write(to: html, atomically: true, encoding: .utf8)
      if !FileManager.default.fileExists(atPath: pdf.path) {
        try Command.run(
          "/usr/bin/chromium",
          [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            "--print-to-pdf=\(pdf.path)", html.path,
          ])
      }
      let text = folder.appendingPathComponent("\(language).txt")
      try Command.run("/usr/bin/pdftotext", ["-l", "1", pdf.path, text.path])
      let truth = try String(contentsOf: text, encoding: .utf8)
      for density in densities {
        let stem = folder.appendingPathComponent("\(language)-\(density)")
        try Command.run(
          "/usr/bin/pdftoppm", ["-r", "\(density)", "-gray", "-singlefile", "-l", "1", pdf.path, stem.path])
        let grey = try Grey(pgm: Data(contentsOf: stem.appendingPathExtension("pgm")))
        for isNoisy in [false, true] {
          let file = folder.appendingPathComponent(
            "\(language)-\(density)-\(isNoisy ? "noisy" : "clean").bmp")
          try (isNoisy ? grey.noisy(seed: 7) : grey).bitmap(density: density).write(to: file)
          pages.append(
            Page(language: language, density: density, isNoisy: isNoisy, file: file, truth: truth))
        }
      }
    }
    return pages
  }

  /// Words of the packs in made-up sentences, so that names, figures and addresses are among them.
  private static func sentence(_ language: String, _ lexicon: Lexicon, _ random: inout SplitMix) -> String {
    let named = lexicon.organisations.filter { $0.simplified != nil && $0.traditional != nil }
    func name(_ random: inout SplitMix) -> String {
      let entry = named[random.below(named.count)]
      return switch language {
      case "en": entry.english
      case "zh-Hans": entry.simplified ?? ""
      default: entry.traditional ?? ""
      }
    }
    let (one, other) = (name(&random), name(&random))
    let (month, day, sum, number) = (
      1 + random.below(12), 1 + random.below(28), 100 * (1 + random.below(900)), random.below(900)
    )
    let kind = random.below(3)
    switch (language, kind) {
    case ("en", 0):
      return "On \(day)/\(month)/2024 \(one) wrote to \(other) at info\(number)@example.org about travel."
    case ("en", 1):
      return "An adviser of \(one) offered USD \(sum) for a report, and \(other) paid half of it."
    case ("en", _): return "\(one) and \(other) held meeting no. \(number) and agreed on nothing."
    case ("zh-Hans", 0): return "2024年\(month)月\(day)日，\(one)致函\(other)，地址为 info\(number)@example.org，商谈行程。"
    case ("zh-Hans", 1): return "\(one)的顾问愿意为一份报告支付人民币\(sum)元，\(other)付了一半。"
    case ("zh-Hans", _): return "\(one)与\(other)举行了第\(number)次会议，没有达成任何协议。"
    case (_, 0): return "2024年\(month)月\(day)日，\(one)致函\(other)，地址為 info\(number)@example.org，商談行程。"
    case (_, 1): return "\(one)的顧問願意為一份報告支付人民幣\(sum)元，\(other)付了一半。"
    default: return "\(one)與\(other)舉行了第\(number)次會議，沒有達成任何協議。"
    }
  }
}

/// Eight bits a pixel.
struct Grey {
  var width: Int
  var height: Int
  var pixels: [UInt8]

  struct NotPGM: Error {}

  init(pgm: Data) throws {
    let bytes = [UInt8](pgm)
    var fields: [Int] = []
    var at = 2
    while fields.count < 3, at < bytes.count {
      while bytes[at] <= 0x20 { at += 1 }
      var value = 0
      while bytes[at] > 0x20 {
        value = value * 10 + Int(bytes[at]) - 48
        at += 1
      }
      fields.append(value)
    }
    guard bytes.starts(with: Array("P5".utf8)), fields.count == 3 else { throw NotPGM() }
    (width, height) = (fields[0], fields[1])
    pixels = Array(bytes[(at + 1)...].prefix(width * height))
    guard pixels.count == width * height else { throw NotPGM() }
  }

  /// As from a poor scanner: blurred, grained, strewn with specks.
  func noisy(seed: UInt64) -> Grey {
    var random = SplitMix(seed: seed)
    var result = self
    for row in 1..<height - 1 {
      for column in 1..<width - 1 {
        let at = row * width + column
        let sum =
          4 * Int(pixels[at]) + Int(pixels[at - 1]) + Int(pixels[at + 1])
          + Int(pixels[at - width]) + Int(pixels[at + width])
        let draw = random.next()
        let grain = Int(draw & 63) + Int(draw >> 6 & 63) - 63
        let value = sum / 8 * 3 / 4 + 50 + grain
        result.pixels[at] = draw >> 20 & 1023 < 3 ? 30 : UInt8(clamping: value)
      }
    }
    return result
  }

  func bitmap(density: Int) -> Data {
    let stride = (width + 3) & ~3
    var data = Data("BM".utf8)
    func four(_ value: Int) {
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: value).littleEndian) { data.append(contentsOf: $0) }
    }
    let perMetre = Int(Double(density) / 0.0254)
    for value in [
      14 + 40 + 1024 + stride * height, 0, 14 + 40 + 1024, 40, width, height, 1 | 8 << 16, 0, 0, perMetre,
      perMetre, 256, 0,
    ] {
      four(value)
    }
    for shade in 0..<256 { four(shade | shade << 8 | shade << 16) }
    for row in (0..<height).reversed() {
      data.append(contentsOf: pixels[row * width..<(row + 1) * width])
      data.append(contentsOf: [UInt8](repeating: 0, count: stride - width))
    }
    return data
  }
}
