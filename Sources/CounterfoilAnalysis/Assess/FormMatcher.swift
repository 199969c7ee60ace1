import CounterfoilModel
import CounterfoilText

/// Finds in a text every place where a form of some rule holds.
///
/// One walk over the bytes looks up words in a trie; a sentence is looked at again only where it has the rarest word of a form.
/// - Complexity: O(*bytes*) on running text, nearly whatever the number of forms.
final class FormMatcher: Sendable {
  /// Distances count alike in both languages: a Chinese word has about two characters and English needs more words.
  enum Scale {
    static let word: Int32 = 3
    static let character: Int32 = 2
    /// 20 English words or 30 Chinese characters.
    static let usual: Int32 = 60
    /// 45 English words or 70 characters.
    static let wide: Int32 = 138
  }

  struct Match: Hashable, Sendable {
    var rule: Int
    var form: Int
    /// Bytes, from the first word of the form to the last.
    var range: Range<Int>
    /// Bytes of each item of the form.
    var items: [Range<Int>]
    /// Bytes; two sentences where a wide form reaches over both.
    var sentence: Range<Int>
  }

  let vocabulary: FormVocabulary
  private let words: ChineseWords

  /// - Parameters:
  ///   - rules: The forms of each rule; a match names its rule by index.
  ///   - words: Cuts Chinese; the words of all forms need not be among its terms.
  init(rules: [[WordForm]], classes: [String: [String]], irregular: [[String]], words: ChineseWords) {
    vocabulary = FormVocabulary(rules: rules, classes: classes, irregular: irregular)
    self.words = words
  }

  func written(_ form: Int) -> String { vocabulary.forms[form].written }

  /// All matches, by where they begin; of one rule in one sentence only the shortest.
  func matches(in text: String) -> [Match] {
    TextBytes.with(text) { bytes in
      vocabulary.trie.withRows { rows in
        var scan = FormScan(text: bytes, rows: rows, vocabulary: vocabulary, words: words)
        scan.run()
        return scan.matches
      }
    }
  }
}
