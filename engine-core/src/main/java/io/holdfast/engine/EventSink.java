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
}
