import Mustache

// What stands in long lists answers templates itself: Mustache would look fields up by reflection,
// which took most of a page's time.

extension PlaceView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "address": address
    case "file": file
    case "part": part
    case "hasPart": hasPart
    default: nil
    }
  }
}

extension LedgerPage.Line: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "place": place
    case "outcome": outcome
    case "tone": tone
    case "reason": reason
    case "copyOf": copyOf
    case "copyAddress": copyAddress
    case "kind": kind
    case "mediaType": mediaType
    case "encoding": encoding
    case "language": language
    case "size": size
    case "pages": pages
    case "seconds": seconds
    default: nil
    }
  }
}

extension DocumentPage.Fact: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "name": self.name
    case "value": value
    case "isCode": isCode
    case "address": address
    default: nil
    }
  }
}

extension StatementView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "property": property
    case "value": value
    case "valueAddress": valueAddress
    case "entityAddress": entityAddress
    case "schema": schema
    case "quote": quote
    case "quoteAddress": quoteAddress
    case "place": place
    case "pageWords": pageWords
    case "modality": modality
    case "speaker": speaker
    case "grade": grade
    case "origin": origin
    case "identifier": identifier
    case "source": source
    case "showsPlace": showsPlace
    default: nil
    }
  }
}
