package io.holdfast.engine;

/**
 * Hash of the whole state: the sum of a hash per sale, line and record, so that it does not depend
 * on where a record lies or in which order it was made.
 */
final class StateHash {
  /** Words of a record that hold places of other records, not state: hash chain and list links. */
  private static final int LINKS = 3;

  private final EngineState engine;
  private final Records records;

  StateHash(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  long value() {
    long sum = engine.digest.value();
    for (final Sale sale : engine.sales.sales()) {
      sum += ofSale(sale);
      for (final Line line : sale.lines()) {
        sum += ofLine(line);
      }
    }
    for (int record = 1; record < records.limit(); record++) {
      if (records.kind(record) != Kind.FREE) {
        sum += ofRecord(record);
      }
    }
    return Hashes.mix(sum);
  }

  private static long ofSale(final Sale sale) {
    final long print = Hashes.combine(sale.id, sale.state().value());
    return Hashes.combine(print, sale.policy.fingerprint());
  }

  private static long ofLine(final Line line) {
    long print = Hashes.combine(line.sale.id, line.item);
    print = Hashes.combine(print, line.available());
    print = Hashes.combine(print, line.held());
    return Hashes.combine(print, line.sold());
  }

  private long ofRecord(final int record) {
    final int kind = records.kind(record);
    long print = Hashes.combine(records.idHi(record), records.idLo(record));
    print = Hashes.combine(print, kind);
    print = Hashes.combine(print, records.state(record));
    print = Hashes.combine(print, records.marks(record));
    print = Hashes.combine(print, records.tier(record));
    for (int word = LINKS + 1; word < Records.RECORD_LONGS; word++) {
      print = Hashes.combine(print, stateOf(record, kind, word));
    }
    return print;
  }

  /**
   * A word with the names of other records replaced by their ids, or left out where they follow
   * from the rest.
   */
  private long stateOf(final int record, final int kind, final int word) {
    if (kind == Kind.RESERVATION && word == Store.BASKET) {
      final int basket = records.low(record, word);
      return basket == Records.NULL ? 0 : Hashes.ofId(records.idHi(basket), records.idLo(basket));
    }
    if (kind == Kind.RESERVATION && word == Store.BUCKET) {
      return records.high(record, word);
    }
    if (kind == Kind.BASKET && word == Store.BASKET) {
      return records.high(record, word);
    }
    return records.word(record, word);
  }
}
