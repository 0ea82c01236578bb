package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.protocol.codec.NodeRole;
import io.holdfast.protocol.codec.PipelineStage;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The names of numbers on the wire. A number without a name here is one that a newer node has given
 * a meaning: it is read as the null value and is no error.
 */
final class WireEnum<E extends Enum<E>> {
  static final WireEnum<Code> CODE = new WireEnum<>(Code.values(), Code::value, Code.NULL_VAL);

  static final WireEnum<ReservationState> RESERVATION_STATE =
      new WireEnum<>(ReservationState.values(), ReservationState::value, ReservationState.NULL_VAL);

  static final WireEnum<TicketState> TICKET_STATE =
      new WireEnum<>(TicketState.values(), TicketState::value, TicketState.NULL_VAL);

  static final WireEnum<SaleState> SALE_STATE =
      new WireEnum<>(SaleState.values(), SaleState::value, SaleState.NULL_VAL);

  static final WireEnum<Durability> DURABILITY =
      new WireEnum<>(Durability.values(), Durability::value, Durability.NULL_VAL);

  static final WireEnum<NodeRole> NODE_ROLE =
      new WireEnum<>(NodeRole.values(), NodeRole::value, NodeRole.NULL_VAL);

  static final WireEnum<JournalSpace> JOURNAL_SPACE =
      new WireEnum<>(JournalSpace.values(), JournalSpace::value, JournalSpace.NULL_VAL);

  static final WireEnum<PipelineStage> PIPELINE_STAGE =
      new WireEnum<>(PipelineStage.values(), PipelineStage::value, PipelineStage.NULL_VAL);

  private final E[] byNumber;
  private final E unknown;

  private WireEnum(final E[] values, final ToIntFunction<E> number, final E unknown) {
    this.unknown = unknown;
    int highest = 0;
    for (final E value : values) {
      highest = value == unknown ? highest : Math.max(highest, number.applyAsInt(value));
    }
    // An array of the enum's own type, all null.
    this.byNumber = Arrays.copyOf(Arrays.copyOf(values, 0), highest + 1);
    for (final E value : values) {
      if (value != unknown) {
        byNumber[number.applyAsInt(value)] = value;
      }
    }
  }

  /** The value with this number; the null value if none of those known here has it. */
  E of(final int number) {
    final E value = number < byNumber.length ? byNumber[number] : null;
    return value == null ? unknown : value;
  }
}
