import CounterfoilFormats
import Glibc

// Alone it is the confined child. As `parent` it keeps a child of its own busy for ever, so that a
// test can see what becomes of the child when its parent is killed.
guard CommandLine.arguments.count > 1 else { exit(ReadWorker.serve()) }
let process = ReaderProcess(executable: "/proc/self/exe", arguments: [])
_ = try process.attempt(CommandLine.arguments[1] == "parent" ? .loop : .crash)
