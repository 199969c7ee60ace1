import Foundation

/// Reads annotated text in the forms it comes in.
struct Corpora {
  private var documents = 0

  private static let kinds = ["PER": 0, "ORG": 1, "LOC": 2, "GROUP": 1]

  private static func lines(_ url: URL) throws -> [Substring] {
    try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Universal NER: `# text = …`, then a token a line with its tag in the third column.
  mutating func universal(_ url: URL) throws -> [Sample] {
    var samples: [Sample] = []
    var text = ""
    var place = text.startIndex
    var open: Sample.Span?
    var spans: [Sample.Span] = []
    func offset(_ index: String.Index) -> Int { text.utf8.distance(from: text.startIndex, to: index) }
    func close() {
      if let span = open { spans.append(span) }
      open = nil
    }
    documents += 1
    for line in try Self.lines(url) {
      if line.hasPrefix("# newdoc") { documents += 1 }
      if line.hasPrefix("# text = ") {
        text = String(line.dropFirst(9))
        place = text.startIndex
      }
      if line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count > 2 else {
        close()
        if !text.isEmpty {
          samples.append(Sample(text: text, spans: spans, document: documents, source: .universal))
        }
        text = ""
        spans = []
        continue
      }
      guard let found = text.range(of: String(fields[1]), range: place..<text.endIndex) else { continue }
      place = found.upperBound
      let tag = fields[2]
      let kind = Self.kinds[String(tag.dropFirst(2))]
      if tag.hasPrefix("I-"), open != nil, open?.kind == kind {
        open?.end = offset(found.upperBound)
      } else {
        close()
        if let kind {
          open = .init(start: offset(found.lowerBound), end: offset(found.upperBound), kind: kind)
        }
      }
    }
    return samples
  }

  /// AnnoCTR: a token a line; organisations and places in the second column, groups in the fifth.
  mutating func threats(_ url: URL) throws -> [Sample] {
    var samples: [Sample] = []
    var words: [(word: String, tag: String)] = []
    for line in try Self.lines(url) {
      if line.hasPrefix("<DOCSTART>") {
        documents += 1
        continue
      }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 4 else {
        if !words.isEmpty { samples.append(joined(words, .threats)) }
        words = []
        continue
      }
      words.append((fields[0], fields[4].hasSuffix("-GROUP") ? fields[4] : fields[1]))
    }
    return samples
  }

  private func joined(_ words: [(word: String, tag: String)], _ source: Sample.Source) -> Sample {
    var text = ""
    var spans: [Sample.Span] = []
    var isOpen = false
    for (word, tag) in words {
      if !text.isEmpty { text += " " }
      let start = text.utf8.count
      text += word
      guard let kind = Self.kinds[String(tag.dropFirst(2))] else {
        isOpen = false
        continue
      }
      if isOpen, tag.hasPrefix("I-"), spans[spans.count - 1].kind == kind {
        spans[spans.count - 1].end = text.utf8.count
      } else {
        spans.append(.init(start: start, end: text.utf8.count, kind: kind))
      }
      isOpen = true
    }
    return Sample(text: text, spans: spans, document: documents, source: source)
  }

  /// Re-DocRED: documents with sentences of tokens and clusters of mentions.
  mutating func wikipedia(_ url: URL) throws -> [Sample] {
    guard let all = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [[String: Any]] else {
      return []
    }
    var samples: [Sample] = []
    for document in all {
      documents += 1
      guard let sentences = document["sents"] as? [[String]],
        let clusters = document["vertexSet"] as? [[[String: Any]]]
      else { continue }
      for (number, sentence) in sentences.enumerated() {
        var tags = sentence.map { ($0, "O") }
        let mentions = clusters.joined().compactMap { mention -> (Int, Int, String)? in
          guard mention["sent_id"] as? Int == number, let place = mention["pos"] as? [Int], place.count == 2,
            let kind = mention["type"] as? String, Self.kinds[kind] != nil
          else { return nil }
          return (place[0], place[1], kind)
        }
        for (start, end, kind) in mentions.sorted(by: {
          ($1.1 - $1.0, $0.0, $0.2) < ($0.1 - $0.0, $1.0, $1.2)
        }) {
          guard start < end, end <= tags.count, tags[start..<end].allSatisfy({ $0.1 == "O" }) else {
            continue
          }
          for index in start..<end { tags[index].1 = (index == start ? "B-" : "I-") + kind }
        }
        samples.append(joined(tags.map { (word: $0.0, tag: $0.1) }, .wikipedia))
      }
    }
    return samples
  }

  /// Text annotated for the project: `[PER Name]` within a line, an empty line between documents.
  mutating func annotated(_ folder: URL) throws -> [Sample] {
    var samples: [Sample] = []
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".txt") }.sorted()
    for name in names {
      documents += 1
      for line in try Self.lines(folder.appendingPathComponent(name)) {
        guard !line.allSatisfy(\.isWhitespace) else {
          documents += 1
          continue
        }
        samples.append(Self.inline(String(line), documents))
      }
    }
    return samples
  }

  static func inline(_ line: String, _ document: Int) -> Sample {
    var text: [UInt8] = []
    var spans: [Sample.Span] = []
    var open: (kind: Int, start: Int)?
    let bytes = Array(line.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "["), open == nil, index + 4 < bytes.count, bytes[index + 4] == 0x20,
        let kind = kinds[String(decoding: bytes[index + 1..<index + 4], as: UTF8.self)]
      {
        open = (kind, text.count)
        index += 5
        continue
      }
      if bytes[index] == UInt8(ascii: "]"), let name = open {
        spans.append(.init(start: name.start, end: text.count, kind: name.kind))
        open = nil
        index += 1
        continue
      }
      text.append(bytes[index])
      index += 1
    }
    return Sample(
      text: String(decoding: text, as: UTF8.self), spans: spans, document: document, source: .universal)
  }
}
