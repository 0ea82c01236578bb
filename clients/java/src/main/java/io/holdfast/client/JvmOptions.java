package io.holdfast.client;

import org.agrona.concurrent.UnsafeBuffer;

/** What the JVM must be told, said in time: later it would only show as a thread that ends. */
final class JvmOptions {
  private static final String NEEDED = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";

  private JvmOptions() {}

  /**
   * Uses what needs the option.
   *
   * @throws IllegalStateException naming the option, if it is missing
   */
  static void check() {
    try {
      new UnsafeBuffer(new byte[Long.BYTES]).putLong(0, 1);
    } catch (final LinkageError e) {
      throw new IllegalStateException("the Holdfast client needs the JVM option " + NEEDED, e);
    }
  }
}
