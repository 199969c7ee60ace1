import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import Testing

/// Sentences written for this test, read end to end: mentions by the finder over the real packs.
@Suite struct `Links and events in Chinese` {
  private func expect(_ text: String, _ expected: [String]) {
    #expect(Find.told(text).sorted() == expected.sorted())
  }

  @Test(
    arguments: [
      ("王小明在江南大学担任教授。", ["employment employee=王小明 employer=江南大学 role:教授"]),
      ("王小明是江南大学的副教授。", ["employment employee=王小明 employer=江南大学 role:副教授"]),
      ("陳大文曾任東海銀行經理。", ["employment employee=陳大文 employer=東海銀行 role:經理"]),
      ("外交部发言人李国强表示，情况已经查明。", ["employment employee=李国强 employer=外交部 role:发言人"]),
      ("李国强就职于东海科技有限公司。", ["employment employee=李国强 employer=东海科技有限公司"]),
      ("王小明被东海科技有限公司解雇。", ["employment employer=东海科技有限公司 employee=王小明"]),
      ("王小明，42岁，江南大学教授，昨天在机场被捕。", ["employment employee=王小明 employer=江南大学 role:教授", "arrest person=王小明"]),
      ("王小明不是国家安全部的官员。", ["employment employee=王小明 employer=国家安全部 role:官员 denied"]),
      ("王小明被指控为国家安全部工作。", ["employment employee=王小明 employer=国家安全部 alleged"]),
      ("王小明2005年毕业于江南大学，后来在中国科学院工作。", ["employment employee=王小明 employer=中国科学院"]),
      ("东海科技有限公司董事长李国强没有回应。", ["directorship director=李国强 organisation=东海科技有限公司 role:董事长"]),
      ("國家安全局局長陳大文昨日發表講話。", ["directorship director=陳大文 organisation=國家安全局 role:局長"]),
      (
        "张丽华的父亲张建国曾任江南省公安厅副厅长。",
        [
          "family person=张丽华 relative=张建国 relationship:父亲",
          "directorship director=张建国 organisation=江南省公安厅 role:副厅长",
        ]
      ),
      ("被告人王小明系东海科技有限公司法定代表人。", ["directorship director=王小明 organisation=东海科技有限公司 role:法定代表人"]),
      ("民主党议员约翰·史密斯投了票。", ["membership member=约翰·史密斯 organisation=民主党 role:议员"]),
      // Posts taken up, one with no body to name.
      ("2021年，王小明升任江南大学副校长。", ["directorship director=王小明 organisation=江南大学 role:副校长 2021"]),
      ("王小明接任国务总理。", ["directorship director=王小明 role:国务总理"]),
      // People of a body, and kin by a copula.
      ("东海科技有限公司的王小明没有回应。", ["employment employee=王小明 employer=东海科技有限公司"]),
      (
        "王小明是李国强的弟弟，住在上海。",
        ["family person=李国强 relative=王小明 relationship:弟弟", "location thing=王小明 place=上海"]
      ),
      ("王小明加入了中国共产党。", ["membership member=王小明 organisation=中国共产党"]),
      ("2017年，王小明当选为江南市政协委员。", ["membership member=王小明 organisation=江南市政协 role:委员 2017"]),
      ("李国强持有东海科技有限公司30%的股份。", ["ownership owner=李国强 asset=东海科技有限公司 share:30%"]),
      ("东海科技有限公司及其老板李国强都没有回应。", ["ownership owner=李国强 asset=东海科技有限公司"]),
      ("王小明的妻子张丽华住在上海。", ["family person=王小明 relative=张丽华 relationship:妻子", "location thing=张丽华 place=上海"]),
      ("李国强的朋友王小明也在场。", ["association person=李国强 associate=王小明 relationship:朋友"]),
      ("李国强是王小明的大学同学。", ["association person=李国强 associate=王小明"]),
      ("王小明给李国强打了电话。", ["communication sender=王小明 receiver=李国强 medium:电话"]),
      ("王小明寫信給李國強。", ["communication sender=王小明 receiver=李國強 medium:寫信給"]),
      ("东海科技有限公司与江南市公安局签订了合同。", ["contract party=东海科技有限公司 counterparty=江南市公安局"]),
      ("王小明冒充新华社记者。", ["cover person=王小明 organisation=新华社 role:记者"]),
      (
        "李国强以东海科技有限公司顾问的身份接触王小明。",
        [
          "cover person=李国强 organisation=东海科技有限公司 role:顾问",
          "approach actor=李国强 person=王小明",
        ]
      ),
      ("国家安全部指使王小明收集情报。", ["tasking tasker=国家安全部 tasked=王小明 task:王小明收集情报"]),
      ("江南市公安局向东海科技有限公司下达了任务。", ["tasking tasker=江南市公安局 tasked=东海科技有限公司"]),
      ("东海科技有限公司隶属于中国电子集团。", ["control controlled=东海科技有限公司 controller=中国电子集团"]),
      ("东海科技有限公司由国家安全部控制。", ["control controller=国家安全部 controlled=东海科技有限公司"]),
      (
        "东海科技有限公司的全资子公司南海软件有限公司位于广州。",
        [
          "control controller=东海科技有限公司 controlled=南海软件有限公司",
          "location thing=南海软件有限公司 place=广州",
        ]
      ),
      ("绿盾公司认为，这次攻击系国家安全部所为。", ["attribution operation=这次攻击 actor=国家安全部 by 绿盾公司"]),
      ("李国强殴打了王小明。", ["victim actor=李国强 victim=王小明"]),
      (
        "美国联邦检察官表示，王小明受国家安全部指使，跟踪了张丽华。",
        [
          "tasking tasker=国家安全部 tasked=王小明 alleged by 美国联邦检察官",
          "victim actor=王小明 victim=张丽华 alleged by 美国联邦检察官",
        ]
      ),
      ("住在上海的王小明已有六年没见过家人。", ["location thing=王小明 place=上海"]),
      ("成都的东海科技有限公司没有回应。", ["location thing=东海科技有限公司 place=成都"]),
      ("王小明，又名“王大山”，今年四十岁。", ["alias entity=王小明 name:王大山"]),
      ("王小明（化名李山）在上海出庭。", ["alias entity=王小明 name:李山"]),
    ] as [(String, [String])])
  func `are links of jobs, owners, families, orders and places`(text: String, expected: [String]) {
    expect(text, expected)
  }

  @Test(
    arguments: [
      ("王小明被捕后，其妻子张丽华聘请了律师。", ["arrest person=王小明", "family person=王小明 relative=张丽华 relationship:妻子"]),
      ("2019年3月，李国强在上海接触了王小明。", ["approach actor=李国强 person=王小明 place=上海 2019-03"]),
      (
        "李国强通过领英联系王小明，请他写一份报告，并付给他1000美元。",
        [
          "approach actor=李国强 person=王小明",
          "payment payer=李国强 payee=王小明 amount:1000美元",
        ]
      ),
      ("國家安全局於2018年策反陳大文。", ["recruitment actor=國家安全局 person=陳大文 2018"]),
      ("李国强从未招募王小明。", ["recruitment actor=李国强 person=王小明 denied"]),
      ("据信，李国强招募了王小明。", ["recruitment actor=李国强 person=王小明 hedged"]),
      ("李国强付给王小明5万元。", ["payment payer=李国强 payee=王小明 amount:5万元"]),
      ("王小明從李國強處收受10萬元。", ["payment payee=王小明 payer=李國強 amount:10萬元"]),
      (
        "据美国司法部起诉书，王小明在2018年向李国强支付了5万美元。",
        ["payment payer=王小明 payee=李国强 amount:5万美元 2018 alleged by 美国司法部起诉书"]
      ),
      ("检方指控，王小明把机密文件交给了李国强。", ["transfer giver=王小明 receiver=李国强 item:机密文件 alleged by 检方"]),
      ("王小明涉嫌向国家安全部提供机密文件。", ["transfer giver=王小明 receiver=国家安全部 item:机密文件 alleged"]),
      ("王小明从东海科技有限公司窃取了商业机密。", ["transfer giver=东海科技有限公司 receiver=王小明 item:商业机密"]),
      ("法院判决书称，王小明把机密文件交给了李国强。", ["transfer giver=王小明 receiver=李国强 item:机密文件 convicted by 法院判决书"]),
      ("李国强否认王小明向国家安全部提供机密文件。", ["transfer giver=王小明 receiver=国家安全部 item:机密文件 denied by 李国强"]),
      ("王小明可能向国家安全部提供了机密文件。", ["transfer giver=王小明 receiver=国家安全部 item:机密文件 hedged"]),
      ("王小明于2019年出境。他向李国强提供了机密文件。", ["transfer giver=王小明 receiver=李国强 item:机密文件"]),
      ("陳大文透過微信將國防機密傳送給中國情報人員李國強。", ["transfer giver=陳大文 receiver=李國強 item:國防機密"]),
      (
        "台湾检方起诉陈大文，指他向中国情报人员泄露军事机密。",
        [
          "charge person=陈大文 authority=台湾检方 charged",
          "transfer giver=陈大文 receiver=中国情报人员 item:军事机密 alleged by 台湾检方",
        ]
      ),
      ("东海科技有限公司侵入了江南大学的服务器。", ["intrusion actor=东海科技有限公司 victim=江南大学"]),
      ("2021年5月4日，上海警方逮捕了王小明。", ["arrest person=王小明 authority=上海警方 2021-05-04"]),
      ("王小明2021年5月4日在上海被捕。", ["arrest person=王小明 place=上海 2021-05-04"]),
      ("陳大文遭警方拘捕。", ["arrest person=陳大文 authority=警方"]),
      ("《晨报》更正称，王小明并未被捕。", ["arrest person=王小明 denied by 晨报"]),
      (
        "王小明和李国强被捕。两名被告未被起诉。",
        [
          "arrest person=王小明",
          "arrest person=李国强",
          "charge person=王小明 denied",
          "charge person=李国强 denied",
        ]
      ),
      ("王小明被控间谍罪。", ["charge person=王小明 offence:间谍罪 charged"]),
      ("检方以间谍罪对王小明提起公诉。", ["charge person=王小明 authority=检方 offence:间谍罪 charged"]),
      ("檢察官起訴陳大文。", ["charge person=陳大文 authority=檢察官 charged"]),
      ("检方最终没有起诉王小明。", ["charge person=王小明 authority=检方 denied"]),
      ("王小明拒不认罪。", ["plea person=王小明 plea:拒不认罪 pleaded"]),
      ("法院认定王小明犯间谍罪。", ["verdict person=王小明 authority=法院 offence:间谍罪 convicted"]),
      (
        "王小明此前被指控从东海科技有限公司窃取商业秘密，法院后来裁定其无罪。",
        [
          "transfer giver=东海科技有限公司 receiver=王小明 item:商业秘密 alleged",
          "verdict person=王小明 authority=法院 outcome:无罪 acquitted",
        ]
      ),
      (
        "被告人王小明犯间谍罪，判处有期徒刑十年，剥夺政治权利三年。",
        [
          "verdict person=王小明 offence:间谍罪 convicted",
          "sentence person=王小明 term:有期徒刑十年 convicted",
        ]
      ),
      ("士林地方法院判處陳大文有期徒刑三年六個月。", ["sentence person=陳大文 authority=士林地方法院 term:有期徒刑三年六個月 convicted"]),
      ("高等法院改判陳大文無罪。", ["verdict person=陳大文 authority=高等法院 outcome:無罪 acquitted"]),
      ("王小明已向最高法院提出上诉。", ["appeal person=王小明 authority=最高法院 outcome:提出上诉"]),
      ("法院驳回王小明的上诉，维持原判。", ["appeal person=王小明 authority=法院 outcome:驳回"]),
      ("总统特赦了王小明。", ["pardon person=王小明 authority=总统"]),
      ("泰国警方将王小明遣返中国。", ["return person=王小明 to:中国"]),
      ("王小明从泰国被引渡到美国。", ["return person=王小明 from:泰国 to:美国"]),
      ("中国警方威胁了王小明在国内的父母。", ["threat actor=中国警方 person=王小明在国内的父母"]),
      (
        "“李国强威胁了我父亲，”张丽华说。",
        [
          "threat actor=李国强 person=我父亲 by 张丽华",
          "family person=张丽华 relative=我父亲 relationship:父亲",
        ]
      ),
      ("据美联社报道，张丽华说，李国强威胁王小明。", ["threat actor=李国强 person=王小明 by 美联社 > 张丽华"]),
      ("李国强访问了江南大学。", ["visit person=李国强 host=江南大学"]),
      ("王小明从北京飞往巴黎。", ["travel person=王小明 from:北京 to:巴黎"]),
      ("王小明与李国强2020年在巴黎见面。", ["meeting person=王小明 person=李国强 place=巴黎 2020"]),
      ("李国强邀请王小明到北京参加“国际材料论坛”。", ["conference person=王小明 name:国际材料论坛"]),
      ("美国财政部制裁了东海科技有限公司。", ["sanction person=东海科技有限公司 authority=美国财政部"]),
      ("王小明被美国财政部列入制裁名单。", ["sanction person=王小明 authority=美国财政部"]),
      ("检方撤销了对王小明的指控。", ["dismissal person=王小明 authority=检方 offence:指控 dropped"]),
      ("检方决定对王小明不起诉。", ["dismissal person=王小明 authority=检方 dropped"]),
      ("我叫方丽雅。我给李国强转过1500欧元。", ["payment payer=方丽雅 payee=李国强 amount:1500欧元"]),
    ] as [(String, [String])])
  func `are events with whoever took part, their modality and speaker`(text: String, expected: [String]) {
    expect(text, expected)
  }

  @Test(arguments: [
    "如果王小明把机密文件交给李国强，他将被捕。",
    "王小明是否被捕？",
    "境外间谍机关往往招募留学生，支付报酬。",
    "任何人不得向境外机构提供国家秘密。",
    "第二十八条　国家安全机关可以责令东海科技有限公司改正，给予警告。",
    "国务院商务主管部门负责两用物项出口管制工作。",
    "警方希望逮捕王小明。",
    "本手册由江南大学编印。",
    "李国强呼吁释放王小明。",
    "王小明正在读小说。",
    "国家安全部没有回应。",
    "法院将于10月传唤王小明。",
    "这类顾问可能冒充猎头，先出钱请人参加会议。",
  ])
  func `are none in conditions, questions, rules, wishes and general talk`(text: String) {
    expect(text, [])
  }

  @Test(arguments: [
    ("李国强招募了王小明。", "李國強招募了王小明。"), ("王小明涉嫌向李国强提供情报。", "王小明涉嫌向李國強提供情報。"),
    ("检察官对王小明提起公诉。", "檢察官對王小明提起公訴。"),
  ])
  func `are the same in simplified and traditional characters`(simplified: String, traditional: String) {
    let left = Find.relations(simplified)
    let right = Find.relations(traditional)
    #expect(!left.isEmpty && left.count == right.count)
    for (one, other) in zip(left, right) {
      #expect(one.type == other.type && one.modality == other.modality)
      #expect(one.participants.map(\.range) == other.participants.map(\.range))
      #expect(one.words == other.words)
    }
  }

  @Test func `stand where they say they stand`() {
    let text = "𠮷田先生來了。2021年，東海公司的工程師李國強說：「陳大文向王小明提供了機密文件。」"
    let scalars = Array(text.unicodeScalars)
    let found = Find.relations(text)
    #expect(!found.isEmpty)
    for relation in found {
      #expect(relation.words.upperBound <= scalars.count)
      for participant in relation.participants {
        var quote = String.UnicodeScalarView()
        quote.append(contentsOf: scalars[participant.range])
        #expect(String(quote) == participant.quote)
      }
    }
  }

  @Test(arguments: [
    "王小明向李国强提供", "的", "王小明的", "被", "把王小明", "“", "（", "说，", "王小明说：“", "，", "、王小明", "招募王小明和",
    "两名", "其", "没有", "在上海", "逮捕", "如果", "罪", "王小明、李国强、陈大文逮捕", "公司公司", "𠮷", "他的母亲的", "是",
  ])
  func `are sought in a sentence without an end, twice the same`(piece: String) {
    let text = String(repeating: piece, count: 12_000 / piece.unicodeScalars.count)
    #expect(Find.relations(text) == Find.relations(text))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `are found in any order of words without a trap`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "王小明", "李国强", "东海公司", "国家安全部", "上海", "2021年5月", "5万元", "的", "被", "把", "向", "与", "由", "对", "在", "以",
      "说", "称", "否认", "涉嫌", "没有", "，", "。", "、", "“", "”", "（", "）", "《", "》", "：", "？", "逮捕", "起诉", "提供",
      "付给", "招募",
      "是", "教授", "妻子", "他", "其", "两人", "该公司", "间谍罪", "据", "罪", "\n", "\n\n", "A", "1", "𠮷", "是否", "判处",
    ]
    var text = ""
    for _ in 0..<300 { text += pieces[Int(random.next() % UInt64(pieces.count))] }
    let count = text.unicodeScalars.count
    for relation in Find.relations(text) {
      #expect(relation.words.lowerBound >= 0 && relation.words.upperBound <= count)
      #expect(!relation.participants.isEmpty)
    }
  }
}
