package io.holdfast.tools.demo;

import com.google.gson.JsonObject;
import io.holdfast.client.LineInfo;
import io.holdfast.tools.cli.Promise;
import io.holdfast.tools.judge.VerifyResult;
import io.holdfast.tools.mix.Percentiles;
import java.util.List;

/**
 * What a demo showed.
 *
 * @param stock units put on sale
 * @param buyers who wanted one each
 * @param line the node's own account at the end
 * @param crowd what the buyers were told
 * @param verify what the plain model says of the journal
 */
record DemoResult(int stock, int buyers, LineInfo line, Crowd.Outcome crowd, VerifyResult verify) {

  /** Units promised to buyers beyond the stock. */
  long oversold() {
    return Math.max(0, Math.max(crowd.bought(), line.sold()) - (long) stock);
  }

  /**
   * Whether the stock was sold exactly, every promise is in the books, and the journal proves it.
   */
  boolean isRight() {
    return oversold() == 0
        && crowd.bought() == Math.min(stock, buyers)
        && line.sold() == crowd.bought()
        && line.held() == 0
        && verify.isVerified();
  }

  long commandsPerSecond() {
    return Math.round(crowd.acknowledged() / crowd.seconds());
  }

  JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("stock", stock);
    json.addProperty("buyers", buyers);
    json.addProperty("sold", line.sold());
    json.addProperty("oversold", oversold());
    json.addProperty("rejected", crowd.rejected());
    json.addProperty("released", crowd.released());
    json.addProperty("acknowledged", crowd.acknowledged());
    json.addProperty("seconds", Math.round(crowd.seconds() * 1_000) / 1_000.0);
    json.addProperty("commandsPerSecond", commandsPerSecond());
    Percentiles.addTo(json, crowd.latencyNs());
    json.addProperty("durability", crowd.durability().name());
    json.addProperty("verified", verify.isVerified());
    return json;
  }

  List<String> toText() {
    return List.of(
        String.format(
            "sold %,d of %,d units to %,d buyers, oversold %,d",
            line.sold(), stock, buyers, oversold()),
        String.format(
            "%,d verdicts in %.2f s = %,d commands/s, %s: %,d sold out, %,d holds given back",
            crowd.acknowledged(),
            crowd.seconds(),
            commandsPerSecond(),
            crowd.durability(),
            crowd.rejected(),
            crowd.released()),
        Percentiles.text(crowd.latencyNs())
            + String.format(" (%d connections x %d in flight)", Crowd.CONNECTIONS, Crowd.WINDOW),
        "an answer of class " + Promise.of(crowd.durability()),
        verify.isVerified()
            ? String.format(
                "verified: the plain model agrees with all %,d recorded steps", verify.commands())
            : "NOT VERIFIED: " + verify.firstViolation());
  }
}
