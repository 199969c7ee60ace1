internal import COCR
internal import CPDFium
internal import CounterfoilModel

/// One page as pixels, with its way back to the page's points.
struct PagePicture {
  /// Owned: freed with `free`.
  var handle: OpaquePointer
  /// Points for each pixel, of the page as the file shows it.
  var scale: Double
  /// Of the page, in points.
  var size: (width: Float, height: Float)
  /// Nil where the file says none.
  var density: Double?

  var width: Int { Int(cf_picture_width(handle)) }
  var height: Int { Int(cf_picture_height(handle)) }

  func free() { cf_picture_free(handle) }

  /// - Parameter number: Counted from 1.
  static func take(
    _ bytes: UnsafeRawBufferPointer, page number: Int, passwords: Passwords, limits: ReadLimits
  ) throws(ReadError) -> PagePicture {
    if let header = PictureHeader(bytes) {
      return try decode(bytes, header, page: number, limits: limits)
    }
    return try render(bytes, page: number, passwords: passwords, limits: limits)
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, _ header: PictureHeader, page number: Int, limits: ReadLimits
  ) throws(ReadError) -> PagePicture {
    guard header.sizes.indices.contains(number - 1) else { throw damaged }
    let size = header.sizes[number - 1]
    guard size.fits(limits),
      let handle = cf_picture_read(
        bytes.baseAddress, bytes.count, Int32(number - 1), header.mediaType == "image/tiff")
    else { throw damaged }
    let scale = size.pointsPerPixel
    return PagePicture(
      handle: handle, scale: scale,
      size: (Float(Double(size.width) * scale), Float(Double(size.height) * scale)),
      density: size.density)
  }

  /// Dots per inch at which pages of PDF are drawn: what Tesseract's models were made for.
  private static let renderDensity = 300.0
  /// Larger pages are drawn with fewer dots.
  private static let renderPixels = 40_000_000.0

  private static func render(
    _ bytes: UnsafeRawBufferPointer, page number: Int, passwords: Passwords, limits: ReadLimits
  ) throws(ReadError) -> PagePicture {
    guard PDFReader.isAvailable else { throw damaged }
    cf_pdfium_enter()
    defer { cf_pdfium_leave() }
    guard let document = PDFReader.open(bytes, passwords: passwords)?.document else { throw damaged }
    defer { cf_pdf_close(document) }
    guard let page = cf_pdf_load_page(document, Int32(clamping: number - 1)) else { throw damaged }
    defer { cf_pdf_close_page(page) }
    let (width, height) = (cf_pdf_page_width(page), cf_pdf_page_height(page))
    guard width.isFinite, height.isFinite, width >= 1, height >= 1, width < 1e6, height < 1e6 else {
      throw damaged
    }
    let area = Double(width) * Double(height)
    let zoom = min(renderDensity / 72, (renderPixels / area).squareRoot())
    let columns = Int32(max(1, (Double(width) * zoom).rounded()))
    let rows = Int32(max(1, (Double(height) * zoom).rounded()))
    var pixels: UnsafeMutableRawPointer?
    var stride = 0
    guard let handle = cf_picture_make(columns, rows, &pixels, &stride) else { throw damaged }
    guard cf_pdf_render_grey(page, columns, rows, pixels, stride) else {
      cf_picture_free(handle)
      throw damaged
    }
    cf_picture_finish(handle)
    return PagePicture(handle: handle, scale: 1 / zoom, size: (width, height), density: zoom * 72)
  }

  private static var damaged: ReadError {
    ReadError(
      .damaged, "the picture is damaged or cut short, and cannot be decoded",
      advice: "ask for another copy")
  }
}
