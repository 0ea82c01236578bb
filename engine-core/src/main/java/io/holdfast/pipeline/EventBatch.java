package io.holdfast.pipeline;

import io.holdfast.engine.EngineEvent;
import io.holdfast.engine.EventSink;
import io.holdfast.protocol.codec.EventEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Holds the state changes of a batch back until the acknowledge gate has passed it. The engine is
 * made with it and tells it everything; a pipeline opens it, so that what a recovery tells, which
 * was seen before, goes nowhere. For the pipeline's thread.
 */
public final class EventBatch implements EventSink {
  /** Length of one event, header included. */
  public static final int EVENT_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH + EventEncoder.BLOCK_LENGTH;

  /** A batch ends early when it has brought so much; one step more always fits. */
  private static final int FULL_BYTES = 1024 * 1024;

  private final EventListener listener;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final EventEncoder encoder = new EventEncoder();
  private final int fullBytes;
  private UnsafeBuffer buffer;
  private boolean open;
  private int lengthBytes;
  private int count;

  /**
   * @param listener told on the pipeline's thread
   */
  public EventBatch(final EventListener listener) {
    this(listener, FULL_BYTES);
  }

  EventBatch(final EventListener listener, final int fullBytes) {
    this.listener = listener;
    this.fullBytes = fullBytes;
    buffer = new UnsafeBuffer(new byte[2 * fullBytes]);
  }

  void open() {
    open = true;
  }

  @Override
  public void onEvent(final EngineEvent event) {
    if (!open) {
      return;
    }
    if (lengthBytes + EVENT_BYTES > buffer.capacity()) {
      grow();
    }
    encoder
        .wrapAndApplyHeader(buffer, lengthBytes, header)
        .sequence(event.sequence())
        .timeMs(event.timeMs())
        .index(event.index())
        .reason(event.reason())
        .kind(event.kind())
        .sale(event.sale())
        .item(event.item())
        .buyer(event.buyer())
        .units(event.units())
        .deadlineMs(event.deadlineMs())
        .available(event.available())
        .held(event.held())
        .sold(event.sold());
    encoder.marks().clear().late(event.late());
    encoder.reservation().hi(event.reservationHi()).lo(event.reservationLo());
    lengthBytes += EVENT_BYTES;
    count++;
  }

  /** Whether the batch should end here, so that its events stay within bounds. */
  boolean isFull() {
    return lengthBytes >= fullBytes;
  }

  /** Hands over what the batch brought: the gate has passed it. */
  void release() {
    if (count > 0) {
      listener.onEvents(buffer, lengthBytes, count);
      lengthBytes = 0;
      count = 0;
    }
  }

  /** Only a step with very many changes gets here, such as the turns of a thousand sales. */
  private void grow() {
    final UnsafeBuffer larger = new UnsafeBuffer(new byte[2 * buffer.capacity()]);
    larger.putBytes(0, buffer, 0, lengthBytes);
    buffer = larger;
  }
}
