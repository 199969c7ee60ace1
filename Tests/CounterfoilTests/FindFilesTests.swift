import Foundation
import Testing

/// `find` and `gloss` over several files, with the real program.
@Suite struct `Files given by name` {
  @Test(arguments: ["find", "gloss"])
  func `are read though others are missing, and the exit code says so`(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "国家安全部 stands here.")
    let (good, bad) = (folder.path + "/a.txt", folder.path + "/none.txt")
    let some = try Program.run([command, "--json", bad, good])
    #expect(some.status == 1)
    #expect(some.output.contains("国家安全部"))
    #expect(some.errors.contains("none.txt"))
    #expect(try Program.run([command, "--json", bad, bad]).status == 70)
    #expect(try Program.run([command, "--json", bad]).status == 70)
    #expect(try Program.run([command, "--json", good]).status == 0)
  }
}
