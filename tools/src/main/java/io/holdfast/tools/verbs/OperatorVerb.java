package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.NodeOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;

/** A verb that is one operator command: it is sent under its id, and what came of it is said. */
abstract class OperatorVerb implements Callable<Integer> {
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  /** Who, why and under which id. */
  abstract AuthorOptions author();

  /** Throws an OperatorMistake if the options do not go together. */
  void check() {}

  /** Looks before the command is sent; throws an OperatorMistake if it should not be. */
  void look(final Desk desk) {}

  /**
   * Sends the command.
   *
   * @param nowMs the node's engine time, for times from now on
   */
  abstract CompletableFuture<Verdict> send(HoldfastClient client, Id id, long nowMs);

  /** Prints what the node decided and gives the exit code. */
  abstract int report(Output output, Decision decision);

  @Override
  public final Integer call() {
    check();
    final Id id = author().id();
    final Decision decision;
    try (Desk desk = node.open()) {
      look(desk);
      decision = new Decision(id, desk.send(id, client -> send(client, id, desk.timeMs())));
    }
    return report(outputOptions.output(), decision);
  }
}
