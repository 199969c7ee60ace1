import CounterfoilAnalysis
import CounterfoilModel
import Testing

/// Sentences written for this test, read end to end: mentions by the finder over the real packs.
@Suite struct `Links and events in English` {
  @Test(
    arguments: [
      (
        "Martin Holloway works for Boeing as an engineer.",
        ["employment employee=Martin Holloway employer=Boeing role:an engineer"]
      ),
      (
        "Elena Petrova, a professor at Stanford University, did not answer.",
        ["employment employee=Elena Petrova employer=Stanford University role:professor"]
      ),
      (
        "FBI Special Agent Robert Keller said nothing.",
        ["employment employee=Robert Keller employer=FBI role:Special Agent"]
      ),
      (
        "Judge Anna Weber of the District Court sentenced Martin Holloway to six years in prison.",
        [
          "employment employee=Anna Weber employer=District Court role:Judge",
          "sentence person=Martin Holloway authority=Anna Weber term:six years in prison convicted",
        ]
      ),
      (
        "Martin Holloway joined the Labour Party in 2010.",
        ["membership member=Martin Holloway organisation=Labour Party 2010"]
      ),
      (
        "Elena Petrova is the chairwoman of Siemens.",
        ["directorship director=Elena Petrova organisation=Siemens role:chairwoman"]
      ),
      (
        "Elena Petrova owns 60 per cent of Siemens.",
        ["ownership owner=Elena Petrova asset=Siemens share:60 per cent"]
      ),
      (
        "Martin Holloway's wife, Elena Petrova, lives in Vienna.",
        [
          "family person=Martin Holloway relative=Elena Petrova relationship:wife",
          "location thing=Elena Petrova place=Vienna",
        ]
      ),
      (
        "Martin Holloway conspired with Elena Petrova.",
        ["association person=Martin Holloway associate=Elena Petrova"]
      ),
      (
        "Martin Holloway emailed Elena Petrova.",
        ["communication sender=Martin Holloway receiver=Elena Petrova medium:emailed"]
      ),
      ("Siemens signed a contract with Boeing.", ["contract party=Siemens counterparty=Boeing"]),
      ("Siemens signed no contract with Boeing.", ["contract party=Siemens counterparty=Boeing denied"]),
      (
        "The Ministry of State Security directed Martin Holloway to collect documents.",
        ["tasking tasker=Ministry of State Security tasked=Martin Holloway task:to collect documents"]
      ),
      // People of a body that have no name of their own.
      (
        "Two agents with the FBI declined to comment.",
        ["employment employee=Two agents with the FBI employer=FBI role:Two agents"]
      ),
      (
        "Boeing employees complained.",
        ["employment employee=Boeing employees employer=Boeing role:employees"]
      ),
      (
        "Martin Holloway gathered documents on behalf of Siemens.",
        ["control controller=Siemens controlled=Martin Holloway"]
      ),
      // A list of participles, and those who are listed as targets.
      (
        "Martin Holloway was arrested, extradited to Canada and sentenced to six years in prison.",
        [
          "arrest person=Martin Holloway", "return person=Martin Holloway to:Canada",
          "sentence person=Martin Holloway term:six years in prison convicted",
        ]
      ),
      ("Other targets included Boeing.", ["target target=Boeing"]),
      // The speaker comes last.
      (
        "Martin Holloway met Elena Petrova in Vienna, announced Robert Keller.",
        ["meeting person=Martin Holloway person=Elena Petrova place=Vienna by Robert Keller"]
      ),
      ("Siemens is a subsidiary of Boeing.", ["control controller=Boeing controlled=Siemens"]),
      ("Researchers attributed the intrusion to APT31.", ["attribution operation=intrusion actor=APT31"]),
      (
        "Martin Holloway, also known as Mark Hall, was arrested in Berlin on 5 March 2024.",
        [
          "alias entity=Martin Holloway name:Mark Hall",
          "arrest person=Martin Holloway place=Berlin 2024-03-05",
        ]
      ),
      ("The Shanghai-based company Siemens did not reply.", ["location thing=Siemens place=Shanghai"]),
      (
        "The Ministry of State Security recruited Martin Holloway in 2019.",
        ["recruitment person=Martin Holloway actor=Ministry of State Security 2019"]
      ),
      (
        "Siemens paid Martin Holloway 5,000 euros.",
        ["payment payer=Siemens payee=Martin Holloway amount:5,000 euros"]
      ),
      (
        "Martin Holloway was paid $500 by Siemens.",
        ["payment payer=Siemens payee=Martin Holloway amount:$500"]
      ),
      (
        "Martin Holloway gave the drawings to Elena Petrova.",
        ["transfer giver=Martin Holloway receiver=Elena Petrova item:the drawings"]
      ),
      (
        "Prosecutors said Martin Holloway gave the drawings to Elena Petrova.",
        ["transfer giver=Martin Holloway receiver=Elena Petrova item:the drawings alleged by prosecutors"]
      ),
      (
        "Martin Holloway allegedly stole trade secrets from Boeing.",
        ["transfer receiver=Martin Holloway giver=Boeing item:trade secrets alleged"]
      ),
      (
        "Martin Holloway was charged with stealing trade secrets from Boeing.",
        [
          "charge person=Martin Holloway offence:stealing trade secrets from Boeing charged",
          "transfer receiver=Martin Holloway giver=Boeing item:trade secrets charged",
        ]
      ),
      (
        "Martin Holloway pleaded guilty to stealing trade secrets from Boeing.",
        [
          "plea person=Martin Holloway offence:stealing trade secrets from Boeing plea:guilty pleaded",
          "transfer receiver=Martin Holloway giver=Boeing item:trade secrets pleaded",
        ]
      ),
      (
        "A jury convicted Martin Holloway of espionage.",
        ["verdict person=Martin Holloway authority=jury offence:espionage outcome:convicted convicted"]
      ),
      (
        "Martin Holloway was acquitted of espionage.",
        ["verdict person=Martin Holloway offence:espionage outcome:acquitted acquitted"]
      ),
      (
        "Prosecutors dropped the charges against Martin Holloway.",
        ["dismissal person=Martin Holloway authority=Prosecutors dropped"]
      ),
      (
        "Martin Holloway denied that he had met Elena Petrova.",
        ["meeting person=Martin Holloway person=Elena Petrova denied by Martin Holloway"]
      ),
      ("APT31 hacked into the servers of Boeing.", ["intrusion victim=Boeing actor=APT31"]),
      ("APT31 tried to hack into the servers of Boeing.", ["target target=Boeing actor=APT31"]),
      (
        "Martin Holloway may have met Elena Petrova in Vienna.",
        ["meeting person=Martin Holloway person=Elena Petrova place=Vienna hedged"]
      ),
      (
        "According to the indictment, Martin Holloway met Elena Petrova in Vienna.",
        ["meeting person=Martin Holloway person=Elena Petrova place=Vienna alleged by indictment"]
      ),
      (
        "\"Martin Holloway met Elena Petrova,\" Robert Keller said.",
        ["meeting person=Martin Holloway person=Elena Petrova by Robert Keller"]
      ),
      (
        "The witness told the court that Robert Keller said Martin Holloway had paid Elena Petrova 500 euros.",
        ["payment payer=Martin Holloway payee=Elena Petrova amount:500 euros by witness > Robert Keller"]
      ),
      ("If Martin Holloway meets Elena Petrova, he will be arrested.", []),
      ("Did Martin Holloway meet Elena Petrova?", []),
      (
        "Martin Holloway was deported from Germany to Canada.",
        ["return person=Martin Holloway from:Germany to:Canada"]
      ),
      (
        "The European Union imposed sanctions on Siemens.",
        ["sanction person=Siemens authority=European Union"]
      ),
      (
        "Elena Petrova visited Martin Holloway in Prague.",
        ["visit person=Elena Petrova host=Martin Holloway place=Prague"]
      ),
      (
        "Martin Holloway posed as a consultant for Siemens.",
        ["cover person=Martin Holloway organisation=Siemens role:a consultant for Siemens"]
      ),
      ("Martin Holloway has not been charged.", ["charge person=Martin Holloway denied"]),
      ("Hackers often send lures to employees of companies.", []),
      (
        "Elena Petrova invited Martin Holloway to a conference.",
        ["conference organiser=Elena Petrova person=Martin Holloway name:a conference"]
      ),
    ] as [(String, [String])])
  func `are read with their roles, speaker and modality`(sentence: String, expected: [String]) {
    #expect(Find.told(sentence).sorted() == expected.sorted())
  }

  @Test(arguments: [
    "Companies should report contacts from recruiters they do not know.",
    "Whoever gives a foreign power a state secret shall be sentenced to at least three years in prison.",
    "Hackers often send lures to employees of companies.",
    "Would Martin Holloway pay Elena Petrova?",
  ])
  func `are not read from what happens in general, may happen or is asked`(sentence: String) {
    #expect(Find.told(sentence) == [])
  }

  @Test func `take pronouns and short names to whoever was named before`() {
    let told = Find.told(
      "Martin Holloway works for Boeing. In May 2021 he met Elena Petrova. Petrova paid Holloway $500.")
    #expect(told.contains("meeting person=Martin Holloway person=Elena Petrova 2021-05"))
    #expect(told.contains("payment payer=Elena Petrova payee=Martin Holloway amount:$500"))
  }

  @Test func `take I to whoever says who writes`() {
    let told = Find.told("My name is Elena Petrova. I live in Vienna. Boeing paid me $500.")
    #expect(told.contains("location thing=Elena Petrova place=Vienna"))
    #expect(told.contains("payment payer=Boeing payee=Elena Petrova amount:$500"))
  }

  @Test func `of somebody unnamed in the first sentence are of whoever the next begins with`() {
    let told = Find.told(
      "A former engineer was arrested in Berlin. Martin Holloway, 54, worked for Boeing.")
    #expect(told.contains { $0.hasPrefix("arrest person=Martin Holloway") })
  }

  @Test func `of a mail's lines say who wrote to whom`() {
    let told = Find.told(
      "From: Elena Petrova <e@one.example>\nTo: Martin Holloway <m@two.example>\n\nHello.\n")
    #expect(told.contains("communication sender=Elena Petrova receiver=Martin Holloway"))
  }

  @Test func `of conduct after an indictment's words stay alleged`() {
    let told = Find.told(
      "According to the indictment, Martin Holloway stole drawings from Boeing. Holloway sold the drawings to Siemens."
    )
    #expect(
      told.contains {
        $0.hasPrefix("transfer giver=Martin Holloway receiver=Siemens") && $0.contains("alleged")
      })
  }

  @Test(arguments: [
    "Martin Holloway said ", "who ", "that ", ", and ", "Boeing's ", "(", "\"", "of ", "to steal ",
    "according to ", "not ",
    "the man ", "Martin Holloway, Elena Petrova, ", "was arrested ", "; ", "-based ", "also known as ", "’s ",
    "his ",
  ])
  func `are sought in a sentence without an end, twice the same`(piece: String) {
    let text = String(repeating: piece, count: 12_000 / piece.unicodeScalars.count)
    #expect(Find.relations(text) == Find.relations(text))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `are found in any order of words without a trap`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "Martin Holloway", "Boeing", "who", "that", "said", ",", "and", "of", "to", "steal", "stole", "stolen",
      "was", "not",
      "according", "the", "a", "his", "her", "'s", "by", "in", "Vienna", "$500", "May 2021", "charged",
      "with", "pleaded",
      "guilty", "director", "wife", ";", "\"", "(", ")", "-", "if", "also", "known", "as", ".", "?", "met",
      "paid", "hacking",
    ]
    let text = (0..<200).map { _ in words.randomElement(using: &random)! }.joined(separator: " ")
    let length = text.unicodeScalars.count
    for relation in Find.relations(text) {
      #expect(relation.words.upperBound <= length && !relation.words.isEmpty)
      for participant in relation.participants { #expect(participant.range.upperBound <= length) }
    }
  }
}
