package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.StateBasketsEncoder;
import io.holdfast.protocol.codec.StateBasketsEncoder.BasketsEncoder;
import io.holdfast.protocol.codec.StateBasketsEncoder.BasketsEncoder.MembersEncoder;

/** Writes accepted baskets, each with the reservations that are left of it, in their order. */
final class BasketRows extends StateRows {
  private static final int LONGEST_ROW_BYTES =
      BasketsEncoder.sbeBlockLength()
          + MembersEncoder.sbeHeaderSize()
          + Framing.MAX_BASKET_LINES * MembersEncoder.sbeBlockLength();

  private final StateBasketsEncoder message = new StateBasketsEncoder();
  private final EngineState engine;
  private final Records records;
  private final StateNumbers numbers;
  private final ReservationRows reservations;
  private BasketsEncoder rows;

  BasketRows(
      final StateMessages messages,
      final EngineState engine,
      final StateNumbers numbers,
      final ReservationRows reservations) {
    super(messages, StateBasketsEncoder.TEMPLATE_ID, LONGEST_ROW_BYTES);
    this.engine = engine;
    this.records = engine.records;
    this.numbers = numbers;
    this.reservations = reservations;
  }

  void write() {
    for (int record = 1; record < records.limit(); record++) {
      if (records.kind(record) == Kind.BASKET && !engine.store.isOfForgottenSale(record)) {
        row(record);
      }
    }
    flush();
  }

  private void row(final int basket) {
    next();
    rows.next().basket().hi(records.idHi(basket)).lo(records.idLo(basket));
    rows.sequence(records.sequence(basket))
        .buyer(records.word(basket, Store.BUYER))
        .group(records.word(basket, Store.GROUP))
        .fingerprint(records.word(basket, Store.FINGERPRINT))
        .sale(numbers.ofSale(records.low(basket, Store.PLACE)))
        .lines(records.high(basket, Store.PLACE))
        .granted(records.low(basket, Store.AMOUNTS))
        .tier((short) records.tier(basket));
    final MembersEncoder members = rows.membersCount(records.high(basket, Store.BASKET));
    int member = records.low(basket, Store.BASKET);
    while (member != Records.NULL) {
      members.next().reservation(reservations.numberOf(member));
      member = records.high(member, Store.BASKET);
    }
  }

  @Override
  void begin(final int mostRows) {
    message.wrapAndApplyHeader(messages.buffer, 0, messages.header);
    rows = message.basketsCount(mostRows);
  }

  @Override
  int end() {
    rows.resetCountToIndex();
    return message.encodedLength();
  }
}
