import CounterfoilModel

/// What the knowledge packs say of the entries that mentions point to.
struct Explanations: Sendable {
  private let terms: [String: GlossaryTerm]
  private let organisations: [String: OrganisationEntry]

  init(lexicon: Lexicon) {
    terms = Dictionary(lexicon.terms.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    organisations = Dictionary(lexicon.organisations.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  func term(_ hint: String?) -> GlossaryTerm? { hint.flatMap { terms[$0] } }
  func organisation(_ hint: String?) -> OrganisationEntry? { hint.flatMap { organisations[$0] } }
}
