internal import Glibc

/// Tesseract's data on this machine.
package enum LanguageData {
  /// What can be used of what is wanted: English, simplified, traditional, and the data that tell
  /// how a page is turned.
  package static let wanted = ["eng", "chi_sim", "chi_tra", "osd"]

  /// The folder of the data: the environment's `TESSDATA_PREFIX`, else Debian's. Nil where there is none.
  package static var folder: String? {
    var folders = ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata"]
    if let named = getenv("TESSDATA_PREFIX") { folders.insert(String(cString: named), at: 0) }
    return folders.first { folder in wanted.contains { access("\(folder)/\($0).traineddata", R_OK) == 0 } }
  }

  /// Those of `wanted` that are not there.
  package static var missing: [String] {
    guard let folder else { return wanted }
    return wanted.filter { access("\(folder)/\($0).traineddata", R_OK) != 0 }
  }

  /// Debian's packages of some of `wanted`, as `apt install` takes them.
  package static func packages(_ names: [String]) -> String {
    names.map { "tesseract-ocr-\($0.split(separator: "_").joined(separator: "-"))" }.joined(separator: " ")
  }
}
