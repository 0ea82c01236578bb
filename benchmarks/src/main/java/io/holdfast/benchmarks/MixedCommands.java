package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine alone under {@link MixedTraffic}: one operation is one command, with the Tick that the
 * node would execute before it. The state is steady, so one engine serves a whole fork.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 5)
public abstract class MixedCommands {
  /** Units per buyer and sale; 0: no limit. With a limit none is ever reached. */
  @Param({"0", "4"})
  public int buyerLimit;

  /**
   * Whether records lie in memory in no order at all, the worst that long use can do; else in the
   * order in which they were made, the best.
   */
  @Param({"true", "false"})
  public boolean scattered;

  private MixedTraffic traffic;

  abstract int live();

  /** An engine in steady state. */
  @Setup
  public void start() {
    traffic = new MixedTraffic(MixedPlan.of(live()), buyerLimit, scattered);
  }

  /** Commands a second. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  public Verdict throughput() {
    return traffic.next();
  }

  /** Time of a command; JMH takes a sample of them. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Verdict time() {
    return traffic.next();
  }
}
