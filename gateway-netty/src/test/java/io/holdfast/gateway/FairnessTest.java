package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.pipeline.CommandRing;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TimeLimit;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Hostile neighbours: two flood with the largest window, one floods and reads nothing, five hundred
 * are idle, fifty send garbage. Of any 10,000 commands executed one after the other, each
 * connection that waits gets at least half its equal share.
 *
 * <p>It is decided by the order of the commands alone. That a connection waits is made true: no
 * batch goes on before it has sent so much that its window and more is there.
 */
@TimeLimit(300)
final class FairnessTest {
  private static final int RING_SLOTS = 1 << 17;
  private static final int SMALL_WINDOW = WindowPool.SMALLEST_WINDOW;
  private static final int LARGE_WINDOW = 1_024;
  private static final int IDLE = 500;
  private static final int GARBAGE = 50;
  private static final int COMMANDS = 60_000;
  private static final int SPAN = 10_000;

  /** Requests of a waiting connection that were sent and not executed, its window aside. */
  private static final int WAITING_REQUESTS = 500;

  /** Those that wait, and the one that reads nothing until it is stuck. */
  private static final int TAKING_PART = 4;

  private static final int OWNER_SHIFT = 32;
  private static final int READS_NOTHING = 1;

  private final TestNode node = TestNode.start(RING_SLOTS, LARGE_WINDOW);
  private final List<RawClient> others = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Waiting> waiting =
      List.of(
          new Waiting(2, SMALL_WINDOW), new Waiting(3, LARGE_WINDOW), new Waiting(4, LARGE_WINDOW));

  /** Whose command it was, in the order in which they were executed; the pipeline's thread's. */
  private final byte[] owners = new byte[COMMANDS];

  private int executed;

  /** A client that sends at full speed, always has requests at the node, and checks its answers. */
  private final class Waiting {
    private final int owner;
    private final int windowSlots;
    private final RawClient client = node.connect();
    private final Thread reader = new Thread(this::readAll, "reader");
    private volatile Flood flood;
    private volatile long lastNumber = Long.MAX_VALUE;
    private volatile Throwable failure;
    private long answered;
    private long executedHere;

    Waiting(final int owner, final int windowSlots) {
      this.owner = owner;
      this.windowSlots = windowSlots;
    }

    void start() {
      assertThat(client.hello(windowSlots)).isEqualTo(windowSlots);
      flood = Flood.start(client, number -> client.frames.reserve(id(owner, number)));
      reader.setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
      reader.start();
    }

    boolean hasRequestsAtTheNode() {
      return flood != null && flood.sent() - executedHere >= windowSlots + WAITING_REQUESTS;
    }

    private void readAll() {
      while (answered < lastNumber) {
        answered++;
        final long id = id(owner, answered);
        client.assertAccepted(id, id);
      }
    }

    /** Sends one more, which the reader ends with. */
    void finish() throws InterruptedException {
      flood.stop();
      lastNumber = flood.sent() + 1;
      client.send(client.frames.reserve(id(owner, lastNumber)));
      reader.join();
      assertThat(failure).isNull();
      assertThat(answered).isEqualTo(lastNumber);
    }
  }

  @AfterEach
  void close() {
    others.forEach(RawClient::close);
    over.countDown();
    waiting.forEach(each -> each.client.close());
    node.close();
  }

  @Test
  void everyoneWhoWaitsGetsHalfAnEqualShareAtLeast() throws InterruptedException {
    for (int i = 0; i < IDLE; i++) {
      connect().hello(SMALL_WINDOW);
    }
    node.batches = this::record;
    waiting.forEach(Waiting::start);
    final RawClient readsNothing = connect();
    readsNothing.hello(LARGE_WINDOW);
    final Thread garbage = new Thread(this::sendGarbage, "garbage");
    garbage.start();
    final Flood unread =
        Flood.start(readsNothing, number -> readsNothing.frames.reserve(id(READS_NOTHING, number)));
    while (!over.await(1, TimeUnit.SECONDS)) {
      assertThat(node.fatal).hasNullValue();
    }
    for (final Waiting each : waiting) {
      each.finish();
      assertThat(leastOfAnySpan(each.owner))
          .as("commands of connection %d in %d", each.owner, SPAN)
          .isGreaterThanOrEqualTo(SPAN / TAKING_PART / 2);
    }
    unread.close();
    garbage.join();
  }

  /** On the pipeline's thread, before the batch is answered. */
  private void record(final CommandRing ring, final long first, final long last) {
    for (long position = first; position <= last; position += ring.get(position).slots()) {
      final int id = ring.offset(position) + MessageHeaderDecoder.ENCODED_LENGTH;
      final int owner = (int) (ring.bytes().getLong(id, ByteOrder.LITTLE_ENDIAN) >>> OWNER_SHIFT);
      if (ring.get(position).isCommand() && executed < COMMANDS) {
        owners[executed++] = (byte) owner;
        waiting.stream().filter(each -> each.owner == owner).forEach(each -> each.executedHere++);
      }
    }
    if (executed == COMMANDS) {
      over.countDown();
    }
    while (over.getCount() > 0 && !waiting.stream().allMatch(Waiting::hasRequestsAtTheNode)) {
      Thread.onSpinWait();
    }
  }

  private int leastOfAnySpan(final int owner) {
    int count = 0;
    int least = SPAN;
    for (int i = 0; i < COMMANDS; i++) {
      count += owners[i] == owner ? 1 : 0;
      if (i >= SPAN) {
        count -= owners[i - SPAN] == owner ? 1 : 0;
      }
      if (i >= SPAN - 1) {
        least = Math.min(least, count);
      }
    }
    return least;
  }

  /** Half of them say nothing that makes sense, half of them after a Hello that does. */
  private void sendGarbage() {
    final SplittableRandom random = new SplittableRandom(1);
    final byte[] bytes = new byte[512];
    while (over.getCount() > 0) {
      final List<RawClient> round =
          IntStream.range(0, GARBAGE).mapToObj(i -> node.connect()).toList();
      for (int i = 0; i < GARBAGE; i++) {
        final RawClient client = round.get(i);
        random.nextBytes(bytes);
        final byte[] hello =
            i % 2 == 0 ? client.frames.hello(Role.STOREFRONT, SMALL_WINDOW) : new byte[0];
        client.trySend(hello, bytes);
      }
      round.forEach(RawClient::close);
    }
  }

  private RawClient connect() {
    final RawClient client = node.connect();
    others.add(client);
    return client;
  }

  private static long id(final int owner, final long number) {
    return ((long) owner << OWNER_SHIFT) + number;
  }
}
