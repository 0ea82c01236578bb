package io.holdfast.tools.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintWriter;
import java.util.List;

/**
 * Where a verb's result and progress go. The result goes to standard output, once: text for people,
 * or with {@code --json} exactly one JSON value on one line. Progress goes to standard error. One
 * thread at a time.
 */
public final class Output {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private boolean written;

  Output(final PrintWriter out, final PrintWriter err, final boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /**
   * Writes the result of the verb, in the form the operator chose.
   *
   * @throws OperatorMistake if standard output cannot be written: what nobody could read was not
   *     delivered
   */
  public void result(final JsonElement value, final List<String> text) {
    if (written) {
      throw new IllegalStateException("a verb has one result");
    }
    written = true;
    if (json) {
      out.println(GSON.toJson(value));
    } else {
      text.forEach(out::println);
    }
    if (out.checkError()) {
      throw new OperatorMistake("cannot write the result to standard output");
    }
  }

  /**
   * Writes one of many results, for verbs that find as many as there are: each is a line, with
   * {@code --json} one JSON value.
   *
   * @throws OperatorMistake as {@link #result}; so who reads only the beginning ends the verb
   */
  public void line(final JsonElement value, final String text) {
    out.println(json ? GSON.toJson(value) : text);
    if (out.checkError()) {
      throw new OperatorMistake("cannot write the result to standard output");
    }
  }

  /**
   * Writes one of several results, each when it is there: with {@code --json} a value per line.
   *
   * @throws OperatorMistake if standard output cannot be written
   */
  public void update(final JsonElement value, final List<String> text) {
    written = false;
    result(value, text);
    out.flush();
  }

  /** Tells a waiting operator how far long work has come, or what it assumes. */
  public void progress(final String text) {
    err.println(text);
    err.flush();
  }
}
