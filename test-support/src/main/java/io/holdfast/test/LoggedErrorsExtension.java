package io.holdfast.test;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test during which an error was logged that {@link ExpectedErrors} did not announce. */
public final class LoggedErrorsExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  @Override
  public void beforeAll(final ExtensionContext context) {
    enter();
  }

  @Override
  public void beforeEach(final ExtensionContext context) {
    enter();
  }

  @Override
  public void afterEach(final ExtensionContext context) {
    leave(context);
  }

  @Override
  public void afterAll(final ExtensionContext context) {
    leave(context);
  }

  private static void enter() {
    LoggedErrors.instance().attach();
    LoggedErrors.instance().enterScope();
  }

  private static void leave(final ExtensionContext context) {
    final List<String> unexpected = LoggedErrors.instance().leaveScope();
    if (!unexpected.isEmpty()) {
      throw new AssertionError(
          "Errors were logged during or just before "
              + context.getDisplayName()
              + " that no ExpectedErrors.matching(...) announced:\n"
              + String.join("\n", unexpected));
    }
  }
}
