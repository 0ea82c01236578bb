package io.holdfast.system.layers.violators.engine;

import com.lmax.disruptor.Sequence;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import net.openhft.chronicle.bytes.Bytes;
import org.slf4j.Logger;

/** Everything an engine must not do, one method each. */
@SuppressWarnings("unused")
public final class Impure {
  private Impure() {}

  static long readsTheWallClock() {
    return System.currentTimeMillis();
  }

  static long readsTheMonotonicClock() {
    return System.nanoTime();
  }

  static LongSupplier readsTheClockByReference() {
    return System::nanoTime;
  }

  static LongSupplier readsTheClockInALambda() {
    return () -> System.nanoTime() + 1;
  }

  static Instant readsTheTime() {
    return Instant.now();
  }

  static String readsTheEnvironment() {
    return System.getenv("HOME");
  }

  static String readsAProperty() {
    return System.getProperty("user.dir");
  }

  static Long readsANumberFromAProperty() {
    return Long.getLong("holdfast.limit");
  }

  static int countsProcessors() {
    return Runtime.getRuntime().availableProcessors();
  }

  static Random drawsARandom(final long seed) {
    return new Random(seed);
  }

  static SplittableRandom splitsARandom(final long seed) {
    return new SplittableRandom(seed);
  }

  static int drawsFromTheThread() {
    return ThreadLocalRandom.current().nextInt();
  }

  static SecureRandom drawsFromTheSystem() {
    return new SecureRandom();
  }

  static double drawsAFraction() {
    return Math.random();
  }

  static UUID drawsAnId() {
    return UUID.randomUUID();
  }

  static void shuffles(final List<Integer> list) {
    Collections.shuffle(list);
  }

  static void startsAThread(final Runnable work) {
    new Thread(work).start();
  }

  static void keepsThingsPerThread(final ThreadLocal<String> things) {
    things.remove();
  }

  static void waits(final Object monitor) throws InterruptedException {
    Thread.sleep(1);
  }

  static void printsALine() {
    System.out.println("sold");
  }

  static void writesBytes(final OutputStream out) throws IOException {
    out.write(1);
  }

  static boolean looksAtAFile(final Path file) {
    return Files.exists(file);
  }

  static void writesAFile(final FileChannel file) throws IOException {
    file.force(true);
  }

  static boolean looksAtTheNetwork(final InetAddress address) {
    return address.isLoopbackAddress();
  }

  static void logs(final Logger log) {
    log.warn("sold out");
  }

  static long knowsTheRing(final Sequence sequence) {
    return sequence.get();
  }

  static int knowsTheNetworkLibrary(final ByteBuf buffer) {
    return buffer.readInt();
  }

  static long knowsTheJournalLibrary(final Bytes<?> bytes) {
    return bytes.readPosition();
  }

  static Set<String> iteratesInASaltedOrder() {
    return Set.of("a", "b");
  }

  static Map<String, String> iteratesAMapInASaltedOrder(final Map<String, String> map) {
    return Map.copyOf(map);
  }

  static Map<String, String> iteratesByAddress() {
    return new IdentityHashMap<>();
  }

  static int hashesByAddress() {
    return new Object().hashCode();
  }

  static int hashesByIdentity(final String text) {
    return System.identityHashCode(text);
  }

  static long goesParallel(final List<Integer> list) {
    return list.parallelStream().count();
  }
}
