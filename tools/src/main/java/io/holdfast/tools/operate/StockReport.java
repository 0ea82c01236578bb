package io.holdfast.tools.operate;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.tools.cli.Output;
import java.util.List;
import java.util.OptionalLong;

/**
 * A change of stock as it is reported.
 *
 * @param sale whose stock
 * @param item of what
 * @param change units; negative were to be taken out
 */
public record StockReport(long sale, long item, long change) {

  /** Prints it and gives the exit code. */
  public int print(final Output output, final Decision decision) {
    final OptionalLong available = decision.verdict().available();
    final JsonObject json = new JsonObject();
    json.addProperty("sale", sale);
    json.addProperty("item", item);
    json.addProperty("change", change);
    if (available.isPresent()) {
      json.addProperty("available", available.getAsLong());
    } else {
      json.add("available", JsonNull.INSTANCE);
    }
    decision.addTo(json);
    final String subject = "sale " + sale + ", item " + item;
    final String now = available.isPresent() ? ", " + available.getAsLong() + " available now" : "";
    final String done =
        subject + ": " + Math.abs(change) + (change < 0 ? " taken out" : " put in") + now;
    final String text = decision.text(done, subject + ": not changed" + now);
    return Report.of(output, json, List.of(text), decision.isAccepted());
  }
}
