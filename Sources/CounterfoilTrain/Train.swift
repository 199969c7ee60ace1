import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilText
import Foundation

/// Trains the models of Knowledge/recogniser: `CounterfoilTrain [english|chinese|all]`.
///
/// `COUNTERFOIL_SHARED` names the folder of annotated text. One thread; the same input gives the same bytes.
/// A tenth of the documents is held out to choose `eagerness` and to calibrate; then all are learned. With
/// `EXPERIMENT=1` it stops before that; `MEASURE=1` measures the development files; the further
/// settings are those `LanguageTrainer` asks for, and `COUNTERFOIL_MODELS` says where models go.
@main
enum Train {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let tools = root.appendingPathComponent("Tools/recogniser")

  static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  static func number(_ name: String, _ usual: Double) -> Double {
    environment(name).flatMap(Double.init) ?? usual
  }

  static func main() throws {
    guard let folder = environment("COUNTERFOIL_SHARED") else {
      print("COUNTERFOIL_SHARED must name the folder of annotated text.")
      exit(64)
    }
    let shared = URL(fileURLWithPath: folder)
    let wanted = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "all"
    let output = URL(
      fileURLWithPath: environment("COUNTERFOIL_MODELS")
        ?? root.appendingPathComponent("Knowledge/recogniser").path)
    for language in ["chinese", "english"] where wanted == "all" || wanted == language {
      try LanguageTrainer(isChinese: language == "chinese", shared: shared, output: output).run()
    }
  }
}
