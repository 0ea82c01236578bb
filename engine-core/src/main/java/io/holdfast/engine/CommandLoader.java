package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.StateBasketsDecoder;
import io.holdfast.protocol.codec.StateBasketsDecoder.BasketsDecoder;
import io.holdfast.protocol.codec.StateBasketsDecoder.BasketsDecoder.MembersDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder.CommandsDecoder;
import io.holdfast.protocol.codec.StateList;

/** Loads what is remembered under ids that are not those of reservations: baskets and commands. */
final class CommandLoader {
  private final LoadedState loaded;
  private final EngineState engine;
  private final Records records;
  private long lastRejectedMs = Long.MIN_VALUE;

  CommandLoader(final LoadedState loaded) {
    this.loaded = loaded;
    this.engine = loaded.engine;
    this.records = loaded.records;
  }

  void baskets(final StateBasketsDecoder message) {
    for (final BasketsDecoder row : message.baskets()) {
      final Sale sale = loaded.sale(row.sale());
      final long hi = row.basket().hi();
      final long lo = row.basket().lo();
      loaded.checkIsNew(hi, lo);
      LoadedState.checkTier(row.tier());
      if (row.lines() > Framing.MAX_BASKET_LINES) {
        throw new StateException(
            "basket number " + loaded.baskets + " has " + row.lines() + " lines");
      }
      final int basket = engine.store.addBasket(hi, lo, row.sequence(), sale);
      records.word(basket, Store.BUYER, row.buyer());
      records.word(basket, Store.GROUP, row.group());
      records.word(basket, Store.FINGERPRINT, row.fingerprint());
      records.tier(basket, row.tier());
      records.high(basket, Store.PLACE, row.lines());
      records.low(basket, Store.AMOUNTS, row.granted());
      final int left = members(row.members(), basket, sale, row.lines());
      if (left == 0 || left > row.lines()) {
        throw new StateException(
            "basket number " + loaded.baskets + " has " + left + " of " + row.lines() + " lines");
      }
      records.high(basket, Store.BASKET, left);
      loaded.baskets++;
    }
  }

  private int members(
      final MembersDecoder members, final int basket, final Sale sale, final int lines) {
    int left = 0;
    int index = -1;
    int before = Records.NULL;
    for (final MembersDecoder row : members) {
      final int member = loaded.reservation(row.reservation());
      if (records.kind(member) != Kind.RESERVATION
          || records.low(member, Store.BASKET) != Records.NULL
          || records.state(member) == ReservationState.WAITLISTED.value()
          || records.asked(member) <= index
          || records.asked(member) >= lines
          || engine.lineOf(member).sale != sale) {
        throw new StateException(
            "reservation number " + row.reservation() + " is no line of basket " + loaded.baskets);
      }
      records.low(member, Store.BASKET, basket);
      if (before == Records.NULL) {
        records.low(basket, Store.BASKET, member);
      } else {
        records.high(before, Store.BASKET, member);
      }
      before = member;
      index = records.asked(member);
      left++;
    }
    return left;
  }

  void commands(final StateCommandsDecoder message) {
    final StateList list = message.list();
    for (final CommandsDecoder row : message.commands()) {
      final int kind = CommandKinds.loaded(row.kind());
      if (kind != Kind.GONE) {
        loaded.checkIsNew(row.command().hi(), row.command().lo());
        LoadedState.checkTier(row.tier());
      }
      if (list == StateList.ACCEPTED && isAccepted(kind, row)) {
        final Sale sale = loaded.sale(row.place());
        describe(
            engine.store.addCommand(
                kind, row.command().hi(), row.command().lo(), row.sequence(), sale),
            kind,
            row);
      } else if (list == StateList.REJECTED && kind == Kind.GONE) {
        remember(engine.store.restoreGone(), row);
      } else if (list == StateList.REJECTED && isRejected(kind, row)) {
        reject(kind, row);
      } else {
        throw new StateException(
            "command number " + loaded.commands + " does not belong into the list " + list);
      }
      loaded.commands++;
    }
  }

  private static boolean isAccepted(final int kind, final CommandsDecoder row) {
    return row.code() == Code.ACCEPTED
        && kind != Kind.FREE
        && kind != Kind.GONE
        && kind != Kind.REJECTED_RESERVE
        && kind != Kind.REJECTED_BASKET;
  }

  private static boolean isRejected(final int kind, final CommandsDecoder row) {
    return kind != Kind.FREE
        && row.code() != Code.NULL_VAL
        && row.code() != Code.ACCEPTED
        && Codes.isFinal(row.code());
  }

  private void reject(final int kind, final CommandsDecoder row) {
    final Line line = kind == Kind.REJECTED_RESERVE ? loaded.line(row.place()) : null;
    final Sale sale = line == null ? loaded.sale(row.place()) : line.sale;
    final int record =
        engine.store.restoreRejection(
            kind, row.command().hi(), row.command().lo(), row.sequence(), sale);
    if (line != null) {
      records.low(record, Store.PLACE, line.ordinal);
    }
    describe(record, kind, row);
    remember(record, row);
  }

  private void describe(final int record, final int kind, final CommandsDecoder row) {
    records.word(record, Store.BUYER, row.first());
    records.word(record, Store.GROUP, row.second());
    records.word(record, Store.DEADLINE, amount(kind, row));
    records.word(record, Store.FINGERPRINT, row.fingerprint());
    records.word(record, OperatorIds.POLICY, row.terms());
    records.high(record, Store.PLACE, row.units());
    records.low(record, Store.BASKET, row.code().value());
    records.high(record, Store.BASKET, row.lineAtFault());
    records.marks(record, row.marks());
    records.tier(record, row.tier());
  }

  private long amount(final int kind, final CommandsDecoder row) {
    if (kind != Kind.REJECTED_BASKET) {
      return row.amount();
    }
    if (ReserveChecks.isAboutLine(row.code()) != (row.amount() != CommandRows.NO_LINE)) {
      throw new StateException(
          "command number " + loaded.commands + " was rejected because of another line");
    }
    return row.amount() == CommandRows.NO_LINE
        ? 0
        : loaded.line(Math.toIntExact(row.amount())).ordinal;
  }

  private void remember(final int record, final CommandsDecoder row) {
    if (engine.store.rejectionMemory().isFull()) {
      throw new StateException("more rejections are remembered than the ceiling allows");
    }
    final long sinceMs = row.rememberedAtMs();
    if (sinceMs < lastRejectedMs || sinceMs > engine.timeMs) {
      throw new StateException("command number " + loaded.commands + " was rejected out of turn");
    }
    lastRejectedMs = sinceMs;
    engine.store.rejectionMemory().remember(record, sinceMs);
  }
}
