package io.holdfast.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.TicketState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * A waiting room that keeps its word passes; each way of breaking it is seen. Eight buyers, the
 * last two after the opening; five have had their turn.
 */
final class FairnessCheckTest {
  private static final int BUYERS = 8;
  private static final int DRAWN = 6;
  private static final int HAD_TURN = 5;
  private static final byte[] SEED = seed();
  private static final long SESSION_MS = 10_000;

  /** The buyers came in this order. */
  private final int[] byJoin = {3, 1, 4, 0, 5, 2, 7, 6};

  private final long[] number = new long[BUYERS];
  private final long[] place = new long[BUYERS];
  private final TicketState[] state = new TicketState[BUYERS];
  private final long[] sessionEndMs = new long[BUYERS];
  private String published = sha256(SEED);

  FairnessCheckTest() {
    final PlaceDraw draw = new PlaceDraw(SEED, DRAWN);
    for (int rank = 0; rank < BUYERS; rank++) {
      final int buyer = byJoin[rank];
      number[buyer] = rank;
      place[buyer] = rank < DRAWN ? draw.place(rank) : rank;
      final boolean hadTurn = place[buyer] < HAD_TURN;
      state[buyer] = hadTurn ? TicketState.ADMITTED : TicketState.WAITING;
      sessionEndMs[buyer] = hadTurn ? SESSION_MS + place[buyer] : -1;
    }
  }

  @Test
  void passesARoomThatKeepsItsWord() {
    assertThat(fault()).isNull();
  }

  @Test
  void seesAnotherSeedThanTheOnePublished() {
    published = sha256(new byte[] {1});

    assertThat(fault()).contains("hash was published");
  }

  @Test
  void seesPlacesSwapped() {
    final int first = buyerAt(1);
    final int second = buyerAt(2);
    place[first] = 2;
    place[second] = 1;
    sessionEndMs[first] = SESSION_MS + 2;
    sessionEndMs[second] = SESSION_MS + 1;

    assertThat(fault()).matches("ticket \\d has place [12]; the seed gives [12]");
  }

  @Test
  void seesALatecomerPutForward() {
    place[byJoin[7]] = 6;
    place[byJoin[6]] = 7;

    assertThat(fault()).contains("ticket 6 has place 7; the seed gives 6");
  }

  @Test
  void seesTicketsThatDoNotFollowTheJoins() {
    number[byJoin[2]] = 3;
    number[byJoin[3]] = 2;

    assertThat(fault()).contains("joined as number 2 has ticket 3");
  }

  @Test
  void seesABuyerPassedOver() {
    state[buyerAt(2)] = TicketState.WAITING;

    assertThat(fault()).contains("place 2 was passed over");
  }

  @Test
  void seesABuyerLetInBeforeHisTurn() {
    state[buyerAt(HAD_TURN)] = TicketState.DONE;

    assertThat(fault()).contains("place 5 is DONE before its turn");
  }

  @Test
  void seesSessionsBegunInAnotherOrder() {
    sessionEndMs[buyerAt(1)] = SESSION_MS + 3;
    sessionEndMs[buyerAt(3)] = SESSION_MS + 1;

    assertThat(fault()).contains("place 1 was let in after place 2");
  }

  @Test
  void seesAPlaceThatChanges() {
    final FairnessCheck check = told();

    check.onPlace(0, place[0] + 1);

    assertThat(judge(check)).contains("buyer 0 was told place");
  }

  @Test
  void seesAReserveBeforeOnesTurn() {
    final FairnessCheck check = told();

    check.onPushedIn(2);

    assertThat(judge(check)).contains("buyer 2 with place").contains("before his turn");
  }

  @Test
  void seesABuyerWhoNeverJoined() {
    final FairnessCheck check = new FairnessCheck(BUYERS);

    assertThat(judge(check)).contains("buyer 0 never joined");
  }

  @Test
  void seesPlacesDrawnForMoreThanThereAre() {
    assertThat(told().judge(published, SEED, BUYERS + 1))
        .hasValue("places were drawn for 9 of 8 tickets");
  }

  private String fault() {
    return judge(told());
  }

  private String judge(final FairnessCheck check) {
    return check.judge(published, SEED, DRAWN).orElse(null);
  }

  private FairnessCheck told() {
    final FairnessCheck check = new FairnessCheck(BUYERS);
    for (int rank = 0; rank < BUYERS; rank++) {
      check.onJoined(byJoin[rank], 100L + 3L * rank);
    }
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      check.onTicket(
          buyer, number[buyer], place[buyer], HAD_TURN, state[buyer], sessionEndMs[buyer]);
    }
    return check;
  }

  private int buyerAt(final long wanted) {
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      if (place[buyer] == wanted) {
        return buyer;
      }
    }
    throw new AssertionError("nobody has place " + wanted);
  }

  private static byte[] seed() {
    final byte[] seed = new byte[PlaceDraw.SEED_BYTES];
    Arrays.fill(seed, (byte) 7);
    return seed;
  }

  private static String sha256(final byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (final NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
