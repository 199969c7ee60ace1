import CounterfoilStore
import Testing

@Suite struct `Query parser` {
  @Test(arguments: [
    ("bank", "bank"),
    ("bank transfer", "(bank & transfer)"),
    ("bank AND transfer", "(bank & transfer)"),
    ("bank OR transfer fee", "(bank | (transfer & fee))"),
    ("(bank OR transfer) fee", "((bank | transfer) & fee)"),
    ("bank NOT fee", "(bank & !fee)"),
    ("bank -fee", "(bank & !fee)"),
    ("bank -(fee OR cost)", "(bank & !(fee | cost))"),
    ("bank --fee", "(bank & fee)"),
    ("bank - fee", "(bank & fee)"),
    ("\"wire transfer\" fee", "(wire transfer & fee)"),
    ("“wire transfer”", "wire transfer"),
    ("「國家安全」", "國家安全"),
    ("（bank OR 银行）", "(bank | 银行)"),
    ("trans*", "trans~"),
    ("trans＊", "trans~"),
    ("\"wire trans\"*", "wire trans~"),
    ("NEAR(bank transfer, 5)", "near5[bank transfer]"),
    ("NEAR(bank \"wire transfer\")", "near10[bank wire transfer]"),
    ("NEAR（bank transfer，３）", "near3[bank transfer]"),
    ("type:pdf bank", "(type(pdf) & bank)"),
    ("TYPE:docx", "type(word)"),
    ("type:image/*", "media(image/*)"),
    ("lang：zh 间谍", "(language(zh) & 间谍)"),
    ("from:\"Li Wei\"", "from(Li Wei)"),
    ("from:“李伟”", "from(李伟)"),
    ("-type:pdf bank", "(!type(pdf) & bank)"),
    ("grade:b2", "grade(B2)"),
    ("grade:B", "grade(B?)"),
    ("grade:2", "grade(?2)"),
    ("marking:amber", "marking(TLP:AMBER)"),
    ("after:2021-03", "after(2021-03)"),
    ("path:*.eml", "path(*.eml)"),
    ("https://example.org/a", "https://example.org/a"),
    ("时间：昨天", "时间：昨天"),
    ("and or not", "(and & or & not)"),
    ("NEAR bank", "(NEAR & bank)"),
    ("ORDER ANDROID", "(ORDER & ANDROID)"),
  ])
  func `reads`(query: String, expected: String) throws {
    #expect(spell(try QueryParser.parse(query)) == expected)
  }

  @Test(arguments: [
    ("", 0, "the query is empty; give a word to look for"),
    (" \u{3000}", 0, "the query is empty; give a word to look for"),
    ("bank \"wire", 5, "this quote is never closed; add \""),
    ("「國家", 0, "this quote is never closed; add 」"),
    ("\"\"", 0, "nothing stands between these quotes; put a word there"),
    ("(bank", 0, "this bracket is never closed; add )"),
    ("bank)", 4, "this bracket closes nothing; remove it, or put the words in quotes"),
    ("bank ()", 5, "nothing stands between these brackets; put a word there or remove them"),
    (
      "bank AND", 5,
      "AND needs a word on both sides; give one, or put \"AND\" in quotes to look for it"
    ),
    (
      "OR bank", 0,
      "OR needs a word on both sides; give one, or put \"OR\" in quotes to look for it"
    ),
    (
      "bank AND OR fee", 5,
      "AND needs a word on both sides; give one, or put \"AND\" in quotes to look for it"
    ),
    ("bank NOT", 5, "NOT needs a word after it; give one, or put \"NOT\" in quotes to look for it"),
    (
      "NOT bank", 0,
      "the query says only what to leave out; add a word or a field to look for"
    ),
    (
      "-type:pdf", 0,
      "the query says only what to leave out; add a word or a field to look for"
    ),
    ("a*", 0, "a* matches too much; give at least two letters before *"),
    ("bank x*", 5, "x* matches too much; give at least two letters before *"),
    ("*bank", 0, "* stands only at the end of a word, for all words that begin so; remove it here"),
    ("ba*nk", 2, "* stands only at the end of a word, for all words that begin so; remove it here"),
    (
      "form:li", 0,
      "there is no field form:; did you mean from: ? Use that, or put it in quotes to look for the words"
    ),
    (
      "sender:li", 0,
      "there is no field sender:; did you mean from: ? Use that, or put it in quotes to look for the words"
    ),
    (
      "bank colour:red", 5,
      "there is no field colour:; use one of type, lang, from, to, before, after, entity, grade, marking, path, or put it in quotes to look for the words"
    ),
    ("type: pdf", 5, "type: needs a value right after it, in quotes if it has spaces"),
    (
      "before:2021-02-30", 7,
      "before: takes a date such as 2021, 2021-03 or 2021-03-05, not 2021-02-30"
    ),
    (
      "after:yesterday", 6,
      "after: takes a date such as 2021, 2021-03 or 2021-03-05, not yesterday"
    ),
    ("grade:G7", 6, "grade: takes a letter A to F, a digit 1 to 6, or both such as B2, not G7"),
    ("marking:secret", 8, "marking: takes clear, green, amber, amber+strict or red, not secret"),
    ("lang:中文", 5, "lang: takes a language code such as en, zh, zh-Hant or ru, not 中文"),
    ("NEAR(bank)", 0, "NEAR needs at least two words, such as NEAR(bank transfer, 10)"),
    ("NEAR(a b, x)", 10, "after the comma NEAR takes a distance from 0 to 1000 words, then )"),
    ("NEAR(bank (a))", 10, "NEAR takes words and phrases only; move the brackets out of it"),
    ("NEAR(bank fee", 4, "this bracket is never closed; add )"),
  ])
  func `points at what is wrong`(query: String, offset: Int, message: String) {
    let error = #expect(throws: QueryError.self) { try QueryParser.parse(query) }
    #expect(error?.offset == offset)
    #expect(error?.message == message)
  }

  @Test func `says what types there are`() {
    let error = #expect(throws: QueryError.self) { try QueryParser.parse("type:scroll") }
    #expect(error?.code == .badValue)
    #expect(error?.message.contains("pdf") == true)
  }

  @Test(arguments: [
    String(repeating: "(", count: 5000), String(repeating: "a ", count: 200),
    String(repeating: "x", count: 20_000), String(repeating: "-", count: 5000),
    String(repeating: "NOT ", count: 2000),
  ])
  func `refuses what is too long or too deep`(query: String) {
    #expect(throws: QueryError.self) { try QueryParser.parse(query) }
  }
}

/// A query on one line.
private func spell(_ query: Query) -> String {
  switch query {
  case .term(let term): term.text + (term.isPrefix ? "~" : "")
  case .near(let terms, let distance):
    "near\(distance)[\(terms.map(\.text).joined(separator: " "))]"
  case .field(let clause): spell(clause.value)
  case .and(let parts): "(\(parts.map(spell).joined(separator: " & ")))"
  case .or(let parts): "(\(parts.map(spell).joined(separator: " | ")))"
  case .not(let part): "!\(spell(part))"
  }
}

private func spell(_ value: Query.FieldValue) -> String {
  switch value {
  case .type(let kind): "type(\(kind.rawValue))"
  case .mediaType(let type): "media(\(type))"
  case .language(let tag): "language(\(tag))"
  case .from(let name): "from(\(name))"
  case .to(let name): "to(\(name))"
  case .before(let date): "before(\(date))"
  case .after(let date): "after(\(date))"
  case .entity(let name): "entity(\(name))"
  case .grade(let letter, let digit): "grade(\(letter ?? "?")\(digit ?? "?"))"
  case .marking(let marking): "marking(\(marking))"
  case .path(let path): "path(\(path))"
  }
}
