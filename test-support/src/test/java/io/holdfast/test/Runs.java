package io.holdfast.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Runs fixture classes in an engine of their own, with the extensions registered as in every
 * module.
 */
final class Runs {
  private Runs() {}

  static EngineExecutionResults run(final Class<?> fixture) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
        .selectors(selectClass(fixture))
        .execute();
  }

  /** Runs the fixture and returns what was printed to the standard error meanwhile. */
  static String errorsPrintedBy(final Class<?> fixture) {
    final PrintStream original = System.err;
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      run(fixture);
    } finally {
      System.setErr(original);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Why tests and classes failed, in order; empty when nothing did. */
  static List<Throwable> failures(final EngineExecutionResults results) {
    return results.allEvents().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow())
        .toList();
  }

  static List<Throwable> failures(final Class<?> fixture) {
    return failures(run(fixture));
  }
}
