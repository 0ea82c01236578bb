package io.holdfast.system.layers;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes the engine deterministic: the same commands at the same engine times give the same
 * outcomes, on every machine, in every run, for ever.
 */
final class EngineRules {
  private static final String[] FOREIGN_PACKAGES = {
    "com.lmax..", // the ring
    "io.netty..",
    "net.openhft..",
    "org.slf4j..", // logging is I/O, and the path of a command has none
    "java.util.logging..",
    "java.io..",
    "java.nio.file..",
    "java.nio.channels..",
    "java.net..",
    "java.security..", // SecureRandom
    "java.util.random..",
    "java.lang.reflect..", // members come in no stated order
    "java.lang.management..",
    "java.time..", // engine time is a long that comes with the command
    "java.util.concurrent..", // one thread owns the state
  };

  private static final Set<String> FOREIGN_CLASSES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Runtime",
          "java.lang.ProcessHandle",
          "java.lang.ProcessBuilder",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.Date",
          "java.util.Calendar",
          // Iterate in an order that depends on addresses or on the garbage collector.
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap");

  /** In foreign packages, but without a clock, a thread or a file. */
  private static final Set<String> PURE_CLASSES =
      Set.of(
          // A mark that the compiler sets on lambdas and the JDK on half its classes.
          "java.io.Serializable",
          "java.time.Duration",
          "java.util.concurrent.TimeUnit",
          // SHA-256, which every platform must have, is arithmetic.
          "java.security.MessageDigest",
          "java.security.NoSuchAlgorithmException");

  /** Of these classes only some methods are foreign; the others are as pure as arithmetic. */
  private static final Map<String, List<String>> FOREIGN_METHODS =
      Map.ofEntries(
          Map.entry("java.lang.Math", List.of("random")),
          Map.entry("java.lang.StrictMath", List.of("random")),
          Map.entry("java.util.UUID", List.of("randomUUID")),
          Map.entry("java.util.Collections", List.of("shuffle")),
          // Read system properties.
          Map.entry("java.lang.Long", List.of("getLong")),
          Map.entry("java.lang.Integer", List.of("getInteger")),
          Map.entry("java.lang.Boolean", List.of("getBoolean")),
          // Iterate in an order salted anew in every process.
          Map.entry("java.util.Set", List.of("of", "copyOf")),
          Map.entry("java.util.Map", List.of("of", "ofEntries", "copyOf")),
          // Depends on addresses.
          Map.entry("java.lang.Object", List.of("hashCode")));

  private EngineRules() {}

  static ArchRule knowsNothingOfTheWorld(final String root) {
    return noClasses()
        .that()
        .resideInAPackage(Layer.ENGINE.packages(root))
        .should()
        .dependOnClassesThat(describe("are foreign to the engine", EngineRules::isForeign));
  }

  static ArchRule callsNothingThatDiffersBetweenRuns(final String root) {
    final DescribedPredicate<JavaAccess<?>> foreign =
        describe("its outcome can differ between runs", EngineRules::isForeignAccess);
    return noClasses()
        .that()
        .resideInAPackage(Layer.ENGINE.packages(root))
        .should()
        .accessTargetWhere(foreign);
  }

  private static boolean isForeign(final JavaClass type) {
    return !PURE_CLASSES.contains(type.getName())
        && (FOREIGN_CLASSES.contains(type.getName())
            || resideInAnyPackage(FOREIGN_PACKAGES).test(type));
  }

  private static boolean isForeignAccess(final JavaAccess<?> access) {
    final String owner = access.getTargetOwner().getName();
    if (owner.equals("java.lang.System")) {
      return !access.getName().equals("arraycopy");
    }
    return FOREIGN_METHODS.getOrDefault(owner, List.of()).contains(access.getName())
        || access.getName().equals("parallelStream");
  }
}
