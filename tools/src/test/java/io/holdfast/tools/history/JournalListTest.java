package io.holdfast.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.judge.JournalFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code journal list} says of every segment whether it is damaged, also behind the damage. */
final class JournalListTest {
  private static final long SALE = 7;
  private static final long ITEM = 1;
  private static final int SEGMENT_EXCERPTS = 4;
  private static final long BUYER_OF_8 = 104;
  private static final int HEAD_BYTES = 4_096;

  private Path dir;

  /** Sequences 1 to 4, 5 to 8, 9 to 12, 13 and 14. */
  @BeforeEach
  void write(@TestDir final Path dataDir) {
    dir = dataDir;
    final Scribe scribe = new Scribe().openSale(SALE, create -> {}).stock(SALE, ITEM, 20);
    for (int i = 1; i <= 10; i++) {
      scribe.reserve(i, SALE, ITEM, 100 + i, 1);
    }
    SegmentedJournal.write(dir, scribe, SEGMENT_EXCERPTS);
  }

  @Test
  void ofAWholeJournalEverySegmentIsWhole() {
    final JsonObject json = list(ExitCode.OK);

    assertThat(states(json)).isEqualTo("1-4 5-8 9-12 13-14");
    assertThat(text()).containsPattern("(?m)^EPOCH .* BYTES  STATE$").doesNotContain("DAMAGED");
  }

  @Test
  void theDamagedOneIsNamedAndThoseBehindItAreTold() throws IOException {
    damageReserveOf(1, BUYER_OF_8);
    final Map<String, String> before = JournalFile.contents(dir);

    final JsonObject json = list(ExitCode.NO);

    assertThat(states(json)).isEqualTo("1-4 5-7:damaged 9-12 13-14");
    assertThat(json.get("lastSequence").getAsLong()).isEqualTo(7);
    assertThat(json.get("commands").getAsLong()).isEqualTo(7);
    assertThat(damageOf(json, 1)).isEqualTo(json.get("damage").getAsString());
    assertThat(text())
        .containsPattern("(?m)^ +1 .* 1 +4 .*  whole$")
        .containsPattern("(?m)^ +1 .* 5 +7 .*  DAMAGED$")
        .containsPattern("(?m)^ +1 .* 9 +12 .*  whole$")
        .contains("\nDAMAGED: ");
    assertThat(JournalFile.contents(dir)).isEqualTo(before);
  }

  @Test
  void everyDamagedOneIsNamed() throws IOException {
    JournalFile.flipBitIn(SegmentedJournal.segments(dir).get(0), "delivery");
    damageReserveOf(2, BUYER_OF_8 + 4);

    final JsonObject json = list(ExitCode.NO);

    assertThat(states(json)).isEqualTo("1-3:damaged 5-8 9-11:damaged 13-14");
    assertThat(json.get("lastSequence").getAsLong()).isEqualTo(3);
    assertThat(damageOf(json, 0)).isNotEqualTo(damageOf(json, 2));
  }

  @Test
  void oneThatCannotBeReadAtAllIsNamed() throws IOException {
    JournalFile.overwriteHead(SegmentedJournal.segments(dir).get(1), HEAD_BYTES, (byte) 0xAB);

    final JsonObject json = list(ExitCode.NO);

    assertThat(states(json)).isEqualTo("1-4 null-null:damaged 9-12 13-14");
    assertThat(json.get("lastSequence").getAsLong()).isEqualTo(4);
    assertThat(text()).containsPattern("(?m)^ +1 .* - +- .*  DAMAGED$");
  }

  @Test
  void thatOneIsMissingIsSaidOfTheNext() throws IOException {
    Files.delete(SegmentedJournal.segments(dir).get(1));

    final JsonObject json = list(ExitCode.NO);

    assertThat(states(json)).isEqualTo("1-4 9-12:damaged 13-14");
    assertThat(json.get("lastSequence").getAsLong()).isEqualTo(4);
    assertThat(damageOf(json, 1)).contains("sequence 9 follows 4");
  }

  /** Where item and buyer of the Reserve stand in the file. */
  private void damageReserveOf(final int segment, final long buyer) throws IOException {
    final ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(ITEM).putLong(buyer);
    JournalFile.flipBitIn(
        SegmentedJournal.segments(dir).get(segment),
        new String(bytes.array(), StandardCharsets.ISO_8859_1));
  }

  private JsonObject list(final int exitCode) {
    final CommandLineRun run = CommandLineRun.of("journal", "list", "--data-dir", dir, "--json");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    final JsonObject json = run.json().getAsJsonObject();
    assertThat(json.get("whole").getAsBoolean()).isEqualTo(exitCode == ExitCode.OK);
    return json;
  }

  private String text() {
    return CommandLineRun.of("journal", "list", "--data-dir", dir).out();
  }

  private static String damageOf(final JsonObject json, final int segment) {
    return segments(json).get(segment).get("damage").getAsString();
  }

  /** Its sequences, and whether something is wrong, of every segment. */
  private static String states(final JsonObject json) {
    return segments(json).stream()
        .map(
            row ->
                row.get("firstSequence")
                    + "-"
                    + row.get("lastSequence")
                    + (row.get("damage").isJsonNull() ? "" : ":damaged"))
        .collect(Collectors.joining(" "));
  }

  private static List<JsonObject> segments(final JsonObject json) {
    return StreamSupport.stream(json.getAsJsonArray("segments").spliterator(), false)
        .map(row -> row.getAsJsonObject())
        .toList();
  }
}
