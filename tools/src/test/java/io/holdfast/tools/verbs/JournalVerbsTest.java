package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.engine.Engine;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.protocol.codec.Code;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.judge.JournalFile;
import io.holdfast.tools.judge.SmallSale;
import io.holdfast.tools.judge.Tamper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code replay} and {@code verify} on the journals of real nodes, whole and damaged. */
final class JournalVerbsTest {
  @Test
  void aJournalIsVerified(@TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    final Map<String, String> before = JournalFile.contents(dir);

    final CommandLineRun json = CommandLineRun.of("verify", "--data-dir", dir, "--json");
    final CommandLineRun text = CommandLineRun.of("verify", "--data-dir", dir);

    assertThat(json.exitCode()).as(json.err()).isEqualTo(ExitCode.OK);
    assertThat(json.out())
        .isEqualTo("{\"verified\":true,\"commands\":9,\"sequence\":9,\"firstViolation\":null}\n");
    assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text.out()).isEqualTo("verified: 9 steps up to sequence 9\n");
    assertThat(JournalFile.contents(dir)).isEqualTo(before);
  }

  @Test
  void aJournalIsReplayedToItsStateAndToAnyBefore(@TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    final Map<String, String> before = JournalFile.contents(dir);

    for (int sequence = 1; sequence <= SmallSale.STEPS; sequence++) {
      final CommandLineRun run =
          CommandLineRun.of("replay", "--data-dir", dir, "--to-sequence", sequence, "--json");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      final JsonObject json = run.json().getAsJsonObject();
      assertThat(json.keySet())
          .containsExactly(
              "commands",
              "seconds",
              "commandsPerSecond",
              "sequence",
              "stateHash",
              "fromSequence",
              "timeMs",
              "sales",
              "stock");
      assertThat(json.get("commands").getAsLong()).isEqualTo(sequence);
      assertThat(json.get("sequence").getAsLong()).isEqualTo(sequence);
      assertThat(json.get("stateHash").getAsString()).isEqualTo(stateHash(dir, sequence));
    }
    final CommandLineRun whole = CommandLineRun.of("replay", "--data-dir", dir);
    assertThat(whole.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(whole.out())
        .startsWith("9 steps in ")
        .contains("sequence 9, state hash " + stateHash(dir, SmallSale.STEPS));
    assertThat(JournalFile.contents(dir)).isEqualTo(before);
  }

  private static String stateHash(final Path dir, final long sequence) {
    final Engine engine = new Engine();
    new Recovery(engine, progress -> {}).replay(SmallSale.inMemory(dir), sequence);
    return String.format("%016x", engine.stateHash());
  }

  @Test
  void bothWorkBesideTheNodeThatWrites(@TestDir final Path dir) {
    try (TestNode node = new TestNode(dir)) {
      SmallSale.run(node);

      assertThat(CommandLineRun.of("verify", "--data-dir", dir).out())
          .isEqualTo("verified: 9 steps up to sequence 9\n");
      assertThat(CommandLineRun.of("replay", "--data-dir", dir).exitCode()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void aChangedOutcomeIsFoundByBoth(@TestDir final Path dir) {
    final Path changed = dir.resolve("changed");
    SmallSale.runIn(dir.resolve("original"));
    final MemoryJournal excerpts = SmallSale.inMemory(dir.resolve("original"));
    Tamper.firstRecord(excerpts.excerpts().get(6), record -> record.code(Code.ACCEPTED.value()));
    JournalFile.write(changed, excerpts);

    final CommandLineRun verify = CommandLineRun.of("verify", "--data-dir", changed, "--json");
    final CommandLineRun replay = CommandLineRun.of("replay", "--data-dir", changed, "--json");

    assertThat(verify.exitCode()).isEqualTo(ExitCode.NO);
    final JsonObject json = verify.json().getAsJsonObject();
    assertThat(json.get("verified").getAsBoolean()).isFalse();
    assertThat(json.get("commands").getAsLong()).isEqualTo(6);
    assertThat(json.get("sequence").getAsLong()).isEqualTo(6);
    final JsonObject violation = json.getAsJsonObject("firstViolation");
    assertThat(violation.keySet()).containsExactly("sequence", "rule", "text");
    assertThat(violation.get("sequence").getAsLong()).isEqualTo(7);
    assertThat(violation.get("rule").getAsString()).isEqualTo("outcome");
    assertThat(replay.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(replay.out()).isEmpty();
    assertThat(replay.err())
        .contains("sequence 7 was answered ACCEPTED", "replay says SOLD_OUT", "the state diverges")
        .hasLineCount(1);
  }

  @Test
  void aFlippedBitIsFoundByBoth(@TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    JournalFile.flipBitIn(JournalFile.segment(dir), SmallSale.NAME);

    final CommandLineRun verify = CommandLineRun.of("verify", "--data-dir", dir);
    final CommandLineRun replay = CommandLineRun.of("replay", "--data-dir", dir);

    final Path segment = JournalFile.segment(dir);
    final String where = dir.resolve("journal").relativize(segment) + ", byte 0x";
    assertThat(verify.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(verify.out())
        .startsWith("NOT VERIFIED: sequence 2 violates journal-damaged\n")
        .contains(where, "the journal is damaged: the checksum is wrong")
        .endsWith("steps before it, all right: 1\n");
    assertThat(replay.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(replay.out()).isEmpty();
    assertThat(replay.err())
        .startsWith(where)
        .endsWith(": the journal is damaged: the checksum is wrong\n");
  }

  @Test
  void aWreckedFileIsFoundByBoth(@TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    JournalFile.overwriteHead(JournalFile.firstSegment(dir), 64, (byte) 0xAB);

    final CommandLineRun verify = CommandLineRun.of("verify", "--data-dir", dir);
    final CommandLineRun replay = CommandLineRun.of("replay", "--data-dir", dir);

    final String nothing =
        "(?s).*, byte 0x0: the journal is damaged: the header of a document is incomplete.*";
    assertThat(verify.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(verify.out())
        .startsWith("NOT VERIFIED: sequence 1 violates journal-damaged\n")
        .matches(nothing);
    assertThat(replay.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(replay.err()).matches(nothing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "replay"})
  void noJournalIsAMistake(final String verb, @TestDir final Path dir) throws IOException {
    final Path missing = dir.resolve("missing");
    final Path file = Files.writeString(dir.resolve("file"), "");

    assertMistake(missing + ": no such directory\n", verb, "--data-dir", missing);
    assertMistake(file + ": no such directory\n", verb, "--data-dir", file);
    assertMistake(
        dir + ": has no journal; is it the --data-dir of a node that has run?\n",
        verb,
        "--data-dir",
        dir);
  }

  @Test
  void aSequenceBeyondTheEndIsAMistake(@TestDir final Path dir) {
    SmallSale.runIn(dir);

    assertMistake(
        "--to-sequence 10: the journal ends at 9\n",
        "replay",
        "--data-dir",
        dir,
        "--to-sequence",
        10);
  }

  private static void assertMistake(final String message, final Object... args) {
    final CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.err()).isEqualTo(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }
}
