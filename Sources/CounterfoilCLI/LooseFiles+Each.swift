import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel

extension LooseFiles {
  /// Reads files one after the other; says of each that cannot be read why, and goes on.
  ///
  /// - Parameter body: What was read, with the name of its place.
  /// - Throws: `ExitCode`: 70 where nothing could be read, 1 where some could not.
  func readEach(_ files: [String], _ body: @escaping (String, DocumentPlace, Reading) -> Void) throws {
    var hasRead = false
    var hasFailed = false
    for file in files {
      do {
        try read(file) { place, result in
          let name = place.part.isEmpty ? place.file : "\(place.file) › \(place.part)"
          switch result {
          case .success(let reading):
            hasRead = true
            body(name, place, reading)
          case .failure(let error):
            hasFailed = true
            Terminal.complain("\(name): \(error)")
          }
        }
      } catch let error as ReadError {
        hasFailed = true
        Terminal.complain("\(error)")
      }
    }
    if hasFailed { throw hasRead ? ExitCode.notWell : ExitCode.couldNotGoOn }
  }
}
