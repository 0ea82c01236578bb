package io.holdfast.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.judge.JournalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code journal dump} and {@code journal list}: what was recorded, readable, and only what was
 * asked for.
 */
final class JournalDumpTest {
  private static final long SALE = 7;
  private static final long ITEM = 1;

  private Path dir;

  /** Sequences: 1 start, 2 create, 3 open, 4 and 5 stock, 6 to 12 the buyers. */
  @BeforeEach
  void write(@TestDir final Path dataDir) {
    dir = dataDir;
    new Scribe()
        .openSale(SALE, create -> {})
        .stock(SALE, ITEM, 2)
        .stock(SALE, 2, 1)
        .at(1_500)
        .reserve(1, SALE, ITEM, 100, 2)
        .reserve(2, SALE, ITEM, 101, 1)
        .confirm(1)
        .basket(10, SALE, 102, 2)
        .confirmBasket(10)
        .cancel(50, 1, 1)
        .operatorCancel(11, "fraud")
        .writeTo(dir);
  }

  @Test
  void commandsAreReadable() {
    final CommandLineRun run = dump("--from", 6, "--to", 7);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .isEqualTo(
            """
                     6  2026-11-27T09:00:01.500Z  Reserve             ACCEPTED HELD 2           reservation=00000000-0000-0000-0000-000000000001 sale=7 item=1 buyer=100 quantity=2
                     7  2026-11-27T09:00:01.500Z  Reserve             SOLD_OUT                  reservation=00000000-0000-0000-0000-000000000002 sale=7 item=1 buyer=101 quantity=1
            """);
  }

  @Test
  void timesDurationsAndTextsAreReadable() {
    assertThat(dump("--from", 2, "--to", 2).out())
        .contains(
            "CreateSale",
            "hold=10m payment=5m maxHold=1h retention=1d",
            "name='autumn shoes' operatorName='olga'",
            "seedHash=")
        .doesNotContain("reason=", "opensAt=");
    assertThat(dump("--from", 12).out()).contains("operatorName='olga' reason='fraud'");
  }

  @Test
  void withJsonEveryLineIsAValue() {
    final List<JsonObject> lines = json();

    assertThat(lines).hasSize(12);
    assertThat(lines.get(5))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"sequence":6,"timeMs":1795770001500,"epoch":1,"command":"Reserve","fields":
                {"reservation":"00000000-0000-0000-0000-000000000001","sale":7,"item":1,"buyer":100,
                "group":0,"quantity":2,"tier":0,"flags":[]},"code":"ACCEPTED","state":"HELD",
                "granted":2,"repeated":false,"late":false}
                """));
    assertThat(lines.get(6).get("state").isJsonNull()).isTrue();
  }

  @Test
  void onlyWhatWasAskedFor() {
    assertThat(sequences("--reservation", Scribe.id(1))).containsExactly(6L, 8L, 11L);
    assertThat(sequences("--reservation", Scribe.id(11))).containsExactly(9L, 10L, 12L);
    assertThat(sequences("--reservation", Scribe.id(10))).containsExactly(9L, 10L, 12L);
    assertThat(sequences("--reservation", Scribe.id(50))).containsExactly(11L);
    assertThat(sequences("--buyer", 100)).containsExactly(6L, 8L, 11L);
    assertThat(sequences("--buyer", 102)).containsExactly(9L, 10L, 12L);
    assertThat(sequences("--item", 2)).containsExactly(5L, 9L, 10L, 12L);
    assertThat(sequences("--sale", SALE)).hasSize(11);
    assertThat(sequences("--sale", SALE, "--item", 1, "--buyer", 101)).containsExactly(7L);
    assertThat(sequences("--sale", 8)).isEmpty();
    assertThat(sequences("--code", "sold_out")).containsExactly(7L);
    assertThat(sequences("--from", 8, "--limit", 2)).containsExactly(8L, 9L);
    assertThat(sequences("--buyer", 100, "--from", 8)).containsExactly(8L, 11L);
  }

  @Test
  void aListSaysWhatIsThere() {
    final CommandLineRun run = CommandLineRun.of("journal", "list", "--data-dir", dir, "--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    final JsonObject json = run.json().getAsJsonObject();
    assertThat(json.get("whole").getAsBoolean()).isTrue();
    assertThat(json.get("damage").isJsonNull()).isTrue();
    assertThat(json.get("firstSequence").getAsLong()).isEqualTo(1);
    assertThat(json.get("lastSequence").getAsLong()).isEqualTo(12);
    final JsonObject segment = json.getAsJsonArray("segments").get(0).getAsJsonObject();
    assertThat(segment.get("epoch").getAsLong()).isEqualTo(1);
    assertThat(segment.get("file").getAsString()).endsWith(".cq4");
    assertThat(segment.get("commands").getAsLong()).isEqualTo(12);
    assertThat(segment.get("excerpts").getAsLong()).isEqualTo(12);
    assertThat(segment.get("lastTimeMs").getAsLong() - segment.get("firstTimeMs").getAsLong())
        .isEqualTo(1_500);
    assertThat(CommandLineRun.of("journal", "list", "--data-dir", dir).out())
        .startsWith("EPOCH  FILE")
        .endsWith("whole: sequence 1 to 12\n");
  }

  @Test
  void damageIsNamedAndWhatIsBeforeItIsPrinted() throws IOException {
    JournalFile.flipBitIn(JournalFile.segment(dir), "fraud");
    final Map<String, String> before = JournalFile.contents(dir);

    final CommandLineRun dump = dump("--from", 11);
    final CommandLineRun list = CommandLineRun.of("journal", "list", "--data-dir", dir, "--json");

    assertThat(dump.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(dump.out()).hasLineCount(1).contains("Cancel");
    assertThat(dump.err()).hasLineCount(1).contains("the journal is damaged");
    assertThat(list.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(list.json().getAsJsonObject().get("whole").getAsBoolean()).isFalse();
    assertThat(list.json().getAsJsonObject().get("lastSequence").getAsLong()).isEqualTo(11);
    assertThat(list.json().getAsJsonObject().get("damage").getAsString()).contains("damaged");
    assertThat(JournalFile.contents(dir)).isEqualTo(before);
  }

  @Test
  void mistakesAreSaid() {
    assertMistake("--from 0: must be at least 1\n", "--from", 0);
    assertMistake("--to 2 is before --from 3\n", "--from", 3, "--to", 2);
    assertMistake("--limit 0: must be at least 1\n", "--limit", 0);
    assertMistake("--from 13: the journal ends at 12\n", "--from", 13);
    assertMistake(
        "--reservation says it all: leave out --buyer, --sale and --item\n",
        "--reservation",
        Scribe.id(1),
        "--buyer",
        1);
    assertThat(dump("--reservation", "x").exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(dump("--code", "NONSENSE").exitCode()).isEqualTo(ExitCode.MISTAKE);
  }

  private void assertMistake(final String message, final Object... options) {
    final CommandLineRun run = dump(options);
    assertThat(run.err()).isEqualTo(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }

  private List<Long> sequences(final Object... options) {
    return json(options).stream().map(line -> line.get("sequence").getAsLong()).toList();
  }

  private List<JsonObject> json(final Object... options) {
    final Object[] withJson = java.util.Arrays.copyOf(options, options.length + 1);
    withJson[options.length] = "--json";
    final CommandLineRun run = dump(withJson);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }

  private CommandLineRun dump(final Object... options) {
    final Object[] all = new Object[options.length + 4];
    System.arraycopy(new Object[] {"journal", "dump", "--data-dir", dir}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return CommandLineRun.of(all);
  }
}
