package io.holdfast.engine;

/**
 * Takes the state changes of every step in order. Called on the engine's thread in the middle of a
 * step, so an implementation copies what it needs and returns; it must not call the engine.
 *
 * <p>What it is told is ahead of the journal: whoever shows events to others must hold them back
 * until the acknowledge gate has passed their sequence.
 */
public interface EventSink {
  /**
   * One state change.
   *
   * @param event valid during the call; the same object every time
   */
  void onEvent(EngineEvent event);

  /**
   * Whether it wants to be told; asked before every change, so that one who does not costs little.
   */
  default boolean isListening() {
    return true;
  }

  /**
   * A hold that had ended is forgotten: its id means nothing any more. No state change, and no
   * event. What is forgotten with its whole sale is not told one by one.
   */
  default void onForgotten(final long reservationHi, final long reservationLo) {}
}
