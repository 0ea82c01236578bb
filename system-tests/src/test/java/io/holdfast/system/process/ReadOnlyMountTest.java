package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Ids;
import io.holdfast.client.ReserveRequest;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A data directory on a file system that is mounted read-only, such as a backup: verbs that only
 * read do all they do elsewhere, those that would write say so in a line, and so does a node.
 */
@Tag("slow")
final class ReadOnlyMountTest {
  private static final long SALE = 7;
  private static final long BUYER = 100;

  private static final List<String> READERS =
      List.of(
          "journal list",
          "journal dump",
          "replay",
          "replay --from-snapshot",
          "verify",
          "explain --buyer " + BUYER,
          "what-if --check",
          "snapshot list",
          "snapshot verify --replay");

  /** With what each says the file system is. */
  private static final List<String> WRITERS =
      List.of(
          "snapshot take",
          "snapshot prune --keep 1",
          "journal prune --covered-by-snapshot",
          "serve --listen 127.0.0.1:0");

  private static final int MISTAKE = 2;

  @Test
  @TimeLimit(300)
  void isReadAndNotWritten(@TestDir final Path dir) throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    final Path data = dir.resolve("data");
    write(holdfast, data);
    final Map<String, Long> before = files(data);
    try (MountedDisk disk = MountedDisk.readOnly(dir, data)) {
      for (final String verb : READERS) {
        final Holdfast.Result result = run(holdfast, verb, disk.path());
        assertThat(result.exitCode()).as("%s: %s", verb, result.err()).isZero();
        assertThat(result.out()).as(verb).isNotEmpty();
      }
      for (final String verb : WRITERS) {
        final Holdfast.Result result = run(holdfast, verb, disk.path());
        assertThat(result.exitCode()).as("%s: %s", verb, result.err()).isEqualTo(MISTAKE);
        assertThat(result.err())
            .as(verb)
            .hasLineCount(1)
            .startsWith(disk.path().toString())
            .endsWith(": the file system is read-only\n");
      }
    }
    assertThat(files(data)).isEqualTo(before);
  }

  /** Two runs of a node, so that the first segment may be pruned, and a snapshot of the end. */
  private static void write(final Holdfast holdfast, final Path data)
      throws IOException, InterruptedException {
    try (ServedNode node = ServedNode.start(holdfast, data)) {
      node.openSale(SALE);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        client.adjustStock(AdjustStockRequest.add(Ids.next(), SALE, 1, 10)).join();
        client.reserve(ReserveRequest.of(Ids.next(), SALE, 1, BUYER, 1)).join();
      }
      node.stop();
      node.startAgain();
      node.stop();
    }
    run(holdfast, "snapshot take", data).expectSuccess();
  }

  private static Holdfast.Result run(final Holdfast holdfast, final String verb, final Path data)
      throws IOException, InterruptedException {
    final List<String> words = new ArrayList<>(List.of(verb.split(" ")));
    words.addAll(List.of("--data-dir", data.toString()));
    return holdfast.run(words.toArray(String[]::new));
  }

  /** Every file with its length. */
  private static Map<String, Long> files(final Path dir) throws IOException {
    final Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(dir)) {
      for (final Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(dir.relativize(file).toString(), Files.size(file));
      }
    }
    return files;
  }
}
