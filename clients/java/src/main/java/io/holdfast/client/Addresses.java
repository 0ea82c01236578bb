package io.holdfast.client;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** Addresses as people write them. */
final class Addresses {
  private static final int MAX_PORT = 65_535;

  private Addresses() {}

  static String text(final InetSocketAddress address) {
    return text(address.getHostString(), address.getPort());
  }

  static String text(final String host, final int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** Reads one or several of them with commas between. */
  static List<InetSocketAddress> parseAll(final String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(Addresses::parse).toList();
  }

  /** Reads HOST:PORT; an IPv6 address stands in brackets. Looks nothing up. */
  static InetSocketAddress parse(final String text) {
    final int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("\"" + text + "\" is not HOST:PORT: no port");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not HOST:PORT: an IPv6 address stands in brackets");
    }
    return InetSocketAddress.createUnresolved(host, port(text, text.substring(colon + 1)));
  }

  private static int port(final String text, final String port) {
    try {
      final int number = Integer.parseInt(port);
      if (number >= 1 && number <= MAX_PORT) {
        return number;
      }
    } catch (final NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not HOST:PORT: \"" + port + "\" is not a number", e);
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not HOST:PORT: the port is not in 1..65535");
  }
}
