package io.holdfast.tools.demo;

import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the newcomer's first minute. */
@Command(
    name = "demo",
    description =
        "Start a node in a temporary directory, sell a stock to a crowd over TCP, and prove from the"
            + " journal that nothing was oversold.",
    footerHeading =
        "%nExit code 0 if exactly the stock was sold and the journal proves it.%n%nExamples:%n",
    footer = {
      "  holdfast demo",
      "  holdfast demo --buyers 1000000 --stock 5000",
      "  holdfast demo --json"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int MOST_BUYERS = 10_000_000;
  private static final int MOST_UNITS = 1_000_000;

  @Option(
      names = "--buyers",
      defaultValue = "100000",
      paramLabel = "N",
      description = "Buyers who want one unit each (${DEFAULT-VALUE}).")
  private int buyers;

  @Option(
      names = "--stock",
      defaultValue = "1000",
      paramLabel = "UNITS",
      description = "Units on sale (${DEFAULT-VALUE}).")
  private int stock;

  @Option(
      names = "--keep",
      description = "Keep the directory with the journal and say where it is.")
  private boolean keep;

  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    check("--buyers", buyers, MOST_BUYERS);
    check("--stock", stock, MOST_UNITS);
    final Output output = outputOptions.output();
    final Path directory = newDirectory();
    try {
      final DemoResult result = new Demo(directory, stock, buyers, output::progress).run();
      output.result(result.toJson(), result.toText());
      return result.isRight() ? ExitCode.OK : ExitCode.NO;
    } finally {
      if (keep) {
        output.progress(
            "kept: " + directory + " (try: holdfast verify --data-dir " + directory + ")");
      } else {
        delete(directory);
      }
    }
  }

  private static void check(final String option, final int value, final int most) {
    if (value < 1 || value > most) {
      throw new OperatorMistake(option + " " + value + ": must be from 1 to " + most);
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("holdfast-demo-");
    } catch (final IOException e) {
      throw new OperatorMistake("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  private static void delete(final Path directory) {
    final List<Path> entries;
    try (Stream<Path> tree = Files.walk(directory)) {
      entries = tree.sorted(Comparator.reverseOrder()).toList();
      for (final Path entry : entries) {
        Files.delete(entry);
      }
    } catch (final IOException e) {
      throw new OperatorMistake(directory + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
