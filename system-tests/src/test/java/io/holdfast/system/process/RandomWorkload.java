package io.holdfast.system.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A workload of every action a node takes, in bursts with pauses between them, made from a seed:
 * single holds and baskets, some confirmed in part, some released, purchases cancelled in parts and
 * more than once, restocks, and more demand than stock.
 */
final class RandomWorkload {
  private static final int ITEMS = 12;
  private static final int BURST_ROWS = 400;
  private static final int BURST_EVERY_MS = 150;
  private static final int FIRST_STOCK = 200;

  private final RandomGenerator random;
  private final List<String> rows = new ArrayList<>();
  private final Deque<String> held = new ArrayDeque<>();
  private final Deque<String> heldBaskets = new ArrayDeque<>();
  private final Deque<String> bought = new ArrayDeque<>();
  private int number;

  RandomWorkload(final RandomGenerator random) {
    this.random = random;
  }

  /** The lines of a workload file with about this many rows. */
  List<String> lines(final int wantedRows) {
    rows.add("at_ms,action,reservation,basket,buyer,item,quantity");
    for (int item = 0; item < ITEMS; item++) {
      row("restock", "", "", "", "item-" + item, "" + FIRST_STOCK);
    }
    while (rows.size() <= wantedRows) {
      addOne();
    }
    return rows;
  }

  private void addOne() {
    final int dice = random.nextInt(100);
    if (dice < 45) {
      reserve();
    } else if (dice < 52) {
      reserveBasket();
    } else if (dice < 72) {
      confirm();
    } else if (dice < 80) {
      release();
    } else if (dice < 90) {
      cancel();
    } else if (dice < 97) {
      resolveBasket();
    } else {
      row("restock", "", "", "", item(), "" + (1 + random.nextInt(12)));
    }
  }

  private void reserve() {
    final String id = "r" + number++;
    row("reserve", id, "", buyer(), item(), "" + (1 + random.nextInt(3)));
    held.add(id);
  }

  private void reserveBasket() {
    final String basket = "b" + number++;
    final String buyer = buyer();
    final int lines = 1 + random.nextInt(8);
    for (int line = 0; line < lines; line++) {
      row("reserve", basket + ":" + line, basket, buyer, item(), "" + (1 + random.nextInt(2)));
    }
    heldBaskets.add(basket);
  }

  private void confirm() {
    if (!held.isEmpty()) {
      final String id = held.poll();
      row("confirm", id, "", "", "", random.nextInt(4) == 0 ? "1" : "");
      bought.add(id);
    }
  }

  private void release() {
    if (!held.isEmpty()) {
      row("release", held.pollLast(), "", "", "", "");
    }
  }

  /** Sometimes twice with the same words: two rows are two cancels. */
  private void cancel() {
    if (!bought.isEmpty()) {
      final String id = random.nextBoolean() ? bought.poll() : bought.peek();
      row("cancel", id, "", "", "", "1");
      if (random.nextInt(3) == 0) {
        row("cancel", id, "", "", "", "1");
      }
    }
  }

  private void resolveBasket() {
    if (!heldBaskets.isEmpty()) {
      final String action = random.nextInt(4) == 0 ? "release" : "confirm";
      row(action, "", heldBaskets.poll(), "", "", "");
    }
  }

  private String buyer() {
    return "buyer-" + random.nextInt(5_000);
  }

  private String item() {
    return "item-" + random.nextInt(ITEMS);
  }

  private void row(
      final String action,
      final String reservation,
      final String basket,
      final String buyer,
      final String item,
      final String quantity) {
    final long atMs = (long) (rows.size() / BURST_ROWS) * BURST_EVERY_MS;
    rows.add(
        String.join(",", Long.toString(atMs), action, reservation, basket, buyer, item, quantity));
  }
}
