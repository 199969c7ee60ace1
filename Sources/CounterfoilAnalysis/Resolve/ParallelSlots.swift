/// Results by place; each is written by one thread alone.
package final class ParallelSlots<Value>: @unchecked Sendable {
  private let slots: UnsafeMutablePointer<Value?>
  package let count: Int

  package init(count: Int) {
    slots = .allocate(capacity: count)
    slots.initialize(repeating: nil, count: count)
    self.count = count
  }

  deinit {
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  package subscript(place: Int) -> Value? {
    get { slots[place] }
    set { slots[place] = newValue }
  }

  package var all: [Value] { (0..<count).compactMap { slots[$0] } }
}
