package io.holdfast.tools.workload;

/** What a row of a workload file does. */
public enum WorkloadAction {
  RESERVE("reserve"),
  BEGIN_PAYMENT("begin-payment"),
  CONFIRM("confirm"),
  RELEASE("release"),
  CANCEL("cancel"),
  RESTOCK("restock"),
  JOIN("join"),
  LEAVE("leave");

  private final String text;

  WorkloadAction(final String text) {
    this.text = text;
  }

  /** The word in the action column. */
  public String text() {
    return text;
  }

  /** The action of this word, or null. */
  static WorkloadAction of(final String text) {
    for (final WorkloadAction action : values()) {
      if (action.text.equals(text)) {
        return action;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}
