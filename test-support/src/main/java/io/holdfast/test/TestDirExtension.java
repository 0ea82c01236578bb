package io.holdfast.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Makes, hands out and removes the directories of {@link TestDir}. */
public final class TestDirExtension implements ParameterResolver, TestWatcher {
  private static final Namespace NAMESPACE = Namespace.create(TestDirExtension.class);
  private static final String FAILED = "failed";
  private static final int MAX_NAME_LENGTH = 80;

  /** Directory below which all test directories are. */
  static Path root() {
    final String configured = System.getProperty("holdfast.test.dir", "");
    return configured.isEmpty()
        ? Path.of(System.getProperty("java.io.tmpdir"), "holdfast-tests")
        : Path.of(configured);
  }

  @Override
  public boolean supportsParameter(
      final ParameterContext parameter, final ExtensionContext context) {
    return parameter.isAnnotated(TestDir.class);
  }

  @Override
  public Object resolveParameter(final ParameterContext parameter, final ExtensionContext context) {
    if (parameter.getParameter().getType() != Path.class) {
      throw new ParameterResolutionException(
          "@TestDir belongs on a java.nio.file.Path, not on " + parameter.getParameter());
    }
    final ExtensionContext.Store store = context.getStore(NAMESPACE);
    // The unique id keeps a test from finding the directory of its class.
    return store.getOrComputeIfAbsent(
            context.getUniqueId(), id -> new Directory(context), Directory.class)
        .path;
  }

  /** A class's directory stays if one of its tests failed, which its own context does not know. */
  @Override
  public void testFailed(final ExtensionContext context, final Throwable cause) {
    ExtensionContext above = context.getParent().orElse(null);
    while (above != null && above.getTestClass().isPresent()) {
      above.getStore(NAMESPACE).put(FAILED, true);
      above = above.getParent().orElse(null);
    }
  }

  /** Closed by JUnit with the context that owns it, after everything else that can fail. */
  private static final class Directory implements AutoCloseable {
    private final ExtensionContext context;
    private final Path path;

    Directory(final ExtensionContext context) {
      this.context = context;
      path = root().resolve(name(context)).toAbsolutePath();
      try {
        // The name is the same in every run: what a failed run kept makes way for this one.
        remove(path);
        Files.createDirectories(path);
      } catch (final IOException failure) {
        throw new UncheckedIOException("Cannot make test directory " + path, failure);
      }
    }

    @Override
    public void close() throws IOException {
      // A test would find the mark of its class, put there by another test.
      final boolean marked =
          context.getTestMethod().isEmpty() && context.getStore(NAMESPACE).get(FAILED) != null;
      if (marked || context.getExecutionException().isPresent()) {
        System.err.println("Kept for " + context.getDisplayName() + ": " + path);
      } else {
        remove(path);
      }
    }
  }

  private static String name(final ExtensionContext context) {
    final String method = context.getTestMethod().map(called -> "." + called.getName()).orElse("");
    final String name = context.getRequiredTestClass().getSimpleName() + method;
    return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH))
        + "-"
        + Integer.toHexString(context.getUniqueId().hashCode());
  }

  private static void remove(final Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    final List<Path> deepestFirst;
    try (Stream<Path> below = Files.walk(path)) {
      deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (final Path each : deepestFirst) {
      Files.delete(each);
    }
  }
}
