import CounterfoilModel
import Foundation
import Yams

/// Gathers packs into one set of tables and checks that they hold together.
struct TradecraftReader {
  private var tables = TradecraftTables()
  private let excluded: ExcludedAttributes
  /// Where each id was said, for messages.
  private var places: [String: PackNode] = [:]

  init(root: URL) throws(KnowledgeError) {
    excluded = try ExcludedAttributes(in: root)
    let patterns = try PackNode.load("tradecraft/patterns.yaml", in: root)
    try readWeights(patterns)
    tables.packs = ["counterfoil \(try patterns.string("version"))"]
    try readPatterns(patterns)
    for node in try PackNode.load("tradecraft/sources.yaml", in: root).list("sources") {
      try readSource(node)
    }
    let voices = try PackNode.load("tradecraft/voices.yaml", in: root)
    for (name, node) in try voices.table("voices") {
      guard let voice = Voice(rawValue: name), voice != .told else {
        throw node.fail(
          "\(name) is no voice: \(Voice.allCases.dropFirst().map(\.rawValue).joined(separator: ", "))")
      }
      tables.voices[voice] = try forms(node)
    }
    if let around = voices["around"] { tables.warnsAround = try forms(around) }
    tables.suffered = try voices.strings("suffered")
    tables.authorities = try voices.strings("authorities")
    let irregular = try PackNode.load("tradecraft/irregular.yaml", in: root)
    for row in try irregular.strings("irregular") {
      tables.irregular.append(row.split(separator: " ").map(String.init))
    }
  }

  /// One file of a pack.
  mutating func read(_ file: PackNode, isOurs: Bool) throws(KnowledgeError) {
    var pack = tables.packs[0]
    if !isOurs {
      pack = "\(try file.string("pack")) \(try file.string("version"))"
      if !tables.packs.contains(pack) { tables.packs.append(pack) }
      try readPatterns(file)
      for node in try file.list("sources") { try readSource(node) }
    }
    for (name, node) in try file.table("classes") { try readClass(name, node) }
    for node in try file.list("indicators") { try readIndicator(node, pack: pack, isOurs: isOurs) }
    for node in try file.list("counter_indicators") { try readCounter(node, pack: pack, isOurs: isOurs) }
  }

  /// All of it, with every name followed up.
  func finish() throws(KnowledgeError) -> TradecraftTables {
    for indicator in tables.indicators {
      let place = places[indicator.id]
      guard let pattern = tables.pattern(indicator.pattern) else {
        throw place?.fail(
          "\(indicator.id): \(indicator.pattern) is no pattern: \(tables.patterns.map(\.id).joined(separator: ", "))"
        )
          ?? KnowledgeError(file: indicator.pack, line: nil, message: "a pattern is unknown")
      }
      guard pattern.stages.contains(where: { $0.id == indicator.stage }) else {
        throw place?.fail(
          "\(indicator.id): \(indicator.stage) is no stage of \(pattern.id): \(pattern.stages.map(\.id).joined(separator: ", "))"
        ) ?? KnowledgeError(file: indicator.pack, line: nil, message: "a stage is unknown")
      }
      for source in indicator.sources where tables.sources[source] == nil {
        throw place?.fail("\(indicator.id): the source \(source) is not in sources.yaml")
          ?? KnowledgeError(file: indicator.pack, line: nil, message: "a source is unknown")
      }
    }
    for (id, forms) in tables.indicators.map({ ($0.id, $0.forms) })
      + tables.counters.map({ ($0.id, $0.forms) })
    {
      for form in forms { try check(form, of: id) }
    }
    for counter in tables.counters {
      for pattern in counter.weakens where !pattern.hasSuffix("*") {
        guard tables.indicators.contains(where: { $0.id == pattern }) else {
          throw places[counter.id]?.fail("\(counter.id) weakens \(pattern), which is no indicator")
            ?? KnowledgeError(file: counter.pack, line: nil, message: "an indicator is unknown")
        }
      }
    }
    return tables
  }

  private static let languages = ["en", "zh"]

  /// A form takes the words of its own language alone from a class.
  private static func key(_ name: String, _ language: String) -> String { "\(language):\(name)" }

  private static func inLanguage(_ form: WordForm, _ language: String) -> WordForm {
    var form = form
    form.items = form.items.map { item in
      var item = item
      item.alternatives = item.alternatives.map { alternative in
        if case .wordClass(let name) = alternative { .wordClass(key(name, language)) } else { alternative }
      }
      return item
    }
    return form
  }

  private func check(_ form: WordForm, of id: String) throws(KnowledgeError) {
    for item in form.items {
      for case .wordClass(let name) in item.alternatives where tables.classes[name] == nil {
        throw places[id]?.fail(
          "\(id): there is no class [\(name.dropFirst(3))] in \(name.prefix(2)), which “\(form.written)” names"
        )
          ?? KnowledgeError(file: id, line: nil, message: "a class is unknown")
      }
    }
  }

  // MARK: parts

  private mutating func readClass(_ name: String, _ node: PackNode) throws(KnowledgeError) {
    guard Self.languages.allSatisfy({ tables.classes[Self.key(name, $0)] == nil }) else {
      throw node.fail("the class \(name) is defined twice")
    }
    for (language, list) in try node.entries() {
      var words: [String] = []
      for item in list.node.sequence ?? [] {
        guard let word = item.scalar?.string, !word.isEmpty else {
          throw PackNode(node: item, file: node.file).fail(
            "a class is a list of words; quote yes, no, on and off")
        }
        words.append(word)
      }
      guard !words.isEmpty else { throw node.fail("the class \(name) has no words in \(language)") }
      try excluded.check(words, of: "the class \(name)", at: node)
      tables.classes[Self.key(name, language)] = words
    }
  }

  private mutating func readIndicator(_ node: PackNode, pack: String, isOurs: Bool) throws(KnowledgeError) {
    let id = try node.string("id")
    guard let power = Indicator.Power(rawValue: try node.string("power")) else {
      throw node.fail("\(id): power is high, medium or low")
    }
    let indicator = Indicator(
      id: id, pattern: try node.string("pattern"), stage: try node.string("stage"),
      name: try node.string("name"),
      definition: try node.string("definition"), why: try node.optionalString("why") ?? "", power: power,
      neverAlone: try node.flag("never_alone"), lookalikes: try node.strings("lookalikes"),
      forms: try forms(of: node, id), matches: try node.strings("matches"),
      ignores: try node.strings("ignores"),
      sources: try node.strings("sources"), note: try node.optionalString("note") ?? "", pack: pack)
    try excluded.check([indicator.name], of: id, at: node)
    if let known = tables.indicators.firstIndex(where: { $0.id == id }) {
      guard !isOurs, tables.indicators[known].pack != pack else {
        throw node.fail("the id \(id) is used twice")
      }
      tables.indicators[known] = indicator
    } else {
      tables.indicators.append(indicator)
    }
    places[id] = node
  }

  private mutating func readCounter(_ node: PackNode, pack: String, isOurs: Bool) throws(KnowledgeError) {
    let id = try node.string("id")
    let weight = try node.number("weight")
    guard weight < 0 else { throw node.fail("\(id): what speaks against has a negative weight") }
    let counter = CounterIndicator(
      id: id, name: try node.string("name"), definition: try node.string("definition"),
      weakens: try node.strings("weakens"), weight: weight, forms: try forms(of: node, id),
      matches: try node.strings("matches"), ignores: try node.strings("ignores"),
      sources: try node.strings("sources"), pack: pack)
    if let known = tables.counters.firstIndex(where: { $0.id == id }) {
      guard !isOurs, tables.counters[known].pack != pack else {
        throw node.fail("the id \(id) is used twice")
      }
      tables.counters[known] = counter
    } else {
      tables.counters.append(counter)
    }
    places[id] = node
  }

  private func forms(of node: PackNode, _ id: String) throws(KnowledgeError) -> [WordForm] {
    var result: [WordForm] = []
    for (language, list) in try node.table("forms") {
      guard language == "en" || language == "zh" else { throw list.fail("\(id): forms are en or zh") }
      result += try forms(list).map { Self.inLanguage($0, language) }
    }
    for form in result {
      var words: [String] = []
      for item in form.items {
        for case .words(let word) in item.alternatives { words.append(word) }
        for case .exactly(let word) in item.alternatives { words.append(word) }
      }
      try excluded.check(words, of: id, at: node)
    }
    return result
  }

  /// The forms of a list.
  private func forms(_ list: PackNode) throws(KnowledgeError) -> [WordForm] {
    guard let sequence = list.node.sequence else { throw list.fail("forms are a list of texts") }
    var result: [WordForm] = []
    for item in sequence {
      let place = PackNode(node: item, file: list.file)
      guard let written = item.scalar?.string else {
        throw place.fail("a form is a text; put it into quotes")
      }
      do {
        result.append(try WordFormReader.read(written))
      } catch {
        throw place.fail("“\(written)”: \(error.message)")
      }
    }
    return result
  }

  private mutating func readSource(_ node: PackNode) throws(KnowledgeError) {
    let id = try node.string("id")
    tables.sources[id] = TradecraftTables.Source(
      id: id, title: try node.string("title"), address: try node.optionalString("address") ?? "",
      status: try node.optionalString("status") ?? "")
  }

  private mutating func readPatterns(_ file: PackNode) throws(KnowledgeError) {
    for node in try file.list("patterns") {
      let id = try node.string("id")
      guard tables.pattern(id) == nil else { throw node.fail("the pattern \(id) is defined twice") }
      var stages: [TradecraftPattern.Stage] = []
      for (stage, name) in try node.table("stages") {
        stages.append(TradecraftPattern.Stage(id: stage, name: name.node.scalar?.string ?? stage))
      }
      guard !stages.isEmpty else { throw node.fail("\(id) has no stages") }
      let prior = try node.number("prior")
      guard prior < 0 else {
        throw node.fail("\(id): a prior of 0 or more says that it is there before anything was read")
      }
      var pattern = TradecraftPattern(
        id: id, name: try node.string("name"), stages: stages, prior: prior,
        population: try node.string("population"), severity: try node.number("severity"),
        innocent: try node.string("innocent"), genuine: try node.strings("genuine"))
      pattern.protectsPeople = try node.flag("protects_people")
      tables.patterns.append(pattern)
    }
  }

  private mutating func readWeights(_ file: PackNode) throws(KnowledgeError) {
    guard let node = file["weights"] else { throw file.fail("weights is missing") }
    func numbers(_ key: String) throws(KnowledgeError) -> [String: Double] {
      var result: [String: Double] = [:]
      for (name, value) in try node.table(key) {
        guard let number = value.node.scalar.flatMap({ Double($0.string) }) else {
          throw value.fail("\(name) is a number")
        }
        result[name] = number
      }
      return result
    }
    for (name, number) in try numbers("power") {
      guard let power = Indicator.Power(rawValue: name) else {
        throw node.fail("power is high, medium and low")
      }
      tables.weights.power[power] = number
    }
    tables.weights.stageCap = try node.number("stage_cap")
    tables.weights.lead = try node.number("lead")
    tables.weights.halfLife = try node.number("half_life")
    tables.weights.reliability = try numbers("reliability")
    tables.weights.credibility = try numbers("credibility")
  }
}
