package io.holdfast.client;

/**
 * The call was sent and no answer came: in time, or before the connection was lost. A command may
 * have been carried out or not; sending it again with the same id is safe and gives the answer. A
 * query can simply be asked again.
 */
public final class OutcomeUnknownException extends CallException {
  private static final long serialVersionUID = 1L;

  OutcomeUnknownException(final String what, final Id id, final String reason) {
    super(id, what + (id == null ? "" : " " + id) + ": outcome unknown: " + reason);
  }
}
