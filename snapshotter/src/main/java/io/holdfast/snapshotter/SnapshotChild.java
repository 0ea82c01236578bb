package io.holdfast.snapshotter;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of a process that takes snapshots beside a node: a Java of its own with its own
 * heap, so that the node's collector has nothing to do with it, at the lowest priority that there
 * is for CPU and disk.
 */
public final class SnapshotChild {
  private static final long MIB = 1L << 20;

  /** What a Java needs besides the state. */
  private static final long BASE_BYTES = 256 * MIB;

  private SnapshotChild() {}

  /**
   * The command line.
   *
   * @param nodeHeapBytes the most memory the node may use; half of it is what its state may take
   * @param mainClass to be run
   * @param arguments for it
   */
  public static List<String> command(
      final long nodeHeapBytes, final String mainClass, final List<String> arguments) {
    final List<String> command = new ArrayList<>();
    if (isInstalled("nice")) {
      command.addAll(List.of("nice", "-n", "19"));
    }
    if (isInstalled("ionice")) {
      command.addAll(List.of("ionice", "-c", "3"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(SnapshotChild::isForTheChild)
        .forEach(command::add);
    // One thread for the collector: the node needs the others.
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx" + (nodeHeapBytes / 2 + BASE_BYTES) / MIB + "m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** What opens the JDK to libraries and what configures those; not heap and collector. */
  private static boolean isForTheChild(final String argument) {
    return argument.startsWith("--add-") || argument.startsWith("-D");
  }

  private static boolean isInstalled(final String program) {
    final String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
