import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what a message or document resembles, and what to do; needs no casebase.",
    discussion: """
      For somebody who got an odd message, an offer or a threat. Says which stage of which pattern it resembles, which of its \
      words say so, what a genuine one would show, what to keep and whom to ask. Nothing is stored. It says nothing about \
      who sent it, and nothing at all about you.
      """)

  @Argument(help: "Files, or - for text from standard input.")
  var files: [String]

  @OptionGroup var packs: KnowledgeCommand.Packs

  @Option(help: "Language of the advice: en or zh. Default: that of the text.")
  var lang: String?

  @Flag(help: "Print JSON Lines, one a document.")
  var json = false

  func validate() throws {
    if let lang, lang != "en", lang != "zh" { throw ValidationError("--lang is en or zh, not \(lang)") }
  }

  func run() throws {
    let check = try ApproachCheck(packs: packs.load())
    let writer = LineWriter()
    defer { writer.flush() }
    if files.contains("-") {
      let data = FileHandle.standardInput.readDataToEndOfFile()
      guard let text = String(validating: data, as: UTF8.self) else {
        Terminal.complain("standard input is not UTF-8; save it to a file, and its encoding is found out")
        throw ExitCode.couldNotGoOn
      }
      try show(check, TextLayer(kind: .text, text: text), [], DocumentPlace(file: "-"), writer)
    }
    try LooseFiles().readEach(files.filter { $0 != "-" }) { _, place, reading in
      guard let layer = reading.layer else { return }
      do {
        try show(check, layer, reading.metadata, place, writer)
      } catch {
        Terminal.complain("\(place.file): \(error)")
      }
    }
  }

  /// Whether a fifth of the text or more is in Chinese characters.
  private static func isChinese(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.prefix(4000)
    return scalars.count { $0.value >= 0x4E00 && $0.value < 0xA000 } * 5 > scalars.count
  }

  private func show(
    _ check: ApproachCheck, _ layer: TextLayer, _ metadata: [MetadataEntry], _ place: DocumentPlace,
    _ writer: LineWriter
  ) throws {
    let language = lang ?? (Self.isChinese(layer.text) ? "zh" : "en")
    let result = try check.result(layer, metadata: metadata, place: place, language: language)
    if json {
      writer.line(MachineLines.check(result))
    } else {
      CheckPage(check: check, language: language).write(result, to: writer)
    }
  }
}

/// The account of a checked message.
private struct CheckPage {
  let check: ApproachCheck
  let words: Advice.Words
  let tables: TradecraftTables

  init(check: ApproachCheck, language: String) {
    self.check = check
    words = check.advice.words[language] ?? Advice.Words()
    tables = check.tables
  }

  private func label(_ key: String) -> String { words.labels[key] ?? key }

  func write(_ result: CheckResult, to writer: LineWriter) {
    writer.line(
      Terminal.styled(
        Terminal.safe(result.place.file)
          + (result.place.part.isEmpty ? "" : " › " + Terminal.safe(result.place.part)), .bold))
    if result.isDanger { section("danger", words.danger, writer) }
    guard let assessment = result.assessment else {
      writer.line(label("nothing"))
      for line in words.nothing { writer.line(line) }
      return writer.line("")
    }
    if assessment.evidence.isEmpty {
      writer.line(label("nothing"))
      if result.reading != .account {
        writer.line(label("reading").replacingOccurrences(of: "%s", with: result.reading.rawValue))
      }
    } else {
      let stages = assessment.stages.map { words.stages[$0.stage] ?? $0.stage }.joined(separator: ", ")
      writer.line(
        "\(label("resembles")): \(words.patterns[assessment.pattern] ?? assessment.pattern) (\(stages))")
      let weight = assessment.sum - assessment.prior
      writer.line(
        "\(label("sum")): \(DecibanText.signed(weight)) dB, \(label("judged"))")
    }
    items(label("evidence"), assessment.evidence, writer)
    for other in result.others where !other.evidence.isEmpty {
      items(
        "\(label("resembles")): \(words.patterns[other.pattern] ?? other.pattern)", other.evidence, writer)
    }
    items(label("against"), assessment.against, writer)
    if !assessment.evidence.isEmpty {
      section("benign", result.benign, writer)
      section("advice", words.steps, writer)
      section("keep", words.keep, writer)
      section("ask", words.ask, writer)
    }
    writer.line("")
  }

  private func items(_ title: String, _ items: [Assessment.Item], _ writer: LineWriter) {
    guard !items.isEmpty else { return }
    writer.line("")
    writer.line(title)
    for item in items {
      let stage = item.stage.isEmpty ? "" : (words.stages[item.stage] ?? item.stage) + ", "
      writer.line("  \(DecibanText.signed(item.weight))  “\(Terminal.safe(item.hit.quote))”")
      writer.line(
        "        \(stage)\(words.indicators[item.hit.indicator] ?? item.name) (\(item.hit.indicator)); \(item.because)"
      )
    }
  }

  private func section(_ key: String, _ lines: [String], _ writer: LineWriter) {
    guard !lines.isEmpty else { return }
    writer.line("")
    writer.line(label(key))
    for line in lines { writer.line("  - \(line)") }
  }
}
