package io.holdfast.gateway;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.ReplyTarget;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;

/** The ring as a gateway sees it, and what the gateway asked of it. */
final class CountingIngress implements CommandIngress {
  private final CommandIngress ring;
  private final AtomicLong claimedSlots = new AtomicLong();

  CountingIngress(final CommandIngress ring) {
    this.ring = ring;
  }

  long claimedSlots() {
    return claimedSlots.get();
  }

  @Override
  public long tryClaim(final int slots) {
    final long position = ring.tryClaim(slots);
    if (position != NO_ROOM) {
      claimedSlots.addAndGet(slots);
    }
    return position;
  }

  @Override
  public MutableDirectBuffer bytes() {
    return ring.bytes();
  }

  @Override
  public int offset(final long position) {
    return ring.offset(position);
  }

  @Override
  public void fill(
      final long position,
      final int slots,
      final int lengthBytes,
      final int templateId,
      final long correlationId,
      final ReplyTarget target) {
    ring.fill(position, slots, lengthBytes, templateId, correlationId, target);
  }

  @Override
  public void publish(final long first, final long last) {
    ring.publish(first, last);
  }
}
