package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.CommandRing;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Asks a node from within its process, one request at a time. */
final class Desk {
  private static final long PATIENCE_SECONDS = 30;

  final Requests requests = new Requests();
  private final BlockingQueue<UnsafeBuffer> answers = new ArrayBlockingQueue<>(1);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandRing ring;

  Desk(final Node node) {
    ring = node.ring();
  }

  /** Opens the sale with so many units. */
  void sell(final long units) {
    accepted(requests.createSale());
    accepted(requests.stock(units));
    accepted(requests.openSale());
  }

  void accepted(final UnsafeBuffer request) {
    assertThat(verdict(request).code()).isEqualTo(Code.ACCEPTED);
  }

  VerdictDecoder verdict(final UnsafeBuffer request) {
    return new VerdictDecoder().wrapAndApplyHeader(ask(request), 0, header);
  }

  /** The line as "available held sold". */
  String line() {
    final LinePageDecoder.LinesDecoder line =
        new LinePageDecoder()
            .wrapAndApplyHeader(ask(requests.queryLine()), 0, header)
            .lines()
            .next();
    return line.available() + " " + line.held() + " " + line.sold();
  }

  /** How long nothing of the sale lapses yet, where it has a grace. */
  OptionalLong graceLeftMs() {
    final SalePageDecoder page =
        new SalePageDecoder().wrapAndApplyHeader(ask(requests.querySale()), 0, header);
    final long timeMs = page.timeMs();
    final long untilMs = page.sales().next().graceUntilMs();
    return untilMs == SalePageDecoder.SalesDecoder.graceUntilMsNullValue()
        ? OptionalLong.empty()
        : OptionalLong.of(untilMs - timeMs);
  }

  private UnsafeBuffer ask(final UnsafeBuffer request) {
    final int template = header.wrap(request, 0).templateId();
    final int slots = Framing.requestSlots(template, request.capacity());
    final long position = ring.tryClaim(slots);
    assertThat(position).isNotEqualTo(CommandIngress.NO_ROOM);
    ring.bytes().putBytes(ring.offset(position), request, 0, request.capacity());
    ring.fill(
        position,
        slots,
        request.capacity(),
        template,
        0,
        reply -> {
          final UnsafeBuffer answer = new UnsafeBuffer(new byte[reply.lengthBytes()]);
          reply.write(answer, 0);
          answers.add(answer);
        });
    ring.publish(position, position + slots - 1);
    return next();
  }

  private UnsafeBuffer next() {
    try {
      final UnsafeBuffer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(answer).as("an answer").isNotNull();
      return answer;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for an answer", e);
    }
  }
}
