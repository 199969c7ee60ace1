import CounterfoilModel

extension ChineseReader {
  /// How a frame's words are meant, given the clause and whoever says it.
  func modality(_ frame: RelationTables.Frame, _ source: ChineseSpeech?) -> Modality {
    if clause.isNegated { return .denied }
    if let source {
      if source.classes.contains(.denial) { return .denied }
      if source.classes.contains(.retraction) { return .retracted }
    }
    if frame.modality != .asserted { return frame.modality }
    if frame.sort == .procedure { return .asserted }
    if clause.isSuspected { return .alleged }
    if vocabulary.background.contains(frame.type) { return .asserted }
    if let source {
      if source.isFinding || source.classes.contains(.holding) { return .convicted }
      if source.isAccuser || source.classes.contains(.accusation) { return .alleged }
    }
    if frame.sort == .conduct, let standing = referents.document.standingModality { return standing }
    return .asserted
  }
}
