package io.holdfast.tools.serve;

import io.holdfast.tools.cli.NodeAddress;
import java.net.InetSocketAddress;

/** Reads HOST:PORT to listen on, where port 0 takes any free one. */
final class ListenAddress {
  private static final String ANY_PORT = ":0";

  private ListenAddress() {}

  static InetSocketAddress parse(final String text) {
    if (!text.endsWith(ANY_PORT)) {
      return new NodeAddress().convert(text);
    }
    // A node's address is never port 0, so its reader does not take one.
    final String host = text.substring(0, text.length() - ANY_PORT.length());
    return InetSocketAddress.createUnresolved(
        new NodeAddress().convert(host + ":1").getHostString(), 0);
  }
}
