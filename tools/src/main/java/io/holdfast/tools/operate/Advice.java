package io.holdfast.tools.operate;

import io.holdfast.client.Verdict.Kind;
import io.holdfast.protocol.codec.Code;

/** What a code means to an operator, and what to do about it. */
public final class Advice {
  private static final String LIST_SALES = "see 'holdfast sale list'";
  private static final String SAME_ID =
      "; to send that command again, repeat it exactly; for another, leave --id out";

  private Advice() {}

  /** One sentence, without a full stop. */
  public static String on(final Code code) {
    return switch (code) {
      case UNKNOWN_SALE -> "there is no such sale; " + LIST_SALES;
      case UNKNOWN_LINE -> "the sale does not have this item; 'holdfast stock add' makes it";
      case UNKNOWN_RESERVATION -> "there is no such reservation, or it ended and was forgotten";
      case UNKNOWN_TICKET -> "the buyer never joined; 'holdfast queue join' makes a ticket";
      case NOT_GATED -> "the sale has no waiting room; one is made with the sale, not later";
      case JOURNAL_FULL -> "nothing was done; make space on the disk of the node's journal";
      case SHUTTING_DOWN -> "nothing was done; the node is stopping: try again when it is back";
      case NOT_PERMITTED -> "nothing was done; the node does not take operators' commands from you";
      case TOO_MANY_SUBSCRIPTIONS ->
          "nothing was done; the node has as many subscriptions as it may: end some, or raise"
              + " --max-subscriptions";
      case SETTLING -> "lapsed holds are being settled; send it again at once";
      default -> onInvalid(code);
    };
  }

  private static String onInvalid(final Code code) {
    return switch (code) {
      case INVALID_SCHEDULE -> "--closes-at must be after --opens-at and after now";
      case INVALID_HOLD_TIME ->
          "hold, longest hold and payment time must be from 1 ms to 366 days, retention to 366"
              + " days";
      case INVALID_QUANTITY -> "the number of units must not be 0";
      case INVALID_ADMISSION ->
          "of the waiting room, --admit-per-second may be 0 to 1000000, --max-active and"
              + " --units-per-buyer from 1, --finish 1ms to 366d, --admit-permille 0 to 1000000,"
              + " --return-permille 0 to 1000";
      case LIMIT_NOT_COUNTED ->
          "the sale was created without this limit, so nothing was counted for it; a limit that may"
              + " be needed must be set at the creation, be it a high one";
      case CEILING_SALES, CEILING_LINES, CEILING_COMMAND_IDS, CEILING_TICKETS ->
          "the node is at its ceiling, which 'holdfast serve' printed at its first start";
      case CEILING_UNITS -> "the line would have received more units than it may";
      default -> onState(code);
    };
  }

  private static String onState(final Code code) {
    return switch (code) {
      case SALE_EXISTS -> "a sale with this number exists; choose another, or " + LIST_SALES;
      case SALE_CLOSED -> "the sale is closed, which is final; create another";
      case ALREADY_OPEN -> "the sale is open already; there is nothing to do";
      case ALREADY_PAUSED -> "the sale is paused already; 'holdfast sale update' changes its grace";
      case NOT_OPEN_YET -> "the sale is not open yet; 'holdfast sale open' opens it";
      case INSUFFICIENT_AVAILABLE ->
          "fewer units are available than you would take out; see 'holdfast stock list'";
      case STALE_AVAILABLE ->
          "the units available are not those you expected; look again with 'holdfast stock list'";
      case HOLD_EXPIRED -> "the hold's deadline has passed, and its units went back";
      case HOLD_RELEASED -> "it was released already, and its units went back";
      case ALREADY_CONFIRMED -> "it was bought; 'holdfast reservation cancel' takes units back";
      case REFUND_DUE -> "it was paid for too late and holds no units; refund the buyer";
      case NOT_CONFIRMED ->
          "only what was bought can be cancelled; 'holdfast reservation release' ends a hold";
      case EXCEEDS_PURCHASE -> "more units than are left of the purchase";
      default -> onRepeat(code);
    };
  }

  private static String onRepeat(final Code code) {
    return switch (code) {
      case ID_DIFFERS_COMMAND -> "the id was used by a command of another kind" + SAME_ID;
      case ID_DIFFERS_SALE -> "the id was used with another sale" + SAME_ID;
      case ID_DIFFERS_ITEM -> "the id was used with another item" + SAME_ID;
      case ID_DIFFERS_RESERVATION -> "the id was used with another reservation" + SAME_ID;
      case ID_DIFFERS_QUANTITY -> "the id was used with another number of units" + SAME_ID;
      case ID_DIFFERS_EXPECTED -> "the id was used with another --expected" + SAME_ID;
      case ID_DIFFERS_FLAGS -> "the id was used by stock add, or by stock adjust" + SAME_ID;
      case ID_DIFFERS_TEXT -> "the id was used with another --operator or --reason" + SAME_ID;
      case ID_DIFFERS_POLICY ->
          "the id was used with another name, time, limit, seed or other option"
              + SAME_ID
              + "; a time from now on, such as +30s, is another one each time";
      case NULL_VAL -> "the node is newer than this program and says why by a code of its own";
      default -> onKind(Kind.of(code));
    };
  }

  private static String onKind(final Kind kind) {
    return switch (kind) {
      case ACCEPTED -> "done";
      case NOT_TAKEN -> "nothing was done; the same command may be sent again";
      case NOT_NOW -> "not now; the same command may be accepted later";
      case FINAL -> "final: the same command will be answered the same";
    };
  }
}
