package io.holdfast.tools.history;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** The fields of what storefronts send. Each method gives where the message ends. */
final class StorefrontFields {
  private static final List<String> FLAGS = List.of("partial", "waitlist");

  private final ReserveDecoder reserve = new ReserveDecoder();
  private final ReserveBasketDecoder reserveBasket = new ReserveBasketDecoder();
  private final BeginPaymentDecoder beginPayment = new BeginPaymentDecoder();
  private final BeginPaymentBasketDecoder beginPaymentBasket = new BeginPaymentBasketDecoder();
  private final ConfirmDecoder confirm = new ConfirmDecoder();
  private final ConfirmBasketDecoder confirmBasket = new ConfirmBasketDecoder();
  private final ReleaseDecoder release = new ReleaseDecoder();
  private final ReleaseBasketDecoder releaseBasket = new ReleaseBasketDecoder();
  private final CancelDecoder cancel = new CancelDecoder();
  private final ExtendDecoder extend = new ExtendDecoder();
  private final JoinQueueDecoder joinQueue = new JoinQueueDecoder();
  private final LeaveQueueDecoder leaveQueue = new LeaveQueueDecoder();

  int reserve(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    reserve.wrapAndApplyHeader(bytes, at, header);
    to.id("reservation", reserve.reservation())
        .number("sale", reserve.sale())
        .number("item", reserve.item())
        .number("buyer", reserve.buyer())
        .number("group", reserve.group())
        .number("quantity", reserve.quantity())
        .number("tier", reserve.tier())
        .flags("flags", reserve.flags().getRaw(), FLAGS);
    return reserve.limit();
  }

  int reserveBasket(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    reserveBasket.wrapAndApplyHeader(bytes, at, header);
    to.id("basket", reserveBasket.basket())
        .number("sale", reserveBasket.sale())
        .number("buyer", reserveBasket.buyer())
        .number("group", reserveBasket.group())
        .number("tier", reserveBasket.tier());
    final List<JsonObject> lines = new ArrayList<>();
    for (final ReserveBasketDecoder.LinesDecoder line : reserveBasket.lines()) {
      lines.add(
          new FieldList()
              .id("reservation", line.reservation())
              .number("item", line.item())
              .number("quantity", line.quantity())
              .json());
    }
    to.group("lines", lines);
    return reserveBasket.limit();
  }

  int beginPayment(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    beginPayment.wrapAndApplyHeader(bytes, at, header);
    to.id("reservation", beginPayment.reservation());
    return beginPayment.limit();
  }

  int beginPaymentBasket(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    beginPaymentBasket.wrapAndApplyHeader(bytes, at, header);
    to.id("basket", beginPaymentBasket.basket());
    return beginPaymentBasket.limit();
  }

  int confirm(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    confirm.wrapAndApplyHeader(bytes, at, header);
    to.id("reservation", confirm.reservation()).optional("quantity", confirm.quantity());
    return confirm.limit();
  }

  int confirmBasket(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    confirmBasket.wrapAndApplyHeader(bytes, at, header);
    to.id("basket", confirmBasket.basket());
    return confirmBasket.limit();
  }

  int release(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    release.wrapAndApplyHeader(bytes, at, header);
    to.id("reservation", release.reservation());
    return release.limit();
  }

  int releaseBasket(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    releaseBasket.wrapAndApplyHeader(bytes, at, header);
    to.id("basket", releaseBasket.basket());
    return releaseBasket.limit();
  }

  int cancel(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    cancel.wrapAndApplyHeader(bytes, at, header);
    to.id("cancellation", cancel.cancellation())
        .id("reservation", cancel.reservation())
        .optional("quantity", cancel.quantity());
    return cancel.limit();
  }

  int extend(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    extend.wrapAndApplyHeader(bytes, at, header);
    to.id("reservation", extend.reservation()).number("deadlineMs", extend.deadlineMs());
    return extend.limit();
  }

  int joinQueue(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    joinQueue.wrapAndApplyHeader(bytes, at, header);
    to.number("sale", joinQueue.sale()).number("buyer", joinQueue.buyer());
    return joinQueue.limit();
  }

  int leaveQueue(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    leaveQueue.wrapAndApplyHeader(bytes, at, header);
    to.number("sale", leaveQueue.sale()).number("buyer", leaveQueue.buyer());
    return leaveQueue.limit();
  }
}
