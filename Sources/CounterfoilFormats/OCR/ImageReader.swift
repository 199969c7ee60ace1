package import CounterfoilModel

/// Takes pictures: PNG, JPEG, TIFF, GIF, WebP and BMP.
///
/// Says only how large they are, and that their pages need OCR, which is another process's work:
/// no decoder runs here.
package enum ImageReader: DocumentReader {
  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    PictureHeader(bytes) != nil
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    guard let header = PictureHeader(bytes), let first = header.sizes.first else {
      throw ReadError(
        .damaged, "the picture is damaged or cut short: it does not say how large it is",
        advice: "ask for another copy")
    }
    var layer = TextLayer(kind: .ocr, text: "")
    for (index, size) in header.sizes.enumerated() {
      let scale = Float(size.pointsPerPixel)
      layer.pages.append(
        PageSpan(
          number: index + 1, range: 0..<0, needsOCR: size.fits(limits),
          size: (Float(size.width) * scale, Float(size.height) * scale)))
    }
    let absurd = header.sizes.filter { !$0.fits(limits) }
    if let worst = absurd.first, absurd.count == header.sizes.count {
      throw ReadError(
        .limit,
        "\(header.words) of \(worst.width) × \(worst.height) pixels, as it says, is larger than the \(limits.picturePixels / 1_000_000) million that may be decoded",
        advice: "if it is genuine, save it smaller or in parts and add those")
    }
    var metadata = [
      MetadataEntry(name: "width", value: String(first.width)),
      MetadataEntry(name: "height", value: String(first.height)),
    ]
    if header.sizes.count > 1 {
      metadata.append(MetadataEntry(name: "pages", value: String(header.sizes.count)))
    }
    return Reading(
      mediaType: header.mediaType, layer: layer, metadata: metadata,
      problems: absurd.isEmpty
        ? []
        : [Problem("\(absurd.count) of \(header.sizes.count) pictures are too large to be decoded")])
  }
}

extension PictureHeader.Size {
  func fits(_ limits: ReadLimits) -> Bool {
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    return !overflow && pixels <= limits.picturePixels
  }
}
