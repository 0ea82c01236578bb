package io.holdfast.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code replay} to a sequence or a time, and how everything stood then. */
final class ReplayPointTest {
  private static final long SALE = 7;

  private Path dir;

  @BeforeEach
  void write(@TestDir final Path dataDir) {
    dir = dataDir;
    new Scribe()
        .openSale(SALE, create -> create.gated((short) 1))
        .stock(SALE, 1, 5)
        .stock(SALE, 2, 3)
        .at(1_000)
        .join(SALE, 100)
        .at(2_000)
        .reserve(1, SALE, 1, 100, 2)
        .at(3_000)
        .confirm(1)
        .writeTo(dir);
  }

  @Test
  void stockAtATime() {
    final JsonObject held = replay("--to-time", "2026-11-27T09:00:02.999Z", "--json");
    final JsonObject sold = replay("--to-time", "1795770003000", "--json");

    assertThat(held.getAsJsonArray("stock"))
        .isEqualTo(
            JsonParser.parseString(
                """
                [{"sale":7,"item":1,"received":5,"available":3,"held":2,"sold":0,"waiting":0,"waitingUnits":0},
                {"sale":7,"item":2,"received":3,"available":3,"held":0,"sold":0,"waiting":0,"waitingUnits":0}]
                """));
    assertThat(held.get("timeMs").getAsLong()).isEqualTo(1795770002000L);
    assertThat(held.getAsJsonArray("sales").get(0).getAsJsonObject().get("queue"))
        .isEqualTo(
            JsonParser.parseString(
                "{\"joined\":1,\"waiting\":0,\"active\":1,\"done\":0,\"expired\":0,\"left\":0}"));
    final JsonObject line = sold.getAsJsonArray("stock").get(0).getAsJsonObject();
    assertThat(line.get("held").getAsLong()).isZero();
    assertThat(line.get("sold").getAsLong()).isEqualTo(2);
    assertThat(sold.get("sequence").getAsLong()).isEqualTo(held.get("sequence").getAsLong() + 1);
  }

  @Test
  void aTimeAfterTheEndIsTheEnd() {
    assertThat(replay("--to-time", "2027-01-01T00:00:00Z", "--json").get("stateHash"))
        .isEqualTo(replay("--json").get("stateHash"));
  }

  @Test
  void oneItemForPeople() {
    final CommandLineRun run = run("--to-sequence", 5, "--sale", 7, "--item", 2);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains(
            "engine time 2026-11-27T09:00:00Z",
            "queue of sale 7: joined 0, waiting 0, active 0, done 0, expired 0, left 0",
            """
            SALE  ITEM  RECEIVED  AVAILABLE  HELD  SOLD  WAITING  UNITS WANTED
               7     2         3          3     0     0        0             0
            """);
  }

  @Test
  void fromASnapshotLeadsToTheSameState() {
    final JsonObject whole = replay("--json");
    assertThat(whole.get("fromSequence").getAsLong()).isZero();

    final CommandLineRun without = run("--from-snapshot", "--json");
    assertThat(without.err()).contains("no snapshot can be used: replaying from the first record");
    CommandLineRun.of("snapshot", "take", "--data-dir", dir, "--to-sequence", 5);
    final JsonObject from = replay("--from-snapshot", "--json");

    assertThat(from.get("fromSequence").getAsLong()).isEqualTo(5);
    assertThat(from.get("commands").getAsLong()).isEqualTo(whole.get("commands").getAsLong() - 5);
    assertThat(from.get("stateHash")).isEqualTo(whole.get("stateHash"));
    assertThat(from.get("stock")).isEqualTo(whole.get("stock"));
    assertThat(
            replay("--from-snapshot", "--to-sequence", 4, "--json").get("fromSequence").getAsLong())
        .isZero();
  }

  @Test
  void mistakesAreSaid() {
    assertMistake(
        "2026-11-27T08:59:59Z: the journal begins later, at 2026-11-27T09:00:00Z\n",
        "--to-time",
        "2026-11-27T08:59:59Z");
    assertMistake(
        "--to-sequence and --to-time: choose one\n", "--to-time", "5", "--to-sequence", "5");
    assertMistake("--sale 8: no such sale at sequence 3\n", "--sale", 8, "--to-sequence", 3);
    assertMistake("--item 9: no such item at sequence 3\n", "--item", 9, "--to-sequence", 3);
    final CommandLineRun run = run("--to-time", "yesterday");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).contains("'yesterday' is neither a time with its zone");
  }

  private void assertMistake(final String message, final Object... options) {
    final CommandLineRun run = run(options);
    assertThat(run.err()).isEqualTo(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }

  private JsonObject replay(final Object... options) {
    final CommandLineRun run = run(options);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run.json().getAsJsonObject();
  }

  private CommandLineRun run(final Object... options) {
    final Object[] all = new Object[options.length + 3];
    System.arraycopy(new Object[] {"replay", "--data-dir", dir}, 0, all, 0, 3);
    System.arraycopy(options, 0, all, 3, options.length);
    return CommandLineRun.of(all);
  }
}
