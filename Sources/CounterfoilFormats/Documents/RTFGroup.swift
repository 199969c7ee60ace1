/// What holds inside one pair of braces of an RTF document.
struct RTFGroup {
  /// Where the words of a group go.
  enum Destination: Equatable {
    case body, nowhere
    /// Read as text of its own, then kept.
    case footnote, comment, running
    case commentAuthor, field, authors
    case info(String)
    case fonts, objectClass, objectData
    case template
  }

  var destination = Destination.body
  var isHidden = false
  var isDeleted = false
  var isInserted = false
  var author = 0
  var font: Int?
  /// Characters that stand for a `\u` in programs that know none.
  var fallback = 1
  /// Inside what a mail program wrote twice, as HTML and as RTF.
  var isDouble = false
  var startsCapture = false
  var isIgnorable = false
  var isFresh = true
  var link: Int?
  var linkTarget: String?
}

/// Control words by what they stand for.
enum RTFWords {
  /// Destinations without words that a reader sees.
  static let leftOut: Set<String> = [
    "colortbl", "stylesheet", "pict", "nonshppict", "listtable", "listoverridetable", "rsidtbl",
    "generator", "xmlnstbl", "themedata", "colorschememapping", "datastore", "latentstyles", "mmathPr",
    "filetbl", "sp", "bkmkstart", "bkmkend", "xe", "tc", "tcn", "atnid", "atnref", "atndate", "atntime",
    "atnparent", "atrfstart", "atrfend", "fontemb", "falt", "panose", "htmltag", "mhtmltag", "private",
    "pgptbl", "datafield", "formfield", "docvar", "userprops", "revtim", "objname", "objalias",
    "objsect", "objtime", "pn", "pnseclvl", "wgrffmtfilter",
  ]

  static let information = [
    "title": "title", "subject": "subject", "author": "author", "operator": "modified-by",
    "keywords": "keywords", "doccomm": "description", "company": "company", "manager": "manager",
    "category": "category", "creatim": "date", "revtim": "modified", "printim": "printed",
  ]

  static let characters = [
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\u{A0}",
    "_": "\u{2011}", "{": "{", "}": "}", "\\": "\\", "\t": "\t",
  ]
}
