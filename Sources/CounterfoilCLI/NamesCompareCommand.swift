import ArgumentParser
import CounterfoilFormats
import CounterfoilText

struct NamesCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Say whether two spellings can be one name, and why.")

  @Argument(help: "A name, in any script.")
  var a: String

  @Argument(help: "Another.")
  var b: String

  @Flag(help: "They are names of organisations.")
  var organisation = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() throws {
    let evidence = NameMatcher().compare(a, b, kind: organisation ? .organisation : .person)
    if json {
      print(NameLines.evidence(evidence, into: NameLines.pair(a, b)))
      return
    }
    print("\(Terminal.safe(a))  and  \(Terminal.safe(b))")
    for match in evidence.alignment { print(Self.row(match)) }
    print("Weight   \(Self.signed(evidence.weight)) decibans")
    if let sharers = evidence.sharers {
      print(
        "Sharers  about \(NameEvidence.rounded(sharers.expected)) people "
          + "(\(NameEvidence.rounded(sharers.low)) to \(NameEvidence.rounded(sharers.high)))")
    }
    print("Reason   \(Terminal.safe(evidence.reason))")
    if !organisation { print("A name alone identifies nobody.") }
  }

  private static func row(_ match: NameEvidence.Match) -> String {
    let sign =
      switch match.how {
      case .differs: "≠"
      case .missing: "·"
      case .resembles, .typing, .initial, .petName: "≈"
      default: "="
      }
    let how = match.convention.isEmpty ? words(match.how) : NameEvidence.title(ofConvention: match.convention)
    return "  \(pad(match.a, 16)) \(sign) \(pad(match.b, 16)) \(pad(signed(match.weight), 6))  \(how)"
  }

  private static func words(_ how: NameEvidence.Match.How) -> String {
    switch how {
    case .same: "the same"
    case .spelled: "spelled so"
    case .resembles: "like a spelling of it"
    case .initial: "initial"
    case .spelling: "spellings of one name"
    case .petName: "used of one person"
    case .typing: "as by a slip"
    case .joined: "written apart"
    case .translated: "the same, or its translation"
    case .sound: "by its sound"
    case .differs: "another name"
    case .missing: "in one name only"
    }
  }

  /// Padded by display width: a Chinese character takes two columns.
  private static func pad(_ text: String, _ width: Int) -> String {
    let columns = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
    return Terminal.safe(text) + String(repeating: " ", count: max(0, width - columns))
  }

  static func signed(_ weight: Double) -> String {
    let rounded = Int(weight.rounded())
    return rounded > 0 ? "+\(rounded)" : rounded < 0 ? "−\(-rounded)" : "0"
  }
}
