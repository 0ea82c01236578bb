package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.RedirectingNode;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Verbs that are told of several nodes find the one that takes commands. */
final class SeveralNodesTest {
  /** Nobody listens there. */
  private static final String DEAD = "127.0.0.1:1";

  @Test
  void theOneThatLetsUsInOrIsNamedByAnotherIsUsed(@TestDir final Path dir) throws IOException {
    try (TestNode node = new TestNode(dir.resolve("data"));
        RedirectingNode standby = new RedirectingNode(node.address())) {
      new Shell(DEAD + "," + node.address()).yes("sale", "create", 7, "--open");
      new Shell(DEAD + ", " + standby.address()).yes("stock", "add", 7, 1, 10);
      new Shell(standby.address()).yes("sale", "show", 7);

      final Path file =
          Files.writeString(
              dir.resolve("played.csv"),
              "at_ms,action,reservation,basket,buyer,item,quantity\n0,restock,,,,lamp,3\n");
      final Shell both = new Shell(standby.address() + "," + DEAD);
      assertThat(
              both.run("load", "--workload", file, "--sale", 7, "--json").json().getAsJsonObject())
          .matches(result -> result.get("accepted").getAsLong() == 1);
    }
  }

  @Test
  void ifNoneDoesAllAreNamedInOneLine() {
    final CommandLineRun run = CommandLineRun.of("status", "--connect", DEAD + ",127.0.0.1:2");

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).startsWith(DEAD + ": ").contains("; 127.0.0.1:2: ").hasLineCount(1);
  }
}
