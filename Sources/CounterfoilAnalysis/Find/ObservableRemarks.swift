public import CounterfoilModel
import CounterfoilText

/// What should be known of an observable before anyone follows it: that many share it, that it
/// looks like another, what the text says it was used for. Marks only; nothing is dropped.
public struct ObservableRemarks: Sendable {
  private let tables: ObservableTables
  /// Much-visited names by what they look like.
  private let lookalikes: [String: String]

  /// Works out what each much-visited name looks like; make one and share it.
  public init(tables: ObservableTables) {
    self.tables = tables
    var lookalikes: [String: String] = [:]
    for (host, warnings) in tables.hosts where warnings.contains(where: { $0.list == "much-visited" }) {
      let skeleton = InternationalHost.skeleton(host)
      lookalikes[skeleton] = min(lookalikes[skeleton] ?? host, host)
    }
    self.lookalikes = lookalikes
  }

  /// Remarks on an observable, each the end of a sentence that begins "This is"; none for other kinds.
  public func remarks(on mention: Mention) -> [String] {
    switch mention.kind {
    case .ipv4, .ipv6: return address(mention.value)
    case .md5, .sha1, .sha256, .sha512:
      return (tables.values[mention.value.lowercased()] ?? []).map(\.remark)
    case .domain: return host(mention.value)
    case .email: return mention.value.split(separator: "@").last.map { host(String($0)) } ?? []
    case .url:
      let rest = mention.value.split(separator: "//", maxSplits: 1).last ?? ""
      let authority = rest.prefix { !"/?#".contains($0) }.split(separator: "@").last ?? ""
      let name =
        authority.hasPrefix("[")
        ? String(authority.dropFirst().prefix { $0 != "]" }) : String(authority.prefix { $0 != ":" })
      return IPAddress(name) == nil ? host(name) : address(name)
    default: return []
    }
  }

  private func address(_ text: String) -> [String] {
    guard let address = IPAddress(text) else { return [] }
    var remarks: [String] = []
    for network in tables.networks
    where network.isVersion6 == address.isVersion6
      && address.lies(in: network.address, prefixBits: network.prefixBits)
      && !remarks.contains(network.warning.remark)
    {
      remarks.append(network.warning.remark)
    }
    return remarks
  }

  private func host(_ name: String) -> [String] {
    let ascii = InternationalHost.ascii(name) ?? name.lowercased()
    var remarks: [String] = []
    if let unicode = InternationalHost.unicode(ascii), unicode != ascii {
      remarks.append("a name in other letters: \(unicode)")
    }
    if let target = lookalike(InternationalHost.unicode(ascii) ?? ascii) {
      remarks.append("a name that looks like \(target) and is not")
    }
    var suffix = Substring(ascii)
    while true {
      for warning in tables.hosts[String(suffix)] ?? [] where !remarks.contains(warning.remark) {
        remarks.append(warning.remark)
      }
      guard let dot = suffix.firstIndex(of: ".") else { return remarks }
      suffix = suffix[suffix.index(after: dot)...]
    }
  }

  /// The much-visited name that this one, or the name it is under, looks like.
  private func lookalike(_ unicode: String) -> String? {
    var suffix = Substring(unicode)
    while suffix.contains(".") {
      if let target = lookalikes[InternationalHost.skeleton(String(suffix))] {
        return target == suffix || tables.hosts[String(suffix)] != nil ? nil : target
      }
      suffix = suffix[suffix.index(after: suffix.firstIndex(of: ".") ?? suffix.startIndex)...]
    }
    return nil
  }

  /// What the sentence around an observable says it was used for: `command-and-control`, `victim`,
  /// `sample`, `phishing`; nil where it says nothing, or two things equally near.
  ///
  /// - Parameters:
  ///   - sentence: The words around the mention.
  ///   - range: Of the mention, in scalars of `sentence`.
  public func context(of mention: Mention, in sentence: String, at range: ScalarRange) -> String? {
    let isOfFiles: Bool
    switch mention.kind {
    case .md5, .sha1, .sha256, .sha512: isOfFiles = true
    case .ipv4, .ipv6, .domain, .url, .email: isOfFiles = false
    default: return nil
    }
    let scalars = Array(Folding.simplified(sentence).lowercased().unicodeScalars)
    var nearest: (distance: Int, context: String)?
    for cue in tables.cues where cue.isOfFiles == isOfFiles {
      let phrase = Array(cue.phrase.unicodeScalars)
      guard phrase.count <= scalars.count else { continue }
      for start in 0...(scalars.count - phrase.count)
      where scalars[start] == phrase[0] && scalars[start..<start + phrase.count].elementsEqual(phrase)
        && Self.isBounded(scalars, start..<start + phrase.count)
      {
        let end = start + phrase.count
        // A cue inside the observable itself (c2.example.org) says nothing.
        guard end <= range.lowerBound || start >= range.upperBound else { continue }
        // Words after an observable speak of it only close by and in the same breath.
        let isBefore = end <= range.lowerBound
        guard
          isBefore
            || start - range.upperBound <= 25
              && !scalars[range.upperBound..<start].contains(where: { ",;，；、".unicodeScalars.contains($0) })
        else { continue }
        let distance = isBefore ? range.lowerBound - end : start - range.upperBound
        if distance < nearest?.distance ?? 160 {
          nearest = (distance, cue.context)
        } else if distance == nearest?.distance, cue.context != nearest?.context {
          nearest = nil
        }
      }
    }
    return nearest?.context
  }

  private static func isBounded(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    func isLetter(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].isASCII
        && (scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index]))
    }
    guard scalars[range.lowerBound].isASCII else { return true }
    return !isLetter(range.lowerBound - 1) && !isLetter(range.upperBound)
  }
}
