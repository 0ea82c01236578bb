package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.ListLinesEncoder;
import io.holdfast.protocol.codec.ListSalesEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.QueryBuyerEncoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QueryReservationEncoder;
import io.holdfast.protocol.codec.QueryRoomEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;
import io.holdfast.protocol.codec.QueryTicketEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.Test;

/**
 * Whatever the fields of a whole message say, it is answered once and in order, and the node lives
 * on: that it ends without a fatal error is checked when it closes.
 */
final class AnyFieldsTest {
  private static final int MESSAGES = 20_000;
  private static final int BATCH = 16;

  /** A message, and the texts behind its block. */
  private record Template(MessageEncoderFlyweight message, int texts) {}

  private static final List<Template> TEMPLATES =
      List.of(
          new Template(new ReserveEncoder(), 0),
          new Template(new BeginPaymentEncoder(), 0),
          new Template(new BeginPaymentBasketEncoder(), 0),
          new Template(new ConfirmEncoder(), 0),
          new Template(new ConfirmBasketEncoder(), 0),
          new Template(new ReleaseEncoder(), 0),
          new Template(new ReleaseBasketEncoder(), 0),
          new Template(new CancelEncoder(), 0),
          new Template(new ExtendEncoder(), 0),
          new Template(new JoinQueueEncoder(), 0),
          new Template(new LeaveQueueEncoder(), 0),
          new Template(new CreateSaleEncoder(), 3),
          new Template(new OpenSaleEncoder(), 2),
          new Template(new PauseSaleEncoder(), 2),
          new Template(new CloseSaleEncoder(), 2),
          new Template(new UpdateSaleEncoder(), 2),
          new Template(new AdjustStockEncoder(), 2),
          new Template(new OperatorReleaseEncoder(), 2),
          new Template(new OperatorCancelEncoder(), 2),
          new Template(new QueryReservationEncoder(), 0),
          new Template(new QuerySaleEncoder(), 0),
          new Template(new QueryLineEncoder(), 0),
          new Template(new ListSalesEncoder(), 0),
          new Template(new ListLinesEncoder(), 0),
          new Template(new QueryTicketEncoder(), 0),
          new Template(new QueryRoomEncoder(), 0),
          new Template(new QueryBuyerEncoder(), 0));

  @Test
  void everyMessageIsAnsweredOnceAndInOrder(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final AnyFields any = new AnyFields(random);
    try (TestNode node = TestNode.start();
        RawClient client = node.connect()) {
      client.hello(Role.OPERATOR, 1_024);
      for (int sent = 0; sent < MESSAGES; sent += BATCH) {
        final List<byte[]> batch = new ArrayList<>();
        for (int i = 1; i <= BATCH; i++) {
          batch.add(message(client.frames, any, random, sent + i));
        }
        client.send(batch.toArray(new byte[0][]));
        for (int i = 1; i <= BATCH; i++) {
          assertThat(client.answer()).isEqualTo(sent + i);
        }
      }
      client.send(client.frames.queryReservation(1, 4711));
      client.assertVerdict(1, Code.UNKNOWN_RESERVATION);
    }
  }

  private static byte[] message(
      final Frames frames, final AnyFields any, final SplittableRandom random, final long id) {
    final Template template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
    final int blockBytes = template.message().sbeBlockLength();
    final byte[] frame = any.in(frames.blank(id, template.message(), 0), blockBytes);
    return any.withTexts(frame, template.texts());
  }
}
