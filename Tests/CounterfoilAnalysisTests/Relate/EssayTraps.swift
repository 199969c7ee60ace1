import CounterfoilModel

extension Trap {
  /// In the essay's order.
  static let all: [Trap] = [
    Trap(
      name: "the opinion of a man",
      reads: [
        Fact(
          "employment directorship",
          ["employee|director": "Keith Alexander", "employer|organisation": "National Security Agency"])
      ],
      never: [
        Fact(
          "*", by: .other(than: "Keith Alexander"), in: ("largest transfer of wealth", "wealth in history"))
      ]),
    // Two campaigns stand in one sentence: one looked, the other took.
    Trap(
      name: "aimed at is not hit",
      reads: [
        Fact("target", ["target": "British MPs"]),
        Fact(
          "victim intrusion transfer", ["victim|giver": "Electoral Commission"],
          in: ("A Chinese cyber intrusion", "Electoral Commission database")),
      ],
      never: [Fact("victim intrusion transfer", ["victim|giver": "MPs"])]),
    Trap(
      name: "who admitted what",
      reads: [
        Fact("target victim", ["target|victim": "American journalists"], by: .named("Congress"))
      ],
      never: [
        Fact("target victim intrusion", ["actor": "Congress", "target|victim": "journalists"]),
        Fact("*", ["target|victim": "journalists"], by: .document),
      ]),
    Trap(
      name: "an arrest is no conviction",
      reads: [Fact("arrest", ["person": "Three Germans"], is: [.asserted])],
      never: [
        Fact("verdict sentence plea", ["person": "Germans"]),
        Fact(
          "transfer", is: [.asserted, .convicted], in: ("attempting to transfer", "without authorization")),
      ]),
    Trap(
      name: "a charge is no conviction",
      reads: [Fact("charge", ["person": "British nationals"], is: [.charged])],
      never: [Fact("verdict sentence plea arrest", ["person": "British nationals|aide"])]),
    Trap(
      name: "allegedly",
      reads: [
        Fact("transfer", ["giver": "British nationals", "receiver": "China"], is: [.alleged, .charged])
      ],
      never: [Fact("transfer", ["giver": "British nationals|aide"], is: [.asserted, .convicted])]),
    // `On Monday`, `this week`, `last year`, `a decade ago`: the essay has no date that these could be counted from,
    // and they cannot all be counted from one.
    Trap(name: "dates that cannot all hold", never: [Fact("*", dated: true)]),
    Trap(
      name: "words of a broadcaster",
      never: [
        Fact("*", by: .document, in: ("“Foreign spies are everywhere", "everywhere,”")),
        Fact("*", by: .document, in: ("“They can disguise", "as anyone.”")),
        Fact("cover", in: ("“They can disguise", "as anyone.”")),
      ]),
    Trap(
      name: "not part of the party",
      never: [
        Fact(
          "control membership employment", ["*": "Communist Party|CCP"],
          is: Set(Modality.allCases).subtracting([.denied]), in: ("Although officially a state", "the regime")
        )
      ]),
    // The bureau is called so in English by nobody else; it stays as it stands.
    Trap(
      name: "a bureau's own name",
      reads: [
        Fact("target", ["actor": "Shanghai National Security Bureau", "target": "United States"])
      ],
      noMentions: [(.organisation, "Bureau primarily")]),
    Trap(
      name: "a bureau out of a broken sentence",
      never: [
        Fact("*", ["*": "Southeast Asia Bureau"]),
        Fact("*", ["*": "Guangdong"], in: ("The Tianjin bureau covers", "Southeast Asia Bureau")),
      ],
      noMentions: [(.organisation, "Southeast Asia Bureau"), (.person, "Southeast Asia")]),
    Trap(
      name: "an estimate without a source",
      never: [Fact("*", hedged: false, in: ("This will almost certainly", "warfare programs"))]),
    // The essay lays at one company's door what others kept apart; the first sentence names no company.
    Trap(
      name: "who hacked whom",
      reads: [Fact("intrusion victim", ["actor": "Xiaoruizhi", "victim": "Electoral Commission"])],
      never: [
        Fact("intrusion victim target", ["actor": "Electoral Commission"]),
        Fact("*", ["actor": "Xiaoruizhi"], in: ("A Chinese cyber intrusion", "Commission database")),
        Fact("*", ["*": "Xiaoruizhi", "target|victim": "MPs"]),
      ]),
    Trap(
      name: "where companies are",
      reads: [
        Fact("location", ["thing": "Xiaoruizhi", "place": "Wuhan"]),
        Fact("location", ["thing": "I-Soon", "place": "Shanghai"]),
      ],
      never: [
        Fact("location", ["thing": "Xiaoruizhi", "place": "Shanghai"]),
        Fact("location", ["thing": "I-Soon", "place": "Wuhan"]),
      ]),
    Trap(
      name: "what a leak revealed",
      reads: [
        Fact("employment", ["employee": "hackers", "employer": "I-Soon"], by: .named("leak"))
      ],
      never: [Fact("employment", ["employee": "I-Soon"]), Fact("employment", ["employer": "leak"])]),
    Trap(
      name: "named as a target",
      reads: [
        Fact("target", ["target": "NATO"]), Fact("target", ["target": "Foreign Office"]),
        Fact("target", ["target": "Chatham House"]),
      ],
      never: [
        Fact(
          "victim intrusion transfer", ["victim|giver": "NATO|Foreign Office|Chatham House"])
      ]),
    Trap(
      name: "a visit is no meeting",
      reads: [Fact("visit travel", ["person": "Xi Jinping"])],
      never: [Fact("visit travel", ["person": "Obama"]), Fact("meeting", ["person": "Obama"])]),
    Trap(
      name: "trying is not giving",
      reads: [Fact("sentence", ["person": "Chi Mak"], details: ["term": "24 years"], is: [.convicted])],
      never: [
        Fact("transfer", is: [.asserted], in: ("for trying to give China", "protect warships")),
        Fact("sentence", ["person": "Xi|Obama|diaspora"]),
      ]),
    Trap(
      name: "one man in two spellings",
      never: [Fact("family association meeting", ["*": "Ji Mak"])],
      mentions: [(.person, "Chi Mak"), (.person, "Ji Mak")]),
    Trap(name: "a fragment", never: [Fact("*", in: ("There is also.", "also."))]),
    Trap(
      name: "what a report found",
      never: [Fact("*", by: .other(than: "report"), in: ("over 10 years, 12,000", "in 120 countries"))]),
    // A full stop without a space behind it parts those who were hired from a man of whom another thing is said.
    Trap(
      name: "guilt by adjacency",
      reads: [
        Fact("employment", ["employee": "Michael McMahon", "employer": "New York"]),
        Fact(
          "employment contract tasking",
          [
            "employer|party|counterparty|tasker": "Chinese government",
            "employee|counterparty|party|tasked": "private investigators",
          ]),
      ],
      never: [
        Fact(
          "employment contract tasking control recruitment payment association",
          ["*": "McMahon", "employer|party|tasker|controller|actor|payer|associate": "Chin"])
      ],
      noMentions: [(.person, "investigators"), (.organisation, "investigators.Former")]),
    Trap(
      name: "a charge is not its outcome",
      reads: [Fact("charge", ["person": "Michael McMahon"], is: [.charged])],
      never: [Fact("verdict sentence plea arrest", ["person": "McMahon"])]),
    Trap(
      name: "a note in a door",
      never: [
        Fact("threat communication approach target victim", ["actor|sender": "McMahon"]),
        Fact("sentence verdict", in: ("“If you’re willing", "10 years in prison")),
      ]),
    Trap(
      name: "what officials claim",
      never: [
        Fact("*", by: .other(than: "Officials"), in: ("exist to help", "bureaucratic procedures")),
        Fact("*", in: ("But is that the purpose", "Chinese consulate?")),
      ]),
    Trap(
      name: "somebody posed",
      reads: [
        Fact("cover", ["person": "someone"]),
        Fact("employment", ["employee": "Kevin Mallory", "employer": "CIA"]),
      ],
      never: [
        Fact("cover", ["person": "Mallory"]),
        Fact("cover", ["person": "he"], in: ("Heavily in debt", "headhunter")),
      ]),
    Trap(
      name: "he, after other people",
      reads: [
        Fact("arrest", ["person": "Kevin Mallory"], is: [.asserted]),
        Fact("sentence", ["person": "Kevin Mallory"], details: ["term": "20 years"]),
      ],
      never: [Fact("arrest sentence", ["person": "officers|colleagues|someone"])]),
    Trap(
      name: "he, after another man's fate",
      reads: [
        Fact("employment", ["employee": "Xu Yanjun", "employer": "Jiangsu State Security Bureau"]),
        Fact("arrest", ["person": "Xu Yanjun"], is: [.asserted]),
        Fact("sentence", ["person": "Xu Yanjun"], details: ["term": "20 years"]),
        Fact("return", ["person": "Xu Yanjun"], details: ["to": "United States"]),
      ],
      never: [
        Fact("arrest return", ["person": "Ji Mak"]), Fact("sentence", ["person": "Ji Mak"]),
        Fact("sentence", ["person": "agents|Mallory"], in: ("It was a set-up", "in prison")),
      ]),
    Trap(
      name: "words of a police",
      never: [Fact("*", by: .other(than: "FBI"), in: ("“This is just the latest", "United States,”"))]),
    // The words are the British government's; the essay says otherwise, and that is what is kept, as said.
    Trap(
      name: "the wrong government",
      never: [
        Fact("*", by: .other(than: "Chinese government"), in: ("said China is not an enemy", "challenge.”")),
        Fact(
          "*", ["*": "China"], is: [.asserted], by: .document,
          in: ("The Chinese government said", "challenge.”")),
      ]),
  ]
}
