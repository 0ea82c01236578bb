package io.holdfast.client;

import java.util.Objects;

/**
 * The waiting room of a sale to be created: only buyers admitted from it may reserve.
 *
 * @param seed keys the shuffle of those who join before the opening; keep it, for repeating the
 *     command needs the same
 * @param policy how buyers are let in
 */
public record WaitingRoom(RoomSeed seed, AdmissionPolicy policy) {
  /** Rejects what is missing; the node judges the rest. */
  public WaitingRoom {
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(policy, "policy");
  }

  /** One with {@link AdmissionPolicy#DEFAULT}. */
  public static WaitingRoom of(final RoomSeed seed) {
    return new WaitingRoom(seed, AdmissionPolicy.DEFAULT);
  }

  /** The same with another policy. */
  public WaitingRoom withPolicy(final AdmissionPolicy newPolicy) {
    return new WaitingRoom(seed, newPolicy);
  }
}
