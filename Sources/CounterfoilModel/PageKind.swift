/// What the pages of a format are called.
package enum PageKind: String, Sendable, CaseIterable {
  case page, sheet, slide

  /// Of a workbook sheets, of a presentation slides, of all else pages.
  package init(mediaType: String?) {
    let type = mediaType ?? ""
    if type.contains("spreadsheet") || type == "application/vnd.ms-excel" {
      self = .sheet
    } else if type.contains("presentation") || type == "application/vnd.ms-powerpoint" {
      self = .slide
    } else {
      self = .page
    }
  }

  /// `sheet 2`
  package func spoken(_ number: Int) -> String { "\(rawValue) \(number)" }

  /// `1 sheet`, `3 sheets`
  package func counted(_ count: Int) -> String { "\(count) \(rawValue)\(count == 1 ? "" : "s")" }
}
