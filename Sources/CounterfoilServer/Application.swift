public import Counterfoil
import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Serves the pages of a casebase to this machine until the task is cancelled or the process is
/// told to stop.
///
/// - Parameters:
///   - host: A loopback address; any other is refused, because the pages ask nobody who they are.
///   - port: 0 takes any free port.
///   - onReady: Called once with the port that listens.
/// - Throws: `ServeError`, with what to do.
public func serve(
  workbench: Workbench, host: String = "127.0.0.1", port: Int = defaultPort,
  onReady: @escaping @Sendable (_ port: Int) -> Void = { _ in }
) async throws {
  guard ["127.0.0.1", "::1", "localhost"].contains(host) else {
    throw ServeError.notLoopback(host)
  }
  let listening = ListeningPort()
  let site = try Site(workbench: workbench)
  var logger = Logger(label: "counterfoil")
  logger.logLevel = .warning
  let application = Application(
    router: Routes(site: site, listening: listening).router(),
    configuration: ApplicationConfiguration(
      address: .hostname(host == "localhost" ? "127.0.0.1" : host, port: port)),
    onServerRunning: { channel in
      let actual = channel.localAddress?.port ?? port
      listening.set(actual)
      onReady(actual)
    },
    logger: logger)
  do {
    try await application.runService()
  } catch let error as IOError where error.errnoCode == EADDRINUSE {
    throw ServeError.portTaken(port)
  } catch let error as IOError where error.errnoCode == EACCES {
    throw ServeError.portForbidden(port)
  }
}

/// Where `counterfoil serve` listens unless told otherwise.
public let defaultPort = 8470

/// Why the pages could not be served, and what to do.
public enum ServeError: Error, Hashable, CustomStringConvertible {
  case notLoopback(String)
  case portTaken(Int)
  case portForbidden(Int)
  /// A file of the interface is missing from the installation or cannot be read.
  case damagedInstallation(String)

  public var description: String {
    switch self {
    case .notLoopback(let host):
      "\(host) is not an address of this machine alone; serve on 127.0.0.1, and reach it from elsewhere through a tunnel such as ssh -L"
    case .portTaken(let port):
      "port \(port) is taken by another program; choose another with --port, or 0 for any that is free"
    case .portForbidden(let port):
      "port \(port) may not be used by this account; choose one above 1023 with --port"
    case .damagedInstallation(let what):
      "the installation is damaged: \(what); install Counterfoil again"
    }
  }
}

/// The port that listens, known only once it does.
final class ListeningPort: Sendable {
  private let port = Mutex<Int?>(nil)
  var value: Int? { port.withLock { $0 } }
  func set(_ value: Int) { port.withLock { $0 = value } }
}
