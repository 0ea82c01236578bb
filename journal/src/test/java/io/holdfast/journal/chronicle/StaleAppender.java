package io.holdfast.journal.chronicle;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/**
 * Appends one document with Chronicle alone. A program of its own, because Chronicle checks in an
 * assertion what it then does not mind, and nodes run without assertions.
 */
final class StaleAppender {
  private StaleAppender() {}

  /** Arguments: the queue's directory, the text to append. */
  public static void main(final String[] args) {
    try (SingleChronicleQueue queue = queue(Path.of(args[0]));
        ExcerptAppender appender = queue.createAppender()) {
      appender.writeBytes(Bytes.wrapForRead(args[1].getBytes(StandardCharsets.US_ASCII)));
    }
  }

  static SingleChronicleQueue queue(final Path directory) {
    return SingleChronicleQueueBuilder.single(directory.toFile())
        .rollCycle(RollCycles.FAST_HOURLY)
        .timeProvider(() -> 0)
        .build();
  }
}
