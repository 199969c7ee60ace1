import Counterfoil
import CounterfoilModel
import Foundation

/// Shows how far an ingest is: a line that redraws itself on a terminal, plain lines elsewhere.
final class ProgressBar {
  private var drawn = false
  private var lastPlain = 0.0

  func show(_ progress: IngestProgress) {
    if Terminal.errorIsInteractive {
      let text = Self.text(progress, width: Terminal.width - 1)
      Terminal.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
      drawn = true
    } else if progress.seconds - lastPlain >= 10 {
      // Every ten seconds: enough to see that it moves, little enough to read in a log.
      lastPlain = progress.seconds
      Terminal.note(Self.text(progress, width: 200))
    }
  }

  func end() {
    if drawn { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
  }

  static func text(_ progress: IngestProgress, width: Int) -> String {
    let share =
      progress.bytesFound > 0 ? Double(progress.bytesDone) / Double(progress.bytesFound) : 0
    let rate = progress.seconds > 0 ? Double(progress.bytesDone) / progress.seconds : 0
    let rejected = progress.outcomes[.rejected, default: 0]
    var text =
      "\(Figure.count(progress.filesDone)) of \(Figure.count(progress.filesFound))"
      + (progress.countIsComplete ? "" : "+") + " files  \(Figure.bytes(Int(rate)))/s"
    if rejected > 0 { text += "  \(Figure.count(rejected)) rejected" }
    if progress.countIsComplete, rate > 0, progress.seconds > 1 {
      let left = Double(progress.bytesFound - progress.bytesDone) / rate
      text += "  \(Figure.seconds(left)) left"
    }
    let room = width - text.count - 9
    guard room >= 10 else { return String(text.prefix(width)) }
    let cells = min(room, 40)
    // 100 % is said only when every line is final.
    let done = progress.countIsComplete && progress.filesDone == progress.filesFound
    let percent = done ? 100 : min(99, Int(share * 100))
    let full = cells * percent / 100
    return "[" + String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
      + "] \(String(repeating: " ", count: 3 - String(percent).count))\(percent)%  " + text
  }
}
