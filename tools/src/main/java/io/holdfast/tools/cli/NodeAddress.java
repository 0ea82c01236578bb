package io.holdfast.tools.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads HOST:PORT; an IPv6 host stands in brackets. Looks nothing up. */
public final class NodeAddress implements ITypeConverter<InetSocketAddress> {
  /** Where a node listens unless told otherwise. */
  public static final String DEFAULT = "127.0.0.1:7010";

  private static final int HIGHEST_PORT = 65_535;

  @Override
  public InetSocketAddress convert(final String text) {
    final int colon = text.lastIndexOf(':');
    final String host = colon < 0 ? "" : text.substring(0, colon);
    final String port = text.substring(colon + 1);
    final boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.isEmpty() || (host.contains(":") && !bracketed) || !port.matches("[0-9]{1,5}")) {
      throw new TypeConversionException("'" + text + "' is not HOST:PORT");
    }
    final int number = Integer.parseInt(port);
    if (number < 1 || number > HIGHEST_PORT) {
      throw new TypeConversionException("'" + text + "': the port is not in 1 to " + HIGHEST_PORT);
    }
    final String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    return InetSocketAddress.createUnresolved(bare, number);
  }
}
