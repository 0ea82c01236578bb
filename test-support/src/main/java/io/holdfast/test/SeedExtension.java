package io.holdfast.test;

import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Draws the seeds of {@link Seed} and prints them when the test has failed. */
public final class SeedExtension implements ParameterResolver {
  /** System property that fixes the seed; empty means random. */
  public static final String PROPERTY = "holdfast.seed";

  private static final Namespace NAMESPACE = Namespace.create(SeedExtension.class);

  @Override
  public boolean supportsParameter(
      final ParameterContext parameter, final ExtensionContext context) {
    return parameter.isAnnotated(Seed.class);
  }

  @Override
  public Object resolveParameter(final ParameterContext parameter, final ExtensionContext context) {
    if (parameter.getParameter().getType() != long.class) {
      throw new ParameterResolutionException(
          "@Seed belongs on a long, not on " + parameter.getParameter());
    }
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            context.getUniqueId(), id -> new Drawn(context, choose()), Drawn.class)
        .seed;
  }

  private static long choose() {
    final String given = System.getProperty(PROPERTY, "").trim();
    if (given.isEmpty()) {
      return new SplittableRandom().nextLong();
    }
    try {
      return Long.parseLong(given);
    } catch (final NumberFormatException notANumber) {
      throw new ParameterResolutionException(
          PROPERTY + " must be a whole number of 64 bits, not '" + given + "'", notANumber);
    }
  }

  /** Closed by JUnit with the context that owns it, when it is known whether the test failed. */
  private record Drawn(ExtensionContext context, long seed) implements AutoCloseable {
    @Override
    public void close() {
      if (context.getExecutionException().isEmpty()) {
        return;
      }
      final String test =
          context.getRequiredTestClass().getName()
              + context.getTestMethod().map(method -> "#" + method.getName()).orElse("");
      System.err.printf(
          "Seed of %s was %d. Again: -Dtest='%s' -D%s=%d%n",
          context.getDisplayName(), seed, test, PROPERTY, seed);
    }
  }
}
