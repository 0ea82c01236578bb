package io.holdfast.pipeline;

import org.agrona.DirectBuffer;

/** Where feeds and exporters get the state changes from. */
public interface EventListener {
  /**
   * The state changes of one batch, which the acknowledge gate has passed. Called on the pipeline's
   * thread in the order of the steps; must not block. Every change comes exactly once, (sequence,
   * index) leaves no gap among the steps that changed something.
   *
   * @param buffer of Event messages one behind the other, each with its SBE header; valid during
   *     the call only
   * @param lengthBytes of all, from offset 0
   * @param count of messages, at least one
   */
  void onEvents(DirectBuffer buffer, int lengthBytes, int count);
}
