package io.holdfast.gateway;

import io.holdfast.protocol.codec.Code;
import java.net.SocketAddress;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log who was let in and who was not: address, code and reason, never what was sent. A
 * crowd at the door does not flood it: after a second's worth of lines the rest are counted only.
 * For one event loop.
 */
final class DoorLog {
  private static final Logger LOG = LoggerFactory.getLogger(DoorLog.class);

  private static final int LINES_PER_SECOND = 10;

  private final LongSupplier nanoTime;
  private final RateLimit lines;
  private long silenced;

  DoorLog(final LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lines = new RateLimit(LINES_PER_SECOND, nanoTime.getAsLong());
  }

  void letIn(final SocketAddress remote, final CredentialUse use, final Handshake handshake) {
    LOG.info("{} let in as {} by '{}'", remote, handshake.role(), use.credential().name());
  }

  /** Somebody was turned away, or shown out. */
  void refused(final SocketAddress remote, final Code code, final String why) {
    refused(remote, code + " (" + why + ")");
  }

  /** Somebody did not get as far as to be given a code. */
  void refused(final SocketAddress remote, final String why) {
    final long nowNs = nanoTime.getAsLong();
    if (lines.left(nowNs) == 0) {
      silenced++;
      return;
    }
    lines.spend(1, nowNs);
    if (silenced > 0) {
      LOG.warn("{} more were refused in the meantime", silenced);
      silenced = 0;
    }
    LOG.warn("{} refused: {}", remote, why);
  }
}
