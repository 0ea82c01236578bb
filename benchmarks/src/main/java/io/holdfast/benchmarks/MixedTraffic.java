package io.holdfast.benchmarks;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;

/**
 * Commands of every kind in steady state: 40 % Reserve that is accepted, 15 % BeginPayment, 20 %
 * Confirm, 10 % Release, 5 % Extend, 5 % Reserve sent again, 5 % Reserve of what is sold out. Of
 * the holds a quarter lapses, which Ticks see to in between.
 *
 * <p>Reservations are numbered, and the lowest three bits say what becomes of one: 0 to 2 are paid
 * for and confirmed, 3 is confirmed without a payment's beginning, 4 is extended and released, 5 is
 * reserved again and released, 6 and 7 lapse. Each kind of command walks through its numbers in
 * order, far behind the newest; that a number's record may lie anywhere is {@link
 * ScatteredRecords}' doing. The order of the kinds is random with a fixed seed.
 */
final class MixedTraffic {
  static final int BUYER_LIMIT = 4;

  private static final int FATES = 8;

  /** The rejected have numbers of their own. */
  private static final long FIRST_SOLD_OUT = 1L << 60;

  private final MixedPlan plan;
  private final EngineDriver driver;
  private final SaleRotation rotation;
  private final MixedScript script = new MixedScript();
  private final StorefrontCommands commands = script.commands();
  private final Cursor paying = new Cursor(0, 3);
  private final Cursor confirming = new Cursor(0, 4);
  private final Cursor releasing = new Cursor(4, 2);
  private final Cursor extending = new Cursor(4, 1);
  private final Cursor repeating = new Cursor(5, 1);
  private long reserved;
  private long soldOut = FIRST_SOLD_OUT;
  private int position;

  /** Commands from {@link #position} on that are written and not executed yet. */
  private int written;

  private boolean steady;

  /**
   * Brings a new engine into steady state.
   *
   * @param buyerLimit of every sale; 0 is no limit, and no buyer wants more than {@value
   *     #BUYER_LIMIT} units of a sale
   * @param scattered whether records lie in memory in no order; else as they were made
   */
  MixedTraffic(final MixedPlan plan, final int buyerLimit, final boolean scattered) {
    this.plan = plan;
    final EngineConfig config = Ceilings.of(plan.maxReservations(), plan.remembered());
    driver = new EngineDriver(config, plan.commandsPerMs());
    final Operator operator = new Operator(driver);
    if (scattered) {
      ScatteredRecords.prepare(driver, operator, plan.maxReservations());
    }
    rotation = new SaleRotation(operator, plan.terms(buyerLimit), plan.lag(), plan.lines());
    rotation.begin(0);
    fill();
    steady = true;
    final long forgotten = (plan.lag() + 1L) * plan.saleReserves();
    while (reserved < forgotten) {
      next();
    }
  }

  /** Until every command of the script has a reservation of the right age. */
  private void fill() {
    int skipped;
    do {
      skipped = 0;
      for (int i = 0; i < MixedScript.LENGTH; i++) {
        while (rotation.isPending()) {
          rotation.next();
        }
        if (isTooEarly(script.kind(position))) {
          driver.pass();
          position = (position + 1) % MixedScript.LENGTH;
          skipped++;
        } else {
          next();
        }
      }
    } while (skipped > 0);
  }

  private boolean isTooEarly(final int kind) {
    final int age = plan.age();
    return switch (kind) {
      case MixedScript.BEGIN_PAYMENT -> reserved < paying.peek() + age / 2;
      case MixedScript.CONFIRM -> reserved < confirming.peek() + age;
      case MixedScript.RELEASE -> reserved < releasing.peek() + age;
      case MixedScript.EXTEND -> reserved < extending.peek() + age / 2;
      case MixedScript.REPEAT -> reserved < repeating.peek() + age / 4;
      default -> false;
    };
  }

  /** Executes the next command, with the Tick before it if one is due; its verdict is checked. */
  Verdict next() {
    if (rotation.isPending()) {
      return rotation.next();
    }
    if (written == 0) {
      writeAhead();
    }
    written--;
    final int at = position;
    position = after(at);
    return execute(at);
  }

  /** As a node does with the commands of a batch: a few are told ahead if the state is large. */
  private void writeAhead() {
    if (!steady || !driver.readsAhead()) {
      write(position);
      written = 1;
      return;
    }
    int at = position;
    while (written < Engine.MAX_ANNOUNCED) {
      write(at);
      driver.announce(commands.buffer(), script.offset(at));
      at = after(at);
      written++;
    }
    driver.readAhead();
  }

  private static int after(final int at) {
    return at + 1 == MixedScript.LENGTH ? 0 : at + 1;
  }

  private void write(final int at) {
    final int offset = script.offset(at);
    switch (script.kind(at)) {
      case MixedScript.RESERVE -> writeNewReserve(offset);
      case MixedScript.BEGIN_PAYMENT ->
          commands.beginPayment(offset, Ids.reservationLo(paying.next()));
      case MixedScript.CONFIRM -> commands.confirm(offset, Ids.reservationLo(confirming.next()));
      case MixedScript.RELEASE -> commands.release(offset, Ids.reservationLo(releasing.next()));
      case MixedScript.EXTEND ->
          commands.extend(
              offset, Ids.reservationLo(extending.next()), driver.timeMs() + plan.holdMs());
      case MixedScript.REPEAT -> writeReserve(offset, repeating.next());
      default -> writeSoldOut(offset);
    }
  }

  private Verdict execute(final int at) {
    final int offset = script.offset(at);
    final int kind = script.kind(at);
    if (kind == MixedScript.RESERVE_SOLD_OUT) {
      return driver.expect(driver.execute(commands.buffer(), offset), Code.SOLD_OUT);
    }
    final Verdict verdict = driver.accept(commands.buffer(), offset);
    if (kind == MixedScript.REPEAT && !verdict.repeated()) {
      throw new IllegalStateException("a Reserve sent again was not known");
    }
    return verdict;
  }

  private void writeNewReserve(final int offset) {
    final long number = reserved++;
    if ((number & (plan.saleReserves() - 1)) == plan.saleReserves() / 2) {
      rotation.begin((number >> plan.saleBits()) + 1);
    }
    writeReserve(offset, number);
  }

  /** A number's Reserve; two buyers of a sale far apart are the same, each wants 1 or 2 units. */
  private void writeReserve(final int offset, final long number) {
    final long id = Ids.reservationLo(number);
    final long sale = number >> plan.saleBits();
    final long buyersOfSale = plan.saleReserves() / 2;
    final long buyer = sale * buyersOfSale + (number & (buyersOfSale - 1));
    final int quantity = 1 + (int) ((number / FATES) & 1);
    final long item = 1L + Ids.spread(id, plan.lines());
    commands.reserve(offset, id, SaleRotation.saleOf(sale), item, Ids.buyer(buyer), quantity);
  }

  private void writeSoldOut(final int offset) {
    final long number = soldOut++;
    commands.reserve(
        offset,
        Ids.reservationLo(number),
        SaleRotation.saleOf(reserved >> plan.saleBits()),
        SaleRotation.SOLD_OUT_ITEM,
        Ids.buyer(number),
        1);
  }

  /** Live reservations, but for the few sales that Ticks have closed or forgotten. */
  long live() {
    return reserved - confirming.passed() - releasing.passed() - driver.tickChanges();
  }

  /** Walks through the numbers that have some neighbouring fates, in order. */
  private static final class Cursor {
    private final int count;
    private long first;
    private int index;

    Cursor(final int firstFate, final int count) {
      this.first = firstFate;
      this.count = count;
    }

    long peek() {
      return first + index;
    }

    long next() {
      final long number = first + index;
      index++;
      if (index == count) {
        index = 0;
        first += FATES;
      }
      return number;
    }

    long passed() {
      return first / FATES * count + index;
    }
  }
}
