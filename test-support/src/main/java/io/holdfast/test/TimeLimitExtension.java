package io.holdfast.test;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Ends every call of test code at its {@link TimeLimit}: an interrupt and a failed test if that
 * helps; if it does not, the thread dump and the end of the JVM, so that a hang never hangs a
 * build. Off while a debugger is attached, and while fuzzing.
 */
public final class TimeLimitExtension implements InvocationInterceptor {
  /** Exit code of a JVM in which a test could not be interrupted. */
  public static final int EXIT_CODE_HUNG = 86;

  /** How long an interrupted call may take to end; for the tests of this very class. */
  static final String GRACE_PROPERTY = "holdfast.test.graceMs";

  private static final Watchdog WATCHDOG =
      new Watchdog(Long.getLong(GRACE_PROPERTY, 5_000), TimeLimitExtension::haltWith);

  private static final boolean DEBUGGING =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .anyMatch(argument -> argument.startsWith("-agentlib:jdwp"));

  /** Set by whoever fuzzes; the fuzzer ends by a time of its own. */
  private static final boolean FUZZING = System.getenv("JAZZER_FUZZ") != null;

  @Override
  public <T> T interceptTestClassConstructor(
      final Invocation<T> invocation,
      final ReflectiveInvocationContext<Constructor<T>> call,
      final ExtensionContext context)
      throws Throwable {
    return limited(invocation, call.getExecutable(), context);
  }

  @Override
  public void interceptBeforeAllMethod(
      final Invocation<Void> invocation,
      final ReflectiveInvocationContext<Method> call,
      final ExtensionContext context)
      throws Throwable {
    limited(invocation, call.getExecutable(), context);
  }

  @Override
  public void interceptBeforeEachMethod(
      final Invocation<Void> invocation,
      final ReflectiveInvocationContext<Method> call,
      final ExtensionContext context)
      throws Throwable {
    limited(invocation, call.getExecutable(), context);
  }

  @Override
  public void interceptTestMethod(
      final Invocation<Void> invocation,
      final ReflectiveInvocationContext<Method> call,
      final ExtensionContext context)
      throws Throwable {
    limited(invocation, call.getExecutable(), context);
  }

  @Override
  public <T> T interceptTestFactoryMethod(
      final Invocation<T> invocation,
      final ReflectiveInvocationContext<Method> call,
      final ExtensionContext context)
      throws Throwable {
    return limited(invocation, call.getExecutable(), context);
  }

  @Override
  public void interceptTestTemplateMethod(
      final Invocation<Void> invocation,
      final ReflectiveInvocationContext<Method> call,
      final ExtensionContext context)
      throws Throwable {
    limited(invocation, call.getExecutable(), context);
  }

  @Override
  public void interceptDynamicTest(
      final Invocation<Void> invocation,
      final DynamicTestInvocationContext call,
      final ExtensionContext context)
      throws Throwable {
    // A dynamic test has no method and no class of its own; the factory above it has.
    ExtensionContext factory = context;
    while (factory.getTestMethod().isEmpty()) {
      factory = factory.getParent().orElseThrow();
    }
    limited(invocation, factory.getRequiredTestMethod(), factory);
  }

  @Override
  public void interceptAfterEachMethod(
      final Invocation<Void> invocation,
      final ReflectiveInvocationContext<Method> call,
      final ExtensionContext context)
      throws Throwable {
    limited(invocation, call.getExecutable(), context);
  }

  @Override
  public void interceptAfterAllMethod(
      final Invocation<Void> invocation,
      final ReflectiveInvocationContext<Method> call,
      final ExtensionContext context)
      throws Throwable {
    limited(invocation, call.getExecutable(), context);
  }

  private static <T> T limited(
      final Invocation<T> invocation, final AnnotatedElement called, final ExtensionContext context)
      throws Throwable {
    if (DEBUGGING || FUZZING) {
      return invocation.proceed();
    }
    final Watchdog.Watch watch = WATCHDOG.watch(name(called), limitSeconds(called, context));
    final T result;
    try {
      result = invocation.proceed();
    } catch (final Throwable failure) {
      final TimeLimitExceeded exceeded = watch.end();
      if (exceeded != null) {
        exceeded.addSuppressed(failure);
        throw exceeded;
      }
      throw failure;
    }
    final TimeLimitExceeded exceeded = watch.end();
    if (exceeded != null) {
      throw exceeded;
    }
    return result;
  }

  private static String name(final AnnotatedElement called) {
    if (called instanceof Method method) {
      return method.getDeclaringClass().getName() + "." + method.getName();
    }
    return called.toString();
  }

  private static int limitSeconds(final AnnotatedElement called, final ExtensionContext context) {
    Optional<TimeLimit> limit = AnnotationSupport.findAnnotation(called, TimeLimit.class);
    Class<?> type = context.getRequiredTestClass();
    while (limit.isEmpty() && type != null) {
      limit = AnnotationSupport.findAnnotation(type, TimeLimit.class);
      type = type.getEnclosingClass();
    }
    return limit.map(TimeLimit::value).orElse(TimeLimit.DEFAULT_SECONDS);
  }

  /**
   * Never returns. The dump goes to a file too: a build tool may lose the end of a dead JVM's
   * output.
   */
  private static void haltWith(final String report) {
    // Not System.err: test runners replace it by streams that the halt would cut off.
    final PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    err.println(report);
    try {
      final Path file = TestDirExtension.root().resolve("hung-" + ProcessHandle.current().pid());
      Files.createDirectories(file.getParent());
      Files.writeString(file, report);
      err.println("Also in " + file.toAbsolutePath());
    } catch (final IOException failure) {
      err.println("Cannot write the thread dump to a file: " + failure);
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE_HUNG);
    }
  }
}
