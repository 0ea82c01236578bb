package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.SnapshotBlockDecoder;
import io.holdfast.protocol.codec.SnapshotHeaderDecoder;
import io.holdfast.protocol.codec.StateBacklogDecoder;
import io.holdfast.protocol.codec.StateBasketsDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder;
import io.holdfast.protocol.codec.StateEndDecoder;
import io.holdfast.protocol.codec.StateEngineDecoder;
import io.holdfast.protocol.codec.StateLinesDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder;
import io.holdfast.protocol.codec.StateSaleDecoder;
import io.holdfast.protocol.codec.StateSessionsDecoder;
import io.holdfast.protocol.codec.StateTicketsDecoder;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pictures of docs/reference/snapshot.md are those of the code. */
final class SnapshotFormatTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("holdfast.root"), "docs", "reference", "snapshot.md");
  private static final int NO_ROWS = 0;

  @Test
  void headerAndBlockLieWhereTheyAreDrawn(@TestDir final Path dir) throws IOException {
    final SnapshotPoint point;
    final ByteBuffer file;
    try (TestLog log = TestLog.ofSale(dir).reserve(2)) {
      point = log.point();
      file =
          ByteBuffer.wrap(Files.readAllBytes(log.snapshot().file())).order(ByteOrder.LITTLE_ENDIAN);
    }

    final byte[] magic = new byte[8];
    file.get(0, magic);
    assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("HF-SNAP\n");
    assertThat(file.getShort(16)).isEqualTo((short) SnapshotFormat.VERSION);
    assertThat(file.getInt(24)).isEqualTo(point.rulesVersion());
    assertThat(file.getInt(28)).isEqualTo(1_048_576);
    assertThat(file.getLong(32)).isEqualTo(point.cluster().getMostSignificantBits());
    assertThat(file.getLong(48)).isEqualTo(point.term().getMostSignificantBits());
    assertThat(file.getLong(64)).isEqualTo(point.epoch());
    assertThat(file.getLong(72)).isEqualTo(point.sequence());
    assertThat(file.getLong(80)).isEqualTo(point.timeMs());
    assertThat(file.getLong(88)).isEqualTo(point.digest());
    assertThat(SnapshotFormat.HEADER_BYTES).isEqualTo(96);
    assertThat(SnapshotFormat.BLOCK_HEAD_BYTES).isEqualTo(28);
    assertThat(file.getShort(96 + 8)).isEqualTo((short) StateEngineDecoder.TEMPLATE_ID);
    assertThat(file.getInt(96 + 16)).isEqualTo(1);
    assertThat(file.getInt(96 + 20))
        .isEqualTo(MessageHeaderDecoder.ENCODED_LENGTH + StateEngineDecoder.BLOCK_LENGTH);
    assertThat(file.getInt(96 + 24)).isEqualTo(1);
    assertThat(SnapshotHeaderDecoder.crc32cEncodingOffset()).isEqualTo(4);
    assertThat(SnapshotBlockDecoder.crc32cEncodingOffset()).isEqualTo(4);
    assertThat(SnapshotFormat.FOOTER).isEqualTo(122);
  }

  @Test
  void sectionsAreThoseOfTheTable() throws IOException {
    section(StateEngineDecoder.TEMPLATE_ID, StateEngineDecoder.BLOCK_LENGTH, NO_ROWS);
    section(StateSaleDecoder.TEMPLATE_ID, StateSaleDecoder.BLOCK_LENGTH, NO_ROWS);
    section(
        StateLinesDecoder.TEMPLATE_ID,
        StateLinesDecoder.BLOCK_LENGTH,
        StateLinesDecoder.LinesDecoder.sbeBlockLength());
    section(
        StateReservationsDecoder.TEMPLATE_ID,
        StateReservationsDecoder.BLOCK_LENGTH,
        StateReservationsDecoder.ReservationsDecoder.sbeBlockLength());
    section(
        StateBasketsDecoder.TEMPLATE_ID,
        StateBasketsDecoder.BLOCK_LENGTH,
        StateBasketsDecoder.BasketsDecoder.sbeBlockLength());
    section(
        StateCommandsDecoder.TEMPLATE_ID,
        StateCommandsDecoder.BLOCK_LENGTH,
        StateCommandsDecoder.CommandsDecoder.sbeBlockLength());
    section(
        StateTicketsDecoder.TEMPLATE_ID,
        StateTicketsDecoder.BLOCK_LENGTH,
        StateTicketsDecoder.TicketsDecoder.sbeBlockLength());
    section(
        StateSessionsDecoder.TEMPLATE_ID,
        StateSessionsDecoder.BLOCK_LENGTH,
        StateSessionsDecoder.SessionsDecoder.sbeBlockLength());
    section(
        StateBacklogDecoder.TEMPLATE_ID,
        StateBacklogDecoder.BLOCK_LENGTH,
        StateBacklogDecoder.LinesDecoder.sbeBlockLength());
    section(StateEndDecoder.TEMPLATE_ID, StateEndDecoder.BLOCK_LENGTH, NO_ROWS);
  }

  private static void section(final int number, final int blockBytes, final int rowBytes)
      throws IOException {
    final Matcher row =
        Pattern.compile("\\| " + number + " \\| `\\w+` \\| (\\d+) \\| (\\d*) ?\\|")
            .matcher(Files.readString(DOCUMENT));
    assertThat(row.find()).as("section " + number + " in " + DOCUMENT).isTrue();
    assertThat(Integer.parseInt(row.group(1))).as("section " + number).isEqualTo(blockBytes);
    assertThat(row.group(2).isEmpty() ? NO_ROWS : Integer.parseInt(row.group(2)))
        .as("rows of section " + number)
        .isEqualTo(rowBytes);
  }
}
