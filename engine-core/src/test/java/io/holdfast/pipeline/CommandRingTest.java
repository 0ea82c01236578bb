package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.Sequence;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests lie in one piece, in order, and never on top of what was not answered yet. */
final class CommandRingTest {
  private static final int SLOTS = 64;
  private static final int LONGEST = Framing.slots(Framing.MAX_MESSAGE_BYTES);

  private final CommandRing ring = new CommandRing(SLOTS, new BusySpinWaitStrategy());
  private final Sequence answered = new Sequence();

  CommandRingTest() {
    ring.gateOn(answered);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -64, 0, 1, 32, 63, 65, 96, 1 << 23, Integer.MAX_VALUE})
  void refusesASizeThatIsNoPowerOfTwoOrTooSmallOrTooLarge(final int slots) {
    assertThatThrownBy(() -> new CommandRing(slots, new BusySpinWaitStrategy()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(slots));
  }

  @Test
  void claimsRunsThatFollowEachOther() {
    assertThat(ring.tryClaim(3)).isEqualTo(0);
    assertThat(ring.tryClaim(1)).isEqualTo(3);
    assertThat(ring.tryClaim(2)).isEqualTo(4);
  }

  @Test
  void hasNoRoomOnceEverySlotIsTaken() {
    assertThat(ring.tryClaim(SLOTS)).isEqualTo(0);
    assertThat(ring.tryClaim(1)).isEqualTo(CommandIngress.NO_ROOM);
    answered.set(1);
    assertThat(ring.tryClaim(3)).isEqualTo(CommandIngress.NO_ROOM);
    assertThat(ring.tryClaim(2)).isEqualTo(SLOTS);
    assertThat(ring.tryClaim(1)).isEqualTo(CommandIngress.NO_ROOM);
  }

  @Test
  void aRunThatBeginsAtTheLastSlotLiesInOnePiece() {
    final long first = claimLastSlot();
    final MutableDirectBuffer bytes = ring.bytes();
    final int start = ring.offset(first);
    assertThat(start).isEqualTo((SLOTS - 1) * Framing.SLOT_BYTES);
    for (int i = 0; i < Framing.MAX_MESSAGE_BYTES; i++) {
      bytes.putByte(start + i, (byte) (i * 31));
    }
    for (int i = 0; i < Framing.MAX_MESSAGE_BYTES; i++) {
      assertThat(bytes.getByte(start + i)).isEqualTo((byte) (i * 31));
    }
  }

  @Test
  void itsBytesBehindTheEndLeaveTheSlotsAtTheBeginningAlone() {
    final MutableDirectBuffer bytes = ring.bytes();
    bytes.setMemory(0, (SLOTS - 1) * Framing.SLOT_BYTES, (byte) 7);
    final long first = claimLastSlot();
    bytes.setMemory(ring.offset(first), Framing.MAX_MESSAGE_BYTES, (byte) 8);
    for (int i = 0; i < (SLOTS - 1) * Framing.SLOT_BYTES; i++) {
      assertThat(bytes.getByte(i)).isEqualTo((byte) 7);
    }
  }

  @Test
  void slotsComeAgainAfterARound() {
    ring.publish(ring.tryClaim(SLOTS), SLOTS - 1);
    answered.set(SLOTS - 1);
    final long again = ring.tryClaim(1);
    assertThat(ring.offset(again)).isEqualTo(ring.offset(0));
    assertThat(ring.get(again)).isSameAs(ring.get(0));
  }

  @Test
  void tellsCommandsFromQueries() {
    final long first = ring.tryClaim(2);
    ring.fill(first, 1, 16, ReserveDecoder.TEMPLATE_ID, 1, null);
    ring.fill(first + 1, 1, 16, QueryLineDecoder.TEMPLATE_ID, 2, null);
    assertThat(ring.get(first).isCommand()).isTrue();
    assertThat(ring.get(first + 1).isCommand()).isFalse();
  }

  @Test
  void cannotWakeWhenThereIsNoRoom() {
    assertThat(ring.tryWake()).isTrue();
    ring.tryClaim(SLOTS - 1);
    assertThat(ring.tryWake()).isFalse();
  }

  /** A run of the longest message, which begins at the ring's last slot. */
  private long claimLastSlot() {
    ring.publish(ring.tryClaim(SLOTS - 1), SLOTS - 2);
    answered.set(SLOTS - 2);
    return ring.tryClaim(LONGEST);
  }
}
