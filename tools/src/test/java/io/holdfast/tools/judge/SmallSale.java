package io.holdfast.tools.judge;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.ReserveRequest;
import io.holdfast.journal.Journal;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.tools.TestNode;
import java.nio.file.Path;

/** A sale in nine steps, run through a real node, and its journal. */
public final class SmallSale {
  /** What the sale is called in the journal, for tests that look for its bytes. */
  public static final String NAME = "a-name-to-be-found";

  /** Its number. */
  public static final long SALE = 7;

  /** All of it: the start of the epoch, then the eight commands of {@link #run}. */
  public static final int STEPS = 9;

  private static final long ITEM = 1;

  private SmallSale() {}

  /** Runs it on a new node that is stopped afterwards. */
  public static void runIn(final Path dataDir) {
    try (TestNode node = new TestNode(dataDir)) {
      run(node);
    }
  }

  /** Two buyers for three units: one buys two, the other is told SOLD_OUT, then buys one. */
  public static void run(final TestNode node) {
    try (HoldfastClient client = node.connect()) {
      client.createSale(CreateSaleRequest.builder(id(1), SALE).name(NAME).build()).join();
      client.openSale(id(2), SALE, "test", "").join();
      client.adjustStock(AdjustStockRequest.add(id(3), SALE, ITEM, 3)).join();
      client.reserve(ReserveRequest.of(id(4), SALE, ITEM, 100, 2)).join();
      client.confirm(id(4)).join();
      client.reserve(ReserveRequest.of(id(5), SALE, ITEM, 101, 2)).join();
      client.reserve(ReserveRequest.of(id(6), SALE, ITEM, 101, 1)).join();
      client.release(id(6)).join();
    }
  }

  /** The id of the n-th intention. */
  public static Id id(final long n) {
    return new Id(0, n);
  }

  /** The excerpts of a data directory, to be tampered with. */
  public static MemoryJournal inMemory(final Path dataDir) {
    final MemoryJournal copy = new MemoryJournal();
    try (Journal journal = JournalFiles.openReadOnly(dataDir);
        Journal.Cursor cursor = journal.read()) {
      while (cursor.next()) {
        copy.append(cursor.buffer(), cursor.offset(), cursor.lengthBytes());
      }
    }
    return copy;
  }
}
