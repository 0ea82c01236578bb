package io.holdfast.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH's own command line, with the JVM flags that the libraries need added to every fork; or, where
 * the first argument names one, a {@link Program}.
 */
public final class Main {
  private Main() {}

  /** Runs the benchmarks, the arguments being JMH's, or the program that the first one names. */
  public static void main(final String[] args) throws IOException, InterruptedException {
    final List<String> flags = flags();
    final Optional<Program> program = args.length == 0 ? Optional.empty() : Program.named(args[0]);
    if (program.isPresent()) {
      final List<String> arguments = Arrays.asList(args).subList(1, args.length);
      System.exit(program.get().run(flags, arguments));
    }
    try {
      benchmark(new CommandLineOptions(args), flags);
    } catch (final NoBenchmarksException e) {
      fail("no benchmark has such a name; -l lists them");
    } catch (final CommandLineOptionException | RunnerException e) {
      fail(e.getMessage());
    }
  }

  private static void fail(final String reason) {
    System.err.println("benchmarks: " + reason);
    System.exit(1);
  }

  private static void benchmark(final CommandLineOptions commandLine, final List<String> flags)
      throws IOException, RunnerException {
    if (commandLine.shouldHelp()) {
      commandLine.showHelp();
      return;
    }
    final Runner runner =
        new Runner(
            new OptionsBuilder()
                .parent(commandLine)
                // Each checks the verdicts it gets; one that did not measure what it says must
                // fail.
                .shouldFailOnError(true)
                .jvmArgsPrepend(flags.toArray(String[]::new))
                .build());
    if (commandLine.shouldList()) {
      runner.list();
    } else {
      runner.run();
    }
  }

  private static List<String> flags() throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("/jvm.flags")) {
      if (in == null) {
        throw new IOException("jvm.flags is missing from the jar");
      }
      final String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
