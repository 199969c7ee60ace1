import CounterfoilAnalysis
package import CounterfoilModel
package import CounterfoilStore

/// The casebase's way to the comparison of texts, which it does not import.
package struct ShingleComparer: CopyComparer {
  package init() {}

  package func comparison(of text: String) -> (_ other: String) -> SharedText {
    var comparison = CopyComparison(text)
    return { comparison.shared(with: $0, atLeast: SharedText.copy) }
  }

  package func quotations(of text: String) -> (_ other: String) -> [Quotation] {
    let finder = QuotationFinder(text)
    return { finder.quotations(in: $0) }
  }
}
