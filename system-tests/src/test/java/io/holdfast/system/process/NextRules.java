package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program of the next version of the rules: the same sources, of which those that name the
 * version are compiled with one more. It decides as this one does, and says that it does not.
 */
final class NextRules {
  static final int VERSION = EngineConfig.RULES_VERSION + 1;

  private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
  private static final String NAME = "RULES_VERSION";
  private static final String OLD = NAME + " = " + EngineConfig.RULES_VERSION + ";";

  /** All that runs but the protocol, which knows nothing of rules. */
  private static final List<String> MODULES =
      List.of(
          "engine-core",
          "journal",
          "snapshotter",
          "gateway-netty",
          "clients/java",
          "model",
          "server",
          "tools");

  private NextRules() {}

  /** Builds it in a directory; gives its command line, in place of {@code bin/holdfast}. */
  static List<String> build(final Path dir) throws IOException {
    final Path sources = Files.createDirectories(dir.resolve("sources"));
    final Path classes = Files.createDirectories(dir.resolve("classes"));
    int changed = 0;
    for (final String module : MODULES) {
      final Path tree = ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> all = Files.walk(tree)) {
        for (final Path file : all.filter(path -> path.toString().endsWith(".java")).toList()) {
          changed += copy(file, sources.resolve(tree.relativize(file)));
        }
      }
    }
    assertThat(changed).as("the engine and the judge say the version").isEqualTo(2);
    NextVersion.compile(List.of(sources), classes);
    return NextVersion.programOf(classes);
  }

  /** Copies what names the version, with the next one; 1 where it is said. */
  private static int copy(final Path from, final Path to) throws IOException {
    final String text = Files.readString(from);
    if (!text.contains(NAME)) {
      return 0;
    }
    Files.createDirectories(to.getParent());
    Files.writeString(to, text.replace(OLD, NAME + " = " + VERSION + ";"));
    return text.contains(OLD) ? 1 : 0;
  }
}
