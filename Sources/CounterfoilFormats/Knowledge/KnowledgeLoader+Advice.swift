public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation

extension KnowledgeLoader {
  /// What to tell somebody who got a suspicious message, in each language.
  public static func advice(in root: URL = Knowledge.root) throws(KnowledgeError) -> Advice {
    let file = try PackNode.load("tradecraft/advice.yaml", in: root)
    var words: [String: Advice.Words] = [:]
    for (language, node) in try file.table("languages") {
      var said = Advice.Words()
      said.danger = try node.strings("danger")
      said.steps = try node.strings("steps")
      said.keep = try node.strings("keep")
      said.ask = try node.strings("ask")
      said.nothing = try node.strings("nothing")
      said.labels = try texts(node, "labels")
      said.patterns = try texts(node, "patterns")
      said.stages = try texts(node, "stages")
      said.indicators = try texts(node, "indicators")
      if let genuine = node["genuine"] {
        for (pattern, _) in try genuine.entries() { said.genuine[pattern] = try genuine.strings(pattern) }
      }
      words[language] = said
    }
    return Advice(words: words)
  }

  private static func texts(_ node: PackNode, _ key: String) throws(KnowledgeError) -> [String: String] {
    var result: [String: String] = [:]
    for (name, value) in try node.table(key) { result[name] = try node[key]?.string(name) ?? value.file }
    return result
  }
}
