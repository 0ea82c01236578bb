package io.holdfast.tools.operate;

import io.holdfast.tools.cli.NodeAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Which node a verb talks to; used as a mixin. */
public final class NodeOptions {
  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      defaultValue = NodeAddress.DEFAULT,
      converter = NodeAddress.class,
      description = "The node (${DEFAULT-VALUE}).")
  private InetSocketAddress address;

  /**
   * Connects.
   *
   * @throws io.holdfast.tools.cli.OperatorMistake if there is no node, or it does not want us
   */
  public Desk open() {
    return Desk.open(address);
  }
}
