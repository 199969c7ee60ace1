import Foundation

/// Logarithms of likelihood ratios.
enum Logarithm {
  static func natural(_ value: Double) -> Double { Foundation.log(value) }

  /// Ten times the logarithm to base ten: a ratio in decibans.
  static func decibans(_ ratio: Double) -> Double { 10 * Foundation.log10(max(ratio, 1e-300)) }

  static func ratio(decibans: Double) -> Double { Foundation.pow(10, decibans / 10) }

  /// The probability that odds in decibans stand for.
  static func probability(decibans: Double) -> Double { 1 / (1 + Foundation.pow(10, -decibans / 10)) }
}
