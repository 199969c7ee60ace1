import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

@Suite struct `Relations as lines for programs` {
  @Test func `have the keys of the manual`() throws {
    let name = Mention(
      kind: .person, range: 0..<9, quote: "Ilona Brzeska", value: "Ilona Brzeska", confidence: 0.9)
    let relation = Relation(
      type: "arrest",
      participants: [
        Relation.Participant(role: "person", range: 20..<23, quote: "she", mention: name),
        Relation.Participant(role: "authority", range: 40..<50, quote: "two police"),
      ],
      details: [], date: "2023-03-14", words: 20..<50, speakers: ["the panel", "“Kulig”"], modality: .denied,
      isHedged: true)
    let line = MachineLines.relation(
      relation, form: .event, words: "she was arrested\nby two police", place: DocumentPlace(file: "a.txt"))
    #expect(
      line
        == #"{"file":"a.txt","part":"","type":"arrest","form":"event","roles":[{"role":"person","quote":"she","start":20,"end":23,"name":"Ilona Brzeska"},{"role":"authority","quote":"two police","start":40,"end":50,"name":null}],"details":[],"date":"2023-03-14","start":20,"end":50,"quote":"she was arrested\nby two police","speaker":"“Kulig”","speakers":["the panel","“Kulig”"],"modality":"denied","hedged":true}"#
    )
    #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
  }

  @Test func `may be none`() throws {
    let folder = try TemporaryFolder()
    try folder.write("plain.txt", "It rains.\n")
    let result = try Program.run(["relate", "--json", folder.path + "/plain.txt"])
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
  }
}
