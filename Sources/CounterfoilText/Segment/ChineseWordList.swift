/// Ordinary Chinese words of three characters or more, simplified.
///
/// For the index, where asking ICU's dictionary took longer than all the rest of tokenising. Words of
/// running text, of any length, are `ChineseWords`.
public enum ChineseWordList {
  /// Read from Knowledge when first used.
  public static let words: [String] = {
    var words: [String] = []
    KnowledgeTable.forEachRow(of: "languages/chinese-words.tsv") { word, _, _ in
      words.append(String(decoding: word, as: UTF8.self))
    }
    return words
  }()
}
