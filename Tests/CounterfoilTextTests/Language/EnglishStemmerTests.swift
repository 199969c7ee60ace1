import CounterfoilText
import Testing

@Suite struct `English stemmer` {
  /// From the sample vocabulary of the published description.
  static let published = [
    ("consign", "consign"), ("consigned", "consign"), ("consigning", "consign"),
    ("consignment", "consign"), ("consist", "consist"), ("consisted", "consist"),
    ("consistency", "consist"), ("consistent", "consist"), ("consistently", "consist"),
    ("consisting", "consist"), ("consists", "consist"), ("consolation", "consol"),
    ("consolations", "consol"), ("consolatory", "consolatori"), ("console", "consol"),
    ("consoled", "consol"), ("consoles", "consol"), ("consolidate", "consolid"),
    ("consolidated", "consolid"), ("consolidating", "consolid"), ("consoling", "consol"),
    ("consolingly", "consol"), ("consols", "consol"), ("consonant", "conson"),
    ("consort", "consort"), ("consorted", "consort"), ("consorting", "consort"),
    ("conspicuous", "conspicu"), ("conspicuously", "conspicu"), ("conspiracy", "conspiraci"),
    ("conspirator", "conspir"), ("conspirators", "conspir"), ("conspire", "conspir"),
    ("conspired", "conspir"), ("conspiring", "conspir"), ("constable", "constabl"),
    ("constables", "constabl"), ("constance", "constanc"), ("constancy", "constanc"),
    ("constant", "constant"), ("knack", "knack"), ("knackeries", "knackeri"),
    ("knacks", "knack"), ("knag", "knag"), ("knave", "knave"), ("knaves", "knave"),
    ("knavish", "knavish"), ("kneaded", "knead"), ("kneading", "knead"), ("knee", "knee"),
    ("kneel", "kneel"), ("kneeled", "kneel"), ("kneeling", "kneel"), ("kneels", "kneel"),
    ("knees", "knee"), ("knell", "knell"), ("knelt", "knelt"), ("knew", "knew"),
    ("knick", "knick"), ("knif", "knif"), ("knife", "knife"), ("knight", "knight"),
    ("knightly", "knight"), ("knights", "knight"), ("knit", "knit"), ("knits", "knit"),
    ("knitted", "knit"), ("knitting", "knit"), ("knives", "knive"), ("knob", "knob"),
    ("knobs", "knob"), ("knock", "knock"), ("knocked", "knock"), ("knocker", "knocker"),
    ("knockers", "knocker"), ("knocking", "knock"), ("knocks", "knock"), ("knopp", "knopp"),
    ("knot", "knot"), ("knots", "knot"),
  ]

  @Test(arguments: published)
  func `follows the published vocabulary`(word: String, stem: String) {
    #expect(EnglishStemmer.stem(word) == stem)
  }

  @Test(arguments: [
    ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("news", "news"), ("gently", "gentl"),
    ("generate", "generat"), ("generally", "general"), ("communism", "communism"),
    ("arsenal", "arsenal"), ("inning", "inning"), ("succeed", "succeed"), ("ties", "tie"),
    ("cries", "cri"), ("gas", "gas"), ("gaps", "gap"), ("kiwis", "kiwi"), ("hoping", "hope"),
    ("hopping", "hop"), ("luxuriated", "luxuri"), ("say", "say"), ("by", "by"), ("cry", "cri"),
    ("enjoyed", "enjoy"), ("youth", "youth"), ("china's", "china"), ("'tis", "tis"),
    ("intelligence", "intellig"), ("operational", "oper"), ("relational", "relat"),
    ("rational", "ration"), ("apologist", "apologist"), ("adoption", "adopt"),
  ])
  func `follows the steps and their exceptions`(word: String, stem: String) {
    #expect(EnglishStemmer.stem(word) == stem)
  }

  @Test(arguments: ["", "a", "is", "apt40", "café", "UPPER", "国家"])
  func `leaves other words alone`(word: String) {
    #expect(EnglishStemmer.stem(word) == word)
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `never makes a word longer`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let letters = Array("aeiouybdlnstingedrz'")
    let word = String((0..<random.next(below: 140)).map { _ in letters[random.next(below: letters.count)] })
    let stem = EnglishStemmer.stem(word)
    #expect(stem.utf8.count <= word.utf8.count)
    #expect(stem.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 == 0x27 })
  }
}
