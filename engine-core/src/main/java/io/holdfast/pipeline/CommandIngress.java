package io.holdfast.pipeline;

import org.agrona.MutableDirectBuffer;

/**
 * The ring as a gateway sees it: claim a run of slots for everything one socket read brought, fill
 * each request in, publish the run. Never blocks. Any number of threads; a claimed run belongs to
 * the thread that claimed it.
 */
public interface CommandIngress {
  /** Result of {@link #tryClaim} when the ring has no room. */
  long NO_ROOM = -1;

  /**
   * Claims adjacent slots.
   *
   * @return position of the first, or {@link #NO_ROOM}
   */
  long tryClaim(int slots);

  /**
   * The memory of all slots. A request's bytes go to {@link #offset} of its first slot and may run
   * over all its slots.
   */
  MutableDirectBuffer bytes();

  /** Where the bytes of the slot at this position begin in {@link #bytes}. */
  int offset(long position);

  /**
   * Says what the claimed run from {@code position} on holds. The request's bytes (SBE header and
   * message, structurally valid) have been put in before.
   *
   * @param slots slots of this request
   * @param lengthBytes length of its bytes
   * @param templateId SBE template
   * @param correlationId of the request
   * @param target who gets the answer
   */
  void fill(
      long position,
      int slots,
      int lengthBytes,
      int templateId,
      long correlationId,
      ReplyTarget target);

  /** Publishes the claimed slots from first to last: they will be executed, in this order. */
  void publish(long first, long last);
}
