package io.holdfast.system.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about source text. Each returns its violations as "file:line: what is wrong". */
final class HouseRules {
  static final int MAX_LINES = 500;

  // Brackets keep the words from matching themselves here.
  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b");
  private static final Pattern STACK_TRACE = Pattern.compile("\\.printStackTrace\\s*\\(\\s*\\)");
  private static final Pattern EMPTY_CATCH =
      Pattern.compile("\\bcatch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
  private static final Pattern DISABLED = Pattern.compile("@(\\w+\\.)*Disabled\\b");
  private static final Pattern SLEEP =
      Pattern.compile(
          "\\b(Thread|TimeUnit\\s*\\.\\s*[A-Z]+|[A-Z]+SECONDS|SECONDS)\\s*(\\.|::)\\s*sleep\\b"
              + "|\\bLockSupport\\s*\\.\\s*park(Nanos|Until)\\b");

  private final SourceTree tree;

  HouseRules(final SourceTree tree) {
    this.tree = tree;
  }

  List<String> longClasses() throws IOException {
    final List<String> violations = new ArrayList<>();
    for (final Path file : tree.filesEndingWith(".java")) {
      final long lines = Files.readString(file).lines().count();
      if (lines > MAX_LINES) {
        violations.add(tree.name(file) + ":" + lines + ": longer than " + MAX_LINES + " lines");
      }
    }
    return violations;
  }

  /** Left for later and forgotten; belongs into the tracker or is done now. */
  List<String> unfinishedWork() throws IOException {
    final List<Path> files =
        tree.filesEndingWith(".java", ".xml", ".md", ".py", ".sh", ".flags", "holdfast");
    return matches(files, UNFINISHED, UnaryOperator.identity(), "unfinished work");
  }

  List<String> printedStackTraces() throws IOException {
    return matches(
        tree.filesEndingWith(".java"),
        STACK_TRACE,
        JavaText::withoutCommentsAndStrings,
        "a stack trace is printed where it should be handled or logged");
  }

  /** A comment that says why nothing is to be done is an answer; nothing at all is not. */
  List<String> emptyCatches() throws IOException {
    return matches(
        tree.filesEndingWith(".java"),
        EMPTY_CATCH,
        JavaText::withoutStrings,
        "an exception is swallowed");
  }

  List<String> disabledTests() throws IOException {
    return matches(
        tree.filesEndingWith(".java"),
        DISABLED,
        JavaText::withoutCommentsAndStrings,
        "a disabled test proves nothing");
  }

  /** Sleeping makes a test slow on a fast machine and wrong on a slow one. */
  List<String> sleepingTests() throws IOException {
    return matches(
        tree.filesEndingWith(".java").stream().filter(this::isTest).toList(),
        SLEEP,
        JavaText::withoutCommentsAndStrings,
        "wait for a condition instead of sleeping");
  }

  private boolean isTest(final Path file) {
    final String name = tree.name(file).replace('\\', '/');
    // The fixtures of the layer rules do what must not be done, and are never run.
    return (name.contains("src/test/") || name.startsWith("test-support/"))
        && !name.contains("/violators/");
  }

  private List<String> matches(
      final List<Path> files,
      final Pattern pattern,
      final UnaryOperator<String> view,
      final String what)
      throws IOException {
    final List<String> violations = new ArrayList<>();
    for (final Path file : files) {
      final String text = view.apply(Files.readString(file));
      final Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        final long line =
            1 + text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
        violations.add(tree.name(file) + ":" + line + ": " + what);
      }
    }
    return violations;
  }
}
