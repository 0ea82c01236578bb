package io.holdfast.client;

/** The call never left this process, and never will: nothing has happened. */
public final class NotSentException extends CallException {
  private static final long serialVersionUID = 1L;

  NotSentException(final String what, final Id id, final String reason) {
    super(what, id, "not sent", reason, "");
  }
}
