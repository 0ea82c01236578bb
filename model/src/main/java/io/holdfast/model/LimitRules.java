package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How much room the limits of a sale leave to a buyer and a group on one line. */
final class LimitRules {
  private LimitRules() {}

  /** One limit that is set: its code, its room, and whether it counts the line alone. */
  private record Room(Code code, long units, boolean ofLine) {}

  /** In the order in which they are checked. */
  private static List<Room> rooms(final Line line, final long buyer, final long group) {
    final Command.Limits limits = line.sale().policy().limits();
    final Books books = line.sale().books();
    final long item = line.item();
    final List<Room> rooms = new ArrayList<>();
    add(rooms, Code.LIMIT_BUYER, limits.buyer(), books.ofBuyer(buyer), false);
    add(rooms, Code.LIMIT_BUYER_LINE, limits.buyerLine(), books.ofBuyer(buyer, item), true);
    if (group != 0) {
      add(rooms, Code.LIMIT_GROUP, limits.group(), books.ofGroup(group), false);
      add(rooms, Code.LIMIT_GROUP_LINE, limits.groupLine(), books.ofGroup(group, item), true);
    }
    return rooms;
  }

  private static void add(
      final List<Room> rooms,
      final Code code,
      final int limit,
      final long counted,
      final boolean ofLine) {
    if (limit != 0) {
      rooms.add(new Room(code, Math.max(0, limit - counted), ofLine));
    }
  }

  /** The least room of all limits; {@link Long#MAX_VALUE} where there is none. */
  static long leastRoom(final Line line, final long buyer, final long group) {
    return rooms(line, buyer, group).stream().mapToLong(Room::units).min().orElse(Long.MAX_VALUE);
  }

  /** The first limit that has no room for so many units more, of the sale and of the line. */
  static Optional<Code> lacking(
      final Line line,
      final long buyer,
      final long group,
      final long unitsOfSale,
      final long unitsOfLine) {
    return rooms(line, buyer, group).stream()
        .filter(room -> room.units() < (room.ofLine() ? unitsOfLine : unitsOfSale))
        .findFirst()
        .map(Room::code);
  }

  static Optional<Code> lacking(
      final Line line, final long buyer, final long group, final long units) {
    return lacking(line, buyer, group, units, units);
  }

  static boolean isOfGroup(final Code code) {
    return code == Code.LIMIT_GROUP || code == Code.LIMIT_GROUP_LINE;
  }
}
