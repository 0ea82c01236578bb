package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A disk that runs full under a node, to the last byte: first no new demand is taken, then no
 * command, the process lives on, and when there is space again everything is taken again.
 */
final class SmallDiskTest {
  private static final int DISK_MEBIBYTES = 168;

  /**
   * Lies there until it is removed to make space: enough of it however much the node has written
   * and reserved before its next look at the disk.
   */
  private static final int BALLAST_MEBIBYTES = 72;

  /** What else is on the disk: all but a few MiB above the first watermark. */
  private static final int OTHERS_MEBIBYTES = 20;

  private static final int MIN_FREE_MEBIBYTES = 48;
  private static final long SALE = 7;
  private static final int IN_FLIGHT = 256;
  private static final int MEBIBYTE = 1 << 20;

  private HoldfastClient client;
  private long buyer;

  @Test
  @TimeLimit(240)
  void bothWatermarksAndBackAgain(@TestDir final Path dir)
      throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    try (MountedDisk disk = MountedDisk.inMemory(dir, DISK_MEBIBYTES);
        ServedNode node = ServedNode.of(holdfast, disk.path().resolve("data"))) {
      final Path ballast = disk.path().resolve("ballast");
      Files.write(ballast, new byte[BALLAST_MEBIBYTES * MEBIBYTE]);
      Files.write(disk.path().resolve("others"), new byte[OTHERS_MEBIBYTES * MEBIBYTE]);
      node.startAgain(List.of("--segment-size", "16m", "--min-free", MIN_FREE_MEBIBYTES + "m"));
      node.openSale(SALE);
      try (HoldfastClient connected = Buyers.connect(node.address())) {
        client = connected;
        fillAndFree(disk.path().resolve("filler"));
        Files.delete(ballast);
        awaitSpace(JournalSpace.ENOUGH);
        assertThat(reserve().join().code()).isEqualTo(Code.ACCEPTED);
      }
      node.stop();
      holdfast.run("verify", "--data-dir", node.dataDir(), "--json").expectSuccess();
    }
  }

  private void fillAndFree(final Path filler) throws IOException {
    assertThat(stock(1_000_000_000).code()).isEqualTo(Code.ACCEPTED);
    final Id held = reserveUntilRefused();
    assertThat(client.confirm(held).join().code()).isEqualTo(Code.ACCEPTED);
    assertThat(stock(1).code()).as("operators go on").isEqualTo(Code.ACCEPTED);
    assertThat(client.status().join().space()).isEqualTo(JournalSpace.LOW);
    final Id paid = held;

    fillToTheLastByte(filler);
    awaitSpace(JournalSpace.FULL);
    assertThat(reserve().join().code()).isEqualTo(Code.JOURNAL_FULL);
    assertThat(client.cancel(Ids.next(), paid).join().code()).isEqualTo(Code.JOURNAL_FULL);
    assertThat(stock(1).code()).isEqualTo(Code.JOURNAL_FULL);
    assertThat(client.reservation(paid).join().confirmed()).as("queries are answered").isOne();

    Files.delete(filler);
    awaitSpace(JournalSpace.LOW);
    assertThat(reserve().join().code()).isEqualTo(Code.JOURNAL_FULL);
    assertThat(client.cancel(Ids.next(), paid).join().code()).isEqualTo(Code.ACCEPTED);
  }

  private Verdict stock(final long units) {
    return client.adjustStock(AdjustStockRequest.add(Ids.next(), SALE, 1, units)).join();
  }

  private CompletableFuture<Verdict> reserve() {
    return client.reserve(ReserveRequest.of(Ids.next(), SALE, 1, ++buyer, 1));
  }

  /** Writes the journal full by what it is for; gives a hold. */
  private Id reserveUntilRefused() {
    final Id first = Ids.next();
    assertThat(client.reserve(ReserveRequest.of(first, SALE, 1, ++buyer, 1)).join().code())
        .isEqualTo(Code.ACCEPTED);
    final Deque<CompletableFuture<Verdict>> inFlight = new ArrayDeque<>();
    Code code = Code.ACCEPTED;
    while (code == Code.ACCEPTED) {
      while (inFlight.size() < IN_FLIGHT) {
        inFlight.add(reserve());
      }
      code = inFlight.remove().join().code();
    }
    assertThat(code).isEqualTo(Code.JOURNAL_FULL);
    inFlight.forEach(CompletableFuture::join);
    return first;
  }

  private static void fillToTheLastByte(final Path filler) throws IOException {
    final byte[] block = new byte[MEBIBYTE];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (final IOException full) {
      assertThat(Files.getFileStore(filler).getUsableSpace()).isLessThan(MEBIBYTE);
    }
  }

  private void awaitSpace(final JournalSpace space) {
    while (client.status().join().space() != space) {
      Thread.onSpinWait();
    }
  }
}
