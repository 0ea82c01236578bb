package io.holdfast.client;

import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.protocol.codec.NodeRole;
import io.holdfast.protocol.codec.PipelineStage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a node is. The node answers past its ring, so the numbers may be of a batch under way and of
 * slightly different moments.
 *
 * @param role what it does
 * @param epoch number of its term
 * @param term id of its term; empty: it keeps no journal
 * @param sequence last step executed
 * @param gate last step that clients may see
 * @param journaled up to here the journal has everything
 * @param synced up to here it has brought everything to the disk by a sync of its own; empty: none
 *     yet
 * @param lag steps the standby is behind; empty: there is none
 * @param inSync whether the standby is in sync; empty: there is none
 * @param durability class of every verdict
 * @param uptimeMs since clients could connect
 * @param timeMs engine time, ms since 1970
 * @param wallMs the node's machine's clock, ms since 1970
 * @param totals requests since the start
 * @param rates the same per second, lately
 * @param overMs the time that rates and stages are about
 * @param stages what a batch went through, in this order
 * @param ringSlots slots of the ring
 * @param ringUsed slots whose requests have no answer yet
 * @param connections welcomed and not gone, this one included
 * @param observers of the connections, those of role OBSERVER
 * @param subscriptions that all connections have together
 * @param reservations live holds and purchases
 * @param diskFreeBytes space left on the journal's disk; empty: it keeps no journal
 * @param space what that means for what is taken
 * @param snapshotSequence of the newest snapshot; empty: none
 * @param snapshotMs wall clock when the newest snapshot was written, ms since 1970; empty: none
 * @param version of the program
 */
public record NodeStatus(
    NodeRole role,
    long epoch,
    Optional<Id> term,
    long sequence,
    long gate,
    long journaled,
    OptionalLong synced,
    OptionalLong lag,
    Optional<Boolean> inSync,
    Durability durability,
    long uptimeMs,
    long timeMs,
    long wallMs,
    Requests totals,
    Requests rates,
    long overMs,
    List<StageTimes> stages,
    int ringSlots,
    int ringUsed,
    int connections,
    int observers,
    int subscriptions,
    long reservations,
    OptionalLong diskFreeBytes,
    JournalSpace space,
    OptionalLong snapshotSequence,
    OptionalLong snapshotMs,
    String version) {

  /**
   * Numbers of requests.
   *
   * @param accepted commands answered with ACCEPTED
   * @param rejected commands that got a sequence and another code
   * @param notTaken refused before they got a sequence
   */
  public record Requests(long accepted, long rejected, long notTaken) {}

  /**
   * How long a batch stays in a stage.
   *
   * @param stage which
   * @param batches counted
   * @param p50Ns half of them took no longer, nanoseconds; 0 if there were none, as all that follow
   * @param p99Ns 99 of 100 took no longer
   * @param p999Ns 999 of 1000 took no longer
   * @param maxNs the longest
   */
  public record StageTimes(
      PipelineStage stage, long batches, long p50Ns, long p99Ns, long p999Ns, long maxNs) {}
}
