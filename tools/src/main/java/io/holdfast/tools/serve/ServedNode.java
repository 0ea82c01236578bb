package io.holdfast.tools.serve;

import io.holdfast.gateway.GatewayException;
import io.holdfast.journal.JournalException;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.server.Node;
import io.holdfast.server.NodeConfig;
import io.holdfast.server.NodeException;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A node from its start to its stop, by signal or, in a test, by interrupt. */
public final class ServedNode {
  private final ServeSettings settings;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * @param out told what the node runs with, how it starts and that it has stopped
   * @param err told what goes wrong
   */
  public ServedNode(final ServeSettings settings, final PrintWriter out, final PrintWriter err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs a node. On SIGTERM and SIGINT the process ends here, with code 0 once the node has stopped
   * in order, or at once with code 143 if it was not ready yet; if this thread is interrupted the
   * node stops in order and this returns.
   *
   * @param version printed first
   * @return the exit code
   * @throws OperatorMistake if it cannot start
   */
  public int run(final String version) {
    final StopSignal signal = new StopSignal(this::print, ServedNode::halt);
    if (!signal.listen()) {
      return StopSignal.CUT_SHORT;
    }
    try {
      return serve(version, signal);
    } finally {
      signal.forget();
    }
  }

  private int serve(final String version, final StopSignal signal) {
    Banner.of(settings, version, Runtime.getRuntime().maxMemory()).forEach(this::print);
    final Node node = start(version);
    final ServedSnapshots snapshots = ServedSnapshots.of(settings, node, this::print, this::alarm);
    signal.ready(() -> stop(node, snapshots));
    // Last: who waits for this line may send SIGTERM as soon as it is there.
    print(
        "ready on "
            + settings.address().getHostString()
            + ":"
            + node.port()
            + ", sequence "
            + node.startSequence());
    try {
      new CountDownLatch(1).await();
    } catch (final InterruptedException stop) {
      signal.forget();
    }
    return stop(node, snapshots);
  }

  private void alarm(final String text) {
    err.println(text);
    err.flush();
  }

  /** Within a shutdown exit codes come from nowhere else. */
  private static void halt(final int code) {
    Runtime.getRuntime().halt(code);
  }

  private Node start(final String version) {
    requireKnownFailpoint();
    final NodeConfig config = config(version);
    try {
      Node.requireSafeAddress(config);
      PortCheck.requireFree(settings.address());
      requireNoFile(settings.dataDir());
      return Node.start(config);
    } catch (final JournalException | NodeException | GatewayException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }

  private static void requireKnownFailpoint() {
    try {
      Failpoint.requireKnown();
    } catch (final IllegalArgumentException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }

  private NodeConfig config(final String version) {
    return NodeConfig.builder(settings.dataDir())
        .listen(settings.address().getHostString(), settings.address().getPort())
        .durability(settings.durability())
        .slots(settings.ringSlots(), settings.maxWindowSlots())
        .segmentBytes(settings.segmentBytes())
        .minFreeBytes(settings.minFreeBytes())
        .engine(settings.engine())
        .log(this::print)
        .fatal(new FatalEnd(traces(), err, ServedNode::halt))
        .outageGraceMs(settings.outageGraceMs())
        .version(version)
        .access(settings.access())
        .push(settings.push())
        .slowReaderMs(settings.slowReaderMs())
        .build();
  }

  /** A node that keeps nothing has no directory of its own. */
  private Path traces() {
    return settings.durability() == Durability.MEMORY
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : settings.dataDir();
  }

  private void requireNoFile(final Path dataDir) {
    if (settings.durability() != Durability.MEMORY
        && Files.exists(dataDir)
        && !Files.isDirectory(dataDir)) {
      throw new OperatorMistake(dataDir + ": is not a directory; choose another --data-dir");
    }
  }

  private int stop(final Node node, final ServedSnapshots snapshots) {
    try {
      snapshots.close();
      node.close();
    } catch (final RuntimeException e) {
      err.println("the node did not stop in order: " + e.getMessage());
      err.flush();
      return ExitCode.INTERNAL_ERROR;
    }
    print("stopped");
    return ExitCode.OK;
  }

  private void print(final String line) {
    out.println(line);
    out.flush();
  }
}
