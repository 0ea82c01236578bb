package io.holdfast.tools.operate;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;

/**
 * What the node decided on an operator's command.
 *
 * @param command id it was sent under
 * @param verdict of the node
 */
public record Decision(Id command, Verdict verdict) {

  /** Adds the keys documented for operator commands. */
  public void addTo(final JsonObject json) {
    json.addProperty("command", command.toString());
    addTo(json, verdict);
  }

  /** The same for a command that has no id of its own. */
  public static void addTo(final JsonObject json, final Verdict verdict) {
    json.addProperty("code", verdict.codeText());
    json.addProperty("repeated", verdict.repeated());
    if (verdict.sequence().isPresent()) {
      json.addProperty("sequence", verdict.sequence().getAsLong());
    } else {
      json.add("sequence", JsonNull.INSTANCE);
    }
    json.addProperty("durability", verdict.durability().name());
    json.addProperty("advice", verdict.isAccepted() ? null : Advice.on(verdict.code()));
  }

  /** Whether it was carried out, now or before. */
  public boolean isAccepted() {
    return verdict.isAccepted();
  }

  /** For people: what was done and under which id, or why not. */
  public String text(final String done, final String asked) {
    final StringBuilder text = new StringBuilder();
    if (isAccepted()) {
      text.append(done);
      if (verdict.repeated()) {
        text.append(", as it was when this command was first sent");
      }
    } else {
      text.append(asked).append(": ").append(verdict.codeText()).append(": ");
      text.append(Advice.on(verdict.code()));
    }
    text.append(" (command ").append(command);
    verdict.sequence().ifPresent(sequence -> text.append(", sequence ").append(sequence));
    return text.append(')').toString();
  }
}
