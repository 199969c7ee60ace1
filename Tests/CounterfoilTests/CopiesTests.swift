import Counterfoil
import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilStore
import Foundation
import GRDB
import Testing

/// Copies among the documents of a real casebase, written as an ingest writes them.
@Suite struct `Copies in a casebase` {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `do not depend on how many documents are written at once`(seed: UInt64) throws {
    let texts = CopyTexts.pile(seed: seed)
    let whole = try TextBase(texts)
    #expect(try !whole.rows("copy").isEmpty)
    for size in [1, 7, 40] {
      let pieces = try TextBase(texts, atOnce: size)
      for table in ["copy", "copy_key", "copy_sketch", "quotation"] {
        #expect(try pieces.rows(table) == whole.rows(table), "\(table), \(size) at once")
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `form the same groups in whatever order they come`(seed: UInt64) throws {
    let texts = CopyTexts.pile(seed: seed)
    var random = SplitMix(seed: seed &+ 100)
    let shuffled = texts.indices.shuffled(using: &random)
    let straight = try TextBase(texts).groups
    let other = try TextBase(shuffled.map { texts[$0] }).groups
    #expect(Set(other.map { Set($0.map { shuffled[$0] }) }) == Set(straight.map { Set($0) }))
  }

  @Test func `are found by their own words among thousands that share a form`() throws {
    var random = SplitMix(seed: 5)
    let form = CopyTexts.sentences(5, &random).joined(separator: " ")
    var texts = (0..<1500).map { _ in
      form + " " + CopyTexts.sentences(9, &random).joined(separator: " ")
    }
    // One later letter repeats the words of an earlier one, all but the last sentence.
    texts.append(
      texts[700].split(separator: ".").dropLast().joined(separator: ".") + ". Another ending for this letter."
    )
    let base = try TextBase(texts)
    #expect(try base.groups == [[700, 1500]])
    let most = try base.casebase.read {
      try Int.fetchOne($0, sql: "SELECT max(n) FROM (SELECT count(*) AS n FROM copy_key GROUP BY key)")
    }
    #expect(most == 8)
  }

  @Test func `hang together however many they are`() throws {
    var random = SplitMix(seed: 6)
    let letter = CopyTexts.sentences(12, &random).joined(separator: " ")
    let texts = (0..<400).map { "To number \($0). \(letter) Your reference is \($0 * 7919)." }
    let base = try TextBase(texts)
    #expect(try base.groups == [Array(0..<400)])
    let pairs = try base.rows("copy").count
    #expect(pairs <= 4 * 400)
    let record = try #require(
      base.casebase.read { try DocumentRecord.fetch($0, id: 300) })
    let copies = try base.casebase.read { try DocumentCopy.fetch($0, of: record, limit: 50) }
    #expect(copies.count == 50)
    #expect(copies.allSatisfy { $0.kind == .near && $0.record.id != 300 })
  }

  @Test func `tell a part of something longer from a copy`() throws {
    var random = SplitMix(seed: 7)
    let article = CopyTexts.sentences(20, &random)
    let other = CopyTexts.sentences(20, &random)
    let book = CopyTexts.sentences(40, &random) + article + other + CopyTexts.sentences(40, &random)
    let base = try TextBase([article, other, book].map { $0.joined(separator: " ") })
    #expect(try base.groups == [])
    let parts = try base.casebase.read { try CopyGroup.fetch($0) }.parts
    #expect(parts.map(\.kind) == [.part, .part])
    #expect(Set(parts.map(\.other.file)) == ["2.txt"])
  }

  @Test func `are told from quotations, which are given with both places`() throws {
    var random = SplitMix(seed: 11)
    let passage = CopyTexts.sentences(12, &random).joined(separator: " ")
    func around() -> (String, String) {
      let pieces = (0..<2).map { _ in CopyTexts.sentences(25, &random).joined(separator: " ") }
      return (pieces[0], pieces[1])
    }
    let pieces = (0..<4).map { _ in around() }
    var texts = pieces.map { "\($0.0) \(passage) \($0.1)" }
    texts[3] = "\(pieces[3].0) \(pieces[3].1)"
    // A copy of the first, which quotes nothing of it.
    texts.append(texts[0] + " A last word.")
    let base = try TextBase(texts)
    #expect(try base.groups == [[0, 4]])
    let links = try base.casebase.read { try QuotationLink.fetch($0, limit: 100) }
    let pairs = Set(links.map { "\($0.document.id - 1)-\($0.other.id - 1)" })
    #expect(
      pairs.isSuperset(of: ["0-1", "0-2", "1-2"]) && !pairs.contains { $0.contains("3") || $0 == "0-4" })
    for link in links {
      #expect(passage.hasPrefix(link.text) && link.text.count >= passage.count - 1)
      let other = Array(texts[Int(link.other.id) - 1].unicodeScalars)[link.quotation.second]
      #expect(String(String.UnicodeScalarView(other)) == link.text)
    }
    let record = try #require(try base.casebase.read { try DocumentRecord.fetch($0, id: 2) })
    let own = try base.casebase.read { try QuotationLink.fetch($0, of: record, limit: 100) }
    #expect(own.allSatisfy { $0.document.id == 2 } && own.count >= 2)
  }

  @Test func `and quotations are not seen in what many documents share`() throws {
    var random = SplitMix(seed: 12)
    let form = CopyTexts.sentences(5, &random).joined(separator: " ")
    let texts = (0..<200).map { _ in
      CopyTexts.sentences(20, &random).joined(separator: " ") + " " + form
    }
    let base = try TextBase(texts)
    // The first few, before it is known for a form.
    #expect(try base.rows("quotation").count <= 40)
  }

  @Test func `of very short texts are the same words, and of the shortest nothing`() throws {
    let base = try TextBase([
      "Please send the list of guests by Monday evening.",
      "PLEASE send the list of guests by Monday evening!",
      "Please send the list of guests by Tuesday evening.", "Yes, thank you.", "Yes, thank you.",
    ])
    #expect(try base.groups == [[0, 1]])
  }

  @Test func `of a casebase from before are found by the next ingest`() throws {
    let texts = CopyTexts.pile(seed: 9)
    let whole = try TextBase(texts)
    let old = try TextBase(texts, atOnce: nil)
    try old.casebase.write { db in
      try db.execute(sql: "INSERT INTO copy_pending SELECT document FROM layer")
    }
    while try !old.casebase.write({ db in
      try CopyBacklog.take(db, comparer: ShingleComparer(), sketch: CopySketcher.sketch)
    }) {}
    #expect(try old.rows("copy") == whole.rows("copy"))
    #expect(try old.rows("copy_pending").isEmpty)
  }
}

/// A casebase of texts alone; document *n* + 1 is `n.txt`.
private struct TextBase {
  let folder: TemporaryFolder
  let casebase: Casebase

  /// - Parameter atOnce: Documents a transaction; nil leaves all without sketches.
  init(_ texts: [String], atOnce: Int? = .max) throws {
    folder = try TemporaryFolder()
    casebase = try Casebase.create(
      at: folder.url.appendingPathComponent("base"), actor: "test", at: "2026-01-01T00:00:00Z")
    try casebase.write { try $0.execute(sql: "INSERT INTO source (id, root) VALUES (1, '/')") }
    var next = 0
    while next < texts.count {
      let end = min(texts.count, next + min(atOnce ?? texts.count, texts.count))
      try casebase.write { db in
        let batch = CopyBatch(ShingleComparer())
        for index in next..<end {
          try db.execute(
            sql: """
              INSERT INTO document (id, source, file, outcome, recorded_at) VALUES (?, 1, ?, 'read', '');
              INSERT INTO layer (document, kind, sha256, text) VALUES (?, 'text', x'00', ?)
              """, arguments: [index + 1, "\(index).txt", index + 1, texts[index]])
          guard atOnce != nil, let sketch = CopySketcher.sketch(of: texts[index]) else { continue }
          try batch.add(db, document: Int64(index + 1), sketch: sketch)
        }
        try batch.write(db)
      }
      next = end
    }
  }

  func rows(_ table: String) throws -> [String] {
    try casebase.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map(\.description).sorted()
    }
  }

  /// The numbers of the texts that belong together.
  var groups: [[Int]] {
    get throws {
      try casebase.read { try CopyGroup.fetch($0) }.groups.map { group in
        group.documents.compactMap { Int($0.file.dropLast(4)) }.sorted()
      }.sorted { $0[0] < $1[0] }
    }
  }
}

private enum CopyTexts {
  static func sentences(_ count: Int, _ random: inout SplitMix, chinese: Bool = false) -> [String] {
    let syllables = ["ka", "ro", "min", "te", "sul", "dor", "vi", "an", "pe", "lo", "gri", "stu"]
    return (0..<count).map { _ in
      if chinese {
        return String(
          String.UnicodeScalarView(
            (0..<(15 + random.below(20))).compactMap { _ in
              Unicode.Scalar(0x4E00 + UInt32(random.below(6000)))
            })) + "。"
      }
      return (0..<(8 + random.below(10))).map { _ in
        (0..<(2 + random.below(3))).map { _ in syllables[random.below(syllables.count)] }.joined()
      }.joined(separator: " ") + "."
    }
  }

  /// Some forty texts in both languages: copies of a few, altered by up to a fifth, and others that have nothing in common.
  static func pile(seed: UInt64) -> [String] {
    var random = SplitMix(seed: seed)
    let originals = (0..<8).map { sentences(10 + random.below(60), &random, chinese: $0 % 2 == 1) }
    return (0..<48).map { number in
      let isChinese = number % 2 == 1
      guard number >= 8 else { return originals[number].joined(separator: " ") }
      guard number % 3 > 0 else {
        return sentences(30, &random, chinese: isChinese).joined(separator: " ")
      }
      var copy = originals[random.below(4) * 2 + number % 2]
      for _ in 0..<(copy.count / 5) {
        copy[random.below(copy.count)] = sentences(1, &random, chinese: isChinese)[0]
      }
      return copy.joined(separator: " ")
    }
  }
}
