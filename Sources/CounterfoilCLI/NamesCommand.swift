import ArgumentParser

/// The name engine at the command line; needs no casebase.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names", abstract: "Compare, explain and look up names across scripts.",
    discussion: """
      A weight is evidence in decibans: ten times the logarithm of how much likelier the two spellings are if \
      one person bears both than if two people do. Above 0 speaks for one bearer, below 0 against; how many \
      people share the name is said beside it. A name alone identifies nobody.
      """,
    subcommands: [
      NamesCompareCommand.self, NamesExplainCommand.self, NamesScoreCommand.self,
      NamesIndexCommand.self, NamesSearchCommand.self,
    ])
}
