package io.holdfast.tools.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every verb that prints a result; used as a {@link Mixin}. */
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(names = "--json", description = "Print the result as one JSON value.")
  private boolean json;

  /** Writers of the command line that runs the verb. */
  public Output output() {
    return new Output(verb.commandLine().getOut(), verb.commandLine().getErr(), json);
  }
}
