package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;
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
 * Waiting rooms that fill, open and empty, one sale after the other; see {@link QueueTraffic}. One
 * operation is one JoinQueue, with the Tick that the node would execute before it: it admits whose
 * turn it is and ends sessions whose time is over.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 3,
    jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC"})
public class WaitingRoom {
  /** Buyers that join before a sale opens, and about as many that wait from then on. */
  @Param({"100000", "1000000"})
  public int waiting;

  private QueueTraffic traffic;

  /** The first sale through, so that every table has its size. */
  @Setup
  public void start() {
    traffic = new QueueTraffic(waiting);
    for (long i = 0; i < 2L * QueueTraffic.JOINS_PER_WAITING * waiting; i++) {
      traffic.next();
    }
  }

  /** Joins a second. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  public Verdict throughput() {
    return traffic.next();
  }

  /** Time of a join; JMH takes a sample of them. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Verdict time() {
    return traffic.next();
  }
}
