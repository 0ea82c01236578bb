package io.holdfast.tools.load;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.Session;
import io.holdfast.client.SessionConfig;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.tools.cli.OperatorMistake;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.DirectBuffer;

/** Asks a node one thing at a time and waits for the answer. One calling thread, not the loop's. */
final class NodeDesk implements AutoCloseable {
  private static final long CORRELATION_ID = 1;
  private static final int ANSWER_TIMEOUT_SECONDS = 30;

  /** What the node said: a code, or the state of the sale asked for. */
  record Answer(Code code, SaleState saleState) {}

  /** Writes one request. */
  interface Request {
    boolean send(Session session, long correlationId);
  }

  private final ClientLoop loop;
  private final String where;
  private final CompletableFuture<Session> session = new CompletableFuture<>();
  private volatile CompletableFuture<Answer> answer = new CompletableFuture<>();

  private NodeDesk(final ClientLoop loop, final InetSocketAddress address) {
    this.loop = loop;
    this.where = address.getHostString() + ":" + address.getPort();
  }

  /**
   * Connects.
   *
   * @throws OperatorMistake if there is no node, or it does not want us
   */
  static NodeDesk open(
      final ClientLoop loop, final InetSocketAddress address, final SessionConfig config) {
    final NodeDesk desk = new NodeDesk(loop, address);
    loop.connect(address, config, desk.new Listener());
    desk.await(desk.session);
    return desk;
  }

  /** Sends one request and waits for its answer. */
  Answer ask(final Request request) {
    final CompletableFuture<Answer> next = new CompletableFuture<>();
    answer = next;
    final Session open = await(session);
    loop.execute(
        () -> {
          if (!open.isOpen()) {
            next.completeExceptionally(new OperatorMistake(where + ": connection lost"));
          } else if (request.send(open, CORRELATION_ID)) {
            open.flush();
          } else {
            next.completeExceptionally(new OperatorMistake(where + ": the window has no room"));
          }
        });
    return await(next);
  }

  private <T> T await(final CompletableFuture<T> future) {
    try {
      return future.get(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (final TimeoutException late) {
      throw new OperatorMistake(
          where + ": no answer within " + ANSWER_TIMEOUT_SECONDS + " seconds", late);
    } catch (final ExecutionException failed) {
      throw new OperatorMistake(failed.getCause().getMessage(), failed.getCause());
    } catch (final InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OperatorMistake(where + ": interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    final Session open = session.getNow(null);
    if (open != null) {
      loop.execute(open::close);
    }
  }

  private final class Listener implements SessionListener {
    @Override
    public void onReady(final Session ready) {
      session.complete(ready);
    }

    @Override
    public void onVerdict(final Session from, final VerdictDecoder verdict) {
      answer.complete(new Answer(verdict.code(), SaleState.NULL_VAL));
    }

    @Override
    public void onPage(
        final Session from,
        final int templateId,
        final DirectBuffer buffer,
        final int offset,
        final int length) {
      if (templateId == SalePageDecoder.TEMPLATE_ID) {
        final SalePageDecoder page =
            new SalePageDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        answer.complete(new Answer(Code.ACCEPTED, page.sales().next().state()));
      }
    }

    @Override
    public void onClosed(final Session from, final String reason) {
      final OperatorMistake lost = new OperatorMistake(where + ": " + reason);
      session.completeExceptionally(lost);
      answer.completeExceptionally(lost);
    }
  }
}
