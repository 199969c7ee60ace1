import Foundation

/// Decibans ↔ odds and probabilities.
public enum DecibanScale {
  /// The odds that a sum of decibans stands for.
  public static func odds(_ decibans: Double) -> Double { pow(10, decibans / 10) }

  public static func probability(_ decibans: Double) -> Double {
    let odds = odds(decibans)
    return odds / (1 + odds)
  }
}
