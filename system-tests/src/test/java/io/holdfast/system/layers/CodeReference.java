package io.holdfast.system.layers;

import io.holdfast.protocol.CodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the reference of codes with the schema and with the reference of commands. */
final class CodeReference {
  private static final Map<String, CodeKind> HEADINGS =
      Map.of(
          "## Accepted", CodeKind.ACCEPTED,
          "## Not taken", CodeKind.NOT_TAKEN,
          "## Not now", CodeKind.NOT_NOW,
          "## Final", CodeKind.FINAL);

  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| `([A-Z_]+)` \\|.*\\|");
  private static final Pattern HEAD = Pattern.compile("\\| Number \\| Name \\|.*|\\|(-+\\|)+");

  /** A family that the commands name as a whole, with the field that differs told in words. */
  private static final String FAMILY = "ID_DIFFERS_";

  private final Map<String, Integer> codes;

  /** Compares with these codes: name to number. */
  CodeReference(final Map<String, Integer> codes) {
    this.codes = codes;
  }

  /** What the page of codes has too much, too little, or in the wrong place. */
  List<String> faultsOf(final String codesPage) {
    final List<String> faults = new ArrayList<>();
    final Map<String, Integer> rows = new HashMap<>();
    CodeKind kind = null;
    int lastNumber = -1;
    for (final String line : codesPage.lines().toList()) {
      if (line.startsWith("## ")) {
        kind = HEADINGS.get(line);
        lastNumber = -1;
      } else if (kind != null && line.startsWith("|") && !HEAD.matcher(line).matches()) {
        final Matcher row = ROW.matcher(line);
        if (!row.matches()) {
          faults.add("no code: " + line);
          continue;
        }
        final int number = Integer.parseInt(row.group(1));
        checkRow(row.group(2), number, kind, faults);
        if (number <= lastNumber) {
          faults.add(number + " stands behind " + lastNumber);
        }
        lastNumber = number;
        if (rows.put(row.group(2), number) != null) {
          faults.add(row.group(2) + " has two rows");
        }
      }
    }
    codes.keySet().stream()
        .filter(code -> !rows.containsKey(code))
        .forEach(code -> faults.add(code + " has no row"));
    return faults;
  }

  private void checkRow(
      final String name, final int number, final CodeKind kind, final List<String> faults) {
    final Integer known = codes.get(name);
    if (known == null) {
      faults.add(name + " is not in the schema");
    } else if (known != number) {
      faults.add(name + " is " + known + " in the schema, not " + number);
    } else if (CodeKind.of(number) != kind) {
      faults.add(name + " stands among those of kind " + kind);
    }
  }

  /** The codes of the engine that the page of commands does not name. */
  List<String> missingIn(final String commandsPage) {
    return codes.keySet().stream()
        .filter(code -> codes.get(code) >= CodeKind.NOT_NOW.firstNumber())
        .filter(code -> !names(commandsPage, code))
        .toList();
  }

  private static boolean names(final String page, final String code) {
    if (hasWord(page, code)) {
      return true;
    }
    return code.startsWith(FAMILY)
        && page.contains("`" + FAMILY + "\u2026`")
        && hasWord(page, code.substring(FAMILY.length()).toLowerCase(Locale.ROOT));
  }

  private static boolean hasWord(final String page, final String word) {
    return Pattern.compile("\\b" + word + "\\b").matcher(page).find();
  }
}
