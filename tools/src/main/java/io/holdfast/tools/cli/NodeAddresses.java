package io.holdfast.tools.cli;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where the nodes of one cluster are, as an operator writes it: one HOST:PORT or several with
 * commas between. Nothing is looked up.
 *
 * @param all the one to try first in front
 */
public record NodeAddresses(List<InetSocketAddress> all) {
  /** Rejects none at all. */
  public NodeAddresses {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no address");
    }
  }

  /** As the operator wrote them, with a comma between. */
  @Override
  public String toString() {
    return String.join(",", all.stream().map(NodeAddresses::text).toList());
  }

  private static String text(final InetSocketAddress address) {
    final String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Reads them. */
  public static final class Reader implements ITypeConverter<NodeAddresses> {
    private final NodeAddress one = new NodeAddress();

    @Override
    public NodeAddresses convert(final String text) throws TypeConversionException {
      return new NodeAddresses(
          Arrays.stream(text.split(",", -1)).map(String::strip).map(one::convert).toList());
    }
  }
}
