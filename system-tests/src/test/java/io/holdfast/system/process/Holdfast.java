package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/holdfast} of this build, or the same of another build. */
final class Holdfast {
  private static final int VERB_TIMEOUT_SECONDS = 60;

  private final List<String> program;
  private final Path dir;
  private int runs;

  /**
   * @param dir where the output of every process is kept
   */
  Holdfast(final Path dir) {
    this(dir, List.of(Path.of(System.getProperty("holdfast.root"), "bin", "holdfast").toString()));
  }

  /** The same, with a command that takes the place of the script. */
  Holdfast(final Path dir, final List<String> program) {
    this.dir = dir;
    this.program = program;
  }

  /** What a verb that ended left behind. */
  record Result(int exitCode, String out, String err) {
    /** The output of a verb that must have said yes. */
    String expectSuccess() {
      assertThat(exitCode).as("%s%n%s", out, err).isZero();
      return out;
    }
  }

  /** Starts a verb; its output goes to files. */
  Running start(final String... arguments) throws IOException {
    return startWith(List.of(), arguments);
  }

  /** The same, with options for its JVM. */
  Running startWith(final List<String> jvmOptions, final String... arguments) throws IOException {
    final List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    runs++;
    final Path out = dir.resolve(runs + "-" + arguments[0] + ".out");
    final Path err = dir.resolve(runs + "-" + arguments[0] + ".err");
    final ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // The build that runs this test must not be rebuilt under it.
    builder.environment().put("HOLDFAST_BUILD", "no");
    builder
        .environment()
        .put("HOLDFAST_JAVA_OPTS", String.join(" ", "-Xmx512m", String.join(" ", jvmOptions)));
    return new Running(builder.start(), out, err);
  }

  /** Runs a verb to its end. */
  Result run(final String... arguments) throws IOException, InterruptedException {
    return start(arguments).awaitEnd(VERB_TIMEOUT_SECONDS);
  }

  /** A process under way. */
  record Running(Process process, Path out, Path err) {
    /** Waits until it has printed this; fails if it ends before. */
    void awaitLine(final String text) throws IOException, InterruptedException {
      awaitIn(out, text);
    }

    /** As {@link #awaitLine}, of what it tells about its progress. */
    void awaitProgress(final String text) throws IOException, InterruptedException {
      awaitIn(err, text);
    }

    /** Waits until it has printed this; false if it ends before. */
    boolean awaitLineOrEnd(final String text) throws IOException, InterruptedException {
      while (!output().contains(text)) {
        if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
          return output().contains(text);
        }
      }
      return true;
    }

    private void awaitIn(final Path file, final String text)
        throws IOException, InterruptedException {
      while (!Files.readString(file, StandardCharsets.UTF_8).contains(text)) {
        assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
            .as("ended before it said '%s':%n%s%n%s", text, output(), errors())
            .isFalse();
      }
    }

    /** As {@code kill -9} and the wait for the body. */
    void kill() {
      process.destroyForcibly().onExit().join();
    }

    /** As {@code kill}: an orderly stop. */
    Result stop() throws IOException, InterruptedException {
      process.destroy();
      return awaitEnd(VERB_TIMEOUT_SECONDS);
    }

    Result awaitEnd(final int seconds) throws IOException, InterruptedException {
      final boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        kill();
      }
      assertThat(ended).as("not done in %d s:%n%s%n%s", seconds, output(), errors()).isTrue();
      return new Result(process.exitValue(), output(), errors());
    }

    String output() throws IOException {
      return Files.readString(out, StandardCharsets.UTF_8);
    }

    String errors() throws IOException {
      return Files.readString(err, StandardCharsets.UTF_8);
    }
  }
}
