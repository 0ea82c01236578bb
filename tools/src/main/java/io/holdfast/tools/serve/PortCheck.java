package io.holdfast.tools.serve;

import io.holdfast.tools.cli.OperatorMistake;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Asks for the port before anything else is done: a second node started by mistake must not leave a
 * new data directory behind. Whether an address may be listened on at all the node has said before.
 */
final class PortCheck {
  private PortCheck() {}

  static void requireFree(final InetSocketAddress address) {
    final InetSocketAddress resolved =
        new InetSocketAddress(address.getHostString(), address.getPort());
    if (resolved.isUnresolved() || resolved.getPort() == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(resolved);
    } catch (final IOException e) {
      throw new OperatorMistake(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage()
              + "; stop what listens there, or choose another --listen",
          e);
    }
  }
}
