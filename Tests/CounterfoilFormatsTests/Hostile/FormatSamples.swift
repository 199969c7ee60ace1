import CounterfoilFormats
import CounterfoilModel
import Foundation

/// One whole file or more of each format that is read: fixtures, documents of the example, and what only the
/// tests can make.
enum FormatSamples {
  struct Sample: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  /// By format, in a fixed order.
  static let all: [(format: String, samples: [Sample])] = {
    var formats = files.map { format, names in (format, names.compactMap(sample)) }
    let members = [Member("notes.txt", "Notes for R. Hale."), Member("信.txt", "四月的信。")]
    let packed: [(String, Packing)] = [
      ("tar", .tar), ("tar.gz", .tarGzip), ("tar.xz", .tarXZ), ("tar.zst", .tarZstandard),
      ("tar.bz2", .tarBzip2), ("gz", .gzip), ("7z", .sevenZip), ("zip", .zip),
    ]
    formats.append(
      (
        "archives",
        packed.map { Sample(name: "notes.\($0)", bytes: archive($1 == .gzip ? [members[0]] : members, $1)) }
          + ["notes.rar", "locked.7z", "locked-aes.zip", "locked-zipcrypto.zip"].compactMap(sample)
      ))
    formats.append(("msg", [Sample(name: "message.msg", bytes: `Outlook messages`.whole)]))
    formats.append(("xls", [Sample(name: "book.xls", bytes: `Old Excel`.whole)]))
    formats.append(
      (
        "doc",
        [Sample(name: "letter.doc", bytes: `Old Word`.whole)]
          + [sample("lists/dinner_guests.doc")].compactMap(\.self)
      ))
    formats.append(("ppt", [Sample(name: "show.ppt", bytes: `Old PowerPoint`.whole)]))
    formats.append(
      (
        "syslog",
        `Server logs`.lines.enumerated().map { number, row in
          Sample(name: "\(number).log", bytes: Array(String(repeating: row.line + "\n", count: 6).utf8))
        }
      ))
    return formats
  }()

  /// Under Tests/Fixtures, or under Examples/documents where the name has a folder.
  private static let files: [(String, [String])] = [
    (
      "pdf",
      ["visit-report.pdf", "notice-zh.pdf", "scan.pdf", "visit-report-locked.pdf", "inbox/statement.pdf"]
    ),
    ("docx", ["visit-report.docx", "inbox/registration_form.docm", "locked.docx", "locked-2007.docx"]),
    ("xlsx", ["leak/付款台账_2023-2024.xlsx"]), ("pptx", ["talks/2024-09-17_lisbon.pptx"]),
    ("odt", ["leak/2023年度总结.odt"]), ("ods", ["lists/survey_calendar_2024.ods"]),
    ("rtf", ["tips/辞职说明.rtf"]), ("epub", ["press/渡口選讀.epub"]),
    ("mhtml", ["press/2024-08-22_visitor-with-a-second-employer.mhtml"]),
    ("html", ["press/2024-05-18_ferry-weekly.html", "press/2024-08-23_fjordlys-wire.html"]),
    (
      "eml",
      [
        "forwarded.eml", "invitation-gb2312.eml", "bare-bytes.eml", "html-only.eml",
        "mail/2024-06-27_询价与付款.eml",
      ]
    ),
    ("mbox", ["three.mbox", "mail/offers_2024.mbox"]),
    ("csv", ["chat.csv", "leak/price_list.csv", "lists/visitors_2024.csv"]),
    ("json", ["chat-telegram.json", "chat-list.json", "leak/chat_2023.jsonl", "tips/messenger_export.json"]),
    ("chat", ["tips/WhatsApp Chat with Havnekoret.txt", "tips/微信聊天记录_与老林.txt"]),
    ("log", ["logs/ferry-weekly_access.log"]),
    ("text", ["tips/家書.txt", "tips/感谢信.txt", "advisories/NSC-2024-17.md"]),
    (
      "pictures",
      [
        "scan-line.jpg", "scan-line.gif", "scan-line.webp", "scan-line.bmp", "scan-pages.tiff",
        "tips/2024-04-02_screenshot.png",
      ]
    ),
  ]

  private static func sample(_ name: String) -> Sample? {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.lastPathComponent != "Tests", folder.path != "/" { folder.deleteLastPathComponent() }
    let path =
      name.contains("/")
      ? folder.deletingLastPathComponent().appending(path: "Examples/documents/\(name)")
      : folder.appending(path: "Fixtures/\(name)")
    guard let data = try? Data(contentsOf: path) else { return nil }
    return Sample(name: path.lastPathComponent, bytes: [UInt8](data))
  }

  /// A child that knows the passwords of the locked ones.
  static func worker(_ change: (inout ReadLimits) -> Void = { _ in }) throws -> ReaderProcess {
    var limits = ReadLimits()
    change(&limits)
    return ReaderProcess(
      executable: Workers.executable, arguments: [], limits: limits,
      passwords: try Passwords(lines: Array("counterfoil\n四月的信\n".utf8)))
  }
}
