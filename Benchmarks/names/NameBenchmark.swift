import CounterfoilText
import Foundation

/// Names: accuracy by group beside speed, the worst errors, calibration, common names, and the index.
enum NameBenchmark {
  private static let groups:
    [(name: String, set: String, atLeast: String, isIn: @Sendable (NamePair) -> Bool)] = [
      ("Chinese–Latin", "zh-latin-pairs", "F1 0.967, AUC 0.99, precision 0.98", { $0.rom != "western-only" }),
      ("  pinyin", "zh-latin-pairs", "0.995", { $0.rom == "pinyin" }),
      ("  other", "zh-latin-pairs", "0.925", { $0.isOther }),
      ("    Taiwan", "zh-latin-pairs", "0.95", { $0.isOther && $0.region == "tw" }),
      (
        "    Hong Kong, Macau", "zh-latin-pairs", "0.94",
        { $0.isOther && ["hk", "mo"].contains($0.region) }
      ),
      (
        "    Singapore, Malaysia", "zh-latin-pairs", "0.85",
        { $0.isOther && ["sg", "my"].contains($0.region) }
      ),
      ("script to script, romanisation to romanisation", "zh-variants", "0.95", { _ in true }),
      ("  Han–Han", "zh-variants", "", { $0.sub == "han-han" }),
      ("  Latin–Latin", "zh-variants", "", { $0.sub != "han-han" }),
      ("peers' own cases", "peer-checks", "0.87", { _ in true }),
      ("organisations", "org-pairs", "0.85", { _ in true }),
    ]

  static func run(_ report: Report) throws {
    guard Place.shared != nil else {
      report.line("skipped: the development data is not here")
      return
    }
    let matcher = NameMatcher()
    for group in groups {
      guard let all = try NamePair.load(group.set) else { continue }
      let pairs = all.filter(group.isIn)
      let scored = pairs.map { (weight: weigh($0, matcher), match: $0.match) }
      let accuracy = Accuracy(scored)
      report.line(
        "\(group.name), \(pairs.count): \(accuracy.text)"
          + (group.atLeast.isEmpty ? "" : "  [at least \(group.atLeast)]"))
      if ["other", "organisations", "Han–Han"].contains(group.name.trimmingCharacters(in: .whitespaces)) {
        tellWorst(pairs, scored, accuracy.threshold, report)
      }
    }
    try speed(matcher, report)
    try calibration(matcher, report)
    try NameIndexBenchmark.run(matcher, report)
    report.line(
      "Peers on these sets, quoted from an earlier measurement: pypinyin with logic-v2 F1 0.866 (pinyin 0.982, other 0.602), "
        + "variants 0.700, their own cases 0.820, organisations 0.451; 2,000–5,000 pairs a second")
  }

  static func weigh(_ pair: NamePair, _ matcher: NameMatcher) -> Float {
    pair.schema == "Person" ? matcher.weigh(pair.a, pair.b) : matcher.weighOrganisations(pair.a, pair.b)
  }

  private static func tellWorst(
    _ pairs: [NamePair], _ scored: [(weight: Float, match: Bool)], _ threshold: Float, _ report: Report
  ) {
    let errors = zip(pairs, scored).filter { ($0.1.weight >= threshold) != $0.1.match }
      .sorted { abs($0.1.weight - threshold) > abs($1.1.weight - threshold) }
    for (pair, score) in errors.prefix(8) {
      report.line(
        String(format: "      %@ %+.0f  ", score.match ? "missed" : "alarm ", score.weight)
          + "\(pair.a) | \(pair.b)")
    }
  }

  static func speed(_ matcher: NameMatcher, _ report: Report) throws {
    guard let pairs = try NamePair.load("zh-latin-pairs")?.filter({ $0.rom != "western-only" }) else {
      return
    }
    for pair in pairs { _ = matcher.weigh(pair.a, pair.b) }
    report.figure(
      "pairs from cold strings, one core",
      (0..<7).map { _ in
        Double(pairs.count) / 1000 / seconds { for pair in pairs { _ = matcher.weigh(pair.a, pair.b) } }
      }, unit: "thousand a second  [at least 500]", digits: 0)
    let prepared = pairs.map { (matcher.analyse($0.a), matcher.analyse($0.b)) }
    report.figure(
      "pairs prepared, one core",
      (0..<7).map { _ in
        Double(pairs.count) / 1000
          / seconds {
            for place in prepared.indices { _ = matcher.weigh(prepared[place].0, prepared[place].1) }
          }
      }, unit: "thousand a second  [at least 5,000]", digits: 0)
    let bytes = pairs.reduce(0) { $0 + $1.a.utf8.count + $1.b.utf8.count }
    var sum = 0
    let limit = seconds {
      for _ in 0..<100 {
        for pair in pairs {
          for byte in pair.a.utf8 { sum += Int(byte) }; for byte in pair.b.utf8 { sum += Int(byte) }
        }
      }
    }
    report.line(
      String(
        format: "  limit: reading the %d bytes of those strings, %.0f thousand pairs a second%@", bytes,
        Double(pairs.count * 100) / 1000 / limit, sum > 0 ? "" : " "))
  }

  /// Observed odds against the weight, in bins of five decibans with thirty or more of each class.
  private static func calibration(_ matcher: NameMatcher, _ report: Report) throws {
    var bins: [Int: (same: Int, different: Int)] = [:]
    var (same, different) = (0, 0)
    for set in ["zh-latin-pairs", "zh-variants"] {
      for pair in try NamePair.load(set) ?? [] where pair.rom != "western-only" {
        let bin = Int((weigh(pair, matcher) / 5).rounded(.down))
        if pair.match {
          bins[bin, default: (0, 0)].same += 1
          same += 1
        } else {
          bins[bin, default: (0, 0)].different += 1
          different += 1
        }
      }
    }
    report.line("calibration: weight, pairs of one and of two people, observed weight")
    for (bin, counts) in bins.sorted(by: { $0.key < $1.key }) where abs(bin) <= 5 {
      let observed =
        10
        * log10(
          (Double(counts.same) + 0.5) / Double(same) / ((Double(counts.different) + 0.5) / Double(different)))
      report.line(
        String(
          format: "  %+3d to %+3d: %4d %4d  %+.1f dB%@", bin * 5, bin * 5 + 5, counts.same, counts.different,
          observed, min(counts.same, counts.different) < 30 ? "  (too few)" : ""))
    }
  }
}
