import CounterfoilModel

/// A piece of a sentence: a mention, a word, a mark.
struct ChineseToken {
  enum Mark {
    /// Ends a clause: ， ： ；
    case clause
    /// Ends a clause and brings what is said: ：
    case colon
    /// 、
    case list
    case openQuote, closeQuote, openBracket, closeBracket
    /// ？
    case question
    case other

    init?(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0xFF0C, 0x2C, 0xFF1B, 0x3B, 0x3002, 0xFF01, 0x21, 0x0A, 0x2014, 0x2026, 0x3000: self = .clause
      case 0xFF1A, 0x3A: self = .colon
      case 0x3001: self = .list
      case 0x201C, 0x300C, 0x300E, 0x300A, 0x3008: self = .openQuote
      case 0x201D, 0x300D, 0x300F, 0x300B, 0x3009: self = .closeQuote
      case 0xFF08, 0x28, 0x3010, 0x5B: self = .openBracket
      case 0xFF09, 0x29, 0x3011, 0x5D: self = .closeBracket
      case 0xFF1F, 0x3F: self = .question
      default: return nil
      }
    }
  }

  var range: ScalarRange
  /// Folded; empty for mentions and marks.
  var word = ""
  var entry: ChineseVocabulary.Entry?
  var mention: Mention?
  var mark: Mark?
  /// A short name in quotation marks, `range` without them.
  var isQuotedName = false
  /// A place's name that ends as an office's does: 江南省公安厅.
  var endsAsOrganisation = false

  var classes: ChineseClasses { entry?.classes ?? [] }
  var particle: ChineseParticle? { entry?.particle }
}
