package io.holdfast.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the jar runs beside JMH's benchmarks, each in a JVM of its own with the flags it needs. */
enum Program {
  /** Bytes per live reservation and per waiting buyer. */
  MEMORY("memory", MemoryUse.class, "-Xms8g", "-Xmx8g", "-XX:+UseParallelGC"),
  /** Single steps while very many holds lapse at once. */
  BURST("burst", ExpiryBurst.class, "-Xms4g", "-Xmx4g", "-XX:+UseParallelGC"),
  /** Seconds to save and to load very many live reservations. */
  SNAPSHOT(
      "snapshot",
      SnapshotTimes.class,
      "-Xms5g",
      "-Xmx5g",
      "-XX:+UseParallelGC",
      "-XX:+UseTransparentHugePages");

  private final String word;
  private final Class<?> main;
  private final String heap;

  Program(final String word, final Class<?> main, final String... options) {
    this.word = word;
    this.main = main;
    this.heap = String.join(" ", options);
  }

  static Optional<Program> named(final String word) {
    return Arrays.stream(values()).filter(program -> program.word.equals(word)).findFirst();
  }

  /** Runs it to its end and returns its exit code. */
  int run(final List<String> jvmFlags, final List<String> arguments)
      throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of(heap.split(" ")));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
