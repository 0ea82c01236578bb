package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.QueryBuyerEncoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QueryReservationEncoder;
import io.holdfast.protocol.codec.QueryRoomEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;
import io.holdfast.protocol.codec.QueryTicketEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.Test;

/** A value that a field may not have is answered with a code, and changes nothing. */
final class FieldViolationsTest {
  private static final int BLOCK = Framing.LENGTH_FIELD_BYTES + MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int FIRST_ROW = 4;
  private static final long NEW_ID = 77;
  private static final long UNKNOWN = 4_711;
  private static final int[] NO_QUANTITIES = {0, -1, Integer.MIN_VALUE + 1};
  private static final long[] NO_TIMES = {-1, Long.MIN_VALUE + 1};

  private final Frames frames = new Frames();
  private final List<Violation> violations = new ArrayList<>();

  /** A message with one field that says what it may not. */
  private record Violation(String what, UnsafeBuffer frame, Code code) {}

  @Test
  void everyViolationIsACodeAndChangesNothing() {
    reserve();
    basket();
    resolutions();
    queues();
    createSale();
    updateSale();
    otherOperatorCommands();
    queries();
    final TestNode node = TestNode.start();
    try (node;
        RawClient client = node.connect()) {
      client.hello(Role.OPERATOR, 64);
      client.send(frames.reserve(1));
      client.assertVerdict(1, Code.ACCEPTED);
      for (final Violation violation : violations) {
        client.send(violation.frame().byteArray());
        assertThat(client.verdict().code()).as(violation.what()).isEqualTo(violation.code());
      }
    }
    final TestNode twin = TestNode.start();
    try (twin;
        RawClient client = twin.connect()) {
      client.hello(64);
      client.send(frames.reserve(1));
      client.assertVerdict(1, Code.ACCEPTED);
    }
    assertThat(node.engine.stateHash()).isEqualTo(twin.engine.stateHash());
  }

  private void reserve() {
    final byte[] reserve = frames.reserve(NEW_ID);
    zeroId("reservation", reserve, ReserveEncoder.reservationEncodingOffset());
    unknown("sale", reserve, ReserveEncoder.saleEncodingOffset(), Code.UNKNOWN_SALE);
    unknown("item", reserve, ReserveEncoder.itemEncodingOffset(), Code.UNKNOWN_LINE);
    final int quantity = ReserveEncoder.quantityEncodingOffset();
    ints("quantity", reserve, quantity, Code.INVALID_QUANTITY, NO_QUANTITIES);
    ints("quantity", reserve, quantity, Code.INVALID_QUANTITY, Integer.MIN_VALUE);
    ints("quantity", reserve, quantity, Code.INVALID_QUANTITY, Integer.MAX_VALUE);
    bytes("tier", reserve, ReserveEncoder.tierEncodingOffset(), Code.INVALID_TIER, 8, 255);
    bytes("flags", reserve, ReserveEncoder.flagsEncodingOffset(), Code.NOT_OFFERED, 4, 128, 255);
  }

  private void basket() {
    final byte[] basket = frames.basket(NEW_ID, 2);
    final int row = ReserveBasketEncoder.BLOCK_LENGTH + FIRST_ROW;
    zeroId("basket", basket, ReserveBasketEncoder.basketEncodingOffset());
    unknown("sale", basket, ReserveBasketEncoder.saleEncodingOffset(), Code.UNKNOWN_SALE);
    bytes("tier", basket, ReserveBasketEncoder.tierEncodingOffset(), Code.INVALID_TIER, 8, 255);
    zeroId("line", basket, row + ReserveBasketEncoder.LinesEncoder.reservationEncodingOffset());
    unknown(
        "item",
        basket,
        row + ReserveBasketEncoder.LinesEncoder.itemEncodingOffset(),
        Code.UNKNOWN_LINE);
    final int quantity = row + ReserveBasketEncoder.LinesEncoder.quantityEncodingOffset();
    ints("quantity", basket, quantity, Code.INVALID_QUANTITY, NO_QUANTITIES);
    ints("quantity", basket, quantity, Code.INVALID_QUANTITY, Integer.MAX_VALUE);
    add("basket without lines", new UnsafeBuffer(frames.basket(NEW_ID, 0)), Code.INVALID_BASKET);
    final int second = row + ReserveBasketEncoder.LinesEncoder.sbeBlockLength();
    final int lowHalf = ReserveBasketEncoder.LinesEncoder.reservationEncodingOffset() + Long.BYTES;
    longs("a line's id twice", basket, second + lowHalf, Code.INVALID_BASKET, 1);
  }

  private void resolutions() {
    final byte[] confirm = frames.confirm(1);
    ints(
        "quantity",
        confirm,
        ConfirmEncoder.quantityEncodingOffset(),
        Code.INVALID_QUANTITY,
        NO_QUANTITIES);
    ints("quantity", confirm, ConfirmEncoder.quantityEncodingOffset(), Code.EXCEEDS_HOLD, 2);
    zeroId("confirm", confirm, ConfirmEncoder.reservationEncodingOffset());
    blank("begin payment", new BeginPaymentEncoder(), 0, Code.INVALID_ID);
    blank("begin payment", new BeginPaymentBasketEncoder(), 0, Code.INVALID_ID);
    blank("confirm basket", new ConfirmBasketEncoder(), 0, Code.INVALID_ID);
    blank("release", new ReleaseEncoder(), 0, Code.INVALID_ID);
    blank("release basket", new ReleaseBasketEncoder(), 0, Code.INVALID_ID);
    blank("cancel", new CancelEncoder(), 0, Code.INVALID_ID);
    blank("extend", new ExtendEncoder(), 0, Code.INVALID_ID);
    final byte[] cancel =
        withId(new CancelEncoder(), 0, CancelEncoder.cancellationEncodingOffset());
    zeroId("cancelled reservation", cancel, CancelEncoder.reservationEncodingOffset());
    final byte[] extend =
        withReservation(new ExtendEncoder(), 0, ExtendEncoder.reservationEncodingOffset());
    final int deadline = ExtendEncoder.deadlineMsEncodingOffset();
    longs("deadline", extend, deadline, Code.INVALID_DEADLINE, 0, -1, Long.MIN_VALUE);
    longs("deadline", extend, deadline, Code.EXCEEDS_MAX_HOLD, Long.MAX_VALUE);
  }

  private void queues() {
    blank("join", new JoinQueueEncoder(), 0, Code.UNKNOWN_SALE);
    blank("leave", new LeaveQueueEncoder(), 0, Code.UNKNOWN_SALE);
    add("a sale without a room", new UnsafeBuffer(frames.joinQueue(1, 1, 7)), Code.NOT_GATED);
  }

  private void createSale() {
    final byte[] create = frames.createSale(1, 2, "two");
    zeroId("command", create, CreateSaleEncoder.commandEncodingOffset());
    longs("sale", create, CreateSaleEncoder.saleEncodingOffset(), Code.INVALID_ID, 0);
    longs(
        "opens",
        create,
        CreateSaleEncoder.opensAtMsEncodingOffset(),
        Code.INVALID_SCHEDULE,
        NO_TIMES);
    longs(
        "closes",
        create,
        CreateSaleEncoder.closesAtMsEncodingOffset(),
        Code.INVALID_SCHEDULE,
        NO_TIMES);
    longs(
        "closes",
        create,
        CreateSaleEncoder.closesAtMsEncodingOffset(),
        Code.INVALID_SCHEDULE,
        0,
        TestNode.TIME_MS);
    longs(
        "grace",
        create,
        CreateSaleEncoder.graceUntilMsEncodingOffset(),
        Code.INVALID_SCHEDULE,
        NO_TIMES);
    for (final int time :
        new int[] {
          CreateSaleEncoder.holdMsEncodingOffset(),
          CreateSaleEncoder.paymentMsEncodingOffset(),
          CreateSaleEncoder.maxHoldMsEncodingOffset()
        }) {
      longs(
          "hold time", create, time, Code.INVALID_HOLD_TIME, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    longs(
        "retention",
        create,
        CreateSaleEncoder.retentionMsEncodingOffset(),
        Code.INVALID_HOLD_TIME,
        -1);
    for (final int limit :
        new int[] {
          CreateSaleEncoder.buyerLimitEncodingOffset(),
          CreateSaleEncoder.buyerLineLimitEncodingOffset(),
          CreateSaleEncoder.groupLimitEncodingOffset(),
          CreateSaleEncoder.groupLineLimitEncodingOffset()
        }) {
      ints("limit", create, limit, Code.INVALID_LIMIT, -1, Integer.MIN_VALUE);
    }
    bytes(
        "gated",
        create,
        CreateSaleEncoder.gatedEncodingOffset(),
        Code.INVALID_ADMISSION,
        1,
        2,
        255);
    room();
  }

  private void room() {
    final byte[] seed = new byte[CreateSaleEncoder.seedLength()];
    seed[3] = 1;
    final byte[] create = frames.createSale(1, 2, "two", seed);
    final Code code = Code.INVALID_ADMISSION;
    ints("rate", create, CreateSaleEncoder.admissionPerSecondEncodingOffset(), code, -1);
    ints("active", create, CreateSaleEncoder.maxActiveEncodingOffset(), code, 0, -1);
    longs(
        "finish", create, CreateSaleEncoder.finishMsEncodingOffset(), code, 0, -1, Long.MAX_VALUE);
    ints(
        "admit",
        create,
        CreateSaleEncoder.admitPermilleEncodingOffset(),
        code,
        -1,
        Integer.MIN_VALUE);
    ints(
        "return",
        create,
        CreateSaleEncoder.returnPermilleEncodingOffset(),
        code,
        -1,
        Integer.MIN_VALUE);
    ints("units", create, CreateSaleEncoder.unitsPerBuyerEncodingOffset(), code, 0, -1);
  }

  private void updateSale() {
    blank("update", new UpdateSaleEncoder(), 2, Code.INVALID_ID);
    final byte[] update =
        withId(new UpdateSaleEncoder(), 2, UpdateSaleEncoder.commandEncodingOffset());
    longs(
        "opens",
        update,
        UpdateSaleEncoder.opensAtMsEncodingOffset(),
        Code.INVALID_SCHEDULE,
        NO_TIMES);
    longs(
        "closes",
        update,
        UpdateSaleEncoder.closesAtMsEncodingOffset(),
        Code.INVALID_SCHEDULE,
        NO_TIMES);
    longs("hold", update, UpdateSaleEncoder.holdMsEncodingOffset(), Code.INVALID_HOLD_TIME, 0, -1);
  }

  private void otherOperatorCommands() {
    blank("open", new OpenSaleEncoder(), 2, Code.INVALID_ID);
    blank("pause", new PauseSaleEncoder(), 2, Code.INVALID_ID);
    blank("close", new CloseSaleEncoder(), 2, Code.INVALID_ID);
    blank("stock", new AdjustStockEncoder(), 2, Code.INVALID_ID);
    blank("release", new OperatorReleaseEncoder(), 2, Code.INVALID_ID);
    blank("cancel", new OperatorCancelEncoder(), 2, Code.INVALID_ID);
    final byte[] stock = frames.stock(1, 1, 99, 1);
    final int delta = AdjustStockEncoder.deltaEncodingOffset();
    longs("delta", stock, delta, Code.INVALID_QUANTITY, 0);
    longs("delta", stock, delta, Code.UNKNOWN_LINE, -1, Long.MIN_VALUE);
    longs("delta", stock, delta, Code.CEILING_UNITS, Long.MAX_VALUE);
    bytes("flags", stock, AdjustStockEncoder.flagsEncodingOffset(), Code.NOT_OFFERED, 2, 255);
    unknown("sale", stock, AdjustStockEncoder.saleEncodingOffset(), Code.UNKNOWN_SALE);
  }

  private void queries() {
    blank("reservation", new QueryReservationEncoder(), 0, Code.UNKNOWN_RESERVATION);
    blank("sale", new QuerySaleEncoder(), 0, Code.UNKNOWN_SALE);
    blank("line", new QueryLineEncoder(), 0, Code.UNKNOWN_SALE);
    blank("ticket", new QueryTicketEncoder(), 0, Code.UNKNOWN_SALE);
    blank("room", new QueryRoomEncoder(), 0, Code.UNKNOWN_SALE);
    blank("buyer", new QueryBuyerEncoder(), 0, Code.UNKNOWN_SALE);
  }

  private void add(final String what, final UnsafeBuffer frame, final Code code) {
    violations.add(new Violation(what + " " + violations.size(), frame, code));
  }

  private void blank(
      final String what, final MessageEncoderFlyweight message, final int texts, final Code code) {
    add(what, new UnsafeBuffer(frames.blank(1, message, texts)), code);
  }

  /** With an id of its own that nobody has used. */
  private byte[] withId(final MessageEncoderFlyweight message, final int texts, final int offset) {
    final byte[] frame = frames.blank(1, message, texts);
    new UnsafeBuffer(frame).putLong(BLOCK + offset, NEW_ID, ByteOrder.LITTLE_ENDIAN);
    return frame;
  }

  /** About the reservation that there is. */
  private byte[] withReservation(
      final MessageEncoderFlyweight message, final int texts, final int offset) {
    final byte[] frame = frames.blank(1, message, texts);
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    buffer.putLong(BLOCK + offset, 1, ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(BLOCK + offset + Long.BYTES, 1, ByteOrder.LITTLE_ENDIAN);
    return frame;
  }

  private void zeroId(final String what, final byte[] frame, final int offset) {
    final UnsafeBuffer changed = new UnsafeBuffer(frame.clone());
    changed.setMemory(BLOCK + offset, 2 * Long.BYTES, (byte) 0);
    add(what, changed, Code.INVALID_ID);
  }

  private void unknown(final String what, final byte[] frame, final int offset, final Code code) {
    longs(what, frame, offset, code, UNKNOWN, -1, Long.MIN_VALUE);
  }

  private void longs(
      final String what,
      final byte[] frame,
      final int offset,
      final Code code,
      final long... values) {
    for (final long value : values) {
      final UnsafeBuffer changed = new UnsafeBuffer(frame.clone());
      changed.putLong(BLOCK + offset, value, ByteOrder.LITTLE_ENDIAN);
      add(what + " " + value, changed, code);
    }
  }

  private void ints(
      final String what,
      final byte[] frame,
      final int offset,
      final Code code,
      final int... values) {
    for (final int value : values) {
      final UnsafeBuffer changed = new UnsafeBuffer(frame.clone());
      changed.putInt(BLOCK + offset, value, ByteOrder.LITTLE_ENDIAN);
      add(what + " " + value, changed, code);
    }
  }

  private void bytes(
      final String what,
      final byte[] frame,
      final int offset,
      final Code code,
      final int... values) {
    for (final int value : values) {
      final UnsafeBuffer changed = new UnsafeBuffer(frame.clone());
      changed.putByte(BLOCK + offset, (byte) value);
      add(what + " " + value, changed, code);
    }
  }
}
