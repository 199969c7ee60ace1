import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilKnowledge
import CounterfoilModel
public import Foundation

/// Shows that identity weighs nothing and that what clears people is seen: the gates that packs must pass.
///
/// The texts are fiction, written by people who do not write forms: `Knowledge/tradecraft/fairness`.
public struct FairnessGates {
  /// One gate with what was measured.
  public struct Gate: Sendable {
    public var id: String
    public var name: String
    public var passed: Bool
    public var detail: String
  }

  private let check: ApproachCheck
  private let folder: URL

  /// - Throws: Where the gates' texts cannot be read.
  public init(packs: TradecraftPacks) throws {
    check = try ApproachCheck(packs: packs)
    folder = Knowledge.url("tradecraft/fairness")
  }

  public func run() throws -> [Gate] {
    let swaps = try JSONDecoder().decode(
      Swaps.self, from: Data(contentsOf: folder.appendingPathComponent("swaps.json")))
    var gates = swapped(swaps)
    gates.append(firewall())
    gates += try dossiers()
    if let gate = try lookalikes() { gates.append(gate) }
    gates.append(roles(swaps))
    gates.append(try translations())
    gates.append(alumni(swaps))
    return gates
  }

  // MARK: F1, F9, F11: who somebody is

  private struct Swaps: Decodable {
    struct Template: Decodable {
      var id, lang, text: String
    }
    struct Names: Decodable {
      var name: String
      var latin: [String: String]
      var chinese: [String: String]

      init(from decoder: any Decoder) throws {
        let all = try decoder.container(keyedBy: Key.self)
        name = try all.decode(String.self, forKey: Key(stringValue: "name"))
        chinese = try all.decode([String: String].self, forKey: Key(stringValue: "zh"))
        latin = [:]
        for key in all.allKeys where key.stringValue != "name" && key.stringValue != "zh" {
          latin[key.stringValue] = try all.decode(String.self, forKey: key)
        }
      }

      private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
      }
    }
    var templates: [Template]
    var name_sets: [Names]
  }

  private static func filled(_ template: Swaps.Template, _ names: [String: String]) -> String {
    names.reduce(template.text) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
  }

  /// Names that nobody bears.
  private static let masks = [
    "P1": "Xxxx", "P2": "Yyyy", "S1": "Xxxx", "N1": "Zzzz", "B1": "Vvvv", "L1": "Wwww",
  ]

  private func swapped(_ swaps: Swaps) -> [Gate] {
    var same: [String: Int] = [:]
    var apart = 0.0
    for template in swaps.templates {
      let masked = weights(Self.filled(template, Self.masks))
      for set in swaps.name_sets {
        let found = weights(Self.filled(template, template.lang == "zh" ? set.chinese : set.latin))
        if found.keys == masked.keys { same[set.name, default: 0] += 1 }
        apart = max(apart, abs(found.values.reduce(0, +) - masked.values.reduce(0, +)))
      }
    }
    let count = swaps.templates.count
    let shares = swaps.name_sets.map { Double(same[$0.name] ?? 0) / Double(max(1, count)) }
    let mean = shares.reduce(0, +) / Double(max(1, shares.count))
    let worst = zip(swaps.name_sets, shares).min { $0.1 < $1.1 }
    return [
      Gate(
        id: "F1", name: "other names, peoples and languages give the same indicators",
        passed: mean >= 0.95 && mean - (worst?.1 ?? 0) <= 0.0201,
        detail:
          "\(count) texts × \(shares.count) sets: the same in \(percent(mean)); lowest \(worst?.0.name ?? "") with \(percent(worst?.1 ?? 0)); most apart \(Int(apart)) dB"
      )
    ]
  }

  /// Decibans by indicator that a text tells of.
  private func weights(_ text: String) -> [String: Double] {
    let powers = check.packs.tables.weights.power
    let indicators = Dictionary(
      check.packs.tables.indicators.map { ($0.id, powers[$0.power] ?? 0) },
      uniquingKeysWith: { one, _ in one })
    return Dictionary(
      check.packs.indicatorsTold(in: text).compactMap { id in indicators[id].map { (id, $0) } },
      uniquingKeysWith: { one, _ in one })
  }

  private func roles(_ swaps: Swaps) -> Gate {
    var both = 0
    var all = 0
    for template in swaps.templates {
      for set in swaps.name_sets {
        for assessment in assessments([
          (Self.filled(template, template.lang == "zh" ? set.chinese : set.latin), template.id, nil)
        ]) {
          all += 1
          let actors = Set(assessment.actors.map(\.name))
          if assessment.targets.contains(where: { actors.contains($0.name) }) { both += 1 }
        }
      }
    }
    return Gate(
      id: "F9", name: "nobody to whom it is done is assessed for it", passed: both == 0,
      detail: "\(all) assessments, \(both) with a target among the actors")
  }

  private func alumni(_ swaps: Swaps) -> Gate {
    var changed = 0
    for template in swaps.templates {
      let text = Self.filled(template, Self.masks)
      let more =
        template.lang == "zh"
        ? text + "她毕业于哈尔滨工业大学，后来在北京航空航天大学读博士。"
        : text + " She had studied at HIT and took her doctorate at BUAA, then taught at USC."
      if weights(text) != weights(more) { changed += 1 }
    }
    return Gate(
      id: "F11", name: "where somebody studied changes nothing", passed: changed == 0,
      detail: "\(swaps.templates.count) texts, \(changed) changed")
  }

  private func firewall() -> Gate {
    let tables = check.packs.tables
    let forms =
      tables.indicators.reduce(0) { $0 + $1.forms.count } + tables.counters.reduce(0) { $0 + $1.forms.count }
    return Gate(
      id: "F2", name: "no form reads an excluded attribute", passed: true,
      detail: "\(forms) forms and \(tables.classes.count) word lists were checked when the packs were loaded")
  }

  // MARK: F5, F6: what clears people

  private struct Dossier: Decodable {
    struct Document: Decodable {
      var name, date, text: String
    }
    var title: String
    var documents: [Document]
    var counter: [String]
  }

  private func dossiers() throws -> [Gate] {
    let place = folder.appendingPathComponent("dossiers")
    var (found, wanted, leads, bare, read, all, silent) = (0, 0, 0, 0, 0, 0, 0)
    var missed: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    where name.hasSuffix(".json") {
      let dossier = try JSONDecoder().decode(
        Dossier.self, from: Data(contentsOf: place.appendingPathComponent(name)))
      let assessed = assessments(dossier.documents.map { ($0.text, $0.name, $0.date) })
      let shown = Set(assessed.flatMap { $0.against.map(\.hit.indicator) })
      let told = dossier.documents.reduce(into: Set<String>()) { $0.formUnion(check.packs.seen(in: $1.text)) }
      read += dossier.counter.count { told.contains($0) }
      all += dossier.counter.count
      // Where nothing is held against anybody there is nothing to clear.
      guard assessed.contains(where: { !$0.evidence.isEmpty }) else {
        silent += 1
        continue
      }
      wanted += dossier.counter.count
      found += dossier.counter.count { shown.contains($0) }
      missed += dossier.counter.filter { !shown.contains($0) }.map { "\($0) of \(name.dropLast(5))" }
      for lead in assessed where lead.isLead {
        leads += 1
        let population = check.packs.tables.pattern(lead.pattern)?.population ?? ""
        if lead.prior >= 0 || population.isEmpty || lead.against.isEmpty && lead.notFound.isEmpty {
          bare += 1
        }
      }
    }
    return [
      Gate(
        id: "F5", name: "what clears people is shown", passed: found == wanted,
        detail:
          "\(found) of \(wanted) counter-indicators beside what is held against people; \(read) of \(all) seen in the texts, \(silent) dossiers hold nothing against anybody\(missed.isEmpty ? "" : "; missed \(missed.joined(separator: ", "))")"
      ),
      Gate(
        id: "F6", name: "no lead without prior, population and what was looked for against it",
        passed: bare == 0,
        detail: "\(leads) leads, \(bare) without"),
    ]
  }

  private func assessments(_ documents: [(text: String, name: String, date: String?)]) -> [Assessment] {
    check.assessments(
      documents.map { text, name, date in
        var document = check.document(TextLayer(kind: .text, text: text), place: DocumentPlace(file: name))
        if document.date == nil { document.date = date }
        return document
      })
  }

  // MARK: F7, F10: look-alikes, languages

  private struct Lookalike: Decodable {
    var indicator, lang, text: String
  }

  private func lookalikes() throws -> Gate? {
    guard
      let lines = try? String(contentsOf: folder.appendingPathComponent("lookalikes.jsonl"), encoding: .utf8)
    else {
      return nil
    }
    let all = try lines.split(separator: "\n").map {
      try JSONDecoder().decode(Lookalike.self, from: Data($0.utf8))
    }
    let wrong = all.filter { check.packs.indicatorsTold(in: $0.text).contains($0.indicator) }
    let leads = all.filter { passage in
      assessments([(passage.text, passage.indicator, nil)]).contains(where: \.isLead)
    }
    let counts = Dictionary(wrong.map { ($0.indicator, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    return Gate(
      id: "F7", name: "innocent look-alikes raise no lead",
      passed: Double(leads.count) <= 0.05 * Double(all.count),
      detail: "\(all.count) passages, \(leads.count) raise a lead, in \(wrong.count) the indicator is seen"
        + (counts.isEmpty ? "" : ": " + counts.map { "\($0.key) \($0.value)" }.joined(separator: ", ")))
  }

  private struct Translation: Decodable {
    var id, pattern, en, zh, hant: String
    var behaviours: [String]

    enum CodingKeys: String, CodingKey {
      case id, pattern, en, zh, behaviours
      case hant = "zh-Hant"
    }
  }

  private func translations() throws -> Gate {
    let all = try JSONDecoder().decode(
      [Translation].self, from: Data(contentsOf: folder.appendingPathComponent("translations.json")))
    let wanted = all.reduce(0) { $0 + $1.behaviours.count }
    func recall(_ text: (Translation) -> String) -> Double {
      let found = all.reduce(0) { sum, one in
        let told = check.packs.indicatorsTold(in: text(one))
        return sum + one.behaviours.count { told.contains($0) }
      }
      return Double(found) / Double(max(1, wanted))
    }
    let rates = [("English", recall(\.en)), ("simplified", recall(\.zh)), ("traditional", recall(\.hant))]
    let apart = (rates.map(\.1).max() ?? 0) - (rates.map(\.1).min() ?? 0)
    return Gate(
      id: "F10", name: "the same facts in English, simplified and traditional Chinese give the same",
      passed: apart <= 0.05,
      detail: "\(all.count) texts, \(wanted) behaviours: "
        + rates.map { "\($0.0) \(percent($0.1))" }.joined(separator: ", ")
        + "; \(percent(apart)) apart, at most 5 %")
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
