package io.holdfast.tools.demo;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.Session;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * The one connection on which the storefront asks, for all its buyers together, how far the room
 * and the stock have come. For the crowd's event loop.
 */
final class RoomDesk implements SessionListener {
  private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long ROOM = 1;
  private static final long STOCK = 2;

  private final RoomCrowd crowd;
  private final ClientLoop loop;
  private Session session;

  RoomDesk(final RoomCrowd crowd, final ClientLoop loop) {
    this.crowd = crowd;
    this.loop = loop;
  }

  @Override
  public void onReady(final Session ready) {
    session = ready;
    crowd.onReady();
  }

  /** Asks now and, once that is answered, again and again. */
  void ask() {
    if (!session.isOpen()) {
      return; // the crowd has been told
    }
    if (!session.queryRoom(ROOM, crowd.sale())
        || !session.queryLine(STOCK, crowd.sale(), crowd.item())) {
      crowd.onUnexpected("the window has no room for a query");
    }
    session.flush();
  }

  @Override
  public void onPage(
      final Session from,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    if (templateId == RoomViewDecoder.TEMPLATE_ID) {
      crowd.onRoom(RoomReport.read(buffer, offset));
    } else if (templateId == LinePageDecoder.TEMPLATE_ID) {
      crowd.onStock(LineReport.read(buffer, offset));
      loop.schedule(this::ask, PERIOD_NS);
    } else {
      crowd.onUnexpected("the storefront was answered with message " + templateId);
    }
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    crowd.onUnexpected("a query of the room or its stock was answered " + verdict.code());
  }

  @Override
  public void onGoodbye(final Session from, final Code code, final String text) {
    crowd.onUnexpected("the node said goodbye: " + code + " " + text);
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    crowd.onUnexpected(reason);
  }
}
