package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Journals and snapshots of formats that programs have written lead to the states they led to then.
 * They are never changed; a new format gets new ones (docs/HACKING.md says how).
 */
final class FixturesTest {
  private static final Path FIXTURES =
      Path.of(
          System.getProperty("holdfast.root"),
          "snapshotter",
          "src",
          "test",
          "resources",
          "formats");
  private static final String EXPECTED = "expected.properties";
  private static final int BUYERS = 30;

  @Test
  void everyFormatLeadsToItsState(@TestDir final Path dir) throws IOException {
    final List<Path> formats = formats();
    assertThat(formats).isNotEmpty();
    for (final Path format : formats) {
      final Path copy = dir.resolve(format.getFileName());
      copyTree(format, copy);
      check(copy);
    }
  }

  private static void check(final Path format) throws IOException {
    final Properties expected = new Properties();
    try (InputStream in = Files.newInputStream(format.resolve(EXPECTED))) {
      expected.load(in);
    }
    final Path snapshot = new SnapshotStore(format).files().get(0);
    final Engine loaded = new Engine();
    final SnapshotInfo info = SnapshotFile.verify(snapshot, loaded, bytes -> {});
    assertThat(String.valueOf(info.point().sequence()))
        .isEqualTo(expected.getProperty("snapshot.sequence"));
    assertThat(hex(loaded.stateHash())).isEqualTo(expected.getProperty("snapshot.stateHash"));

    final Engine replayed = new Engine();
    replay(format, replayed);
    assertEnd(replayed, expected);
    replay(format, loaded);
    assertEnd(loaded, expected);
  }

  private static void assertEnd(final Engine engine, final Properties expected) {
    assertThat(String.valueOf(engine.sequence())).isEqualTo(expected.getProperty("sequence"));
    assertThat(hex(engine.digest())).isEqualTo(expected.getProperty("digest"));
    assertThat(hex(engine.stateHash())).isEqualTo(expected.getProperty("stateHash"));
  }

  private static void replay(final Path dir, final Engine engine) {
    try (JournalLog log = JournalLog.open(dir)) {
      new Recovery(engine, sequence -> {}).replay(log, Long.MAX_VALUE);
    }
  }

  /** Writes the fixture of the present formats: {@code -Dholdfast.fixtures.write=NAME}. */
  @Test
  @EnabledIfSystemProperty(named = "holdfast.fixtures.write", matches = ".+")
  void write(@TestDir final Path dir) throws IOException {
    final Path target = FIXTURES.resolve(System.getProperty("holdfast.fixtures.write"));
    assertThat(target).as("fixtures are never written over").doesNotExist();
    final Properties expected = new Properties();
    try (TestLog log = TestLog.ofSale(dir).reserve(BUYERS).passMs(1_000).reserve(BUYERS)) {
      final SnapshotInfo snapshot = log.snapshot();
      expected.setProperty("snapshot.sequence", String.valueOf(snapshot.point().sequence()));
      expected.setProperty("snapshot.stateHash", hex(snapshot.stateHash()));
      log.passMs(70_000).reserve(BUYERS).end();
      expected.setProperty("sequence", String.valueOf(log.engine.sequence()));
      expected.setProperty("digest", hex(log.engine.digest()));
      expected.setProperty("stateHash", hex(log.engine.stateHash()));
    }
    copyTree(dir, target);
    final List<String> lines = new ArrayList<>();
    expected.stringPropertyNames().stream()
        .sorted()
        .forEach(key -> lines.add(key + "=" + expected.getProperty(key)));
    Files.write(target.resolve(EXPECTED), lines);
  }

  private static List<Path> formats() throws IOException {
    try (Stream<Path> entries = Files.list(FIXTURES)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static String hex(final long value) {
    return String.format(Locale.ROOT, "%016x", value);
  }

  /** Without Chronicle's own files, which nothing needs that reads. */
  private static void copyTree(final Path from, final Path to) throws IOException {
    final List<Path> files;
    try (Stream<Path> tree = Files.walk(from)) {
      files =
          tree.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().endsWith(".cq4t"))
              .filter(file -> !file.getFileName().toString().endsWith(".lock"))
              .toList();
    }
    for (final Path file : files) {
      final Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      trim(target);
    }
  }

  /** A segment's file is longer than what is in it. */
  private static void trim(final Path file) throws IOException {
    if (!file.toString().endsWith(".cq4")) {
      return;
    }
    final byte[] bytes = Files.readAllBytes(file);
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    final int page = 4_096;
    final byte[] kept = new byte[(length / page + 2) * page];
    System.arraycopy(bytes, 0, kept, 0, Math.min(length, bytes.length));
    Files.write(file, kept);
  }
}
