// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order of the pipeline: strings, nouns, read, find, save, compose, serve.
// Who may import whom is a table in Tests/ArchitectureTests.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "Counterfoil",
  products: [
    .library(name: "CounterfoilText", targets: ["CounterfoilText"]),
    .library(name: "CounterfoilModel", targets: ["CounterfoilModel"]),
    .executable(name: "counterfoil", targets: ["CounterfoilCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System libraries of Debian, and the thinnest shims over them.
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
    .target(name: "CConfine", dependencies: ["CSeccomp"]),
    .target(name: "CPDFium"),
    .target(name: "COCR"),
    .target(name: "CSearchRank", linkerSettings: [.linkedLibrary("sqlite3")]),

    // Data, not code: the folder is a target so that every product finds it.
    .target(
      name: "CounterfoilKnowledge",
      path: "Knowledge",
      exclude: ["README.md"],
      sources: ["Knowledge.swift"],
      resources: [
        .copy("schema"), .copy("languages"), .copy("organisations"), .copy("glossary"),
        .copy("places"), .copy("observables"), .copy("names"), .copy("recogniser"),
        .copy("quantities"), .copy("relations"), .copy("titles"), .copy("lists"), .copy("resolution"),
        .copy("account"), .copy("tradecraft"),
      ],
      swiftSettings: strict),

    .target(
      name: "CounterfoilText",
      dependencies: ["CounterfoilKnowledge"],
      swiftSettings: strict,
      linkerSettings: [.linkedLibrary("_FoundationICU")]),
    .target(name: "CounterfoilModel", dependencies: ["CSodium"], swiftSettings: strict),
    .target(
      name: "CounterfoilFormats",
      dependencies: [
        "CounterfoilText", "CounterfoilModel", "CounterfoilKnowledge",
        "CArchive", "CNettle", "CXML", "CConfine", "CPDFium", "COCR", "Yams",
      ],
      swiftSettings: strict),
    .target(
      name: "CounterfoilAnalysis",
      dependencies: ["CounterfoilText", "CounterfoilModel"],
      swiftSettings: strict),
    .target(
      name: "CounterfoilStore",
      dependencies: [
        "CounterfoilText", "CounterfoilModel", "CSearchRank",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Counterfoil",
      dependencies: [
        "CounterfoilText", "CounterfoilModel", "CounterfoilFormats", "CounterfoilAnalysis",
        "CounterfoilStore", "CounterfoilKnowledge",
      ],
      swiftSettings: strict),
    .target(
      name: "CounterfoilServer",
      dependencies: [
        "Counterfoil", "CounterfoilModel", "CounterfoilStore",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.copy("Web/templates"), .copy("Web/static"), .copy("Web/words")],
      swiftSettings: strict),
    .executableTarget(
      name: "CounterfoilCLI",
      dependencies: [
        "Counterfoil", "CounterfoilServer", "CounterfoilText", "CounterfoilModel", "CounterfoilFormats",
        "CounterfoilStore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // Makes the models of Knowledge/recogniser from annotated text; `make train`.
    .executableTarget(
      name: "CounterfoilTrain",
      dependencies: ["CounterfoilAnalysis", "CounterfoilText", "CounterfoilKnowledge", "CounterfoilModel"],
      swiftSettings: strict),
    // Speed, each figure beside its peer or limit; in this package so that it sees package code.
    .executableTarget(
      name: "CounterfoilBench",
      dependencies: [
        "Counterfoil", "CounterfoilAnalysis", "CounterfoilFormats", "CounterfoilModel",
        "CounterfoilStore", "CounterfoilText", "RelationScoring",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Benchmarks", exclude: ["runs", "README.md", "resolve/splink_dblp_acm.py"], swiftSettings: strict),

    // Tests mirror Sources.
    .testTarget(name: "CounterfoilTextTests", dependencies: ["CounterfoilText"]),
    .testTarget(name: "CounterfoilModelTests", dependencies: ["CounterfoilModel"]),
    .testTarget(
      name: "CounterfoilFormatsTests",
      dependencies: ["CounterfoilFormats", "CounterfoilModel", "CArchive", "ReadWorkerFixture"]),
    // The confined child alone, so that readers are tested without the server and the store.
    .executableTarget(
      name: "ReadWorkerFixture", dependencies: ["CounterfoilFormats"],
      path: "Tests/ReadWorkerFixture", swiftSettings: strict),
    // Compares relations with labelled ones, for tests and benchmarks.
    .target(
      name: "RelationScoring", dependencies: ["CounterfoilModel"], path: "Tests/RelationScoring",
      swiftSettings: strict),
    .testTarget(
      name: "CounterfoilAnalysisTests",
      dependencies: ["CounterfoilAnalysis", "CounterfoilFormats", "CounterfoilModel", "RelationScoring"]),
    .testTarget(
      name: "CounterfoilStoreTests",
      dependencies: [
        "CounterfoilStore", "CounterfoilModel", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "CounterfoilTests",
      dependencies: [
        "Counterfoil", "CounterfoilAnalysis", "CounterfoilModel", "CounterfoilStore", "CounterfoilCLI",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "CounterfoilServerTests",
      dependencies: [
        "CounterfoilServer", "Counterfoil", "CounterfoilModel", "CounterfoilStore",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "ArchitectureTests"),
  ],
  swiftLanguageModes: [.v6]
)
