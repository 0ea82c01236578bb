package io.holdfast.gateway;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.FrameValidator;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.QueryStatusDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SubscribeReservationDecoder;
import io.holdfast.protocol.codec.SubscribeSaleDecoder;
import io.holdfast.protocol.codec.SubscribeTicketDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.protocol.codec.UnsubscribeDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Takes the requests out of what a socket read brought: finds the whole frames that fit the window,
 * claims one run of slots for all of them, copies them in and publishes the run. For one event
 * loop; used by one connection at a time.
 */
final class RequestIntake {
  private static final int MAX_RUN = 512;

  private final CommandIngress ingress;
  private final FrameValidator validator = new FrameValidator();

  private final int[] offsets = new int[MAX_RUN];
  private final int[] lengths = new int[MAX_RUN];
  private final int[] slots = new int[MAX_RUN];
  private final int[] templates = new int[MAX_RUN];

  /** Who gets the answer, where that is not the connection. */
  private final ReplyTarget[] targets = new ReplyTarget[MAX_RUN];

  private int run;
  private int runSlots;
  private int agreedVersion;

  RequestIntake(final CommandIngress ingress) {
    this.ingress = ingress;
  }

  /** What the connection has to do about frames that are not requests. */
  interface Exceptions {
    /** A message that cannot be taken, and why; the connection goes on. */
    void onRefused(long correlationId, Code code);

    /** A sign of life, to be answered. */
    void onHeartbeat(long correlationId);

    /** The question how the node is, to be answered past the ring. */
    void onQueryStatus(long correlationId);

    /** Wants a sale's numbers, to be answered past the ring. */
    void onSubscribeSale(long correlationId, long sale);

    /** Wants no more of the subscription of that correlation id; to be answered past the ring. */
    void onUnsubscribe(long correlationId, long subscription);

    /**
     * Wants the changes of a reservation or a ticket: gives who gets them, and the answer; null if
     * it may not and was told so.
     */
    ReplyTarget onSubscribe(long correlationId);

    /** There was no room for the request of {@link #onSubscribe} after all. */
    void onSubscribeRefused(ReplyTarget target);
  }

  /** How far {@link #take} came. */
  static final class Progress {
    int bytesTaken;

    /** Requests that the connection's rate still allows; set by the caller and counted down. */
    int requestsLeft = RequestBudget.UNLIMITED;

    int slotsTaken;
    boolean windowFull;

    /** Set by whoever is told of the exceptions: no more for now. */
    boolean enough;

    /** Why the stream makes no sense any more and the connection must end; null if it does. */
    Code broken;

    /** For people, beside {@link #broken}. */
    String brokenText;
  }

  /** Of which version requests may be at most, from here on. */
  RequestIntake speaking(final int version) {
    agreedVersion = version;
    return this;
  }

  /**
   * Takes as many requests as it can.
   *
   * @param freeSlots what is left of the connection's window
   * @param refusal what is not taken at the moment, or null
   */
  void take(
      final DirectBuffer buffer,
      final int lengthBytes,
      final int freeSlots,
      final Role role,
      final Refusal refusal,
      final ReplyTarget target,
      final Exceptions exceptions,
      final Progress progress) {
    progress.bytesTaken = 0;
    progress.slotsTaken = 0;
    progress.windowFull = false;
    progress.enough = false;
    progress.broken = null;
    run = 0;
    runSlots = 0;
    while (progress.broken == null
        && !progress.windowFull
        && !progress.enough
        && takeFrame(buffer, lengthBytes, freeSlots, role, refusal, exceptions, progress)) {
      if (run == MAX_RUN) {
        publish(buffer, target, exceptions, progress);
      }
    }
    publish(buffer, target, exceptions, progress);
  }

  /** Looks at the next frame; false if it is not whole yet. */
  private boolean takeFrame(
      final DirectBuffer buffer,
      final int lengthBytes,
      final int freeSlots,
      final Role role,
      final Refusal refusal,
      final Exceptions exceptions,
      final Progress progress) {
    final int at = progress.bytesTaken;
    if (at + Framing.LENGTH_FIELD_BYTES > lengthBytes) {
      return false;
    }
    final int messageBytes = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
    if (messageBytes < MessageHeaderDecoder.ENCODED_LENGTH
        || messageBytes > Framing.MAX_MESSAGE_BYTES) {
      progress.broken =
          messageBytes > Framing.MAX_MESSAGE_BYTES ? Code.FRAME_TOO_LARGE : Code.MALFORMED;
      progress.brokenText = "a frame of " + messageBytes + " bytes";
      return false;
    }
    final int message = at + Framing.LENGTH_FIELD_BYTES;
    if (message + messageBytes > lengthBytes) {
      return false;
    }
    final Code code = validator.check(buffer, message, messageBytes, agreedVersion);
    if (code != Code.ACCEPTED) {
      exceptions.onRefused(correlationId(buffer, message, messageBytes), code);
    } else if (!takeMessage(
        buffer, message, messageBytes, freeSlots, role, refusal, exceptions, progress)) {
      return true;
    }
    progress.bytesTaken = message + messageBytes;
    return true;
  }

  /**
   * Whether the message is dealt with; else the window is full, or the stream broken, and it stays
   * where it is.
   */
  private boolean takeMessage(
      final DirectBuffer buffer,
      final int message,
      final int messageBytes,
      final int freeSlots,
      final Role role,
      final Refusal refusal,
      final Exceptions exceptions,
      final Progress progress) {
    final int template = validator.templateId();
    final long correlationId = correlationId(buffer, message, messageBytes);
    if (template == HelloDecoder.TEMPLATE_ID) {
      progress.broken = Code.HELLO_EXPECTED;
      progress.brokenText = "a second Hello";
      return false;
    }
    if (template == HeartbeatDecoder.TEMPLATE_ID) {
      exceptions.onHeartbeat(correlationId);
      return true;
    }
    if (progress.requestsLeft == 0) {
      exceptions.onRefused(correlationId, Code.RATE_LIMITED);
      return true;
    }
    if (!takeRequest(
        buffer,
        message,
        messageBytes,
        correlationId,
        freeSlots,
        role,
        refusal,
        exceptions,
        progress)) {
      return false;
    }
    progress.requestsLeft--;
    return true;
  }

  /** The same for a request that the rate allows: it is counted whatever becomes of it. */
  private boolean takeRequest(
      final DirectBuffer buffer,
      final int message,
      final int messageBytes,
      final long correlationId,
      final int freeSlots,
      final Role role,
      final Refusal refusal,
      final Exceptions exceptions,
      final Progress progress) {
    final int template = validator.templateId();
    if (template == QueryStatusDecoder.TEMPLATE_ID) {
      exceptions.onQueryStatus(correlationId);
      return true;
    }
    final Code code = judge(template, role, refusal);
    if (code != Code.ACCEPTED) {
      exceptions.onRefused(correlationId, code);
      return true;
    }
    if (template == SubscribeSaleDecoder.TEMPLATE_ID) {
      exceptions.onSubscribeSale(correlationId, secondField(buffer, message));
      return true;
    }
    if (template == UnsubscribeDecoder.TEMPLATE_ID) {
      exceptions.onUnsubscribe(correlationId, secondField(buffer, message));
      return true;
    }
    return add(template, message, messageBytes, correlationId, freeSlots, exceptions, progress);
  }

  private static Code judge(final int template, final Role role, final Refusal refusal) {
    if (!isPermitted(role, template)) {
      return Code.NOT_PERMITTED;
    }
    return refusal != null && refusal.covers(template) ? refusal.code() : Code.ACCEPTED;
  }

  /** Adds a request to the run; false if the window has no room for it. */
  private boolean add(
      final int template,
      final int message,
      final int messageBytes,
      final long correlationId,
      final int freeSlots,
      final Exceptions exceptions,
      final Progress progress) {
    final int needed = Framing.requestSlots(template, messageBytes);
    if (progress.slotsTaken + runSlots + needed > freeSlots) {
      progress.windowFull = true;
      return false;
    }
    targets[run] = null;
    if (isWatch(template)) {
      targets[run] = exceptions.onSubscribe(correlationId);
      if (targets[run] == null) {
        return true;
      }
    }
    offsets[run] = message;
    lengths[run] = messageBytes;
    slots[run] = needed;
    templates[run] = template;
    run++;
    runSlots += needed;
    return true;
  }

  private void publish(
      final DirectBuffer buffer,
      final ReplyTarget target,
      final Exceptions exceptions,
      final Progress progress) {
    if (run == 0) {
      return;
    }
    final long first = ingress.tryClaim(runSlots);
    if (first == CommandIngress.NO_ROOM) {
      refuseRun(buffer, exceptions);
    } else {
      Failpoint.AFTER_CLAIM.reached();
      fill(first, buffer, target);
      ingress.publish(first, first + runSlots - 1);
      Failpoint.AFTER_PUBLISH.reached();
      progress.slotsTaken += runSlots;
    }
    run = 0;
    runSlots = 0;
  }

  private void fill(final long first, final DirectBuffer buffer, final ReplyTarget target) {
    long position = first;
    for (int i = 0; i < run; i++) {
      ingress.bytes().putBytes(ingress.offset(position), buffer, offsets[i], lengths[i]);
      final long correlationId = correlationId(buffer, offsets[i], lengths[i]);
      final ReplyTarget answered = targets[i] == null ? target : targets[i];
      ingress.fill(position, slots[i], lengths[i], templates[i], correlationId, answered);
      position += slots[i];
    }
  }

  private void refuseRun(final DirectBuffer buffer, final Exceptions exceptions) {
    for (int i = 0; i < run; i++) {
      if (targets[i] != null) {
        exceptions.onSubscribeRefused(targets[i]);
      }
      exceptions.onRefused(correlationId(buffer, offsets[i], lengths[i]), Code.BUSY);
    }
  }

  /** Every request begins with its correlation id; 0 for a message too short to have one. */
  private static long correlationId(
      final DirectBuffer buffer, final int message, final int messageBytes) {
    final int at = MessageHeaderDecoder.ENCODED_LENGTH;
    return messageBytes < at + Long.BYTES
        ? 0
        : buffer.getLong(message + at, ByteOrder.LITTLE_ENDIAN);
  }

  /** Sale of a SubscribeSale, subscription of an Unsubscribe: what follows the correlation id. */
  private static long secondField(final DirectBuffer buffer, final int message) {
    return buffer.getLong(
        message + MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isPermitted(final Role role, final int template) {
    return switch (role) {
      case OPERATOR -> true;
      case OBSERVER ->
          template == SubscribeSaleDecoder.TEMPLATE_ID
              || template == UnsubscribeDecoder.TEMPLATE_ID;
      default -> !isForOperators(template);
    };
  }

  private static boolean isWatch(final int template) {
    return template == SubscribeReservationDecoder.TEMPLATE_ID
        || template == SubscribeTicketDecoder.TEMPLATE_ID;
  }

  /** The schema gives operators' commands a range of their own, which ends where Tick is. */
  private static boolean isForOperators(final int template) {
    return template >= CreateSaleDecoder.TEMPLATE_ID && template < TickDecoder.TEMPLATE_ID;
  }
}
