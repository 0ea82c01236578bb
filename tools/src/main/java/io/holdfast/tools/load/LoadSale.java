package io.holdfast.tools.load;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.Id;
import io.holdfast.client.SessionConfig;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.tools.cli.OperatorMistake;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The sale a load is driven into: one of its own, or one that is there. */
public final class LoadSale {
  private static final long HOLD_MS = TimeUnit.HOURS.toMillis(24);
  private static final int BITS_EVERY_JSON_READER_HOLDS = 53;
  private static final String OPERATOR = "load";

  private LoadSale() {}

  /**
   * Creates and opens a sale without limits whose holds live 24 hours.
   *
   * @return its id: random, of 53 bits, so that every JSON reader holds it exactly
   * @throws OperatorMistake if the node cannot be reached or says no
   */
  public static long createAndOpen(
      final ClientLoop loop, final InetSocketAddress address, final SessionConfig config) {
    final long sale = newSaleId();
    final CreateSaleRequest request =
        CreateSaleRequest.builder(newId(), sale)
            .name("load")
            .holdMs(HOLD_MS)
            .operatorName(OPERATOR)
            .reason("a sale of its own")
            .build();
    final Id opening = newId();
    try (NodeDesk desk = NodeDesk.open(loop, address, config)) {
      require(
          "creating a sale", desk.ask((session, number) -> session.createSale(number, request)));
      require(
          "opening the sale",
          desk.ask(
              (session, number) ->
                  session.openSale(
                      number, opening.hi(), opening.lo(), sale, OPERATOR, "a sale of its own")));
    }
    return sale;
  }

  /**
   * Makes sure that the sale is there and open.
   *
   * @throws OperatorMistake if it is not, or the node cannot be reached
   */
  public static void requireOpen(
      final ClientLoop loop,
      final InetSocketAddress address,
      final SessionConfig config,
      final long sale) {
    try (NodeDesk desk = NodeDesk.open(loop, address, config)) {
      final NodeDesk.Answer answer = desk.ask((session, number) -> session.querySale(number, sale));
      if (answer.code() == Code.UNKNOWN_SALE) {
        throw new OperatorMistake("there is no sale " + sale);
      }
      require("asking for sale " + sale, answer);
      if (answer.saleState() != SaleState.OPEN) {
        throw new OperatorMistake("sale " + sale + " is " + answer.saleState() + ", not OPEN");
      }
    }
  }

  private static void require(final String what, final NodeDesk.Answer answer) {
    if (answer.code() != Code.ACCEPTED) {
      throw new OperatorMistake(what + ": the node says " + answer.code());
    }
  }

  private static long newSaleId() {
    final long random = UUID.randomUUID().getLeastSignificantBits();
    // The two highest bits are the UUID's variant; what is left after the shift is random.
    return Math.max(1, (random << 2) >>> (Long.SIZE - BITS_EVERY_JSON_READER_HOLDS));
  }

  private static Id newId() {
    final UUID random = UUID.randomUUID();
    return new Id(random.getMostSignificantBits(), random.getLeastSignificantBits());
  }
}
