import ArgumentParser
import CounterfoilFormats
import CounterfoilModel
import Foundation

/// `--password-file`, shared by the commands that read encrypted documents.
struct PasswordOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Passwords for encrypted PDF, DOCX, XLSX, PPTX and zip files, one a line, tried in order; never stored. - is standard input.",
      valueName: "file"),
    completion: .file())
  var passwordFile: String?

  /// The file's path, so that an ingest of the folder it lies in does not read it in; nil where there is none.
  var file: String? { passwordFile == "-" ? nil : passwordFile }

  func passwords() throws -> Passwords {
    guard let passwordFile else { return .none }
    let handle = passwordFile == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: passwordFile)
    // More than is allowed, so that what is too long is told.
    guard let handle, let text = try? handle.read(upToCount: 64 << 10) else {
      throw ReadError(
        .missing, "the password file \(passwordFile) cannot be read", advice: "check its name and permissions"
      )
    }
    return try Passwords(lines: [UInt8](text))
  }
}
