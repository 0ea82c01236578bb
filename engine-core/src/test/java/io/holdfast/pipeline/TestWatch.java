package io.holdfast.pipeline;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.TicketUpdateDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A watch that writes down what it is told; the answers go where those of the test go. */
final class TestWatch extends Watch {
  private final ReplyTarget answers;
  private final List<UnsafeBuffer> updates = new ArrayList<>();

  TestWatch(final ReplyTarget answers) {
    this.answers = answers;
  }

  @Override
  public void onReply(final Reply reply) {
    answers.onReply(reply);
  }

  @Override
  protected void onChange() {
    final UnsafeBuffer update = LatestUpdate.newBuffer();
    update().read(update);
    synchronized (updates) {
      updates.add(update);
    }
  }

  int count() {
    synchronized (updates) {
      return updates.size();
    }
  }

  /** The update of this number, from 1, once it has come. */
  UnsafeBuffer await(final int number) {
    Await.until("update " + number + " has come", () -> count() >= number);
    synchronized (updates) {
      return updates.get(number - 1);
    }
  }

  ReservationUpdateDecoder reservation(final int number) {
    return new ReservationUpdateDecoder()
        .wrapAndApplyHeader(await(number), 0, new MessageHeaderDecoder());
  }

  TicketUpdateDecoder ticket(final int number) {
    return new TicketUpdateDecoder()
        .wrapAndApplyHeader(await(number), 0, new MessageHeaderDecoder());
  }
}
