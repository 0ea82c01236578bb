package io.holdfast.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole of the waiting-room demo with a small crowd in a hurry. */
final class RoomDemoTest {
  private static final int STOCK = 60;
  private static final int BUYERS = 3_000;
  private static final int HASTE = 8;

  @Test
  void sellsEverythingInTheOrderDrawnAndProvesIt(
      @Seed final long seed, @TestDir final Path directory) {
    final List<String> story = new ArrayList<>();

    final RoomResult result =
        new RoomDemo(directory, new RoomPlan(STOCK, BUYERS, seed, HASTE), story::add).run();

    assertThat(result.crowd().unfairness()).isEmpty();
    assertThat(result.verify().firstViolation()).isEmpty();
    assertThat(result.isRight()).isTrue();
    final JsonObject json = result.toJson();
    assertThat(json.get("verified").getAsBoolean()).isTrue();
    assertThat(json.get("inOrder").getAsBoolean()).isTrue();
    assertThat(json.get("oversold").getAsLong()).isZero();
    assertThat(json.get("sold").getAsLong()).isEqualTo(STOCK);
    assertThat(json.get("joined").getAsLong()).isEqualTo(BUYERS);
    assertThat(json.get("admitted").getAsLong()).isBetween((long) STOCK / 2, (long) BUYERS);
    assertThat(json.get("matched").getAsLong())
        .isLessThanOrEqualTo(json.get("waitlisted").getAsLong());
    assertThat(String.join("\n", story)).contains(json.get("orderSeedHash").getAsString());
    assertThat(String.join("\n", result.toText())).contains("sold 60 of 60 units", "in order:");
  }
}
