package io.holdfast.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH's own command line, with the JVM flags that the journal's libraries need added to every fork.
 */
public final class Main {
  private Main() {}

  /** Runs the benchmarks; the arguments are JMH's. */
  public static void main(final String[] args)
      throws IOException, RunnerException, CommandLineOptionException {
    final CommandLineOptions commandLine = new CommandLineOptions(args);
    if (commandLine.shouldHelp()) {
      commandLine.showHelp();
      return;
    }
    final Runner runner =
        new Runner(new OptionsBuilder().parent(commandLine).jvmArgsPrepend(flags()).build());
    if (commandLine.shouldList()) {
      runner.list();
    } else {
      runner.run();
    }
  }

  private static String[] flags() throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("/jvm.flags")) {
      if (in == null) {
        throw new IOException("jvm.flags is missing from the jar");
      }
      final String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toArray(String[]::new);
    }
  }
}
