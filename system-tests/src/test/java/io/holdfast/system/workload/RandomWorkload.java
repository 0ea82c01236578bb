package io.holdfast.system.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded workloads: few items, so that much is refused, and names that are used again and again.
 */
final class RandomWorkload {
  /** How much sense the rows make together. */
  enum Sense {
    /** Anything is confirmed, released and cancelled in any state, also before it is reserved. */
    NONE,
    /**
     * Nothing is refused that rows below would make acceptable. A command refused for now binds no
     * id, so when its answer is lost and it is sent again, it is judged after what came behind it.
     */
    ORDERLY
  }

  private static final int ITEMS = 4;

  private final SplittableRandom random;
  private final Sense sense;
  private final StringBuilder text =
      new StringBuilder("at_ms,action,reservation,basket,buyer,item,quantity\n");
  private final List<String> reserved = new ArrayList<>();
  private final List<String> confirmed = new ArrayList<>();
  private int baskets;
  private int names;

  private RandomWorkload(final long seed, final Sense sense) {
    this.random = new SplittableRandom(seed);
    this.sense = sense;
  }

  static String text(final long seed, final Sense sense, final int steps) {
    final RandomWorkload workload = new RandomWorkload(seed, sense);
    for (int item = 0; item < ITEMS; item++) {
      workload.row(0, "restock", "", "", "", "item " + item, 1);
    }
    for (int step = 0; step < steps; step++) {
      workload.addStep(step);
    }
    return workload.text.toString();
  }

  private void addStep(final int atMs) {
    final int kind = random.nextInt(100);
    if (kind < 15) {
      row(atMs, "restock", "", "", "", item(), 1 + random.nextInt(20));
    } else if (kind < 45) {
      row(atMs, "reserve", newName(), "", buyer(), item(), 1 + random.nextInt(6));
    } else if (kind < 60) {
      addBasket(atMs);
    } else if (kind < 75) {
      addConfirm(atMs);
    } else if (kind < 85) {
      addRelease(atMs);
    } else {
      row(atMs, "cancel", recent(confirmed), "", "", "", random.nextInt(4));
    }
  }

  private void addBasket(final int atMs) {
    baskets++;
    final String buyer = buyer();
    final int lines = 1 + random.nextInt(5);
    for (int line = 0; line < lines; line++) {
      row(atMs, "reserve", newName(), "k" + baskets, buyer, item(), 1 + random.nextInt(4));
    }
  }

  private void addConfirm(final int atMs) {
    if (random.nextBoolean()) {
      row(atMs, "confirm", "", basket(), "", "", 0);
      return;
    }
    final String name = recent(reserved);
    confirmed.add(name);
    // One unit is never too many; other numbers may be, and a smaller one would do later.
    final int units = sense == Sense.ORDERLY ? 1 : 1 + random.nextInt(6);
    row(atMs, "confirm", name, "", "", "", random.nextBoolean() ? units : 0);
  }

  private void addRelease(final int atMs) {
    if (random.nextBoolean()) {
      row(atMs, "release", "", basket(), "", "", 0);
    } else {
      row(atMs, "release", recent(reserved), "", "", "", 0);
    }
  }

  /** Mostly new, now and then one used before. */
  private String newName() {
    final String name =
        random.nextInt(10) == 0 && !reserved.isEmpty() && sense == Sense.NONE
            ? recent(reserved)
            : "r" + names++;
    reserved.add(name);
    return name;
  }

  /** One of the last names; without sense, perhaps one still to come. */
  private String recent(final List<String> used) {
    if (used.isEmpty() || (sense == Sense.NONE && random.nextInt(4) == 0)) {
      return sense == Sense.NONE ? "r" + (names + random.nextInt(10)) : "never reserved";
    }
    return used.get(used.size() - 1 - random.nextInt(Math.min(20, used.size())));
  }

  private String basket() {
    final int newest = sense == Sense.NONE ? baskets + 2 : baskets;
    return "k" + Math.max(0, newest - random.nextInt(8));
  }

  private String item() {
    return "item " + random.nextInt(ITEMS);
  }

  private String buyer() {
    return "buyer " + random.nextInt(10);
  }

  private void row(
      final int atMs,
      final String action,
      final String reservation,
      final String basket,
      final String buyer,
      final String item,
      final int quantity) {
    text.append(atMs).append(',').append(action).append(',').append(reservation).append(',');
    text.append(basket).append(',').append(buyer).append(',').append(item).append(',');
    text.append(quantity == 0 ? "" : Integer.toString(quantity)).append('\n');
  }
}
