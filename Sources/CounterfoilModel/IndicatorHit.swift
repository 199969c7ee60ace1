/// Somebody a document names.
public struct Party: Hashable, Sendable {
  public var name: String
  /// The document's entity of this name.
  public var entity: EntityID?

  public init(name: String, entity: EntityID? = nil) {
    self.name = name
    self.entity = entity
  }
}

/// A place where a text shows an indicator or counter-indicator.
public struct IndicatorHit: Hashable, Sendable {
  /// The id of an `Indicator` or `CounterIndicator`.
  public var indicator: String
  /// From the first word of the form to the last, Unicode scalars.
  public var range: ScalarRange
  /// The sentence around it.
  public var sentence: ScalarRange
  public var quote: String
  public var voice: Voice
  /// The form that matched, as written.
  public var form: String
  /// Who did it and to whom, as the sentence or the message says; nil where it does not.
  public var actor: Party?
  public var target: Party?
  /// Who says so: empty for the document itself.
  public var speaker: String

  public init(
    indicator: String, range: ScalarRange, sentence: ScalarRange, quote: String, voice: Voice, form: String,
    actor: Party? = nil, target: Party? = nil, speaker: String = ""
  ) {
    self.indicator = indicator
    self.range = range
    self.sentence = sentence
    self.quote = quote
    self.voice = voice
    self.form = form
    self.actor = actor
    self.target = target
    self.speaker = speaker
  }
}
