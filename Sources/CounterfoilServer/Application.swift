public import Counterfoil
import Hummingbird

public func serve(workbench: Workbench, port: Int, onReady: @escaping @Sendable (Int) -> Void) async throws {}
