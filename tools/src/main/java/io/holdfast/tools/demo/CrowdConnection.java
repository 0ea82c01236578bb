package io.holdfast.tools.demo;

import io.holdfast.client.Session;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.VerdictDecoder;

/**
 * One of the crowd's connections: many buyers, as many commands in flight as the window takes. What
 * a buyer does next follows from the verdict. For the crowd's event loop.
 */
final class CrowdConnection implements SessionListener {
  /** Parts of a correlation id: the buyer, and what he asked for. */
  private static final int KINDS = 4;

  private static final int RESERVE = 0;
  private static final int CONFIRM = 1;
  private static final int RELEASE = 2;

  private static final int WAVE_SHIFT = 40;
  private static final long ID_HI = 0x0192_0000_0000_7000L;

  private final Crowd crowd;
  private final long[] sentNs = new long[Crowd.WINDOW];
  private Session session;
  private long sent;
  private long answered;
  private boolean comingToAnEnd;
  private boolean idle = true;

  CrowdConnection(final Crowd crowd) {
    this.crowd = crowd;
  }

  @Override
  public void onReady(final Session ready) {
    session = ready;
    crowd.onReady();
  }

  Durability durability() {
    return session.limits().durability();
  }

  /** A new wave. */
  void start() {
    comingToAnEnd = false;
    idle = false;
    fill();
  }

  private void fill() {
    while (!comingToAnEnd && sent - answered < Crowd.WINDOW) {
      final int buyer = crowd.nextBuyer();
      if (buyer < 0) {
        comingToAnEnd = true;
      } else {
        final long id = idLo(buyer);
        send(
            session.reserve(
                correlationId(buyer, RESERVE),
                ID_HI,
                id,
                crowd.sale(),
                crowd.item(),
                buyer + 1L,
                0,
                1,
                0,
                0));
      }
    }
    session.flush();
    if (comingToAnEnd && sent == answered) {
      idle = true;
      crowd.onIdle();
    }
  }

  private void send(final boolean went) {
    if (!went) {
      crowd.onUnexpected("the window of " + Crowd.WINDOW + " slots has no room for a command");
      return;
    }
    sentNs[(int) (sent % Crowd.WINDOW)] = System.nanoTime();
    sent++;
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    final long correlationId = verdict.correlationId();
    final int buyer = (int) (correlationId / KINDS);
    final Code code = verdict.code();
    // Answers come in the order of the requests, so the oldest time is this one's.
    crowd.onVerdict(System.nanoTime() - sentNs[(int) (answered % Crowd.WINDOW)]);
    answered++;
    switch ((int) (correlationId % KINDS)) {
      case RESERVE -> onReserved(buyer, code);
      case CONFIRM -> expectAccepted(code, () -> crowd.onBought(buyer));
      default -> expectAccepted(code, crowd::onReleased);
    }
  }

  private void onReserved(final int buyer, final Code code) {
    if (code == Code.SOLD_OUT) {
      crowd.onRejected();
    } else if (code != Code.ACCEPTED) {
      crowd.onUnexpected("a buyer was told " + code);
    } else if (crowd.hesitates(buyer)) {
      send(session.release(correlationId(buyer, RELEASE), ID_HI, idLo(buyer)));
    } else {
      send(session.confirm(correlationId(buyer, CONFIRM), ID_HI, idLo(buyer), Session.ALL_UNITS));
    }
  }

  private void expectAccepted(final Code code, final Runnable then) {
    if (code == Code.ACCEPTED) {
      then.run();
    } else {
      crowd.onUnexpected("a buyer with a hold was told " + code);
    }
  }

  @Override
  public void onReadComplete(final Session from) {
    if (!idle) {
      fill();
    }
  }

  @Override
  public void onGoodbye(final Session from, final Code code, final String text) {
    crowd.onLost("the node said goodbye: " + code + " " + text);
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    crowd.onLost(reason);
  }

  private static long correlationId(final int buyer, final int kind) {
    return (long) buyer * KINDS + kind;
  }

  private long idLo(final int buyer) {
    return (long) crowd.wave() << WAVE_SHIFT | (buyer + 1L);
  }
}
