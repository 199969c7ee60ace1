package import CounterfoilAnalysis
public import CounterfoilFormats
public import CounterfoilModel
import CounterfoilText
import Foundation

/// Weighs documents outside any casebase: what a message resembles. Nothing is stored.
public final class ApproachCheck: Sendable {
  package let packs: TradecraftPacks
  public var tables: TradecraftTables { packs.tables }
  private let pipeline: Pipeline
  private let assessor: Assessor
  public let advice: Advice

  public init(packs: TradecraftPacks) throws {
    self.packs = packs
    pipeline = Pipeline(lexicon: try KnowledgeLoader.lexicon())
    assessor = Assessor(tables: packs.tables)
    advice = try KnowledgeLoader.advice()
  }

  /// A text as `Assessor` takes it.
  package func document(
    _ layer: TextLayer, metadata: [MetadataEntry] = [], place: DocumentPlace, source: String? = nil,
    grade: Grade = .unknown, digest: Digest? = nil
  ) -> AssessedDocument {
    let hits = packs.finder.hits(in: layer.text)
    let digest = digest ?? Digest(sha256: layer.text)
    guard !hits.isEmpty else {
      return AssessedDocument(
        place: place, source: source ?? digest.description, date: nil, grade: grade, reading: .account,
        hits: [])
    }
    let found = pipeline.linkedMentions(in: layer, metadata: metadata)
    let roles = HitRoles(text: layer.text, found: found, document: digest, tables: packs.tables)
    // People by each part of their names, since letters and rulings call them by one.
    let names = found.mentions.reduce(into: Set<String>()) { names, mention in
      guard mention.kind == .person || mention.kind == .organisation else { return }
      names.insert(mention.quote)
      guard mention.kind == .person else { return }
      names.formUnion(mention.quote.split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init))
    }
    return AssessedDocument(
      place: place, source: source ?? digest.description,
      date: DocumentDate.day(metadata: metadata, text: layer.text), grade: grade,
      reading: DocumentReader().reading(of: layer.text, hits: hits), hits: hits.map(roles.read),
      names: names)
  }

  package func assessments(_ documents: [AssessedDocument], clusters: [EntityID: EntityID] = [:])
    -> [Assessment]
  {
    assessor.assessments(documents, clusters: clusters)
  }
}

extension ApproachCheck {
  /// What one document resembles, and what to do about it.
  /// - Parameter language: `en` or `zh`: of the advice.
  public func result(
    _ layer: TextLayer, metadata: [MetadataEntry] = [], place: DocumentPlace, language: String
  ) throws
    -> CheckResult
  {
    let words = advice.words[language] ?? advice.words["en"] ?? Advice.Words()
    let document = document(layer, metadata: metadata, place: place)
    let all = assessments([document]).filter { !$0.evidence.isEmpty || !$0.uncounted.isEmpty }.sorted {
      ($1.sum - $1.prior, $0.id) < ($0.sum - $0.prior, $1.id)
    }
    let counted = all.filter { !$0.evidence.isEmpty }
    let main = counted.first ?? all.first
    let isDanger = counted.contains { Self.isDangerous($0) }
    var benign: [String] = []
    if let main, let pattern = packs.tables.pattern(main.pattern) {
      benign = [main.innocent] + (words.genuine[main.pattern] ?? pattern.genuine)
    }
    let advised = counted.isEmpty ? words.nothing : words.steps + words.keep + words.ask
    return CheckResult(
      place: place, reading: document.reading, assessment: main, others: all.filter { $0.id != main?.id },
      isDanger: isDanger, benign: benign, advice: (isDanger ? words.danger : []) + advised)
  }

  /// Threats, and what is done to people's bodies and families.
  private static func isDangerous(_ assessment: Assessment) -> Bool {
    assessment.pattern == "transnational_repression"
      || assessment.evidence.contains { ["REC-R04", "REC-T02"].contains($0.hit.indicator) }
  }
}
