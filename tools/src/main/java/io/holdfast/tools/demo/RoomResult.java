package io.holdfast.tools.demo;

import com.google.gson.JsonObject;
import io.holdfast.client.LineInfo;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.tools.judge.VerifyResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What a waiting-room demo showed.
 *
 * @param plan of the sale and its crowd
 * @param line the node's own account at the end
 * @param crowd what the buyers did and were told
 * @param seconds from the node's start to its stop
 * @param verify what the plain model says of the journal
 */
record RoomResult(
    RoomPlan plan, LineInfo line, RoomCrowd.Outcome crowd, double seconds, VerifyResult verify) {

  /** Units promised to buyers beyond the stock. */
  long oversold() {
    return Math.max(0, Math.max(crowd.tally().units(), line.sold()) - (long) plan.stock());
  }

  /** Whether everything was sold, to whom it was promised, in the order drawn, and provably so. */
  boolean isRight() {
    return line.sold() == plan.stock()
        && line.held() == 0
        && line.available() == 0
        && crowd.tally().units() == line.sold()
        && crowd.tally().mostUnits() <= RoomPlan.BUYER_LIMIT
        && crowd.tally().of(Deed.JOINED) == plan.buyers()
        && crowd.unfairness().isEmpty()
        && verify.isVerified()
        && isInTheBooks();
  }

  /** Whether what buyers were told is what the judge found the journal to have done. */
  private boolean isInTheBooks() {
    return verify.count(EventKind.JOINED) == crowd.tally().of(Deed.JOINED)
        && verify.count(EventKind.ADMITTED) == crowd.room().admitted()
        && verify.count(EventKind.LEFT) == crowd.tally().of(Deed.LEFT)
        && verify.count(EventKind.WAITLISTED) == crowd.tally().of(Deed.WAITLISTED);
  }

  JsonObject toJson() {
    final RoomTally tally = crowd.tally();
    final JsonObject json = new JsonObject();
    json.addProperty("stock", plan.stock());
    json.addProperty("buyers", plan.buyers());
    json.addProperty("seed", plan.behaviourSeed());
    json.addProperty("sold", line.sold());
    json.addProperty("oversold", oversold());
    json.addProperty("joined", tally.of(Deed.JOINED));
    json.addProperty("joinedEarly", plan.early());
    json.addProperty("admitted", crowd.room().admitted());
    json.addProperty("admittedUpTo", crowd.room().admittedUpTo());
    json.addProperty("bought", tally.of(Deed.BOUGHT));
    json.addProperty("boughtLate", tally.of(Deed.BOUGHT_LATE));
    json.addProperty("refundDue", tally.of(Deed.REFUND_DUE));
    json.addProperty("lapsed", tally.of(Deed.LAPSED));
    json.addProperty("released", tally.of(Deed.RELEASED));
    json.addProperty("waitlisted", tally.of(Deed.WAITLISTED));
    json.addProperty("matched", tally.of(Deed.MATCHED));
    json.addProperty("noShows", tally.of(Deed.NO_SHOW));
    json.addProperty("left", tally.of(Deed.LEFT));
    json.addProperty("sessionsExpired", crowd.room().sessionsExpired());
    json.addProperty("notAdmitted", tally.of(Deed.PUSHED_IN));
    json.addProperty("overLimit", tally.of(Deed.OVER_LIMIT));
    json.addProperty("rejected", tally.of(Deed.SOLD_OUT));
    json.addProperty("mostUnitsOfOneBuyer", tally.mostUnits());
    json.addProperty("inOrder", crowd.unfairness().isEmpty());
    json.addProperty("orderSeedHash", crowd.room().seedHash());
    json.addProperty("orderSeed", crowd.room().seed());
    json.addProperty("acknowledged", crowd.latency().answers());
    json.addProperty("seconds", Math.round(seconds * 1_000) / 1_000.0);
    crowd.latency().addTo(json);
    json.addProperty("durability", crowd.durability().name());
    json.addProperty("verified", verify.isVerified());
    return json;
  }

  List<String> toText() {
    final RoomTally tally = crowd.tally();
    final List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "sold %,d of %,d units to %,d of %,d buyers, at most %d each, oversold %,d",
            line.sold(),
            plan.stock(),
            tally.of(Deed.BOUGHT),
            tally.of(Deed.JOINED),
            tally.mostUnits(),
            oversold()));
    lines.add(
        String.format(
            "%,d buyers were admitted, %,d sessions ended by their time; of the buyers",
            crowd.room().admitted(), crowd.room().sessionsExpired()));
    lines.addAll(tally.toText());
    lines.add(String.format("answers, %s, in %.1f s:", crowd.durability(), seconds));
    lines.addAll(crowd.latency().toText());
    lines.add(
        crowd
            .unfairness()
            .map(fault -> "NOT IN ORDER: " + fault)
            .orElse(
                String.format(
                    "in order: the revealed seed has the published hash, and gives every one of %,d"
                        + " buyers the place he had",
                    plan.buyers())));
    lines.add(verified());
    return lines;
  }

  private String verified() {
    if (!verify.isVerified()) {
      return "NOT VERIFIED: " + verify.firstViolation();
    }
    if (!isInTheBooks()) {
      return "NOT IN THE BOOKS: buyers were told other than " + verify.events();
    }
    return String.format(
        "verified: the plain model agrees with all %,d recorded steps; %,d admissions, each in its"
            + " turn and within the policy, and no limit passed",
        verify.commands(), verify.count(EventKind.ADMITTED));
  }
}
