package io.holdfast.pipeline;

/**
 * What a batch goes through, in this order; the time that each takes is counted. Batches that share
 * a sync go through the last two together.
 */
public enum Stage {
  /** Executing: a Tick if one is due, every command and query. */
  LOGIC,
  /** Appending the excerpt to the journal; not of batches without a step. */
  JOURNAL,
  /** Bringing it to the disk; class SYNCED only, and not where there was no step. */
  BARRIER,
  /** Handing out events and answers. */
  REPLY
}
