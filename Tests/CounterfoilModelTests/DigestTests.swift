import CounterfoilModel
import Testing

@Suite struct `SHA-256 digests` {
  // From FIPS 180-4's examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `are those of the standard`(text: String, hex: String) {
    #expect(Digest(sha256: text).description == hex)
    #expect(Digest(hex: hex)?.description == hex)
    #expect(Digest(hex: hex.uppercased()) == Digest(sha256: text))
  }

  @Test(arguments: ["", "ab", String(repeating: "g", count: 64), String(repeating: "0", count: 63)])
  func `are not read from anything else`(hex: String) {
    #expect(Digest(hex: hex) == nil)
  }

  @Test func `built piece by piece are the same`() {
    var builder = DigestBuilder()
    for piece in ["a", "", "b", "c"] { builder.update(piece) }
    #expect(builder.finish() == Digest(sha256: "abc"))
  }
}
