package io.holdfast.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows every waiting room by the events alone, and finds the admission that is out of order or
 * more than the policy allows.
 */
final class RoomWatch {
  private final World world;
  private final Map<Long, WatchedRoom> rooms = new HashMap<>();

  RoomWatch(final World world) {
    this.world = world;
  }

  /** Takes in the next event; gives what it breaks. */
  Optional<String> check(final PlainEvent event) {
    final Sale sale = world.sales.find(event.sale());
    return switch (event.kind()) {
      case SALE_CREATED -> {
        if (sale.room() != null) {
          rooms.put(sale.id(), new WatchedRoom(sale));
        }
        yield Optional.empty();
      }
      case SALE_FORGOTTEN -> {
        rooms.remove(event.sale());
        yield Optional.empty();
      }
      default -> Optional.ofNullable(rooms.get(event.sale())).flatMap(room -> room.check(event));
    };
  }
}
