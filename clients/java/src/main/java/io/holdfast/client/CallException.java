package io.holdfast.client;

import java.util.Optional;

/** One call has no answer. */
public abstract class CallException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String summary;
  private final boolean hasId;
  private final long idHi;
  private final long idLo;
  private final String reason;

  /**
   * @param outcome what is known, as a part of the message
   * @param advice what to do, as its end; may be empty
   */
  CallException(
      final String what,
      final Id id,
      final String outcome,
      final String reason,
      final String advice) {
    super(summary(what, id, outcome, reason) + advice);
    this.what = what;
    this.summary = summary(what, id, outcome, reason);
    this.reason = reason;
    hasId = id != null;
    idHi = hasId ? id.hi() : 0;
    idLo = hasId ? id.lo() : 0;
  }

  private static String summary(
      final String what, final Id id, final String outcome, final String reason) {
    return what + (id == null ? "" : " " + id) + ": " + outcome + ": " + reason;
  }

  /** The message without what it says about what to do, for those who say it otherwise. */
  public final String summary() {
    return summary;
  }

  /** The command or query, in words; without the id. */
  final String what() {
    return what;
  }

  /**
   * The id the command was sent under, or the one of the reservation or basket it is about; empty
   * for a query, JoinQueue and LeaveQueue.
   */
  public final Optional<Id> id() {
    return hasId ? Optional.of(new Id(idHi, idLo)) : Optional.empty();
  }

  /** Why there is no answer, in words. */
  public final String reason() {
    return reason;
  }
}
