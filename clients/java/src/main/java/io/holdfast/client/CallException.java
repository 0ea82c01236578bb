package io.holdfast.client;

import java.util.Optional;

/** One call has no answer. */
public abstract class CallException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final boolean hasId;
  private final long idHi;
  private final long idLo;

  CallException(final Id id, final String message) {
    super(message);
    hasId = id != null;
    idHi = hasId ? id.hi() : 0;
    idLo = hasId ? id.lo() : 0;
  }

  /**
   * The id the command was sent under, or the one of the reservation or basket it is about; empty
   * for a query, JoinQueue and LeaveQueue.
   */
  public Optional<Id> id() {
    return hasId ? Optional.of(new Id(idHi, idLo)) : Optional.empty();
  }
}
