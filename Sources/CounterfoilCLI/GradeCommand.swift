import ArgumentParser
import Counterfoil
import CounterfoilModel

struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Say how far a document is to be believed: its source A to F, its content 1 to 6.",
    discussion:
      "The grade of the Admiralty code, such as B2. F and 6 say that it cannot be judged. Weights of evidence are scaled by it."
  )

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "The document's file, as the ledger has it.")
  var file: String

  @Argument(help: "Such as B2.")
  var grade: String

  @Option(help: "A part inside the file.")
  var part: String = ""

  func run() throws {
    guard let grade = Grade(grade) else {
      throw ValidationError("\(grade) is no grade: a letter A to F and a digit 1 to 6, such as B2")
    }
    try casebase.open().grade(DocumentPlace(file: file, part: part), as: grade)
  }
}
