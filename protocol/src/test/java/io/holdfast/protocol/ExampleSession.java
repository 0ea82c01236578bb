package io.holdfast.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HexFormat;

/** The small session that the reference shows byte by byte. */
final class ExampleSession {
  private static final String VERDICT =
      """
      {"correlationId":%d,"sequence":%d,"timeMs":1780000000%d,"deadlineMs":%s,"available":98,
       "ownReservation":"00000000000000000000000000000000","epoch":1,"granted":2,"line":-1,
       "code":"ACCEPTED","state":"%s","marks":[],"durability":"JOURNALED","ticket":"NONE",
       "place":null,"admittedUpTo":null}
      """;

  private static final String[][] MESSAGES = {
    {
      "Hello",
      """
      {"protocolVersion":0,"role":"STOREFRONT","windowSlots":256,"clientName":"shop","credential":""}
      """
    },
    {
      "Welcome",
      """
      {"protocolVersion":0,"durability":"JOURNALED","windowSlots":256,"slotBytes":128,"listSlots":32,
       "maxFrameBytes":8192,"heartbeatMs":10000,"epoch":1,"timeMs":1780000000000}
      """
    },
    {
      "Reserve",
      """
      {"correlationId":1,"reservation":"0199c3a64f007abc8000000000000001","sale":7,"item":1001,
       "buyer":42,"group":0,"quantity":2,"tier":0,"flags":[]}
      """
    },
    {"Verdict", VERDICT.formatted(1, 5, 120, "1780000600120", "HELD")},
    {
      "Confirm",
      """
      {"correlationId":2,"reservation":"0199c3a64f007abc8000000000000001","quantity":null}
      """
    },
    {"Verdict", VERDICT.formatted(2, 6, 450, "null", "CONFIRMED")},
  };

  private final Schema schema;

  ExampleSession(final Schema schema) {
    this.schema = schema;
  }

  /** The messages in their order, each with who sends it. */
  JsonArray vectors() {
    final JsonArray vectors = new JsonArray();
    for (final String[] each : MESSAGES) {
      final Schema.Message message = schema.message(each[0]);
      final JsonObject vector =
          Vectors.vector(
              "step " + (vectors.size() + 1) + " of the example",
              message,
              JsonParser.parseString(each[1]).getAsJsonObject());
      vector.addProperty("from", WireMessages.sender(message));
      vectors.add(vector);
    }
    return vectors;
  }

  /** The same for the page. */
  String text() {
    final StringBuilder text = new StringBuilder();
    for (final var each : vectors()) {
      final JsonObject vector = each.getAsJsonObject();
      final byte[] frame = HexFormat.of().parseHex(vector.get("bytes").getAsString());
      text.append(
          "%n%s, from the %s, %d bytes:%n%n```text%n"
              .formatted(
                  vector.get("message").getAsString(),
                  vector.get("from").getAsString(),
                  frame.length));
      text.append(
          AnnotatedHex.of(schema, schema.message(vector.get("message").getAsString()), frame));
      text.append("```\n");
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
