package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.NodeStatus;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.StatusView;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(
    name = "status",
    description = {
      "Show how a node is: role, positions, rates, space, and the time of each stage.",
      "The node answers past its queue, also while commands wait for its disk."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast status",
      "  holdfast status --watch",
      "  holdfast status --json --connect 127.0.0.1:7020",
      "",
      "Exit code 2 if no node answers."
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Option(
      names = "--watch",
      description = "Go on, once a second, until Ctrl-C or the end of the node.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    final Output output = outputOptions.output();
    try (Desk desk = node.open()) {
      show(desk, output);
      while (watch) {
        TimeUnit.SECONDS.sleep(1);
        show(desk, output);
      }
    }
    return ExitCode.OK;
  }

  private static void show(final Desk desk, final Output output) {
    final NodeStatus status = desk.ask(HoldfastClient::status);
    output.update(StatusView.json(status), StatusView.text(status));
  }
}
