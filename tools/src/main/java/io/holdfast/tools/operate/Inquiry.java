package io.holdfast.tools.operate;

import io.holdfast.client.QueryFailedException;
import io.holdfast.protocol.codec.Code;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.Output;
import java.util.function.Consumer;

/** A look at a node that ends in an answer, or in a code and what to do about it. */
public final class Inquiry {
  private Inquiry() {}

  /**
   * Connects, looks, and prints.
   *
   * @param subject what is looked at, for the message
   * @param look asks and gives the result to the output
   * @return the exit code
   */
  public static int run(
      final NodeOptions node,
      final Output output,
      final String subject,
      final Consumer<Desk> look) {
    try (Desk desk = node.open()) {
      look.accept(desk);
      return ExitCode.OK;
    } catch (final QueryFailedException e) {
      final Code code = e.verdict().code();
      output.progress(subject + ": " + e.verdict().codeText() + ": " + Advice.on(code));
      return ExitCode.NO;
    }
  }
}
