import ArgumentParser
import Counterfoil

/// `resolve` of a casebase: all its people and organisations.
enum ResolveCasebase {
  static func run(_ workbench: Workbench) throws {
    let summary = try workbench.resolve()
    Terminal.note(
      "\(Figure.count(summary.entities)) people and organisations: \(Figure.count(summary.automatic)) pairs joined by the rule (\(Figure.count(summary.new)) new), \(Figure.count(summary.clusters)) cluster\(summary.clusters == 1 ? "" : "s") held together, \(Figure.count(summary.reviews)) pairs wait for `counterfoil review`"
    )
  }
}
