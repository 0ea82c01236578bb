package io.holdfast.tools.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.judge.JournalFile;
import io.holdfast.tools.judge.SmallSale;
import io.holdfast.tools.judge.Tamper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code serve}: from start to stop, and everything that keeps it from starting. */
final class ServeVerbTest {
  private static final String ANY_PORT = "127.0.0.1:0";

  @Test
  void itRunsStopsAndRunsAgainWhereItWas(@TestDir final Path dir) throws Exception {
    final Path dataDir = dir.resolve("data");
    final ServeRun first = serve(dataDir);
    assertThat(first.awaitSequence()).isEqualTo(1);
    final String address = first.awaitAddress();
    assertThat(CommandLineRun.of("sale", "create", 7, "--open", "--connect", address).exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(first.stop()).isEqualTo(ExitCode.OK);
    assertThat(first.out()).contains("new journal in " + dataDir).endsWith("stopped\n");
    assertThat(first.err()).isEmpty();

    final ServeRun second = serve(dataDir);
    assertThat(second.awaitSequence()).as("the fourth gives a grace").isEqualTo(4);
    assertThat(
            CommandLineRun.of("sale", "list", "--json", "--connect", second.awaitAddress()).out())
        .contains("\"sale\":7", "\"state\":\"OPEN\"");
    assertThat(second.stop()).isEqualTo(ExitCode.OK);
    assertThat(second.out()).contains("recovered 3 steps up to sequence 3");
    assertThat(CommandLineRun.of("verify", "--data-dir", dataDir).out())
        .isEqualTo("verified: 4 steps up to sequence 4\n");
  }

  @Test
  void everythingItRunsWithIsPrinted(@TestDir final Path dir) throws Exception {
    final Path config =
        Files.writeString(
            dir.resolve("node.properties"),
            """
            # a small one
            ring-slots = 2048
            max-window : 512
            max-reservations=5000
            segment-size 32m
            min-free=1g
            """);

    final ServeRun run =
        new ServeRun(
            "--listen",
            ANY_PORT,
            "--data-dir",
            dir.resolve("data"),
            "--config",
            config,
            "--min-free",
            "1m",
            "--slow-reader-timeout",
            "2s");
    run.awaitAddress();
    run.stop();

    assertThat(run.out().lines())
        .contains(
            "listen                   127.0.0.1:0",
            "durability               JOURNALED: survives kill -9 and a crash of the process, not"
                + " of the machine",
            "data-dir                 " + dir.resolve("data"),
            "segment-size             32 MiB",
            "min-free                 1 MiB of the disk; below, no new demand is taken, below a"
                + " quarter of it no command",
            "outage-grace             1m after a restart in which nothing lapses",
            "ring-slots               2,048",
            "max-window               512 slots per connection",
            "slow-reader-timeout      2s for a client to take its answers",
            "push-interval            100ms at least between two updates of a subscription",
            "max-observers            20,000",
            "ceilings of a new journal (an old one keeps its own):")
        .anyMatch(line -> line.startsWith("  max-reservations       5,000 live holds"))
        .anyMatch(line -> line.startsWith("holdfast "));
  }

  @Test
  void everyAnswerOfASyncedNodeSaysSo(@TestDir final Path dir) throws Exception {
    final ServeRun run =
        new ServeRun(
            "--listen", ANY_PORT, "--data-dir", dir.resolve("data"), "--durability", "synced");
    final CommandLineRun created =
        CommandLineRun.of("sale", "create", 7, "--json", "--connect", run.awaitAddress());
    assertThat(created.out()).contains("\"durability\":\"SYNCED\"");
    assertThat(run.stop()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("SYNCED: survives kill -9, a crash of the machine and a power cut");
  }

  @Test
  void memoryKeepsNothingAndMakesNoDirectory(@TestDir final Path dir) throws Exception {
    final Path dataDir = dir.resolve("data");
    final ServeRun run =
        new ServeRun(
            "--listen",
            ANY_PORT,
            "--data-dir",
            dataDir,
            "--durability",
            "memory",
            "--i-know-nothing-is-kept",
            "--max-reservations",
            1000);
    run.awaitAddress();

    assertThat(run.stop()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("MEMORY: nothing is kept when the node stops");
    assertThat(dataDir).doesNotExist();
  }

  @Test
  void aPortInUseIsAMistakeAndNothingIsMade(@TestDir final Path dir) throws IOException {
    final Path dataDir = dir.resolve("data");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      final String address = "127.0.0.1:" + taken.getLocalPort();

      assertMistake(
          "cannot listen on "
              + address
              + ": Address already in use; stop what listens there, or choose another --listen",
          "--listen",
          address,
          "--data-dir",
          dataDir);
    }
    assertThat(dataDir).doesNotExist();
  }

  @Test
  void onlyLoopbackIsListenedOn(@TestDir final Path dir) {
    final Path dataDir = dir.resolve("data");

    assertMistake(
        "a node without credentials listens on a loopback address only, such as 127.0.0.1; not on"
            + " 0.0.0.0",
        "--listen",
        "0.0.0.0:7010",
        "--data-dir",
        dataDir);
    assertMistake(
        "no such host: no.such.host.invalid",
        "--listen",
        "no.such.host.invalid:7010",
        "--data-dir",
        dataDir);
    assertThat(dataDir).doesNotExist();
  }

  @Test
  void aDataDirectoryThatCannotBeOneIsAMistake(@TestDir final Path dir) throws IOException {
    final Path file = Files.writeString(dir.resolve("file"), "mine");

    assertMistake(
        file + ": is not a directory; choose another --data-dir",
        "--listen",
        ANY_PORT,
        "--data-dir",
        file);
    final CommandLineRun below =
        CommandLineRun.of("serve", "--listen", ANY_PORT, "--data-dir", file.resolve("below"));
    assertThat(below.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(below.err())
        .startsWith(file.resolve("below") + ": the data directory cannot be written: ")
        .hasLineCount(1);
    assertThat(file).content().isEqualTo("mine");
  }

  @Test
  void aDirectoryInUseIsAMistake(@TestDir final Path dir) {
    try (DataDirectory taken = DataDirectory.lock(dir)) {
      assertMistake(
          taken.root()
              + ": the data directory is in use by another node; stop it or choose another"
              + " --data-dir",
          "--listen",
          ANY_PORT,
          "--data-dir",
          dir);
    }
  }

  @Test
  void aJournalOfAnotherFormatIsAMistakeAndIsLeftAlone(@TestDir final Path dir) throws IOException {
    final Path newer = dir.resolve("newer");
    SmallSale.runIn(dir.resolve("original"));
    final MemoryJournal excerpts = SmallSale.inMemory(dir.resolve("original"));
    Tamper.header(excerpts.excerpts().get(0), header -> header.formatVersion(2));
    JournalFile.write(newer, excerpts);

    assertRefusesAndTouchesNoRecord(
        newer, "the journal has format version 2, this program reads 1; use a newer program");
  }

  @Test
  void aDamagedJournalIsAMistakeAndIsLeftAlone(@TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    JournalFile.flipBitIn(JournalFile.segment(dir), SmallSale.NAME);

    assertRefusesAndTouchesNoRecord(
        dir, "the journal is damaged: the checksum is wrong; sequences up to 9 were on the disk");
  }

  private static void assertRefusesAndTouchesNoRecord(final Path dataDir, final String message)
      throws IOException {
    final Map<String, String> before = JournalFile.records(dataDir);

    final CommandLineRun run =
        CommandLineRun.of("serve", "--listen", ANY_PORT, "--data-dir", dataDir);

    assertThat(run.err())
        .startsWith(
            dataDir.resolve("journal").relativize(JournalFile.segment(dataDir)) + ", byte 0x")
        .contains(": " + message)
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).doesNotContain("ready");
    assertThat(JournalFile.records(dataDir)).isEqualTo(before);
  }

  private static ServeRun serve(final Path dataDir) {
    return new ServeRun(
        "--listen", ANY_PORT, "--data-dir", dataDir, "--max-reservations", 1000, "--min-free", 0);
  }

  private static void assertMistake(final String message, final Object... args) {
    final Object[] words = new Object[args.length + 1];
    words[0] = "serve";
    System.arraycopy(args, 0, words, 1, args.length);
    final CommandLineRun run = CommandLineRun.of(words);
    assertThat(run.err()).isEqualTo(message + "\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).doesNotContain("ready");
  }
}
