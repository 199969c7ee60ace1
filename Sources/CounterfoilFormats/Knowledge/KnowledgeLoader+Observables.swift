public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation

extension KnowledgeLoader {
  /// What marks an observable as shared by many, or says what it was used for. Some 70,000 rows.
  public static func observableTables(in root: URL = Knowledge.root) throws(KnowledgeError)
    -> ObservableTables
  {
    var lists: [String: ObservableTables.Warning] = [:]
    let described = try TableFile.load("observables/warning-lists.tsv", in: root)
    for row in described.rows where row.fields.count == 2 {
      lists[row.fields[0]] = ObservableTables.Warning(list: row.fields[0], remark: row.fields[1])
    }
    var tables = ObservableTables()
    let warnings = try TableFile.load("observables/warnings.tsv", in: root)
    for row in warnings.rows where row.fields != [""] {
      guard row.fields.count == 3, let warning = lists[row.fields[0]] else {
        throw KnowledgeError(
          file: warnings.file, line: row.line,
          message: "a list of warning-lists.tsv, how it matches, a value")
      }
      switch row.fields[1] {
      case "host": tables.hosts[row.fields[2], default: []].append(warning)
      case "value": tables.values[row.fields[2], default: []].append(warning)
      case "network":
        guard let network = network(row.fields[2], warning) else {
          throw KnowledgeError(file: warnings.file, line: row.line, message: "no network: \(row.fields[2])")
        }
        tables.networks.append(network)
      default:
        throw KnowledgeError(
          file: warnings.file, line: row.line, message: "it matches as host, network or value")
      }
    }
    let contexts = try TableFile.load("observables/contexts.tsv", in: root)
    for row in contexts.rows where row.fields != [""] {
      guard row.fields.count == 3, ["host", "file"].contains(row.fields[1]) else {
        throw KnowledgeError(file: contexts.file, line: row.line, message: "context, host or file, phrase")
      }
      tables.cues.append(
        ObservableTables.Cue(
          context: row.fields[0], isOfFiles: row.fields[1] == "file", phrase: row.fields[2]))
    }
    return tables
  }

  private static func network(_ text: String, _ warning: ObservableTables.Warning)
    -> ObservableTables.Network?
  {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let bits = Int(parts[1]), let address = IPAddress(parts[0]) else { return nil }
    return ObservableTables.Network(
      isVersion6: address.isVersion6, address: address.bits, prefixBits: bits, warning: warning)
  }
}
