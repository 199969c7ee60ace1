package import CounterfoilModel

/// The thirteen tags of the recogniser: outside, and for each class begin, inside, last, unit.
package enum RecogniserTag {
  package static let count = 13
  /// A row of weights: `count` and three that stay zero, so that a row is one vector.
  package static let rowWidth = 16
  package static let outside = 0

  /// Where in its name a token stands.
  package enum Part: Int {
    case begin, inside, last
    /// The whole name.
    case unit
  }

  /// The classes in the order of their tags.
  package static let kinds: [Mention.Kind] = [.person, .organisation, .place]

  /// The tag of a part of a name.
  /// - Parameter kind: An index into `kinds`.
  @inline(__always)
  package static func tag(kind: Int, part: Part) -> Int { 1 + kind * 4 + part.rawValue }

  @inline(__always) package static func kind(of tag: Int) -> Int { (tag - 1) >> 2 }
  /// Nil outside of names.
  @inline(__always)
  package static func part(of tag: Int) -> Part? { tag == outside ? nil : Part(rawValue: (tag - 1) & 3) }

  /// Whether a name is open after the tag, so that only its inside or last part may follow.
  @inline(__always)
  package static func isOpen(_ tag: Int) -> Bool { part(of: tag) == .begin || part(of: tag) == .inside }

  /// Whether `next` may follow `tag`.
  package static func mayFollow(_ tag: Int, _ next: Int) -> Bool {
    let continues = part(of: next) == .inside || part(of: next) == .last
    return isOpen(tag) ? continues && kind(of: tag) == kind(of: next) : !continues
  }

  /// The tags a text may end with, and so those that a name may begin after.
  package static let closed: [Int] = (0..<count).filter { !isOpen($0) }
}
