package io.holdfast.system.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real {@code bin/holdfast} in a small tree of its own, with a {@code java} and a {@code mvn}
 * that only write down how they were called.
 */
final class Launcher {
  /** Prints its process id, what it tells the C library, and its arguments, each on a line. */
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo "openjdk version \\"${FAKE_JAVA_VERSION:-17.0.1}\\" 2021-10-19" >&2
        exit 0
      fi
      echo "$$"
      echo "${GLIBC_TUNABLES:-}"
      printf '<%s>\\n' "$@"
      exit "${FAKE_JAVA_EXIT:-0}"
      """;

  /** Counts its calls and leaves what the real build would. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "mvn $*" >>mvn-calls
      if [ -n "${FAKE_MVN_FAILS:-}" ]; then
        echo 'cannot find symbol'
        exit 1
      fi
      mkdir -p tools/target/lib
      : >tools/target/tools-0.1.0-SNAPSHOT.jar
      """;

  private final Path root;
  private final Path fakes;
  private final Map<String, String> environment = new HashMap<>();
  private Path script;

  /** A tree without a build, in a directory with a blank in its name. */
  Launcher(final Path dir) throws IOException {
    final Path product = Path.of(System.getProperty("holdfast.root"), "bin");
    root = dir.resolve("flash sale");
    fakes = dir.resolve("fakes");
    script = root.resolve("bin/holdfast");
    write(script, Files.readString(product.resolve("holdfast")));
    write(root.resolve("bin/jvm.flags"), "");
    write(root.resolve("pom.xml"), "<module>tools</module>\n<module>clients/java</module>\n");
    write(root.resolve("tools/pom.xml"), "");
    write(root.resolve("tools/src/main/java/Main.java"), "");
    write(root.resolve("clients/java/pom.xml"), "");
    write(fakes.resolve("java"), JAVA);
    write(fakes.resolve("mvn"), MAVEN);
    environment.put("PATH", fakes + ":/usr/bin:/bin");
  }

  private static void write(final Path file, final String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    // As old as a checked out file, so that what is built is newer however fast that was.
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    Files.setLastModifiedTime(file.getParent(), FileTime.from(Instant.EPOCH));
  }

  Path root() {
    return root;
  }

  Path fakes() {
    return fakes;
  }

  Launcher with(final String variable, final String value) {
    environment.put(variable, value);
    return this;
  }

  Launcher calledBy(final Path link) {
    script = link;
    return this;
  }

  /** A source as new as can be. */
  void edit(final String file) throws IOException {
    Files.setLastModifiedTime(root.resolve(file), FileTime.from(Instant.now().plusSeconds(60)));
  }

  List<String> mavenCalls() throws IOException {
    final Path calls = root.resolve("mvn-calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Run run(final String... arguments) throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    final Path out = fakes.resolve("out");
    final Path err = fakes.resolve("err");
    final ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    final Process process =
        builder
            .directory(fakes.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      final int exitCode = process.waitFor();
      return new Run(process.pid(), exitCode, Files.readAllLines(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /** How one call of the script ended. */
  record Run(long pid, int exitCode, List<String> out, String err) {
    /** What the JVM was given, each argument in angle brackets. */
    List<String> javaArguments() {
      return out.subList(2, out.size());
    }

    String tunables() {
      return out.get(1);
    }
  }
}
