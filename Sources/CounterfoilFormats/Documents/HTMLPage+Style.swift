// What an element looks like, as far as it can hide words.
extension HTMLPage {
  func style(of name: HTMLName) -> HTMLStyle {
    var style = HTMLStyle()
    for attribute in attributes {
      switch attribute.name {
      case .hidden: style.hidesSubtree = true
      case .class, .id:
        // A style sheet may give it any ground.
        if style.background == nil { style.background = HTMLStyle.unknownColor }
      case .bgcolor: style.background = color(attribute) ?? HTMLStyle.unknownColor
      case .background: style.background = HTMLStyle.unknownColor
      case .color: style.color = color(attribute)
      case .text where name == .body: style.color = color(attribute)
      default: break
      }
    }
    let own = attributes.first { $0.name == .style }.map { source.decodedBytes($0.value) }
    // What the element says of its own display outweighs the sheet.
    if !sheet.isEmpty, own.map({ !String(decoding: $0, as: UTF8.self).contains("display") }) ?? true {
      applySheet(to: &style)
    }
    if let own { style.apply(own) }
    return style
  }

  func applySheet(to style: inout HTMLStyle) {
    for attribute in attributes where attribute.name == .class || attribute.name == .id {
      let mark = attribute.name == .class ? "." : "#"
      for word in source.decodedBytes(attribute.value).split(whereSeparator: { $0 <= 0x20 }) {
        sheet.apply(mark + String(decoding: word, as: UTF8.self), to: &style)
      }
    }
  }

  func color(_ attribute: HTMLAttribute) -> UInt32? {
    HTMLStyle.color(
      source.decodedBytes(attribute.value).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }[...])
  }
}
