package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.StateBasketsDecoder;
import io.holdfast.protocol.codec.StateBasketsDecoder.BasketsDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder.CommandsDecoder;
import io.holdfast.protocol.codec.StateEngineDecoder;
import io.holdfast.protocol.codec.StateLinesDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder.ReservationsDecoder;
import io.holdfast.protocol.codec.StateSaleDecoder;
import io.holdfast.protocol.codec.StateSessionsDecoder;
import io.holdfast.protocol.codec.StateSessionsDecoder.SessionsDecoder;
import io.holdfast.protocol.codec.StateTicketsDecoder;
import io.holdfast.protocol.codec.StateTicketsDecoder.TicketsDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A saved state that contradicts itself is refused in words. */
final class StateReaderTest {
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int SALE = 1;
  private static final int LIMITED = 2;
  private static final int GATED = 3;

  /** Places of the lists among the messages of reservations. */
  private static final int HELD = 0;

  private static final int WAITING = 1;
  private static final int LOOSE = 2;
  private static final int ENDED = 3;

  private final List<UnsafeBuffer> messages = new ArrayList<>();
  private Engine engine;

  @BeforeEach
  void save() {
    final TestEngine test = TestEngine.selling(EngineConfig.forReservations(1_000), 3);
    final TestCommands commands = test.commands;
    test.openLimited(LIMITED, 5);
    test.openGated(GATED, 1_000);
    test.accepted(commands.reserve(1, SALE, 1, 2, 7));
    test.accepted(commands.basket(1, SALE, 10, 2, 1));
    test.expect(Code.SOLD_OUT, commands.reserve(2, SALE, 1, 1, 8));
    test.accepted(commands.reserveOrWait(3, SALE, 1, 1, 9));
    test.accepted(commands.reserve(4, LIMITED, 1, 1, 7));
    test.accepted(commands.release(4));
    test.accepted(commands.reserve(5, LIMITED, 1, 2, 7));
    test.accepted(commands.confirm(5, 2));
    test.accepted(commands.join(GATED, 7));
    test.accepted(commands.join(GATED, 8));
    test.passMs(10);
    test.accepted(commands.reserve(6, GATED, 1, 1, 7));
    engine = test.engine;
    engine.save(
        (section, entries, buffer, lengthBytes) -> {
          final UnsafeBuffer copy = new UnsafeBuffer(new byte[lengthBytes]);
          copy.putBytes(0, buffer, 0, lengthBytes);
          messages.add(copy);
        });
  }

  /** One field is overwritten. */
  private record Change(String field, Patch patch, String words) {
    @Override
    public String toString() {
      return field;
    }
  }

  private interface Patch {
    void apply(StateReaderTest state);
  }

  static Stream<Change> changes() {
    return Stream.of(ofEngineAndSales(), ofReservations(), ofTheRest()).flatMap(List::stream);
  }

  private static List<Change> ofEngineAndSales() {
    return List.of(
        new Change(
            "created",
            s -> s.engineLong(StateEngineDecoder.createdEncodingOffset(), 1),
            "1 sales and lines were created, but there is a later one"),
        new Change(
            "nextOrder",
            s -> s.engineLong(StateEngineDecoder.nextOrderEncodingOffset(), 1),
            "does not belong into the list HELD"),
        new Change(
            "no nextOrder",
            s -> s.engineLong(StateEngineDecoder.nextOrderEncodingOffset(), 0),
            " and gives deadline 0 next"),
        new Change(
            "time",
            s -> s.engineLong(StateEngineDecoder.timeMsEncodingOffset(), Long.MAX_VALUE),
            "no engine counts beyond 4611686018427387903"),
        new Change(
            "sale's created",
            s -> s.saleLong(LIMITED, StateSaleDecoder.createdEncodingOffset(), 1),
            "sale 2 comes out of turn"),
        new Change(
            "hold time",
            s -> s.saleLong(SALE, StateSaleDecoder.holdMsEncodingOffset(), 0),
            "sale 1 has a policy that no command sets"),
        new Change(
            "units per buyer",
            s -> s.saleInt(GATED, StateSaleDecoder.unitsPerBuyerEncodingOffset(), 0),
            "sale 3 has a policy that no command sets"),
        new Change(
            "limit",
            s -> s.saleInt(LIMITED, StateSaleDecoder.buyerLimitEncodingOffset(), -1),
            "sale 2 has limits that were never counted"),
        new Change(
            "drawn",
            s -> s.saleInt(GATED, StateSaleDecoder.drawnEncodingOffset(), -1),
            "the waiting room of sale 3 admitted too many"),
        new Change(
            "credit",
            s -> s.saleLong(GATED, StateSaleDecoder.creditEncodingOffset(), 1_000_001),
            "the waiting room of sale 3 admits too many"),
        new Change(
            "waiting",
            s -> s.saleInt(GATED, StateSaleDecoder.waitingEncodingOffset(), 1),
            "the waiting room of sale 3 has other tickets than it counts"),
        new Change("name", s -> s.badName(SALE), "the name of sale 1 is no text"),
        new Change(
            "line's created",
            s -> s.lineLong(1, StateLinesDecoder.LinesDecoder.createdEncodingOffset(), 1),
            "line 2 of sale 1 comes out of turn"),
        new Change(
            "available",
            s ->
                s.lineLong(
                    1,
                    StateLinesDecoder.LinesDecoder.availableEncodingOffset(),
                    1_000_000_000_000L),
            "line 2 of sale 1 has more units than the ceiling"));
  }

  private static List<Change> ofReservations() {
    return List.of(
        new Change(
            "id",
            s -> s.reservationLong(HELD, 1, Long.BYTES, 1),
            "the id 00000000-0000-0001-0000-000000000001 comes twice"),
        new Change(
            "tier",
            s -> s.reservationByte(WAITING, ReservationsDecoder.tierEncodingOffset(), 8),
            "tier 8 is none"),
        new Change(
            "asked",
            s -> s.reservationInt(WAITING, ReservationsDecoder.askedEncodingOffset(), -1),
            "is of no units"),
        new Change(
            "reason of a live one",
            s -> s.reservationByte(WAITING, ReservationsDecoder.marksEncodingOffset(), 8),
            "does not belong into the list WAITING"),
        new Change(
            "reason that is none",
            s -> s.reservationByte(ENDED, ReservationsDecoder.marksEncodingOffset(), 0xF8),
            "section 126 holds what no state has: "),
        new Change(
            "units cancelled",
            s -> s.reservationInt(LOOSE, ReservationsDecoder.stampEncodingOffset() + 4, 2),
            "does not belong into the list LOOSE"),
        new Change(
            "end",
            s -> s.reservationLong(ENDED, 0, ReservationsDecoder.stampEncodingOffset(), 1L << 50),
            "reservation number 6 ended out of turn"));
  }

  private static List<Change> ofTheRest() {
    return List.of(
        new Change(
            "lines of a basket",
            s -> s.basketInt(BasketsDecoder.linesEncodingOffset(), 257),
            "basket number 0 has 257 lines"),
        new Change(
            "index in a basket",
            s -> s.basketInt(BasketsDecoder.linesEncodingOffset(), 1),
            "is no line of basket 0"),
        new Change(
            "rejected",
            s -> s.rejectionLong(CommandsDecoder.rememberedAtMsEncodingOffset(), 1L << 50),
            "was rejected out of turn"),
        new Change(
            "buyer of a ticket",
            s -> s.ticketLong(1, TicketsDecoder.buyerEncodingOffset(), 7),
            "the buyer or place of ticket 1 comes twice"),
        new Change(
            "holds of a session",
            s -> s.sessionInt(SessionsDecoder.holdsEncodingOffset(), 2),
            "session number 0 does not belong where it stands"),
        new Change(
            "ticket of a session",
            s -> s.sessionInt(SessionsDecoder.ticketEncodingOffset(), 1),
            "does not belong where it stands"),
        new Change(
            "length of the block",
            s -> s.message(StateEngineDecoder.TEMPLATE_ID, 0).putShort(0, (short) 8, ORDER),
            "a message of section 123 says that its block has 8 bytes"),
        new Change(
            "length of the rows",
            s -> s.message(StateTicketsDecoder.TEMPLATE_ID, 0).putShort(8, (short) 0, ORDER),
            "a message of section 129 says that its rows have 0 bytes"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void refusesWhatDoesNotFit(final Change change) {
    change.patch().apply(this);

    final Engine loaded = new Engine();
    assertThatThrownBy(() -> loaded.load(new Source()))
        .isInstanceOf(StateException.class)
        .hasMessageContaining(change.words());
    assertThat(loaded.config()).isNull();
  }

  @Test
  void loadsWhatFits() {
    final Engine loaded = new Engine();
    loaded.load(new Source());

    assertThat(loaded.stateHash()).isEqualTo(engine.stateHash());
    assertThat(loaded.rejectionsHash()).isEqualTo(engine.rejectionsHash());
  }

  private void engineLong(final int field, final long value) {
    block(StateEngineDecoder.TEMPLATE_ID, 0, field).putLong(0, value, ORDER);
  }

  private void saleLong(final int sale, final int field, final long value) {
    block(StateSaleDecoder.TEMPLATE_ID, sale - 1, field).putLong(0, value, ORDER);
  }

  private void saleInt(final int sale, final int field, final int value) {
    block(StateSaleDecoder.TEMPLATE_ID, sale - 1, field).putInt(0, value, ORDER);
  }

  private void badName(final int sale) {
    final int name = StateSaleDecoder.BLOCK_LENGTH + StateSaleDecoder.nameHeaderLength();
    block(StateSaleDecoder.TEMPLATE_ID, sale - 1, name).putByte(0, (byte) 0xFF);
  }

  private void lineLong(final int row, final int field, final long value) {
    row(StateLinesDecoder.TEMPLATE_ID, 0, row, field).putLong(0, value, ORDER);
  }

  private void reservationLong(final int list, final int row, final int field, final long value) {
    row(StateReservationsDecoder.TEMPLATE_ID, list, row, field).putLong(0, value, ORDER);
  }

  private void reservationInt(final int list, final int field, final int value) {
    row(StateReservationsDecoder.TEMPLATE_ID, list, 0, field).putInt(0, value, ORDER);
  }

  private void reservationByte(final int list, final int field, final int value) {
    row(StateReservationsDecoder.TEMPLATE_ID, list, 0, field).putByte(0, (byte) value);
  }

  private void basketInt(final int field, final int value) {
    row(StateBasketsDecoder.TEMPLATE_ID, 0, 0, field).putInt(0, value, ORDER);
  }

  private void rejectionLong(final int field, final long value) {
    row(StateCommandsDecoder.TEMPLATE_ID, 1, 0, field).putLong(0, value, ORDER);
  }

  private void ticketLong(final int row, final int field, final long value) {
    row(StateTicketsDecoder.TEMPLATE_ID, 0, row, field).putLong(0, value, ORDER);
  }

  private void sessionInt(final int field, final int value) {
    row(StateSessionsDecoder.TEMPLATE_ID, 0, 0, field).putInt(0, value, ORDER);
  }

  private UnsafeBuffer row(final int section, final int nth, final int row, final int field) {
    final UnsafeBuffer message = message(section, nth);
    final int group = MessageHeaderDecoder.ENCODED_LENGTH + message.getShort(0, ORDER);
    final int rows = group + TicketsDecoder.sbeHeaderSize();
    return part(message, rows + row * message.getShort(group, ORDER) + field);
  }

  private UnsafeBuffer block(final int section, final int nth, final int field) {
    return part(message(section, nth), MessageHeaderDecoder.ENCODED_LENGTH + field);
  }

  private static UnsafeBuffer part(final UnsafeBuffer message, final int from) {
    return new UnsafeBuffer(message, from, message.capacity() - from);
  }

  private UnsafeBuffer message(final int section, final int nth) {
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    return messages.stream()
        .filter(message -> header.wrap(message, 0).templateId() == section)
        .skip(nth)
        .findFirst()
        .orElseThrow();
  }

  private final class Source implements SnapshotSource {
    private int index = -1;

    @Override
    public boolean next() {
      return ++index < messages.size();
    }

    @Override
    public DirectBuffer buffer() {
      return messages.get(index);
    }

    @Override
    public int offset() {
      return 0;
    }

    @Override
    public int lengthBytes() {
      return messages.get(index).capacity();
    }
  }
}
