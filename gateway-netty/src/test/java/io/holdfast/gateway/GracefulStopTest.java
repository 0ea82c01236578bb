package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeDecoder;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * A node that stops in full flight answers everything it has taken, once, tells the rest that it
 * stops, and says goodbye to everyone.
 */
final class GracefulStopTest {
  private static final int CLIENTS = 24;
  private static final int WINDOW = 256;
  private static final long BEFORE_THE_STOP = 2_000;
  private static final long CLIENT_IDS = 1L << 32;
  private static final int UNREAD_REQUESTS = 100_000;

  private final TestNode node = TestNode.start(1 << 15, WINDOW);

  /** Sends all the time, and reads until the Goodbye. */
  private final class Client {
    private final long firstId;
    private final RawClient raw = node.connect();
    private final Thread reader = new Thread(this::read, "reader");
    private Flood flood;
    private final AtomicLong accepted = new AtomicLong();
    private volatile Throwable failure;
    private long firstRefused = Long.MAX_VALUE;

    Client(final int number) {
      firstId = number * CLIENT_IDS;
    }

    void start() {
      raw.hello(WINDOW);
      flood = Flood.start(raw, number -> raw.frames.reserve(firstId + number));
      reader.setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
      reader.start();
    }

    /** What is accepted comes in order and without a gap, then what is refused does. */
    private void read() {
      final VerdictDecoder verdict = new VerdictDecoder();
      while (true) {
        final UnsafeBuffer message = new UnsafeBuffer(raw.nextBytes());
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, 0);
        if (header.templateId() == GoodbyeDecoder.TEMPLATE_ID) {
          assertThat(new GoodbyeDecoder().wrapAndApplyHeader(message, 0, header).code())
              .isEqualTo(Code.SHUTTING_DOWN);
          raw.awaitEnd();
          return;
        }
        verdict.wrapAndApplyHeader(message, 0, header);
        if (verdict.code() == Code.ACCEPTED) {
          assertThat(verdict.correlationId()).isEqualTo(firstId + accepted.incrementAndGet());
          assertThat(verdict.marks().repeated()).isFalse();
        } else {
          assertThat(verdict.code()).isEqualTo(Code.SHUTTING_DOWN);
          firstRefused = Math.min(firstRefused, verdict.correlationId() - firstId);
        }
      }
    }

    void awaitEnd() throws InterruptedException {
      reader.join();
      flood.close();
      assertThat(failure).isNull();
      // An answer "not taken" may overtake the others, but it is to a request behind them.
      assertThat(firstRefused).isGreaterThan(accepted.get());
    }
  }

  @Test
  void everythingTakenIsAnsweredOnceThenGoodbye() throws InterruptedException {
    final List<Client> clients = IntStream.rangeClosed(1, CLIENTS).mapToObj(Client::new).toList();
    clients.forEach(Client::start);
    for (final Client client : clients) {
      Await.until(
          "every client is in full flight",
          () -> client.accepted.get() >= BEFORE_THE_STOP || client.failure != null);
    }
    node.close();
    long answered = 0;
    for (final Client client : clients) {
      client.awaitEnd();
      answered += client.accepted.get();
    }
    assertThat(held()).isEqualTo(answered);
  }

  /** Units held, as the engine knows after the stop. */
  private long held() {
    final UnsafeBuffer page = new UnsafeBuffer(new byte[4_096]);
    node.engine.queries().lines(0, 1, 0, page, 0, page.capacity());
    return new LinePageDecoder()
        .wrapAndApplyHeader(page, 0, new MessageHeaderDecoder())
        .lines()
        .next()
        .held();
  }

  /** Its answers fill every buffer in between, so most are still at the node when it stops. */
  @Test
  void whoReadsLateGetsAllAnswersAndTheGoodbye() throws InterruptedException {
    final RawClient client = node.connect();
    client.hello(WINDOW);
    final List<byte[]> requests = new ArrayList<>();
    for (long id = 1; id <= UNREAD_REQUESTS; id++) {
      requests.add(client.frames.reserve(id));
    }
    final Thread sender = new Thread(() -> client.send(requests.toArray(new byte[0][])), "sender");
    sender.start();
    Await.standstill(node.ingress::claimedSlots);
    final Thread stop = new Thread(node::close, "stop");
    stop.start();
    long accepted = 0;
    Code code = Code.ACCEPTED;
    while (code != Code.NULL_VAL) {
      code = client.codeOrGoodbye();
      accepted += code == Code.ACCEPTED ? 1 : 0;
    }
    client.awaitEnd();
    stop.join();
    assertThat(accepted).isEqualTo(node.ingress.claimedSlots());
    assertThat(held()).isEqualTo(accepted);
    client.close();
    sender.join();
  }
}
