import CounterfoilFormats
import CounterfoilModel
import Foundation
import Glibc
import Testing

/// Reads with a reader, keeping the children.
func reading<Reader: DocumentReader>(
  _ reader: Reader.Type, _ bytes: [UInt8], name: String = "file", type: String? = nil,
  limits: ReadLimits = ReadLimits()
) throws -> (reading: Reading, children: [ChildDocument]) {
  var children: [ChildDocument] = []
  let result = try bytes.withUnsafeBytes {
    try reader.read($0, hint: ReadHint(name: name, declaredType: type), limits: limits) {
      (child: ChildDocument) throws(ReadError) in children.append(child)
    }
  }
  return (result, children)
}

func recognises<Reader: DocumentReader>(
  _ reader: Reader.Type, _ bytes: [UInt8], name: String = "file"
) -> Bool {
  bytes.withUnsafeBytes { reader.recognises($0, hint: ReadHint(name: name)) }
}

/// A file of Tests/Fixtures.
func fixture(_ name: String) throws -> [UInt8] {
  var folder = URL(fileURLWithPath: #filePath)
  while folder.lastPathComponent != "Tests", folder.path != "/" { folder.deleteLastPathComponent() }
  return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
}

/// The words under a range of scalars.
func words(_ range: ScalarRange?, of layer: TextLayer?) -> String? {
  guard let range, let layer else { return nil }
  let scalars = Array(layer.text.unicodeScalars)
  guard range.upperBound <= scalars.count else { return nil }
  var text = String.UnicodeScalarView()
  text.append(contentsOf: scalars[range])
  return String(text)
}

/// The words a reader marked as of one kind, in order.
func marked(_ kind: LayerMark.Kind, in layer: TextLayer?) -> [String] {
  (layer?.marks ?? []).filter { $0.kind == kind }.compactMap { words($0.range, of: layer) }
}

extension Reading {
  func value(_ name: String) -> String? { metadata.first { $0.name == name }?.value }
}

/// A small generator whose numbers depend on the seed alone.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// The bytes cut short, or with some of them changed, doubled or taken out.
func damaged(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  var result = bytes
  if seed % 4 == 0 { result.removeLast(Int.random(in: 0...result.count, using: &generator)) }
  for _ in 0..<Int.random(in: 1...20, using: &generator) where !result.isEmpty {
    let index = Int.random(in: 0..<result.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: result[index] = UInt8.random(in: 0...255, using: &generator)
    case 1: result[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: result.remove(at: index)
    default: result.insert(contentsOf: result[index...].prefix(16), at: index)
    }
  }
  return result
}

/// What holds of every reading, whatever the input: ranges lie inside the layer, pages follow one
/// another, and boxes are one a scalar or none.
func expectSound(_ reading: Reading, sourceLocation: SourceLocation = #_sourceLocation) {
  guard let layer = reading.layer else { return }
  let count = layer.text.unicodeScalars.count
  #expect(
    layer.marks.allSatisfy {
      $0.range.lowerBound < $0.range.upperBound && $0.range.upperBound <= count
    },
    sourceLocation: sourceLocation)
  #expect(
    reading.metadata.allSatisfy { ($0.range?.upperBound ?? 0) <= count },
    sourceLocation: sourceLocation)
  #expect(
    zip(layer.pages, layer.pages.dropFirst()).allSatisfy {
      $0.range.upperBound == $1.range.lowerBound && $0.number + 1 == $1.number
    }, sourceLocation: sourceLocation)
  #expect((layer.pages.last?.range.upperBound ?? count) == count, sourceLocation: sourceLocation)
  #expect(
    layer.pages.allSatisfy { $0.boxes.isEmpty || $0.boxes.count == $0.range.count },
    sourceLocation: sourceLocation)
}

/// What this thread has used of the processor, in seconds: other work beside it does not count.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
