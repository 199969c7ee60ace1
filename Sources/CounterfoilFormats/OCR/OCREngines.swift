internal import COCR
internal import CounterfoilModel

/// Tesseract with its languages, loaded before the process gives up the file system.
///
/// English has Chinese behind it for the words it is unsure of, which costs a page of plain English
/// nothing. Chinese stands alone: with English behind it a page takes 1.6 times as long, and short
/// words come out as letters (用途 as FA). Its Latin words get a second opinion instead.
final class OCREngines {
  /// For English pages, with simplified Chinese for single words.
  let latin: Engine?
  let simplified: Engine?
  let traditional: Engine?
  /// Tells how a page is turned.
  let orientation: Engine?

  struct Engine {
    let handle: OpaquePointer
    /// As Tesseract names them: `eng+chi_sim`.
    let languages: String
  }

  /// - Throws: What to install, where nothing can be recognised.
  init() throws(ReadError) {
    guard cf_ocr_load() else {
      throw ReadError(
        .unsupported, "OCR needs the program's library Tesseract, which was not found",
        advice:
          "install Debian's libtesseract5 and \(LanguageData.packages(LanguageData.wanted)), then run counterfoil ocr"
      )
    }
    guard let folder = LanguageData.folder else { throw Self.noLanguages }
    let there = Set(LanguageData.wanted).subtracting(LanguageData.missing)
    func engine(_ languages: [String], needs: String) -> Engine? {
      let found = languages.filter(there.contains).joined(separator: "+")
      guard there.contains(needs), let handle = cf_ocr_open(folder, found, false) else { return nil }
      return Engine(handle: handle, languages: found)
    }
    latin = engine(["eng", "chi_sim"], needs: "eng")
    simplified = engine(["chi_sim"], needs: "chi_sim")
    traditional = engine(["chi_tra"], needs: "chi_tra")
    orientation =
      there.contains("osd")
      ? cf_ocr_open(folder, "osd", true).map { Engine(handle: $0, languages: "osd") } : nil
    if latin == nil, simplified == nil, traditional == nil { throw Self.noLanguages }
  }

  deinit {
    for engine in [latin, simplified, traditional, orientation].compactMap(\.self) {
      cf_ocr_close(engine.handle)
    }
  }

  private static var noLanguages: ReadError {
    ReadError(
      .unsupported, "OCR found no data of English or Chinese",
      advice: "install Debian's \(LanguageData.packages(LanguageData.missing)), then run counterfoil ocr")
  }
}
