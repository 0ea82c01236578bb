package io.holdfast.tools.mix;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.RedirectingNode;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A load finds its node, and waits for its last answers before it says what came of it. */
final class MixLoadTest {
  @Test
  void countsAnAnswerForEveryCommand(@TestDir final Path dir) throws IOException {
    try (TestNode node = new TestNode(dir);
        RedirectingNode standby = new RedirectingNode(node.address())) {
      final CommandLineRun run =
          CommandLineRun.of(
              "load",
              "--connections",
              4,
              "--live",
              1_000,
              "--warm-up",
              0,
              "--seconds",
              1,
              "--json",
              "--connect",
              standby.address());

      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      final JsonObject result = run.json().getAsJsonObject();
      assertThat(result.get("offered").getAsLong()).isPositive();
      assertThat(result.get("accepted").getAsLong())
          .isGreaterThanOrEqualTo(result.get("offered").getAsLong());
      assertThat(result.get("failed").getAsLong()).isZero();
    }
  }
}
