import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `HTML` {
  private func read(_ html: String, type: String? = nil) throws -> Reading {
    try reading(HTMLReader.self, Array(html.utf8), type: type).reading
  }

  @Test(arguments: [
    ("<p>one<p>two", "one\ntwo"),
    ("<div>a  b\n c</div>d", "a b c\nd"),
    ("a<br>b<br/>c", "a\nb\nc"),
    ("<ul><li>x<li>y</ul>", "x\ny"),
    ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
    ("<tr><td><p>a</p></td><td><p>b</p></td></tr>", "a\tb"),
    ("<pre>a\n  b</pre>c", "a\n  b\nc"),
    ("x<script>'<p>'</script>y<style>p{}</style>z", "xyz"),
    ("a<template>b</template><noscript>c</noscript>d", "ad"),
    ("中文\n文本 a\nb", "中文文本 a b"),
    ("a &lt;b&gt; &amp;amp; &#20013;&#x6587; &copy &period; &#0;", "a <b> &amp; 中文 © . \u{FFFD}"),
    ("a < b <3 </ x> c", "a < b <3 c"),
    ("x\0y", "xy"),
    ("<img alt='A map'>here", "A map here"),
    ("<b>Hua</b>wei", "Huawei"),
    ("<textarea>a &amp; <b></textarea>", "a & <b>"),
    ("<title>open <p>text", "open\ntext"),
    ("", ""),
    ("<p><![CDATA[no]]>yes", "yes"),
  ])
  func `text stands in lines as it is seen`(html: String, text: String) throws {
    #expect(try read("<html>" + html).layer?.text == text)
  }

  @Test(arguments: [
    ("<p>seen<p style='display: none'>unseen<p>seen", ["unseen"]),
    ("in<span style=\"font-size:0\">xx</span>voice", ["xx"]),
    ("<div hidden>a<div>b</div></div>c", ["a\nb"]),
    ("<div style='VISIBILITY:hidden'>a<b style='visibility:visible'>b</b></div>", ["a"]),
    ("<body bgcolor='#FFFFFF'><font color=white>w</font>x", ["w"]),
    ("<p style='color:#fefefe;background:rgb(255,255,255)'>w</p>", ["w"]),
    ("<p style='color:#fff;background:url(night.png)'>w</p>", []),
    ("<p class=banner style='color:#fff'>w</p>", []),
    ("<p style='opacity:0'>w</p><p style='opacity:0.5'>x</p>", ["w"]),
    ("<p style='position:absolute;left:-9999px'>w</p>", ["w"]),
    ("<p style='max-height:0;overflow:hidden'>w</p>", ["w"]),
    ("a<!-- note to self -->b<!--[if mso]>x<![endif]--><!-- 1 -->", ["note to self"]),
    ("<!--><p>seen<!--->", []),
    ("<b hidden>gone<div></b>seen</div>", ["gone"]),
    ("<style>.x, #y { display: none }</style><p class='a x'>w</p><p id=y>v</p><p class=z>u</p>", ["w\nv"]),
    ("<style>@media print { .x { display: none } } p .x { display:none }</style><p class=x>w</p>", []),
    ("<style>.x{display:none}/* .x */.x{display:block}</style><p class=x>w</p>", []),
    ("<style>.x{display:none}</style><p class=x style='display:block'>w</p>", []),
    ("<style>.x{display:none</style><p class=x>w</p>", []),
    ("<ul style='font-size:0'><li style='font-size:14px'>seen</ul>", []),
  ])
  func `hidden words are kept and marked`(html: String, hidden: [String]) throws {
    let reading = try read("<html>" + html)
    #expect(marked(.hidden, in: reading.layer) == hidden)
    expectSound(reading)
  }

  @Test func `hidden letters do not break the word that was seen`() throws {
    let layer = try read("<p>in<span style='font-size:0'>xx</span>voice<p>next").layer
    #expect(layer?.text == "invoice\nxx\nnext")
  }

  @Test func `title, author, date, language and links are told`() throws {
    let page = try read(
      """
      <!DOCTYPE html><html lang=zh-CN><title>会议 &amp; notice</title>
      <meta name=Author content="周明远"><meta property="article:published_time" content="2024-03-05">
      <time datetime="1999-01-01"></time><body>去<a href="https://example.org/?a=1&amp;b=2">北田</a>光学
      """)
    #expect(page.value("title") == "会议 & notice")
    #expect(page.value("author") == "周明远")
    #expect(page.value("date") == "2024-03-05")
    #expect(page.value("declared-language") == "zh-CN")
    #expect(marked(.title, in: page.layer) == ["会议 & notice"])
    #expect(words(page.metadata.first?.range, of: page.layer) == "会议 & notice")
    #expect(marked(.link, in: page.layer) == ["北田"])
    #expect(page.layer?.marks.last?.detail == "https://example.org/?a=1&b=2")
  }

  @Test(arguments: [
    ("<meta charset=gb2312>", "gb18030"), ("<meta charset='gbk'>", "gb18030"),
    ("<meta http-equiv=Content-Type content='text/html; charset=GB2312'>", "gb18030"),
    ("", "gb18030"), ("<meta charset=utf-8>", "gb18030"),
  ])
  func `Chinese pages say their character set or do not`(meta: String, encoding: String) throws {
    // 会议通知 in GB 2312.
    let words: [UInt8] = [0xBB, 0xE1, 0xD2, 0xE9, 0xCD, 0xA8, 0xD6, 0xAA]
    let page = try reading(HTMLReader.self, Array("<html>\(meta)<p>".utf8) + words).reading
    #expect(page.layer?.text == "会议通知")
    #expect(page.encoding == encoding)
    #expect(page.problems.isEmpty != meta.contains("utf-8"), "a page that says otherwise is told of")
  }

  @Test func `UTF-16 and a character set that the container names are read`() throws {
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in "<html><p>会议".utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(recognises(HTMLReader.self, utf16))
    #expect(try reading(HTMLReader.self, utf16).reading.layer?.text == "会议")
    let big5: [UInt8] = Array("<p>".utf8) + [0xB7, 0x7C, 0xC4, 0xB3]
    let page = try reading(HTMLReader.self, big5, type: "text/html; charset=\"big5\"").reading
    #expect(page.layer?.text == "會議")
  }

  @Test func `bytes that do not decode are named`() throws {
    let page = try reading(
      HTMLReader.self, Array("<html><meta charset=utf-8><p>a".utf8) + [0xFF, 0x81, 0xE9, 0x62]
    ).reading
    #expect(page.layer?.text.hasPrefix("a") ?? false)
    #expect(page.encoding == "windows-1252" || !page.problems.isEmpty)
  }

  @Test(arguments: [
    ("<!DOCTYPE HTML><p>", "a.txt", true), ("  <!-- x --><html>", "a", true),
    ("<?xml version='1.0'?><html xmlns='x'>", "a", true),
    ("<?xml version='1.0'?><rss>", "a", false),
    ("# Title\n<p>", "a.md", false), ("plain < text", "a.txt", false), ("<pretty>", "a", false),
    ("news</p>", "a.html", true), ("news", "a.html", false), ("", "a.html", false),
  ])
  func `pages are told by their content`(text: String, name: String, expected: Bool) {
    #expect(recognises(HTMLReader.self, Array(text.utf8), name: name) == expected)
  }

  @Test(arguments: [
    String(repeating: "<div>", count: 100_000) + "deep"
      + String(repeating: "</div>", count: 100_000),
    String(repeating: "<b><div>", count: 20_000) + "deep"
      + String(repeating: "</b>", count: 20_000),
    "deep" + String(repeating: "<title>", count: 100_000),
    "deep" + String(repeating: "<span>", count: 50_000)
      + String(repeating: "</div>", count: 50_000),
    "deep" + String(repeating: "<!-", count: 50_000) + String(repeating: "</", count: 50_000),
  ])
  func `markup meant to overwhelm costs little`(html: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try read("<html>" + html).layer?.text == "deep")
    #expect(clock.now - start < .seconds(20))
  }

  @Test func `a page that ends inside a tag keeps the rest as hidden`() throws {
    let page = try read("<html><p>seen<a href=\"http://example.org no end")
    #expect(page.layer?.text.hasPrefix("seen\n") ?? false)
    #expect(page.problems.count == 1)
  }

  @Test func `text above the limit is left out and said to be`() throws {
    var limits = ReadLimits()
    limits.layerBytes = 1000
    let html = "<html>" + String(repeating: "<p>word word", count: 1000)
    let page = try reading(HTMLReader.self, Array(html.utf8), limits: limits).reading
    #expect(page.problems.count == 1)
    #expect((page.layer?.text.utf8.count ?? 0) < 2000)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged pages are read without a trap`(seed: UInt64) throws {
    let html = """
      <!DOCTYPE html><html lang=zh><meta charset=utf-8><title>会议 &amp; notice</title><body>
      <div style="display:none;color:#fff">预览</div><p>in<span hidden>x</span>voice <a href="/a?b&c">link</a>
      <table><tr><td>一<td>&#20108;</table><pre>  x\n y</pre><!-- note --><img alt='图'><b><i>z</b></i>
      """
    let page = try reading(HTMLReader.self, damaged(Array(html.utf8), seed: seed)).reading
    expectSound(page)
  }
}
