import CounterfoilFormats
import Glibc

// Alone it is the confined child that reads; as `ocr` the one that recognises. As `parent` it keeps a
// child of its own busy for ever, so that a test can see what becomes of it when its parent is killed.
guard CommandLine.arguments.count > 1 else { exit(ReadWorker.serve()) }
if CommandLine.arguments[1] == "ocr" { exit(ReadWorker.serve(.ocr)) }
let process = ReaderProcess(executable: "/proc/self/exe", arguments: [])
_ = try process.attempt(CommandLine.arguments[1] == "parent" ? .loop : .crash)
