package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session allocates nothing per command once it is warm; a listener that does is caught. */
class AllocationTest {
  private static final int WINDOW_SLOTS = 64;
  private static final int WARM_UP_COMMANDS = 100_000;
  private static final int MEASURED_COMMANDS = 100_000;

  /** What a read or write allocates is shared by the commands in it, and the JIT adds a little. */
  private static final double MAX_BYTES_PER_COMMAND = 1.0;

  private static final int CONTROL_BYTES = 16;

  private ResourceLeakDetector.Level level;

  @BeforeEach
  void withoutNettysSampling() {
    level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
  }

  @AfterEach
  void restoreSampling() {
    ResourceLeakDetector.setLevel(level);
  }

  /** Keeps the window full until enough is answered, and notes what its thread has allocated. */
  private static class Load implements SessionListener {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CompletableFuture<Long> allocatedBytes = new CompletableFuture<>();
    private long sent;
    private long answered;
    private long allocatedBefore;

    @Override
    public void onReady(final Session session) {
      fill(session);
    }

    @Override
    public void onVerdict(final Session session, final VerdictDecoder verdict) {
      answered++;
      if (answered == WARM_UP_COMMANDS) {
        allocatedBefore = threads.getCurrentThreadAllocatedBytes();
      } else if (answered == WARM_UP_COMMANDS + MEASURED_COMMANDS) {
        allocatedBytes.complete(threads.getCurrentThreadAllocatedBytes() - allocatedBefore);
      }
    }

    @Override
    public void onReadComplete(final Session session) {
      fill(session);
    }

    private void fill(final Session session) {
      while (sent < WARM_UP_COMMANDS + MEASURED_COMMANDS
          && session.reserve(sent, 1, sent, 1, 2, sent, 0, 1, 0, 0)) {
        sent++;
      }
      session.flush();
    }

    @Override
    public void onClosed(final Session session, final String reason) {
      allocatedBytes.completeExceptionally(new AssertionError(reason));
    }
  }

  /** The control: a few bytes for every verdict. */
  private static final class WastefulLoad extends Load {
    private final List<byte[]> kept = new ArrayList<>(WARM_UP_COMMANDS + MEASURED_COMMANDS);

    @Override
    public void onVerdict(final Session session, final VerdictDecoder verdict) {
      kept.add(new byte[CONTROL_BYTES]);
      super.onVerdict(session, verdict);
    }
  }

  private static double bytesPerCommand(final Load load) {
    try (FakeNode node = new FakeNode();
        ClientLoop loop = ClientLoop.start("test-allocation")) {
      final CompletableFuture<Void> answering =
          CompletableFuture.runAsync(() -> answerEverything(node));
      loop.connect(node.address(), SessionConfig.of("load", Role.STOREFRONT), load);
      final long allocated =
          load.allocatedBytes.orTimeout(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS).join();
      answering.join();
      return (double) allocated / MEASURED_COMMANDS;
    }
  }

  private static void answerEverything(final FakeNode node) {
    final Peer peer = node.welcome(FakeNode.window(WINDOW_SLOTS));
    final List<byte[]> answers = new ArrayList<>();
    for (int i = 0; i < WARM_UP_COMMANDS + MEASURED_COMMANDS; i++) {
      answers.add(Frames.verdict(peer.next().correlationId(), Code.ACCEPTED, i, 1));
      if (peer.waitingBytes() == 0) {
        peer.send(Frames.join(answers.toArray(new byte[0][])));
        answers.clear();
      }
    }
  }

  @Test
  void nothingPerCommand() {
    assertThat(bytesPerCommand(new Load())).isLessThan(MAX_BYTES_PER_COMMAND);
  }

  @Test
  void theControlIsCaught() {
    assertThat(bytesPerCommand(new WastefulLoad())).isGreaterThan(CONTROL_BYTES);
  }
}
