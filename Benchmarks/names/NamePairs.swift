import Foundation

/// A labelled pair of the development sets.
struct NamePair: Decodable {
  var a: String
  var b: String
  var match: Bool
  var schema: String?
  var rom: String?
  var region: String?
  var sub: String?
  var kind: String?

  static func load(_ set: String) throws -> [NamePair]? {
    guard let shared = Place.shared else { return nil }
    let file = shared.appendingPathComponent("eval/names/\(set).jsonl")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let decoder = JSONDecoder()
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try decoder.decode(NamePair.self, from: Data($0.utf8))
    }
  }

  /// Not spelled in pinyin, and more than a Western given name.
  var isOther: Bool { rom == "other" || rom == "western+other" }
}

/// How well weights tell the labels apart.
struct Accuracy {
  /// At the threshold that is best on the set itself, as for the peers.
  var f1 = 0.0
  var threshold: Float = 0
  var areaUnderCurve = 0.0
  /// The best precision at a recall of 0.9 or more.
  var precision = 0.0

  init(_ scored: [(weight: Float, match: Bool)]) {
    let sorted = scored.sorted { $0.weight > $1.weight }
    let positives = sorted.filter(\.match).count
    let negatives = sorted.count - positives
    guard positives > 0, negatives > 0 else { return }
    var (hits, alarms, index) = (0, 0, 0)
    while index < sorted.count {
      let weight = sorted[index].weight
      var (newHits, newAlarms) = (0, 0)
      while index < sorted.count, sorted[index].weight == weight {
        if sorted[index].match { newHits += 1 } else { newAlarms += 1 }
        index += 1
      }
      areaUnderCurve += Double(newAlarms) * (Double(hits) + Double(newHits) / 2)
      hits += newHits
      alarms += newAlarms
      let f1 = 2 * Double(hits) / Double(hits + alarms + positives)
      if f1 > self.f1 {
        self.f1 = f1
        threshold = weight
      }
      if Double(hits) >= 0.9 * Double(positives) {
        precision = max(precision, Double(hits) / Double(hits + alarms))
      }
    }
    areaUnderCurve /= Double(positives) * Double(negatives)
  }

  var text: String {
    String(
      format: "F1 %.3f (threshold %+.1f dB), AUC %.3f, precision at recall 0.9 %.3f", f1, threshold,
      areaUnderCurve, precision)
  }
}
