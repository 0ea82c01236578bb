package io.holdfast.tools.load;

import io.holdfast.tools.cli.NodeAddress;
import io.holdfast.tools.cli.NodeAddresses;
import java.net.InetSocketAddress;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to connect next: to the node that another one has named, or else round the list. For one
 * thread.
 */
final class NodeRound {
  private final NodeAddresses addresses;
  private int tried;
  private InetSocketAddress named;

  NodeRound(final NodeAddresses addresses) {
    this.addresses = addresses;
  }

  /** The next one. */
  InetSocketAddress next() {
    final InetSocketAddress next = named == null ? fromTheList() : named;
    named = null;
    return next;
  }

  private InetSocketAddress fromTheList() {
    final InetSocketAddress next = addresses.all().get(tried % addresses.all().size());
    tried++;
    return next;
  }

  /**
   * A node has said who takes commands.
   *
   * @param primary as it wrote it
   * @return false if that is no address, and is not gone to
   */
  boolean sentTo(final String primary) {
    try {
      named = new NodeAddress().convert(primary);
      return true;
    } catch (final TypeConversionException noAddress) {
      return false;
    }
  }
}
