/// The cells of one sheet of a workbook, empty ones left out.
///
/// Text stands in one buffer, so that a cell costs sixteen bytes and its letters.
struct SheetCells {
  struct Position: Hashable {
    /// Counted from 0.
    var row: Int
    var column: Int

    /// As people write it: `B3`.
    var name: String { Self.letters(of: column) + String(row + 1) }

    static func letters(of column: Int) -> String {
      var letters: [UInt8] = []
      var rest = column
      repeat {
        letters.insert(0x41 + UInt8(rest % 26), at: 0)
        rest = rest / 26 - 1
      } while rest >= 0
      return String(decoding: letters, as: UTF8.self)
    }

    /// Reads `B3` or `$B$3`; nil beyond the limits of a sheet.
    init?(_ name: String) {
      var column = 0
      var row = 0
      var hasLetters = false
      for byte in name.utf8 {
        switch byte {
        case 0x24: continue
        case 0x41...0x5A, 0x61...0x7A:
          guard row == 0 else { return nil }
          column = column * 26 + Int(byte & 0x1F)
          hasLetters = true
        case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
        default: return nil
        }
        guard column <= SheetCells.mostColumns, row <= SheetCells.mostRows else { return nil }
      }
      guard hasLetters, row > 0 else { return nil }
      self.init(row: row - 1, column: column - 1)
    }

    init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  struct Cell {
    var row: Int32
    var start: UInt32
    var length: UInt32
    var column: UInt16
    /// Shown to nobody by its own format, such as `;;;`.
    var isHidden: Bool
  }

  struct Comment {
    var position: Position?
    var author: String?
    var text: String
  }

  /// What Excel and LibreOffice allow.
  static let mostColumns = 16_384
  static let mostRows = 1_048_576
  /// 480 MB of memory.
  private static let mostCells = 30_000_000

  var name: String
  /// `hidden sheet`, or nil for one that is seen.
  var hiddenAs: String?
  private(set) var cells: [Cell] = []
  private(set) var text: [UInt8] = []
  var hiddenRows: Set<Int32> = []
  var hiddenColumns: [ClosedRange<Int>] = []
  var comments: [Comment] = []
  /// Targets of links by cell.
  var links: [Position: String] = [:]
  /// Words of text boxes and drawings, which stand in no cell.
  var boxes: [String] = []
  /// Set where no more cells are taken.
  private(set) var isFull = false

  private let byteLimit: Int
  private var isSorted = true

  init(name: String, byteLimit: Int) {
    self.name = name
    self.byteLimit = min(byteLimit, Int(UInt32.max))
  }

  /// Takes in a cell that is not empty. White space and control characters in it become spaces,
  /// since a line is a row and a tab parts cells.
  mutating func add(_ value: String, at position: Position, isHidden: Bool = false) {
    guard !isFull, (0..<Self.mostRows).contains(position.row),
      (0..<Self.mostColumns).contains(position.column)
    else { return }
    let start = text.count
    for byte in value.utf8 {
      if byte > 0x20, byte != 0x7F {
        text.append(byte)
      } else if text.count > start {
        text.append(0x20)
      }
    }
    while text.count > start, text.last == 0x20 { text.removeLast() }
    guard text.count > start else { return }
    guard text.count <= byteLimit, cells.count < Self.mostCells else {
      text.removeLast(text.count - start)
      isFull = true
      return
    }
    if let last = cells.last,
      (Int(last.row), Int(last.column)) >= (position.row, position.column)
    {
      isSorted = false
    }
    cells.append(
      Cell(
        row: Int32(position.row), start: UInt32(start), length: UInt32(text.count - start),
        column: UInt16(position.column), isHidden: isHidden))
  }

  /// Brings the cells into the order of the sheet.
  mutating func sort() {
    guard !isSorted else { return }
    cells.sort { ($0.row, $0.column, $0.start) < ($1.row, $1.column, $1.start) }
    isSorted = true
  }

  func isHidden(column: UInt16) -> Bool { hiddenColumns.contains { $0.contains(Int(column)) } }

  func bytes(of cell: Cell) -> ArraySlice<UInt8> {
    text[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
  }
}
