/// The names under which exports of chats keep a message's parts, in English and Chinese.
enum ChatFields {
  enum Kind { case speaker, time, words, reply, number }

  /// In the order in which they are preferred where a message has several.
  static let speaker = rank(
    "sender_name", "from_name", "sender", "from", "speaker", "nickname", "display_name", "author",
    "user_name",
    "user", "talker", "actor", "name", "发送者", "发送人", "发言人", "说话人", "昵称", "發送者", "傳送者", "暱稱")
  static let time = rank(
    "date", "datetime", "date_time", "time", "timestamp", "timestamp_ms", "created_at", "create_time",
    "sent_at", "send_time", "msg_time", "ts", "时间", "发送时间", "消息时间", "日期时间", "日期", "時間", "發送時間",
    "傳送時間")
  static let words = rank(
    "text", "content", "message", "message_text", "msg", "body", "str_content", "内容", "消息内容", "聊天内容",
    "消息", "內容", "訊息內容", "訊息")
  static let reply = rank(
    "reply_to_message_id", "reply_to_msg_id", "reply_to_id", "reply_to", "in_reply_to", "quoted_message",
    "quoted", "quote", "引用", "回复", "回覆")
  static let number = rank("id", "message_id", "msg_id", "msg_svr_id", "local_id", "消息id")
  /// Under which Telegram gives the rows of words again.
  static let rowsAgain = "textentities"

  private static let kinds: [String: (kind: Kind, rank: Int)] = {
    var kinds: [String: (kind: Kind, rank: Int)] = [:]
    for (kind, names) in [
      (Kind.speaker, speaker), (.time, time), (.words, words), (.reply, reply), (.number, number),
    ] {
      for (name, rank) in names { kinds[name] = (kind, rank) }
    }
    return kinds
  }()

  /// Which part of a message a name stands for; the lower the rank, the better.
  static func kind(of name: String) -> (kind: Kind, rank: Int)? { kinds[plain(name)] }

  /// Without capitals and the marks between words: `replyTo`, `reply_to` and `Reply to` are one.
  static func plain(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" && $0 != " " && $0 != "\u{FEFF}" })
  }

  private static func rank(_ names: String...) -> [String: Int] {
    Dictionary(names.enumerated().map { (plain($1), $0) }, uniquingKeysWith: min)
  }
}
