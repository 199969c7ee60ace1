/// What is known of observables that many share, and the words that say what one was used for.
public struct ObservableTables: Sendable {
  public struct Warning: Hashable, Sendable {
    /// Such as `private` or `much-visited`.
    public var list: String
    /// What to say of a match, as the end of a sentence.
    public var remark: String

    public init(list: String, remark: String) {
      self.list = list
      self.remark = remark
    }
  }

  /// A network and its warning; IPv4 as the low 32 bits.
  public struct Network: Sendable {
    public var isVersion6: Bool
    public var address: UInt128
    public var prefixBits: Int
    public var warning: Warning

    public init(isVersion6: Bool, address: UInt128, prefixBits: Int, warning: Warning) {
      self.isVersion6 = isVersion6
      self.address = address
      self.prefixBits = prefixBits
      self.warning = warning
    }
  }

  /// A phrase beside an observable, and the context it gives it.
  public struct Cue: Hashable, Sendable {
    public var context: String
    /// Of hashes, or of names, addresses and URLs.
    public var isOfFiles: Bool
    /// In lower case; Chinese simplified.
    public var phrase: String

    public init(context: String, isOfFiles: Bool, phrase: String) {
      self.context = context
      self.isOfFiles = isOfFiles
      self.phrase = phrase
    }
  }

  /// By host name; also for all names under it.
  public var hosts: [String: [Warning]]
  public var networks: [Network]
  /// By the value itself.
  public var values: [String: [Warning]]
  public var cues: [Cue]

  public init(
    hosts: [String: [Warning]] = [:], networks: [Network] = [], values: [String: [Warning]] = [:],
    cues: [Cue] = []
  ) {
    self.hosts = hosts
    self.networks = networks
    self.values = values
    self.cues = cues
  }
}
