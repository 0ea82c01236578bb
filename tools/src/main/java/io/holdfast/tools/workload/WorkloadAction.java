package io.holdfast.tools.workload;

/** What a row of a workload file does. */
public enum WorkloadAction {
  RESERVE("reserve", true),
  BEGIN_PAYMENT("begin-payment", false),
  CONFIRM("confirm", true),
  RELEASE("release", true),
  CANCEL("cancel", true),
  RESTOCK("restock", true),
  JOIN("join", false),
  LEAVE("leave", false);

  private final String text;
  private final boolean offered;

  WorkloadAction(final String text, final boolean offered) {
    this.text = text;
    this.offered = offered;
  }

  /** The word in the action column. */
  public String text() {
    return text;
  }

  /** Whether the node has a command for it yet; rows of other actions can be read, not played. */
  public boolean offered() {
    return offered;
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
