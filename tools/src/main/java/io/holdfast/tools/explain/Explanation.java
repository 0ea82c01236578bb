package io.holdfast.tools.explain;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The causal chain.
 *
 * @param sentences in order
 * @param damage why it could not be followed to the end of the journal, or null
 */
public record Explanation(List<Sentence> sentences, String damage) {

  /** Whether the journal says anything about what was asked. */
  public boolean isFound() {
    return !sentences.isEmpty();
  }

  /** The array documented for {@code explain --json}. */
  public JsonArray toJson() {
    final JsonArray json = new JsonArray();
    sentences.forEach(sentence -> json.add(sentence.toJson()));
    return json;
  }

  /** A line a sentence. */
  public List<String> toText() {
    return new ArrayList<>(sentences.stream().map(Sentence::line).toList());
  }
}
