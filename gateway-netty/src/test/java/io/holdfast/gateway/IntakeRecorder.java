package io.holdfast.gateway;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A connection's requests without a connection: takes what arrives piece by piece, and writes down
 * what would be executed and what was answered. Whenever its window is full, everything is
 * answered.
 */
final class IntakeRecorder implements CommandIngress, RequestIntake.Exceptions {
  /** What goes into the ring. */
  record Request(int templateId, long correlationId, int slots, List<Byte> message) {}

  final List<Request> requests = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  String broken = "";

  private final RequestIntake intake = new RequestIntake(this);
  private final RequestIntake.Progress progress = new RequestIntake.Progress();
  private final MutableDirectBuffer bytes = new ExpandableArrayBuffer();
  private final int windowSlots;
  private final Role role;
  private byte[] unread = new byte[0];
  private int claimedSlots;

  IntakeRecorder(final int windowSlots, final Role role) {
    this.windowSlots = windowSlots;
    this.role = role;
  }

  void arrive(final byte[] more) {
    if (!broken.isEmpty()) {
      return;
    }
    unread = Frames.join(unread, more);
    do {
      intake
          .speaking(Framing.PROTOCOL_VERSION)
          .take(
              new UnsafeBuffer(unread),
              unread.length,
              windowSlots,
              role,
              null,
              null,
              this,
              progress);
      unread = Arrays.copyOfRange(unread, progress.bytesTaken, unread.length);
      if (progress.broken != null) {
        broken = progress.broken + " " + Objects.requireNonNull(progress.brokenText);
      }
    } while (progress.windowFull && broken.isEmpty());
  }

  int unreadBytes() {
    return unread.length;
  }

  @Override
  public long tryClaim(final int slots) {
    if (slots > windowSlots) {
      throw new AssertionError("claimed " + slots + " slots of a window of " + windowSlots);
    }
    claimedSlots = slots;
    return 0;
  }

  @Override
  public MutableDirectBuffer bytes() {
    return bytes;
  }

  @Override
  public int offset(final long position) {
    return (int) position * Framing.SLOT_BYTES;
  }

  @Override
  public void fill(
      final long position,
      final int slots,
      final int lengthBytes,
      final int templateId,
      final long correlationId,
      final ReplyTarget target) {
    if (position + slots > claimedSlots || lengthBytes > slots * Framing.SLOT_BYTES) {
      throw new AssertionError("a request of " + lengthBytes + " bytes beyond its slots");
    }
    final List<Byte> message = new ArrayList<>(lengthBytes);
    for (int i = 0; i < lengthBytes; i++) {
      message.add(bytes.getByte(offset(position) + i));
    }
    requests.add(new Request(templateId, correlationId, slots, message));
  }

  @Override
  public void publish(final long first, final long last) {
    if (last - first + 1 != claimedSlots) {
      throw new AssertionError("published other slots than were claimed");
    }
  }

  @Override
  public void onRefused(final long correlationId, final Code code) {
    told.add(correlationId + " " + code);
  }

  @Override
  public void onHeartbeat(final long correlationId) {
    told.add(correlationId + " heartbeat");
  }

  @Override
  public void onSubscribeSale(final long correlationId, final long sale) {
    told.add(correlationId + " subscribes to " + sale);
  }

  @Override
  public void onUnsubscribe(final long correlationId, final long subscription) {
    told.add(correlationId + " ends " + subscription);
  }

  @Override
  public ReplyTarget onSubscribe(final long correlationId) {
    told.add(correlationId + " watches");
    return reply -> {
      throw new AssertionError("nothing is answered here");
    };
  }

  @Override
  public void onSubscribeRefused(final ReplyTarget target) {
    throw new AssertionError("the ring has room");
  }

  @Override
  public void onQueryStatus(final long correlationId) {
    told.add(correlationId + " status");
  }
}
