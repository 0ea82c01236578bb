package io.holdfast.tools.serve;

import io.holdfast.tools.cli.OperatorMistake;

/**
 * A setting as the operator gave it.
 *
 * @param where the option, or file, line and key
 * @param text its value
 */
public record Given(String where, String text) {

  OperatorMistake wrong(final String why) {
    return new OperatorMistake(where + " " + text + ": " + why);
  }
}
