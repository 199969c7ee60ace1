import CounterfoilText
import Testing

@Suite struct `Language detector` {
  @Test(
    arguments: [
      ("The ministry recruited students who were abroad.", "en"),
      ("国家安全机关依法履行职责，任何组织和个人都应当配合。", "zh-Hans"),
      ("國家安全機關依法履行職責，任何組織和個人都應當配合。", "zh-Hant"),
      ("佢哋喺度做緊嘢，聽日先至返嚟。", "zh-Hant"),
      ("著名的北京大学", "zh-Hans"),
      ("北京", "zh-Hans"),
      ("彼は東京で働いています。", "ja"),
      ("그는 서울에서 일하고 있습니다.", "ko"),
      ("Он работал в министерстве и был задержан.", "ru"),
      ("Він працював у міністерстві і був затриманий.", "uk"),
      ("كان يعمل في الوزارة التي في العاصمة", "ar"),
      ("او در وزارت کشور کار می‌کند و این را گفت", "fa"),
      ("ئۇ مىنىستىرلىقتا ئىشلەيدۇ ۋە بېيجىڭدا تۇرىدۇ", "ug"),
      ("הוא עבד במשרד החוץ", "he"),
      ("Εργάζεται στο υπουργείο", "el"),
      ("เขาทำงานที่กระทรวง", "th"),
      ("वह मंत्रालय में काम करता है", "hi"),
      ("ཁོང་ལས་ཀ་བྱེད་ཀྱི་ཡོད།", "bo"),
      ("Ông làm việc tại Bộ Ngoại giao và đã bị bắt.", "vi"),
      ("Er arbeitete für das Ministerium und wurde verhaftet.", "de"),
      ("Il travaille dans le ministère et il a été arrêté.", "fr"),
      ("Trabajaba en el ministerio y fue detenido por la policía.", "es"),
      ("Lavorava al ministero della difesa ed è stato arrestato.", "it"),
      ("Ele trabalhava no ministério e não foi detido pela polícia.", "pt"),
      ("Hij werkte bij het ministerie en werd niet aangehouden.", "nl"),
      ("Bakanlıkta çalışıyor ve bu kişi için gözaltı kararı çıktı.", "tr"),
      ("Pracował w ministerstwie i został zatrzymany przez służby.", "pl"),
      ("Shenzhen Dalian Qingdao", "und"),
      ("Project zhang with the office of 安全 and in the city.", "en"),
      ("他在APT40工作，使用Cobalt Strike等工具进行渗透。", "zh-Hans"),
    ] as [(String, String)])
  func `knows the language of a sentence`(text: String, language: String) {
    #expect(LanguageDetector.language(of: text) == language)
  }

  @Test(arguments: ["", " \n", "12:30 — 45 %", "👩‍💻🙂", "。，"])
  func `names none where there are no letters`(text: String) {
    #expect(LanguageDetector.language(of: text) == nil)
    #expect(LanguageDetector.passages(of: text).isEmpty)
  }

  @Test func `samples all of a long text`() {
    let short = "The report was read by the committee.\n"
    let long = String(repeating: "國家安全機關依法履行職責。\n", count: 20_000)
    #expect(LanguageDetector.language(of: short + long) == "zh-Hant")
    #expect(LanguageDetector.language(of: String(repeating: short, count: 20_000)) == "en")
  }

  @Test func `cuts mixed text at its line ends`() {
    let lines = [
      "The ministry said that he was there.\n", "12/05\n", "Rio de la Plata\n", "他们在国内工作。\n", "北京\n",
      "他們在國內工作。\n", "Он был в Москве.\n", "\n", "This is the end of it.",
    ]
    let passages = LanguageDetector.passages(of: lines.joined())
    #expect(passages.map(\.language) == ["en", "zh-Hans", "zh-Hant", "ru", "en"])
    let starts = [0, 3, 5, 6, 8].map { lines[..<$0].joined().unicodeScalars.count }
    #expect(passages.map(\.range.lowerBound) == starts)
  }

  @Test func `gives a beginning that tells nothing to what follows`() {
    let passages = LanguageDetector.passages(of: "2024\n\nShenzhen\nThe report of the year.\n")
    #expect(passages.count == 1)
    #expect(passages.first?.language == "en")
    #expect(passages.first?.range == 0..<39)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `covers the text without gaps, neighbours differing`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let text = (0..<20).map { _ in random.text(stretches: 6) + "\n" }.joined()
    let passages = LanguageDetector.passages(of: text)
    var last = 0
    for (index, passage) in passages.enumerated() {
      #expect(passage.range.lowerBound == last && !passage.range.isEmpty)
      #expect(index == 0 || passages[index - 1].language != passage.language)
      last = passage.range.upperBound
    }
    #expect(last == text.unicodeScalars.count)
  }
}
