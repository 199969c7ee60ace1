import CounterfoilModel
import Testing

@Suite struct `Spoken places` {
  @Test(arguments: [
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet 2"),
    ("application/vnd.oasis.opendocument.spreadsheet", "sheet 2"), ("application/vnd.ms-excel", "sheet 2"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "slide 2"),
    ("application/vnd.oasis.opendocument.presentation", "slide 2"),
    ("application/vnd.ms-powerpoint", "slide 2"),
    ("application/pdf", "page 2"), ("application/vnd.oasis.opendocument.graphics", "page 2"), (nil, "page 2"),
  ])
  func `name what a format's pages are called`(type: String?, words: String) {
    #expect(PageKind(mediaType: type).spoken(2) == words)
  }
}
