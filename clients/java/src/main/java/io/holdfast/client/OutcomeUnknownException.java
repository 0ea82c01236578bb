package io.holdfast.client;

/**
 * The call was sent and no answer came before its deadline, or before the client was closed. A
 * command may have been carried out or not, and may still be. To find out, send the same command
 * under the same id again, which is safe however often it is done: {@link HoldfastClient#askAgain}
 * does so, and so does making the call once more with what is kept with the order, also from
 * another process. A query can simply be asked again.
 */
public final class OutcomeUnknownException extends CallException {
  private static final long serialVersionUID = 1L;

  private static final String ASK_AGAIN = "; ask again";
  private static final String SEND_AGAIN = "; send the same again to find out";
  private static final String SEND_AGAIN_UNDER_ID = "; send the same under this id to find out";

  private final transient Call.Sending command;

  OutcomeUnknownException(
      final String what, final Id id, final String reason, final Call.Sending command) {
    super(what, id, "outcome unknown", reason, advice(id, command));
    this.command = command;
  }

  private static String advice(final Id id, final Call.Sending command) {
    if (command == null) {
      return ASK_AGAIN;
    }
    return id == null ? SEND_AGAIN : SEND_AGAIN_UNDER_ID;
  }

  /** Whether {@link HoldfastClient#askAgain} can send it: a command, and of this process. */
  public boolean canBeAskedAgain() {
    return command != null;
  }

  Call.Sending command() {
    return command;
  }
}
