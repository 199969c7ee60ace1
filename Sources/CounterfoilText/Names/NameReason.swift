import Foundation

/// The sentences that say why.
enum NameReason {
  static func sentence(
    _ a: AnalysedName, _ b: AnalysedName, _ alignment: [NameEvidence.Match],
    _ sharers: NameEvidence.Sharers?, _ route: NameMatcher.Route, _ oddities: AnalysedName.Oddities
  ) -> String {
    guard route != .none else {
      return a.isEmpty && b.isEmpty
        ? "Neither text holds a name." : "One of the texts holds no name that can be compared."
    }
    var sentences = [account(alignment)]
    if let sharers, !alignment.contains(where: { $0.how == .differs }) {
      sentences.append(bearers(sharers))
    }
    sentences += remarks(oddities)
    return sentences.joined(separator: " ")
  }

  private static func account(_ matches: [NameEvidence.Match]) -> String {
    let against = matches.filter { $0.how == .differs }
    let missing = matches.filter { $0.how == .missing }
    let loose = matches.filter { [.resembles, .typing, .petName, .initial].contains($0.how) }
    let conventions = Set(matches.map(\.convention)).subtracting([""])
    var text: String
    if !against.isEmpty {
      text = against.map { "‘\($0.a)’ and ‘\($0.b)’ are not one name part in any spelling known here" }
        .joined(separator: "; ")
    } else if conventions.count == 1, let convention = conventions.first, convention != "variant form" {
      text = "\(loose.isEmpty ? "Every part fits" : "Other parts fit"), spelled as in \(title(convention))"
    } else if conventions.contains("variant form") {
      text = "The characters are the same, in simplified, traditional or variant form"
    } else if conventions.count > 1 {
      text =
        "\(loose.isEmpty ? "Every part fits" : "Other parts fit"), by \(conventions.sorted().map(title).joined(separator: " and "))"
    } else if matches.allSatisfy({ $0.how == .same }) {
      text = "The names are the same part for part"
    } else {
      text = "The parts fit one another"
    }
    if !loose.isEmpty {
      text +=
        "; "
        + loose.map { match in
          switch match.how {
          case .resembles: "‘\(match.b)’ is no listed spelling of ‘\(match.a)’ but like one"
          case .typing: "‘\(match.a)’ and ‘\(match.b)’ differ as spellings or typing errors do"
          case .petName: "‘\(match.a)’ and ‘\(match.b)’ are used of one person"
          default: "‘\(match.a)’ and ‘\(match.b)’ agree as an initial"
          }
        }.joined(separator: "; ")
    }
    if !missing.isEmpty {
      text += "; without a counterpart: " + missing.map { "‘\($0.a)\($0.b)’" }.joined(separator: ", ")
    }
    return text + "."
  }

  /// A convention's name as printed.
  static func title(_ convention: String) -> String {
    switch convention {
    case "pinyin": "Hanyu Pinyin"
    case "wade-giles": "Wade–Giles"
    case "taiwan": "Taiwanese passports"
    case "hong-kong": "Hong Kong"
    case "macau": "Macau"
    case "singapore-hokkien": "Singapore and Malaysia (Hokkien)"
    case "teochew", "teochew-by-hokkien": "Singapore and Malaysia (Teochew)"
    case "hakka-malaysia": "Malaysia (Hakka)"
    case "hainanese": "Singapore and Malaysia (Hainanese)"
    case "philippine-hokkien": "the Philippines (Hokkien)"
    case "indonesian": "Indonesia"
    case "overseas-old": "older emigrants' spellings"
    case "tongyong": "Tongyong Pinyin"
    case "mps2": "MPS II"
    case "gwoyeu": "Gwoyeu Romatzyh"
    case "poj": "Pe̍h-ōe-jī"
    case "tai-lo": "Tai-lo"
    case "hakka": "Hakka Pha̍k-fa-sṳ"
    case "jyutping": "Jyutping"
    case "yale-cantonese": "Yale (Cantonese)"
    case "yale-mandarin": "Yale (Mandarin)"
    case "postal": "postal spelling"
    case "palladius": "Palladius (Russian)"
    case "korean": "Korean reading"
    case "vietnamese": "Vietnamese reading"
    default: convention
    }
  }

  private static func bearers(_ sharers: NameEvidence.Sharers) -> String {
    if sharers.high < 10 { return "Fewer than ten people are expected to bear such a name." }
    return "About \(rounded(sharers.expected)) people are expected to bear such a name."
  }

  /// Two digits, with separators: 290,000.
  static func rounded(_ number: Double) -> String {
    guard number >= 1 else { return "1" }
    let scale = pow(10, max(floor(log10(number)) - 1, 0))
    let whole = Int((number / scale).rounded() * scale)
    var digits = Array(String(whole))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  static func remarks(_ oddities: AnalysedName.Oddities) -> [String] {
    var texts: [String] = []
    if oddities.contains(.lookAlikes) {
      texts.append("A word mixes alphabets: letters were read as the Latin ones they look like.")
    }
    if oddities.contains(.hiddenMarks) { texts.append("Invisible signs were left out.") }
    if oddities.contains(.digitLetters) { texts.append("Digits inside a word were read as letters.") }
    if oddities.contains(.truncated) || oddities.contains(.tooManyWords) {
      texts.append("The text is longer than a name; only its beginning was compared.")
    }
    return texts
  }

  static func organisations(_ matches: [NameEvidence.Match], _ weight: Double) -> String {
    if matches.isEmpty {
      return weight == 0
        ? "One of the texts holds no name that can be compared."
        : weight > 0
          ? "Both are known names of one organisation." : "The names have nothing in common."
    }
    let shared = matches.filter { $0.how != .missing && $0.weight > 0 }
    let missing = matches.filter { $0.how == .missing && $0.weight < -2 }
    var text =
      shared.isEmpty
      ? "No part agrees"
      : "Agreeing: "
        + shared.map { $0.a == $0.b ? "‘\($0.a)’" : "‘\($0.a)’ with ‘\($0.b)’" }.joined(separator: ", ")
    if !missing.isEmpty {
      text += "; in one name only: " + missing.map { "‘\($0.a)\($0.b)’" }.joined(separator: ", ")
    }
    return text + "."
  }
}
