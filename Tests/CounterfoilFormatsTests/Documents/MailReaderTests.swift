import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Mail` {
  @Test func `a GB 2312 mail is decoded, header and body`() throws {
    let mail = try reading(MailReader.self, fixture("invitation-gb2312.eml")).reading
    #expect(
      mail.layer?.text == """
        From: 周明远 <zhou@lantern.example>
        To: "Lin, Wei" <lin.wei@northfield.example>, R. Hale <hale@northfield.example>
        Date: Tue, 5 Mar 2024 08:30:00 +0800 (CST)
        Subject: 关于北田光学座谈会的邀请

        请于三月五日到长沙。
        > 上次您说
        > yes
        thanks
        """)
    for (name, value) in [
      ("from", "周明远 <zhou@lantern.example>"), ("date", "2024-03-05T00:30:00Z"),
      ("subject", "关于北田光学座谈会的邀请"), ("title", "关于北田光学座谈会的邀请"),
      ("message-id", "20240305.1@lantern.example"),
      ("in-reply-to", "20240304.7@northfield.example"),
      ("references", "20240301.2@northfield.example 20240304.7@northfield.example"),
    ] {
      #expect(mail.value(name) == value)
    }
    let subject = mail.metadata.first { $0.name == "subject" }
    #expect(words(subject?.range, of: mail.layer) == subject?.value)
    #expect(marked(.quoted, in: mail.layer) == ["> 上次您说\n> yes"])
    #expect(marked(.header, in: mail.layer).first?.hasSuffix("的邀请") ?? false)
    #expect(mail.encoding == "gb18030")
    expectSound(mail)
  }

  @Test func `bare Chinese bytes are recognised`() throws {
    let mail = try reading(MailReader.self, fixture("bare-bytes.eml")).reading
    #expect(mail.value("from") == "林伟 <lin.wei@northfield.example>")
    #expect(mail.value("subject") == "回复：会议通知")
    #expect(mail.value("date") == "2024-03-06T09:00:00Z")
    #expect(mail.layer?.text.hasSuffix("\n\n收到，谢谢。") ?? false)
  }

  @Test func `forwarded mails and attachments are children with safe names`() throws {
    let (mail, children) = try reading(MailReader.self, fixture("forwarded.eml"))
    #expect(mail.layer?.text.hasSuffix("\n\nPlease look at this. 请看。") ?? false)
    #expect(mail.value("left-out-form") == "text/html")
    #expect(
      children.map(\.name) == ["forwarded-1.eml", "会议 通知.txt", "plan.pdf", "plan (2).pdf"])
    #expect(children[0].declaredType == "message/rfc822")
    #expect(children[1].bytes == Array("first".utf8))
    #expect(children[3].bytes == Array("%PDF-1.5".utf8))
    let inner = try reading(MailReader.self, children[0].bytes).reading
    #expect(inner.value("subject") == "invitation")
    #expect(inner.layer?.text.hasSuffix("Come to Changsha.") ?? false)
  }

  @Test func `HTML alone is read as HTML, hidden words marked`() throws {
    let mail = try reading(MailReader.self, fixture("html-only.eml")).reading
    #expect(mail.value("subject") == "Invoice €")
    #expect(mail.layer?.text.hasSuffix("Your invoice is ready.\nqz\nPay") ?? false)
    #expect(marked(.hidden, in: mail.layer) == ["qz"])
    #expect(marked(.link, in: mail.layer) == ["Pay"])
    expectSound(mail)
  }

  @Test(arguments: [
    (
      "", "a long \nline\n\n> quoted \n> words\n-- \nname",
      "a long line\n\n> quoted words\n-- \nname"
    ),
    ("; delsp=yes", "北田 \n光学", "北田光学"), ("", ">> deep \n> less\n  kept", ">> deep \n> less\n kept"),
  ])
  func `lines that were broken to fit are joined`(parameter: String, body: String, text: String)
    throws
  {
    let mail =
      "From: a@b\nContent-Type: text/plain; charset=utf-8; format=flowed\(parameter)\n\n" + body
    let layer = try reading(MailReader.self, Array(mail.utf8)).reading.layer
    #expect(layer?.text == "From: a@b\n\n" + text)
  }

  @Test func `two copies of one mail say so`() throws {
    let copies = try ["copy-hale.eml", "copy-lin.wei.eml"].map {
      try reading(MailReader.self, fixture($0)).reading
    }
    #expect(copies[0].value("message-id") == copies[1].value("message-id"))
    #expect(copies[0].layer == copies[1].layer)
  }

  @Test(
    arguments: [
      ("Tue, 5 Mar 2024 08:30:00 +0800 (CST)", "2024-03-05T00:30:00Z"),
      ("5 Mar 2024 23:30 -0500", "2024-03-06T04:30:00Z"),
      ("31 Dec 99 23:59:60 GMT", "1999-12-31T23:59:59Z"),
      ("Thu, 29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00Z"),
      ("1 Jan 1970 00:00:00 EST", "1970-01-01T05:00:00Z"),
      ("1 Jan 1960 00:00:00 UT", "1960-01-01T00:00:00Z"),
      ("sometime", nil), ("5 Mar 2024 25:00 +0000", nil), ("", nil),
    ] as [(String, String?)])
  func `dates become ISO 8601 in UTC`(mail: String, iso: String?) {
    #expect(MailDate.iso8601(mail) == iso)
  }

  @Test(arguments: [
    ("From: a@b\nTo: c@d\nMessage-ID: <x>\n\nhi", "x.txt", true),
    ("Received: x\nMIME-Version: 1.0\nSubject: s\r\n\r\nhi", "x", true),
    ("From: Lin\nTo: Hale\nSubject: memo\n\nhi", "memo.txt", false),
    ("From: Lin\n\nhi", "memo.eml", true), ("Dear all,\n\nhi", "memo.eml", false),
    ("From a@b Tue\nFrom: a@b\nMessage-ID: <x>\nTo: c\n\n", "x", false), ("", "x.eml", false),
    ("{\"from\": 1}", "x.eml", false),
  ])
  func `mails are told by their content`(text: String, name: String, expected: Bool) {
    #expect(recognises(MailReader.self, Array(text.utf8), name: name) == expected)
  }

  @Test func `ten thousand parts do not hang`() throws {
    let text =
      "From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
      + String(repeating: "--x\nContent-Type: image/png; name=a.png\n\nbytes\n", count: 10_000)
      + "--x--\n"
    let (_, children) = try reading(MailReader.self, Array(text.utf8))
    #expect(children.count == 10_000)
    #expect(Set(children.map(\.name)).count == 10_000)
  }

  @Test func `nesting without end is read as text at the bottom`() throws {
    var text = "From: a@b\nSubject: deep\n"
    for depth in 0..<500 {
      text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n"
    }
    let mail = try reading(MailReader.self, Array(text.utf8)).reading
    #expect(mail.value("subject") == "deep")
    #expect(!mail.problems.isEmpty)
    expectSound(mail)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged mails are read or refused without a trap`(seed: UInt64) throws {
    let name = ["invitation-gb2312.eml", "forwarded.eml", "html-only.eml"][Int(seed % 3)]
    let bytes = damaged(try fixture(name), seed: seed)
    do throws(any Error) {
      expectSound(try reading(MailReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}

@Suite struct `Mailbox` {
  @Test func `a mailbox is its messages, unescaped`() throws {
    let bytes = try fixture("three.mbox")
    #expect(recognises(MailboxReader.self, bytes))
    let (box, children) = try reading(MailboxReader.self, bytes)
    #expect(box.layer == nil)
    #expect(box.value("messages") == "3")
    #expect(children.map(\.name) == ["message-000001", "message-000002", "message-000003"])
    let texts = children.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(
      texts[0].hasSuffix(
        "\n\nFirst.\nFrom Changsha it is two hours.\nFrom now on write to this address.\n"))
    #expect(texts[1].hasSuffix("\n\nSecond.\n>From a quoted mailbox.\n"))
    let third = try reading(MailReader.self, children[2].bytes).reading
    #expect(third.value("subject") == "three")
  }

  @Test(arguments: ["From now on\nwe write", "From: a@b\nTo: c\n\n", ""])
  func `other text is no mailbox`(text: String) {
    #expect(!recognises(MailboxReader.self, Array(text.utf8), name: "a.mbox"))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged mailboxes are split or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(try fixture("three.mbox"), seed: seed)
    do throws(any Error) {
      let (_, children) = try reading(MailboxReader.self, bytes)
      #expect(children.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
    } catch let error as ReadError {
      #expect(error.code == .damaged)
    }
  }
}
