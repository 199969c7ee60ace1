import Foundation

/// Seeded input like a real pile: about half English and half Chinese, as text, HTML and mail.
///
/// Words come from a Zipf distribution over a generated vocabulary, so that an index meets rare and
/// common ones; names, dates, sums and addresses are strewn in as real documents have them.
struct Corpus {
  private var random: SplitMix
  private let english: [String]
  private let chinese: [String]

  init(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let syllables = [
      "re", "con", "ta", "ment", "in", "ver", "so", "lu", "tion", "pre", "di", "mar", "ket", "tor", "al",
      "ne", "go", "ti", "ate", "er",
    ]
    english = (0..<30_000).map { _ in
      (0..<(1 + random.below(4))).map { _ in syllables[random.below(syllables.count)] }.joined()
    }
    // Characters are as uneven as words: a few hundred make up most of a text.
    chinese = (0..<20_000).map { _ in
      String(
        String.UnicodeScalarView(
          (0..<(1 + random.below(3))).compactMap { _ in
            Unicode.Scalar(0x4E00 + UInt32(Self.rank(random.below(1 << 24), of: 3000)) * 6)
          }))
    }
    self.random = random
  }

  /// Writes some `bytes` in all below `folder`, or finds that they stand there already.
  ///
  /// Nothing is deleted before a measurement: for minutes afterwards ext4 searches on past the freed
  /// places whenever a file is made, which was a tenth of an ingest's time.
  /// - Returns: The bytes written and the number of files.
  mutating func write(to folder: URL, bytes: Int) throws -> (bytes: Int, files: Int) {
    let note = folder.appendingPathExtension("done")
    if let numbers = try? String(contentsOf: note, encoding: .utf8).split(separator: " ").compactMap({
      Int($0)
    }),
      numbers.count == 2
    {
      return (numbers[0], numbers[1])
    }
    var (written, files) = (0, 0)
    while written < bytes {
      let place = folder.appendingPathComponent("\(files / 500)")
      if files % 500 == 0 {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      let (name, text) = document(files)
      let data = Data(text.utf8)
      try data.write(to: place.appendingPathComponent(name))
      written += data.count
      files += 1
    }
    try "\(written) \(files)".write(to: note, atomically: true, encoding: .utf8)
    return (written, files)
  }

  private mutating func document(_ number: Int) -> (name: String, text: String) {
    let isChinese = number % 2 == 1
    let paragraphs = (0..<(2 + random.below(30))).map { _ in paragraph(chinese: isChinese) }
    switch number % 3 {
    case 0: return ("\(number).txt", paragraphs.joined(separator: "\n\n") + "\n")
    case 1:
      let body = paragraphs.map { "<p class=\"body\">\($0)</p>" }.joined(separator: "\n")
      return (
        "\(number).html",
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Document \(number)</title></head><body>\(body)</body></html>\n"
      )
    default:
      return (
        "\(number).eml",
        """
        From: Sender \(number % 97) <sender\(number % 97)@example.org>
        To: reader@example.com
        Subject: Report \(number)
        Date: Tue, 05 Mar 2024 10:00:00 +0000
        Message-ID: <\(number)@bench.example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        \(paragraphs.joined(separator: "\n\n"))

        """
      )
    }
  }

  private mutating func paragraph(chinese isChinese: Bool) -> String {
    var text = ""
    for _ in 0..<(40 + random.below(80)) {
      if isChinese {
        text += chinese[zipf(chinese.count)]
        if random.below(9) == 0 { text += random.below(3) == 0 ? "。" : "，" }
      } else {
        text += english[zipf(english.count)]
        text += random.below(12) == 0 ? ". " : " "
      }
    }
    switch random.below(6) {
    case 0: text += isChinese ? "2024年3月5日，国家安全部。" : "On 5 March 2024 the Ministry of State Security."
    case 1:
      text +=
        isChinese
        ? "支付人民币三万元，网址 http://example.org/a。" : "USD 30,000 by http://example.org/a?b=\(random.below(999))."
    case 2: text += " 198.51.100.\(random.below(255)) "
    default: break
    }
    return text
  }

  private mutating func zipf(_ count: Int) -> Int {
    // Inverse of 1/rank: ranks spread evenly in the logarithm.
    Self.rank(random.below(1 << 24), of: count)
  }

  private static func rank(_ draw: Int, of count: Int) -> Int {
    min(count - 1, Int(exp(Double(draw) / Double(1 << 24) * log(Double(count)))) - 1)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed everywhere.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
