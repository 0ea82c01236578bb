package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
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
 * The engine alone when all it can say is no: one operation is one Reserve under a new id that is
 * rejected for good and remembered, while the oldest rejection is forgotten for it.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 3,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class Rejections {
  private static final int SLOTS = 4_096;
  private static final long SALE = 1;
  private static final long ITEM = 1;
  private static final long FIRST_REJECTED = 1L << 60;

  /**
   * SOLD_OUT: nothing is left, every buyer is a new one. LIMIT_BUYER: there is stock, and each of
   * 100,000 buyers, in no order, has all that one may have.
   */
  @Param({"SOLD_OUT", "LIMIT_BUYER"})
  public Code code;

  /** Rejections that are remembered; the memory is full from the beginning. */
  @Param({"10000", "1000000"})
  public int remembered;

  /** Buyers that hold a unit each. */
  private static final int HOLDERS = 100_000;

  private EngineDriver driver;
  private StorefrontCommands commands;
  private long number;

  /** An engine with holds, and its memory of rejections full. */
  @Setup
  public void start() {
    final boolean soldOut = code == Code.SOLD_OUT;
    driver = new EngineDriver(Ceilings.of(HOLDERS, remembered));
    new Operator(driver)
        .openSale(SALE, SaleTerms.longHolds(soldOut ? 0 : 1), 1, soldOut ? HOLDERS : 2 * HOLDERS);
    commands = new StorefrontCommands(SLOTS);
    for (int slot = 0; slot < SLOTS; slot++) {
      commands.encodeReserve(slot, false);
    }
    for (int holder = 0; holder < HOLDERS; holder++) {
      commands.reserve(0, Ids.reservationLo(holder), SALE, ITEM, Ids.buyer(holder), 1);
      driver.accept(commands.buffer(), 0);
    }
    number = FIRST_REJECTED;
    for (int i = 0; i < 2 * remembered; i++) {
      reject();
    }
  }

  /** Commands a second. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  public Verdict throughput() {
    return reject();
  }

  /** Time of a command; JMH takes a sample of them. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Verdict time() {
    return reject();
  }

  private Verdict reject() {
    final int offset = StorefrontCommands.offset((int) (number & (SLOTS - 1)));
    final long id = Ids.reservationLo(number);
    final long buyer = code == Code.SOLD_OUT ? number : Ids.spread(id, HOLDERS);
    number++;
    commands.reserve(offset, id, SALE, ITEM, Ids.buyer(buyer), 1);
    return driver.expect(driver.execute(commands.buffer(), offset), code);
  }
}
