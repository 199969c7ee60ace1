import CounterfoilModel
import Testing

@Suite struct `Internet addresses` {
  @Test(
    arguments: [
      ("192.168.1.1", 0xC0A8_0101), ("::1", 1), ("1::", UInt128(1) << 112),
      ("::ffff:1.2.3.4", 0xFFFF_0102_0304),
      ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004_0005_0006_0007_0008),
    ] as [(String, UInt128)])
  func `are read as numbers`(text: String, bits: UInt128) {
    #expect(IPAddress(text)?.bits == bits)
  }

  @Test(arguments: [
    "", "1.2.3", "256.1.1.1", "1.2.3.4.5", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "g::1", "12345::",
  ])
  func `are nil for other text`(text: String) { #expect(IPAddress(text) == nil) }

  @Test func `lie in networks by their first bits`() throws {
    let network = try #require(IPAddress("10.0.0.0"))
    #expect(try #require(IPAddress("10.255.0.1")).lies(in: network.bits, prefixBits: 8))
    #expect(try !#require(IPAddress("11.0.0.1")).lies(in: network.bits, prefixBits: 8))
    #expect(try #require(IPAddress("::1")).lies(in: 0, prefixBits: 0))
  }
}
