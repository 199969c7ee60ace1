import CounterfoilModel
import Testing

@Suite struct `Observables` {
  @Test(arguments: [
    ("the server 203.0.113.7 answered", "ipv4 203.0.113.7"),
    ("203.0.113.7:8443", "ipv4 203.0.113.7"),
    ("203.0.113.0/24", "ipv4 203.0.113.0"),
    ("203[.]0[.]113[.]7", "ipv4 203.0.113.7"),
    ("203(.)0(.)113(.)7", "ipv4 203.0.113.7"),
    ("203[dot]0[dot]113[dot]7", "ipv4 203.0.113.7"),
    ("203.0.113[.]7.", "ipv4 203.0.113.7"),
    ("203\\.0\\.113\\.7", "ipv4 203.0.113.7"),
    ("203 [.] 0 [.] 113 [.] 7", "ipv4 203.0.113.7"),
    ("服务器203.0.113.7已下线", "ipv4 203.0.113.7"),
    ("from 2001:0db8:0000:0000:0000:ff00:0042:8329 on", "ipv6 2001:db8::ff00:42:8329"),
    ("2001:DB8::1.", "ipv6 2001:db8::1"),
    ("loopback ::1 only", "ipv6 ::1"),
    ("fe80::1:0:0:1", "ipv6 fe80::1:0:0:1"),
    ("2001:db8:0:1:1:1:1:1", "ipv6 2001:db8:0:1:1:1:1:1"),
    ("::ffff:192.0.2.128", "ipv6 ::ffff:192.0.2.128"),
    ("2001[:]db8[::]1 or 2001[:]db8[:][:]1", "ipv6 2001:db8::1"),
  ])
  func `are addresses`(text: String, expected: String) {
    #expect(Find.found(text, Find.observables) == [expected])
  }

  @Test(arguments: [
    ("see example.com for more", "domain example.com"),
    ("EXAMPLE.COM", "domain example.com"),
    ("mail.example.co.uk.", "domain mail.example.co.uk"),
    ("example[.]com", "domain example.com"),
    ("example{.}com", "domain example.com"),
    ("example(dot)com", "domain example.com"),
    ("example[ . ]com", "domain example.com"),
    ("example [dot] com", "domain example.com"),
    ("example[.com", "domain example.com"),
    ("payload[.]zip", "domain payload.zip"),
    ("域名example.cn。", "domain example.cn"),
    ("(example.org)", "domain example.org"),
    ("at example.com.Next we", "domain example.com"),
    ("xn--fiqs8s.xn--fiqs8s", "domain xn--fiqs8s.xn--fiqs8s"),
    ("http://example.com/a/b?c=d#e", "url http://example.com/a/b?c=d#e"),
    ("HTTPS://Example.COM/Path", "url https://example.com/Path"),
    ("hxxp://example[.]com/x", "url http://example.com/x"),
    ("hXXps://example[.]com", "url https://example.com"),
    ("https[:]//example.org", "url https://example.org"),
    ("hxxps[://]example[.]org/a", "url https://example.org/a"),
    ("ftp://files.example.org/a.txt", "url ftp://files.example.org/a.txt"),
    ("http://user:secret@example.com:8080/", "url http://user:secret@example.com:8080/"),
    ("http://203.0.113.7:8080/x.bin", "url http://203.0.113.7:8080/x.bin"),
    ("http://[2001:db8::1]/x", "url http://[2001:db8::1]/x"),
    ("http://[2001:0DB8:0:0::1]/x", "url http://[2001:db8::1]/x"),
    ("http://bücher.example/x", "url http://xn--bcher-kva.example/x"),
    ("anna@bücher.example", "email anna@xn--bcher-kva.example"),
    ("bücher.example", "domain xn--bcher-kva.example"),
    ("http://localhost:8080/x", "url http://localhost:8080/x"),
    ("没有空格http://a.cn。后面", "url http://a.cn"),
    ("见https://example.cn/文", "url https://example.cn/"),
    ("(see https://example.com/a_(b))", "url https://example.com/a_(b)"),
    ("https://example.com/about/), bar", "url https://example.com/about/"),
    ("<https://example.com/a>", "url https://example.com/a"),
    ("“https://example.com/a”", "url https://example.com/a"),
    ("https://example.com/a,next", "url https://example.com/a"),
    ("http://a.example/x,6000", "url http://a.example/x"),
    ("http://a.example/x,6000\nhttps", "url http://a.example/x"),
    ("hxxps://a[.]example/x,6000,每个页面", "url https://a.example/x"),
    ("http://a.example/x,12.50,,3,piece", "url http://a.example/x"),
    ("http://a.example/news,148,0,2345.html", "url http://a.example/news,148,0,2345.html"),
    ("http://a.example/news,2345 says", "url http://a.example/news,2345"),
    ("https://example.com/0,1518,612.html", "url https://example.com/0,1518,612.html"),
    ("example.com/abc", "url example.com/abc"),
    ("write to anna.b@example.com.", "email anna.b@example.com"),
    ("ANNA@Example.COM", "email ANNA@example.com"),
    ("anna[@]example[.]com", "email anna@example.com"),
    ("anna[at]example[dot]com", "email anna@example.com"),
    ("anna (at) example (dot) com", "email anna@example.com"),
    ("anna+tag@example.com", "email anna+tag@example.com"),
    ("邮箱anna@example.cn，", "email anna@example.cn"),
    ("'anna@example.com'", "email anna@example.com"),
    ("anna@[192.0.2.1]", "email anna@[192.0.2.1]"),
  ])
  func `are names of hosts and what holds them`(text: String, expected: String) {
    #expect(Find.found(text, Find.observables) == [expected])
  }

  @Test(arguments: [
    ("D41D8CD98F00B204E9800998ECF8427E", "md5 d41d8cd98f00b204e9800998ecf8427e"),
    (
      "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709"
    ),
    (
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.exe",
      "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
    ("cve-2021-44228", "cve CVE-2021-44228"),
    ("CVE‑2021‑44228,", "cve CVE-2021-44228"),
    ("漏洞CVE-2017-0144被", "cve CVE-2017-0144"),
    ("AS4134", "asn AS4134"),
    ("asn 4134", "asn AS4134"),
    ("ASN4134", "asn AS4134"),
    ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2.", "bitcoin 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
    ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "bitcoin 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    (
      "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
      "bitcoin bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    ),
    (
      "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
      "bitcoin bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
    ),
    (
      "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
      "ethereum 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
    ),
    (
      "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
      "ethereum 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
    ),
    ("call +86 138-0013-8000 now", "phone +8613800138000"),
    ("+1 (202) 555-0123", "phone +12025550123"),
    ("+442079460958", "phone +442079460958"),
    ("手机13800138000，", "phone +8613800138000"),
    ("138 0013 8000", "phone +8613800138000"),
    ("(202) 555-0123", "phone +12025550123"),
    ("202-555-0123", "phone +12025550123"),
    ("电话010-12345678", "phone +861012345678"),
    ("客服400-800-8820", "phone +864008008820"),
    ("tel. 202 555 0123", "phone +12025550123"),
    ("电话：202 555 0123", "phone +12025550123"),
    ("(202) 555 0123", "phone +12025550123"),
  ])
  func `are identifiers`(text: String, expected: String) {
    #expect(Find.found(text, Find.observables) == [expected])
  }

  @Test(arguments: [
    "version 1.2.3.4", "v1.2.3.4", "v. 1.2.3.4", "Firefox/3.6.13.1", "256.1.1.1", "1.2.3",
    "1.2.3.4.5",
    "01.02.03.04", "版本1.2.3.4", "12:30:45", "aa:bb:cc:dd:ee:ff", "std::string", "ratio 1:1",
    "dead::beef",
    "1:2:3:4:5:6:7:8:9", "report.pdf", "setup.exe", "index.html", "notes.md", "run.sh",
    "archive.zip",
    "e.g. this", "the U.S. and the U.N.", "Ph.D.", "end.It began", "ASP.NET", "node.js", "a.b.c",
    "$12.50",
    "foo@", "@example", "a..b@example.com.zzzz", "name@host", "CVE-21-1234", "CVE-2021-1",
    "CVE-2021",
    "AS1234foobar", "as 2014", "just as 1234", "AS9100", "d41d8cd98f00b204e9800998ecf8427", "foo",
    "d41d8cd98f00b204e9800998ecf8427ex", "12345678901234567890123456789012",
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1bea",
    "counts of 202 555 0123", "400 800 8820", "138001380001", "23800138000", "1234567", "2024-03-05",
    "123-456-7890-1", "$3,000,000",
    "http://", "hxxp",
    "C:\\Windows\\win.com",
  ])
  func `are not look-alikes`(text: String) {
    #expect(Find.found(text, Find.observables) == [])
  }

  @Test func `keep the words as written`() throws {
    let text = "说明：hxxp://bad[.]example[.]com/路径 anna[at]example[.]com"
    let mentions = Find.mentions(text)
    #expect(mentions.map(\.quote) == ["hxxp://bad[.]example[.]com/", "anna[at]example[.]com"])
  }

  @Test func `of a URL or an address hold their hosts`() {
    let text = "https://example.com/a?b=example.org and anna@example.net at 192.0.2.1"
    #expect(
      Find.found(text, Find.observables) == [
        "url https://example.com/a?b=example.org", "email anna@example.net", "ipv4 192.0.2.1",
      ])
  }
}
