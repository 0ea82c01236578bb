package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.ReservationState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Matching on the waitlist of one line, all of whose {@value #HOLDERS} units are held. One
 * operation is two commands: the oldest hold is released, which gives its unit to the head of the
 * waitlist in the same step; and a new buyer joins the waitlist's end. So holds and waiting entries
 * stay as many as they are, and the entries served were made long before.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 3,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
public class Waitlist {
  static final int HOLDERS = 10_000;

  private static final int SLOTS = 4_096;
  private static final int PAIRS = SLOTS / 2;
  private static final int MIN_REMEMBERED = 1 << 14;
  private static final long SALE = 1;
  private static final long ITEM = 1;

  /** Entries waiting on the line. */
  @Param({"1000", "1000000"})
  public int waiting;

  /** Units per buyer; 0: no limit. With a limit each visit asks for its room, and finds it. */
  @Param({"0", "4"})
  public int buyerLimit;

  private EngineDriver driver;
  private StorefrontCommands commands;
  private long oldestHold;

  /** All units held, and the waitlist as long as it shall be. */
  @Setup
  public void start() {
    final int live = HOLDERS + waiting;
    final int remembered = Math.max(MIN_REMEMBERED, live / 4);
    driver = new EngineDriver(Ceilings.of(live + 1, remembered));
    final Operator operator = new Operator(driver);
    ScatteredRecords.prepare(driver, operator, live);
    operator.openSale(SALE, SaleTerms.longHolds(buyerLimit), 1, HOLDERS);
    commands = new StorefrontCommands(SLOTS);
    for (int slot = 0; slot < SLOTS; slot += 2) {
      commands.encodeRelease(slot);
      commands.encodeReserve(slot + 1, true);
    }
    for (int number = 0; number < live; number++) {
      reserve(StorefrontCommands.offset(1), number);
    }
    oldestHold = 0;
    for (int i = 0; i < remembered; i++) {
      releaseAndJoin();
    }
  }

  /** Pairs a second: each a Release that serves the head, and a Reserve that waits. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  public Verdict throughput() {
    return releaseAndJoin();
  }

  /** Time of a pair; JMH takes a sample of them. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Verdict time() {
    return releaseAndJoin();
  }

  private Verdict releaseAndJoin() {
    final long number = oldestHold++;
    final int offset = StorefrontCommands.offset(2 * (int) (number & (PAIRS - 1)));
    commands.release(offset, Ids.reservationLo(number));
    final Verdict released = driver.accept(commands.buffer(), offset);
    if (released.granted() != 1 || released.available() != 0) {
      throw new IllegalStateException("a released unit was not given to the waitlist's head");
    }
    final Verdict joined =
        reserve(offset + StorefrontCommands.SLOT_BYTES, number + HOLDERS + waiting);
    if (joined.state() != ReservationState.WAITLISTED) {
      throw new IllegalStateException("a Reserve of what is not there did not wait");
    }
    return joined;
  }

  private Verdict reserve(final int offset, final long number) {
    commands.reserve(offset, Ids.reservationLo(number), SALE, ITEM, Ids.buyer(number), 1);
    return driver.accept(commands.buffer(), offset);
  }
}
