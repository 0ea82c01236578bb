package io.holdfast.tools;

import io.holdfast.tools.cli.ErrorReport;
import io.holdfast.tools.demo.DemoCommand;
import io.holdfast.tools.verbs.CredentialCommand;
import io.holdfast.tools.verbs.ExplainCommand;
import io.holdfast.tools.verbs.JournalCommand;
import io.holdfast.tools.verbs.LoadCommand;
import io.holdfast.tools.verbs.QueueCommand;
import io.holdfast.tools.verbs.ReplayCommand;
import io.holdfast.tools.verbs.ReservationCommand;
import io.holdfast.tools.verbs.SaleCommand;
import io.holdfast.tools.verbs.ServeCommand;
import io.holdfast.tools.verbs.SnapshotCommand;
import io.holdfast.tools.verbs.StatusCommand;
import io.holdfast.tools.verbs.StockCommand;
import io.holdfast.tools.verbs.VerifyCommand;
import io.holdfast.tools.verbs.WhatIfCommand;
import io.holdfast.tools.verbs.WorkloadCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code holdfast VERB ...}. */
@Command(
    name = "holdfast",
    description = "Sells a limited stock to a crowd, exactly once, in order, and can prove it.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      CredentialCommand.class,
      SaleCommand.class,
      StockCommand.class,
      ReservationCommand.class,
      QueueCommand.class,
      StatusCommand.class,
      LoadCommand.class,
      WorkloadCommand.class,
      ExplainCommand.class,
      JournalCommand.class,
      ReplayCommand.class,
      VerifyCommand.class,
      WhatIfCommand.class,
      SnapshotCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast demo",
      "  holdfast serve",
      "  holdfast sale create 7 --name 'autumn shoes' --open",
      "  holdfast stock add 7 1001 250",
      "  holdfast workload convert --from online-retail orders.csv.gz orders.workload.csv",
      "  holdfast load --workload orders.workload.csv",
      "  holdfast verify",
      "  holdfast VERB --help",
      "",
      "Exit codes: 0 done, or true; 1 the answer is no; 2 wrong option, file or state; 70 internal error."
    })
public final class Main implements Runnable {
  private static final int HELP_COLUMNS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  /** Runs one verb and exits with its code. */
  public static void main(final String[] args) {
    final PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    final int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs one verb and returns its exit code; for tests and embedding. */
  public static int run(final PrintWriter out, final PrintWriter err, final String... args) {
    final Main main = new Main();
    final CommandLine line =
        new CommandLine(main)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(HELP_COLUMNS)
            .setParameterExceptionHandler(ErrorReport::onParameters)
            .setExecutionExceptionHandler(
                (error, verb, parsed) -> ErrorReport.onExecution(error, err, main.debug));
    try {
      return line.execute(args);
    } catch (final Error error) {
      // The library hands on exceptions only.
      return ErrorReport.onExecution(error, err, main.debug);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
