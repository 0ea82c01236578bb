package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.examples.BuyTwoTickets;
import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The example in the documentation runs. */
class ExampleTest {
  @Test
  void buysTwoTickets() {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FakeNode node = new FakeNode()) {
      final CompletableFuture<Void> playing = CompletableFuture.runAsync(() -> play(node));
      BuyTwoTickets.run(node.hostAndPort(), new PrintStream(out, true, StandardCharsets.UTF_8));
      playing.join();
    }
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("reserve [-0-9a-f]{36}: ACCEPTED, 1 held"),
            line -> assertThat(line).matches("confirm [-0-9a-f]{36}: ACCEPTED, HELD"),
            line -> assertThat(line).isEqualTo("available 4, sold 2"));
  }

  private static void play(final FakeNode node) {
    final int[] expected = {
      CreateSaleDecoder.TEMPLATE_ID,
      AdjustStockDecoder.TEMPLATE_ID,
      OpenSaleDecoder.TEMPLATE_ID,
      ReserveDecoder.TEMPLATE_ID,
      ConfirmDecoder.TEMPLATE_ID,
      QueryLineDecoder.TEMPLATE_ID
    };
    final Peer peer = node.welcome(FakeNode.LIMITS);
    for (final int templateId : expected) {
      final Peer.Request request = peer.next();
      assertThat(request.templateId()).isEqualTo(templateId);
      if (templateId == QueryLineDecoder.TEMPLATE_ID) {
        peer.send(Frames.lines(request.correlationId(), 1, -1, 42));
      } else {
        peer.accept(request, 1);
      }
    }
  }
}
