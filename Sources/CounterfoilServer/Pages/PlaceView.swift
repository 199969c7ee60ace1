import CounterfoilModel
import CounterfoilStore

/// A document's name with the address of its page.
struct PlaceView {
  var address: String
  var file: String
  /// Empty for the file itself.
  var part: String
  var hasPart: Bool

  init(_ place: DocumentPlace, id: Int64) {
    address = "/document/\(id)"
    file = place.file.shown
    part = place.part.shown
    hasPart = !place.part.isEmpty
  }
}

/// A choice that narrows what is shown.
struct FilterView {
  var address: String
  var label: String
  var count: String
  var isChosen: Bool
  /// A class for its colour; empty for none.
  var tone = ""
}

/// Steps through what does not fit on one page.
struct Paging {
  var position: String
  var previous: String?
  var next: String?
  var isNeeded: Bool

  /// - Parameter address: Of the page with that number, from 1.
  init(page: Int, pages: Int, words: Words, address: (Int) -> String) {
    position = words(
      "paging.position", ["page": Figures.count(page), "pages": Figures.count(pages)])
    previous = page > 1 ? address(page - 1) : nil
    next = page < pages ? address(page + 1) : nil
    isNeeded = pages > 1
  }
}

extension Words {
  /// `Chinese, simplified` for `zh-Hans`; the tag itself where the table has no word for it.
  func language(_ tag: String) -> String { known("languages.\(tag)") ?? tag }

  /// `sheet 2` of a workbook, `slide 3` of a presentation, `page 4` of all else.
  func page(_ number: Int, ofType mediaType: String?) -> String {
    self("search.\(PageKind(mediaType: mediaType))", ["page": "\(number)"])
  }

  /// A person's word for a media type: `PDF`, `web page`.
  func kind(mediaType: String) -> String {
    known("types.\(MediaClass(mediaType: mediaType).rawValue)") ?? mediaType
  }
}
