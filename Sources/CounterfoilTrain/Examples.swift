import CounterfoilAnalysis

/// Sentences as numbers: for each token its features and its tag.
struct Examples {
  struct Sentence {
    var tokens: Range<Int>
    var source: Int
  }

  var sentences: [Sentence] = []
  /// Hashes while gathering; numbers of `names` once `settle` has run.
  var features: [UInt32] = []
  var ends: [Int] = [0]
  var tags: [UInt8] = []
  private var hashes: [UInt64] = []
  /// The hash of each numbered feature.
  private(set) var names: [UInt64] = []
  private let buffer = FeatureBuffer()
  var lost = 0

  /// Adds the sentences of a sample.
  mutating func add(_ sample: Sample, _ recogniser: Recogniser, isChinese: Bool) {
    var english: [[Token]] = []
    var chinese: [[ChineseUnit]] = []
    recogniser.sentences(in: sample.text, english: { english.append($0) }, chinese: { chinese.append($0) })
    var kept = 0
    if isChinese, let features = recogniser.chinese?.features {
      for units in chinese {
        features.write(units, into: buffer)
        kept += add(units.map { (Int($0.start), Int($0.end)) }, sample)
      }
    } else if !isChinese, let features = recogniser.english?.features {
      for tokens in english {
        features.write(tokens, into: buffer)
        kept += add(tokens.map { (Int($0.start), Int($0.end)) }, sample)
      }
    }
    lost += sample.spans.count - kept
  }

  private mutating func add(_ places: [(start: Int, end: Int)], _ sample: Sample) -> Int {
    let first = tags.count
    var marks = [UInt8](repeating: 0, count: places.count)
    var kept = 0
    for span in sample.spans {
      guard let begin = places.firstIndex(where: { $0.end > span.start }),
        let last = places.lastIndex(where: { $0.start < span.end }), begin <= last,
        marks[begin...last].allSatisfy({ $0 == 0 })
      else { continue }
      if places[begin].start == span.start, places[last].end == span.end { kept += 1 }
      for index in begin...last {
        let part: RecogniserTag.Part =
          begin == last ? .unit : index == begin ? .begin : index == last ? .last : .inside
        marks[index] = UInt8(RecogniserTag.tag(kind: span.kind, part: part))
      }
    }
    for index in places.indices {
      hashes += buffer.features(of: index)
      ends.append(hashes.count)
      tags.append(marks[index])
    }
    sentences.append(Sentence(tokens: first..<tags.count, source: sample.source.rawValue))
    return kept
  }

  /// Numbers the features that occur at least `least` times, in the order they first occur.
  /// - Parameter lexical: How many of a token's first features name words.
  mutating func settle(least: Int, lexical: Int) {
    var counts: [UInt64: Int32] = [:]
    counts.reserveCapacity(hashes.count / 4)
    for hash in hashes { counts[hash, default: 0] += 1 }
    var numbers: [UInt64: UInt32] = [:]
    names = []
    var kept: [UInt32] = []
    kept.reserveCapacity(hashes.count)
    var newEnds = [0]
    lexicalEnds = []
    for token in 0..<tags.count {
      var lexicalEnd = kept.count
      for index in ends[token]..<ends[token + 1] {
        if index == ends[token] + lexical { lexicalEnd = kept.count }
        let hash = hashes[index]
        guard counts[hash, default: 0] >= least else { continue }
        if let number = numbers[hash] {
          kept.append(number)
        } else {
          let number = UInt32(names.count)
          numbers[hash] = number
          names.append(hash)
          kept.append(number)
        }
      }
      newEnds.append(kept.count)
      lexicalEnds.append(lexicalEnd)
    }
    features = kept
    settledEnds = newEnds
  }

  /// Where the numbered features of each token end.
  private(set) var settledEnds: [Int] = []
  /// Where those of them end that name words.
  private(set) var lexicalEnds: [Int] = []
}
