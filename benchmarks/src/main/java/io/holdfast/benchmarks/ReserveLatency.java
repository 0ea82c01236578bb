package io.holdfast.benchmarks;

import io.holdfast.protocol.codec.Code;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Latency of one Reserve from the ring's entry to the acknowledgement: claim, publish, stamp,
 * execute, one excerpt in the journal, gate, reply. One request in flight; no network, no other
 * load. Every Reserve is new and accepted, so an iteration begins with an empty engine and ends
 * with as many live holds as it made. JMH prints p50 to p99.99 and the maximum.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class ReserveLatency {
  /** Durability class: JOURNALED appends to Chronicle Queue, MEMORY keeps nothing. */
  @Param({"JOURNALED", "MEMORY"})
  public String durability;

  private InProcessNode node;
  private long buyer;

  /** A node of its own for every iteration. */
  @Setup(Level.Iteration)
  public void start() throws IOException {
    node = InProcessNode.start(durability);
    buyer = 0;
  }

  /** Stops it and deletes its journal. */
  @TearDown(Level.Iteration)
  public void stop() throws IOException {
    node.close();
  }

  /** One Reserve, acknowledged. */
  @Benchmark
  public Code reserve() {
    buyer++;
    final Code code = node.reserve(buyer);
    if (code != Code.ACCEPTED) {
      throw new IllegalStateException("Reserve " + buyer + " was answered " + code);
    }
    return code;
  }
}
