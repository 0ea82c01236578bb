package io.holdfast.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line inside the test: exit code and what it printed. */
public record CommandLineRun(int exitCode, String out, String err) {
  public static CommandLineRun of(final Object... args) {
    final String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  /** Standard output, which must be exactly one JSON value. */
  public JsonElement json() {
    return JsonParser.parseString(out);
  }
}
