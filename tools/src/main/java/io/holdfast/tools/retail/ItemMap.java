package io.holdfast.tools.retail;

import java.util.HashMap;
import java.util.Map;

/**
 * Which item of the workload a product is: itself, or one of a few hot items, dealt out in order of
 * appearance.
 */
final class ItemMap {
  private final int hotItems;
  private final Map<String, String> items = new HashMap<>();

  /**
   * @param hotItems 0: every product is its own item
   */
  ItemMap(final int hotItems) {
    this.hotItems = hotItems;
  }

  String itemOf(final String stockCode) {
    return items.computeIfAbsent(stockCode, this::newItem);
  }

  int products() {
    return items.size();
  }

  private String newItem(final String stockCode) {
    return hotItems == 0 ? stockCode : "hot-" + (items.size() % hotItems + 1);
  }
}
