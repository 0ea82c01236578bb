package io.holdfast.engine.rules;

import io.holdfast.engine.TestCommands;

/** A command as a value: what a row of a table holds. */
@FunctionalInterface
interface Command {
  /** Writes it, so that it can be executed. */
  TestCommands write(TestCommands to);

  /** The same under the id of this number and kind; see {@link TestCommands#underId}. */
  default Command underId(final long kind, final long number) {
    return to -> write(to).underId(kind, number);
  }

  /** The same operator command with other texts. */
  default Command saidBy(final String operatorName, final String reason) {
    return to -> {
      final String operatorBefore = to.operator.operatorName;
      final String reasonBefore = to.operator.reason;
      to.operator.operatorName = operatorName;
      to.operator.reason = reason;
      final TestCommands written = write(to);
      to.operator.operatorName = operatorBefore;
      to.operator.reason = reasonBefore;
      return written;
    };
  }
}
