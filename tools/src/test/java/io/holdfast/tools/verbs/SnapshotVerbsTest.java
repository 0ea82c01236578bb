package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.judge.SmallSale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code snapshot take|list|verify|prune} on the directories of real nodes. */
final class SnapshotVerbsTest {
  @Test
  void takenListedAndVerified(@TestDir final Path dir) {
    SmallSale.runIn(dir);

    final CommandLineRun take = run("take", "--data-dir", dir, "--json");
    final CommandLineRun list = run("list", "--data-dir", dir, "--json");
    final CommandLineRun verify = run("verify", "--data-dir", dir, "--replay", "--json");
    final CommandLineRun replay = CommandLineRun.of("replay", "--data-dir", dir, "--json");

    assertThat(take.exitCode()).as(take.err()).isEqualTo(ExitCode.OK);
    final JsonObject taken = take.json().getAsJsonObject();
    assertThat(taken.keySet())
        .containsExactly(
            "file",
            "epoch",
            "sequence",
            "timeMs",
            "takenAtMs",
            "bytes",
            "reservations",
            "rulesVersion",
            "stateHash",
            "fromSequence",
            "steps",
            "seconds",
            "new");
    assertThat(taken.get("sequence").getAsLong()).isEqualTo(SmallSale.STEPS);
    assertThat(taken.get("new").getAsBoolean()).isTrue();
    assertThat(taken.get("stateHash")).isEqualTo(replay.json().getAsJsonObject().get("stateHash"));
    assertThat(list.exitCode()).as(list.err()).isEqualTo(ExitCode.OK);
    final JsonObject listed = list.json().getAsJsonArray().get(0).getAsJsonObject();
    assertThat(listed.get("file")).isEqualTo(taken.get("file"));
    assertThat(listed.get("valid").getAsBoolean()).isTrue();
    assertThat(listed.get("problem").isJsonNull()).isTrue();
    assertThat(listed.get("ageSeconds").getAsLong()).isNotNegative();
    assertThat(verify.exitCode()).as(verify.err()).isEqualTo(ExitCode.OK);
    assertThat(verify.out().strip())
        .isEqualTo(
            "[{\"file\":"
                + taken.get("file")
                + ",\"verified\":true,\"sequence\":9,\"stateHash\":"
                + taken.get("stateHash")
                + ",\"problem\":null}]");
  }

  @Test
  void takenBesideARunningNodeAndNotTwice(@TestDir final Path dir) {
    try (TestNode node = new TestNode(dir)) {
      SmallSale.run(node);

      final CommandLineRun first = run("take", "--data-dir", dir);
      final CommandLineRun second = run("take", "--data-dir", dir);

      assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.OK);
      assertThat(first.out()).contains("sequence 9, ", "9 steps behind sequence 0 in ");
      assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCode.OK);
      assertThat(second.out()).contains("nothing was written: it was there already");
    }
  }

  @Test
  void aDamagedOneIsNamedByAllVerbs(@TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    run("take", "--data-dir", dir, "--to-sequence", 5);
    final Path file =
        Path.of(
            run("take", "--data-dir", dir, "--json")
                .json()
                .getAsJsonObject()
                .get("file")
                .getAsString());
    final byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    final CommandLineRun list = run("list", "--data-dir", dir);
    final CommandLineRun verify = run("verify", "--data-dir", dir);
    final CommandLineRun verifyOne = run("verify", file);
    final CommandLineRun prune = run("prune", "--data-dir", dir, "--keep", 1, "--json");
    final CommandLineRun take = run("take", "--data-dir", dir);

    assertThat(list.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(list.out()).contains("unusable", "valid", "the snapshot is damaged: ");
    assertThat(verify.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(verify.out()).contains(file + ": the snapshot is damaged: ", "verified: sequence 5");
    assertThat(verifyOne.exitCode()).isEqualTo(ExitCode.NO);
    final JsonArray removed = prune.json().getAsJsonObject().get("removed").getAsJsonArray();
    assertThat(removed).isEmpty();
    assertThat(take.exitCode()).as(take.err()).isEqualTo(ExitCode.OK);
    assertThat(take.err()).contains("passed over: " + file + ": the snapshot is damaged: ");
    assertThat(run("verify", file).exitCode()).as("it was written anew").isEqualTo(ExitCode.OK);
  }

  @Test
  void pruned(@TestDir final Path dir) {
    SmallSale.runIn(dir);
    for (int sequence = 1; sequence <= 5; sequence++) {
      run("take", "--data-dir", dir, "--to-sequence", sequence);
    }

    final CommandLineRun prune = run("prune", "--data-dir", dir, "--keep", 2);
    final CommandLineRun take = run("take", "--data-dir", dir, "--keep", 1);

    assertThat(prune.exitCode()).as(prune.err()).isEqualTo(ExitCode.OK);
    assertThat(prune.out().lines().map(line -> line.split(" ", -1)[0]))
        .containsExactly("kept", "kept", "removed", "removed", "removed");
    assertThat(take.err().lines().filter(line -> line.startsWith("removed "))).hasSize(2);
    assertThat(run("list", "--data-dir", dir, "--json").json().getAsJsonArray()).hasSize(1);
  }

  @Test
  void mistakesAreOneLine(@TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    mistake("has no journal", "take", "--data-dir", Files.createDirectory(dir.resolve("empty")));
    mistake("no such directory", "take", "--data-dir", dir.resolve("nowhere"));
    mistake("no such directory", "list", "--data-dir", dir.resolve("nowhere"));
    mistake("the journal ends at 9", "take", "--data-dir", dir, "--to-sequence", 10);
    mistake("must be at least 1", "take", "--data-dir", dir, "--to-sequence", 0);
    mistake("must be at least 1", "take", "--data-dir", dir, "--keep", 0);
    mistake("must be at least 1", "prune", "--data-dir", dir, "--keep", 0);
    mistake("no snapshots", "verify", "--data-dir", dir);
    mistake("no snapshots", "prune", "--data-dir", dir, "--keep", 2);
    mistake("no such file", "verify", dir.resolve("nothing.snapshot"));
    assertThat(run("list", "--data-dir", dir).out().strip()).isEqualTo(dir + ": no snapshots");
    final Path blocked = dir.resolve("blocked");
    SmallSale.runIn(blocked);
    Files.writeString(blocked.resolve("snapshots"), "no directory");
    mistake("cannot be written", "take", "--data-dir", blocked);
    final Path other = Files.writeString(dir.resolve("some.csv"), "at_ms,action\n");
    assertThat(run("verify", other).out().strip())
        .isEqualTo(other + ": is not a snapshot: it begins otherwise");
  }

  private static void mistake(final String message, final Object... arguments) {
    final CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().lines()).singleElement().asString().contains(message);
  }

  private static CommandLineRun run(final Object... arguments) {
    final Object[] all = new Object[arguments.length + 1];
    all[0] = "snapshot";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandLineRun.of(all);
  }
}
