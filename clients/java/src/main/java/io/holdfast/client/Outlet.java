package io.holdfast.client;

import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.VarStringEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a session's requests go: slots of the window, and bytes of the outgoing buffer. Nothing is
 * free before the node's Welcome and after the end. Loop thread only.
 */
final class Outlet {
  /** In place of an offset: fewer slots are free than the request takes, and none was taken. */
  static final int NO_ROOM = -1;

  private final ClientLoop loop;

  // Set once, by the Welcome.
  private SessionLimits limits;
  private Window window = new Window(0);
  private OutBuffer out;

  Outlet(final ClientLoop loop) {
    this.loop = loop;
  }

  void open(final SessionLimits granted, final OutBuffer outgoing) {
    limits = granted;
    window = new Window(granted.windowSlots());
    out = outgoing;
  }

  /** What the node granted; null before its Welcome. */
  SessionLimits limits() {
    return limits;
  }

  Window window() {
    return window;
  }

  /** What the offsets refer to, until the next claim. */
  UnsafeBuffer view() {
    return out.view();
  }

  /**
   * Makes room for a request; the caller must fill all of it.
   *
   * @return its offset, or {@link #NO_ROOM}
   * @throws IllegalArgumentException if there could never be room for it on this session
   */
  int claim(final long correlationId, final int messageBytes) {
    return limits == null ? NO_ROOM : take(correlationId, messageBytes, limits.slots(messageBytes));
  }

  /** The same for a message of header, block and texts. */
  int claimWithTexts(final long correlationId, final int blockBytes, final byte[]... texts) {
    int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH + blockBytes;
    for (final byte[] text : texts) {
      messageBytes += VarStringEncoder.varDataEncodingOffset() + text.length;
    }
    return claim(correlationId, messageBytes);
  }

  /** The same for a query whose answer may be longer than a slot. */
  int claimForList(final long correlationId, final int messageBytes) {
    return limits == null ? NO_ROOM : take(correlationId, messageBytes, limits.listSlots());
  }

  /** The same for a request that takes no slot of the window, but is answered. */
  int claimWithoutSlot(final long correlationId, final int messageBytes) {
    if (limits == null || window.isClosed()) {
      return NO_ROOM;
    }
    window.takeNone(correlationId);
    return out.claim(messageBytes);
  }

  /** The same for what takes no slot where there is no window at all, as for an observer. */
  int claimOrWithoutSlot(final long correlationId, final int messageBytes) {
    return limits != null && limits.windowSlots() == 0
        ? claimWithoutSlot(correlationId, messageBytes)
        : claim(correlationId, messageBytes);
  }

  /** The same outside the window; only while the session is open. */
  int claimUncounted(final int messageBytes) {
    return out.claim(messageBytes);
  }

  private int take(final long correlationId, final int messageBytes, final int slots) {
    assert loop.isLoopThread() : "a session is for its loop's thread only";
    if (messageBytes > limits.maxFrameBytes() || slots > limits.windowSlots()) {
      throw new IllegalArgumentException(
          "a request of %d bytes and %d slots: this session may send %d bytes and has %d slots"
              .formatted(messageBytes, slots, limits.maxFrameBytes(), limits.windowSlots()));
    }
    return window.take(correlationId, slots) ? out.claim(messageBytes) : NO_ROOM;
  }
}
