package io.holdfast.model;

import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The engine as a whole: its digest, what can be read of it, and steps that cannot come. */
final class PlainEngineTest {
  private static PlainVerdict execute(
      final PlainEngine engine,
      final long sequence,
      final long timeMs,
      final Commands.Spec<?> command) {
    final byte[] bytes = command.bytes();
    return engine.execute(sequence, timeMs, new UnsafeBuffer(bytes), 0, bytes.length);
  }

  /** The figures were computed by hand from the reference, outside of Java. */
  @Test
  void digestIsTheOneOfTheReference() {
    final PlainEngine engine = new PlainEngine();
    assertThat(engine.digest()).isZero();
    execute(engine, 1, 100, new NodeCommands.EpochStart());
    assertThat(engine.digest()).isEqualTo(0x9E3779B9E17D05ACL);
    execute(engine, 2, 100, new Commands.CreateSale());
    execute(engine, 3, 100, new Commands.AdjustStock().with(c -> c.delta = 9));
    execute(engine, 4, 100, new Commands.OpenSale());
    assertThat(engine.digest()).isEqualTo(0x7429946397C6764DL);
    execute(engine, 5, 100, new Commands.Reserve().with(c -> c.quantity = 4));
    execute(engine, 6, 100, new Commands.Confirm().with(c -> c.quantity = 3));
    execute(engine, 7, 100, new Commands.Reserve().with(c -> c.quantity = 4));
    assertThat(engine.digest()).isEqualTo(0x2C1395A07EB52265L);
  }

  @Test
  void linesSalesAndReservationsCanBeRead() {
    final Shop shop = Shop.selling(9).stock(1, 7, 3).sale(2).stock(2, 1, 5);
    shop.held(id(2), 2);
    shop.accepted(shop.basket(id(3), new Commands.BasketLine(id(1), 7, 1)));
    assertThat(shop.engine.lines())
        .containsExactly(
            new LineView(1, 1, 9, 7, 2, 0),
            new LineView(1, 7, 3, 2, 1, 0),
            new LineView(2, 1, 5, 5, 0, 0));
    assertThat(shop.engine.lines(2)).containsExactly(new LineView(2, 1, 5, 5, 0, 0));
    assertThat(shop.engine.lines(99)).isEmpty();
    final List<ReservationView> all = new ArrayList<>();
    shop.engine.forEachReservation(all::add);
    assertThat(all).extracting(ReservationView::reservation).containsExactly(id(2), id(1));
    assertThat(shop.engine.reservation(id(1)))
        .contains(
            new ReservationView(
                id(1),
                Optional.of(id(3)),
                1,
                7,
                1,
                0,
                0,
                ReservationState.HELD,
                1,
                1,
                0,
                0,
                false,
                OptionalLong.of(Shop.START_MS + Shop.HOLD_MS),
                shop.engine.lastSequence(),
                Code.ACCEPTED));
    assertThat(shop.engine.reservation(id(3))).as("a basket is no reservation").isEmpty();
  }

  @Test
  void aStepThatCannotComeNextChangesNothing() {
    final PlainEngine engine = new PlainEngine();
    assertThatThrownBy(() -> execute(engine, 1, 100, new Commands.Release()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an EpochStart");
    execute(engine, 1, 100, new NodeCommands.EpochStart());
    final long digest = engine.digest();
    assertThatThrownBy(() -> execute(engine, 3, 100, new Commands.Release()))
        .hasMessage("sequence 3 follows sequence 1");
    assertThatThrownBy(() -> execute(engine, 2, 99, new Commands.Release()))
        .hasMessage("time 99 follows time 100");
    assertThat(engine.digest()).isEqualTo(digest);
    assertThat(engine.lastSequence()).isEqualTo(1);
    assertThat(engine.lastTimeMs()).isEqualTo(100);
  }
}
