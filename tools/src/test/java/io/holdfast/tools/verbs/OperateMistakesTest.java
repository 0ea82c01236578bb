package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer gets wrong before any node has a say. */
final class OperateMistakesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "sale",
        "sale create",
        "sale open",
        "sale pause",
        "sale resume",
        "sale update",
        "sale close",
        "sale list",
        "sale show",
        "stock",
        "stock add",
        "stock adjust",
        "stock list",
        "reservation",
        "reservation show",
        "reservation list",
        "reservation release",
        "reservation cancel",
        "queue",
        "queue show",
        "queue join",
        "queue leave",
        "replay",
        "verify",
        "demo",
        "load"
      })
  void everyVerbHasHelpWithAnExample(final String verb) {
    final CommandLineRun run = CommandLineRun.of((Object[]) (verb + " --help").split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Usage: holdfast " + verb)
        .containsPattern("\nExamples?:\n +holdfast " + verb);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        "sale => holdfast sale: which verb?",
        "stock => holdfast stock: which verb?",
        "queue => holdfast queue: which verb?",
        "reservation => holdfast reservation: which verb?",
        "sale create => holdfast sale create: Missing required parameter: 'SALE'",
        "sale create shoes => holdfast sale create: Invalid value for positional parameter at index 0 (SALE): 'shoes' is not a sale: a whole number from 1 to 9007199254740991",
        "sale create 0 => holdfast sale create: Invalid value for positional parameter at index 0 (SALE): '0' is not a sale: a whole number from 1 to 9007199254740991",
        "sale create 9007199254740992 => holdfast sale create: Invalid value for positional parameter at index 0 (SALE): '9007199254740992' is not a sale: a whole number from 1 to 9007199254740991",
        "sale create 7 --hold 10 => holdfast sale create: Invalid value for option '--hold': '10' is not a duration such as 500ms, 30s, 10m, 24h, 2d or 1h30m",
        "sale create 7 --opens-at 9:00 => holdfast sale create: Invalid value for option '--opens-at': '9:00' is neither a time with its zone, such as 2026-11-27T09:00:00Z or 2026-11-27T10:00:00+01:00, nor one from now on, such as +30s, nor none",
        "sale create 7 --opens-at=-999999999-01-01T00:00:00Z => holdfast sale create: Invalid value for option '--opens-at': '-999999999-01-01T00:00:00Z' is not a time after 1970 and before 10000",
        "sale create 7 --hold 999999999999d => holdfast sale create: Invalid value for option '--hold': '999999999999d' is longer than 1000000 days",
        "sale create 7 --closes-at +soon => holdfast sale create: Invalid value for option '--closes-at': 'soon' is not a duration such as 500ms, 30s, 10m, 24h, 2d or 1h30m",
        "sale create 7 --open --opens-at +1m => --open and --opens-at: choose one",
        "sale create 7 --open --opens-at none => --open and --opens-at: choose one",
        "sale create 7 --buyer-limit -1 => holdfast sale create: Invalid value for option '--buyer-limit': '-1' is not a limit: a whole number of units to 2147483647, 0 for no limit",
        "sale create 7 --group-limit 2147483648 => holdfast sale create: Invalid value for option '--group-limit': '2147483648' is not a limit: a whole number of units to 2147483647, 0 for no limit",
        "sale create 7 --admit-per-second 5 => the options of a waiting room need --waiting-room",
        "sale create 7 --seed 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a => the options of a waiting room need --waiting-room",
        "sale create 7 --waiting-room --max-active many => holdfast sale create: Invalid value for option '--max-active': 'many' is not an int",
        "sale create 7 --waiting-room --seed 6a09 => holdfast sale create: Invalid value for option '--seed': a seed has 64 hexadecimal digits, not 4; 'openssl rand -hex 32' makes one, or leave --seed out",
        "sale create 7 --waiting-room --seed 0000000000000000000000000000000000000000000000000000000000000000 => holdfast sale create: Invalid value for option '--seed': a seed of all zeros is not a seed",
        "sale create 7 --waiting-room --id 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f => --id repeats a command exactly, and a random seed is another one each time: give --seed as well",
        "sale pause 7 --grace 5m --grace-until +5m => --grace and --grace-until: choose one",
        "sale pause 7 --grace soon => holdfast sale pause: Invalid value for option '--grace': 'soon' is not a duration such as 500ms, 30s, 10m, 24h, 2d or 1h30m",
        "sale update 7 => nothing to change: say what, such as --hold 5m; see 'holdfast sale update --help'",
        "sale update 7 --name boots => holdfast sale update: Unknown options: '--name', 'boots'",
        "sale open 7 --id 12 => holdfast sale open: Invalid value for option '--id': \"12\" is not a UUID: 2 characters, not 36",
        "sale open 7 --id 00000000-0000-0000-0000-000000000000 => holdfast sale open: Invalid value for option '--id': an id of all zeros is not an id",
        "stock add 7 shoe 1 => holdfast stock add: Invalid value for positional parameter at index 1 (ITEM): 'shoe' is not a long",
        "stock add 7 1 0 => holdfast stock add: Invalid value for positional parameter at index 2 (UNITS): '0' is not a number of units: a whole number from 1 on",
        "stock add 7 1 -5 => holdfast stock add: Invalid value for positional parameter at index 2 (UNITS): '-5' is not a number of units: a whole number from 1 on",
        "stock adjust 7 1 5 --reason x => holdfast stock adjust: Invalid value for positional parameter at index 2 (+N|-N): '5' is not a change: say +N to put units in, -N to take them out",
        "stock adjust 7 1 -5 => holdfast stock adjust: Missing required option: '--reason=TEXT'",
        "reservation show r1 => holdfast reservation show: Invalid value for positional parameter at index 0 (ID): \"r1\" is not a UUID: 2 characters, not 36",
        "reservation list --sale 7 => holdfast reservation list: Missing required option: '--buyer=B'",
        "reservation release 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f => holdfast reservation release: Missing required option: '--reason=TEXT'",
        "reservation cancel 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f --reason x --units 0 => holdfast reservation cancel: Invalid value for option '--units': '0' is not a number of units: a whole number from 1 to 2147483647",
        "queue show => holdfast queue show: Missing required parameter: 'SALE'",
        "queue show 7 --buyer ann => holdfast queue show: Invalid value for option '--buyer': 'ann' is not a long",
        "queue join 7 => holdfast queue join: Missing required option: '--buyer=B'",
        "sale list --connect 127.0.0.1:7010, => holdfast sale list: Invalid value for option '--connect': '' is not HOST:PORT",
        "sale list --connect here => holdfast sale list: Invalid value for option '--connect': 'here' is not HOST:PORT",
        "sale list --colour => holdfast sale list: Unknown option: '--colour'",
        "replay --to-sequence 0 => --to-sequence 0: must be at least 1",
      })
  void wrongWordsAreAMistake(final String words, final String message) {
    final CommandLineRun run = CommandLineRun.of((Object[]) words.split(" "));

    assertThat(run.err().lines()).first().isEqualTo(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sale list",
        "sale show 7",
        "sale open 7",
        "sale create 7",
        "sale close 7",
        "sale pause 7",
        "sale resume 7",
        "sale update 7 --hold 5m",
        "queue show 7",
        "queue join 7 --buyer 1",
        "queue leave 7 --buyer 1",
        "reservation list --sale 7 --buyer 1",
        "reservation release 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f --reason x",
        "reservation cancel 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f --reason x",
        "stock list",
        "stock add 7 1 1",
        "stock adjust 7 1 +1 --reason x",
        "reservation show 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f"
      })
  void noNodeThereIsSaidWithItsAddressAndWhatToDo(final String words) throws IOException {
    final int port = freePort();

    final CommandLineRun run =
        CommandLineRun.of((Object[]) (words + " --connect 127.0.0.1:" + port).split(" "));

    assertThat(run.err())
        .isEqualTo(
            "127.0.0.1:"
                + port
                + ": cannot connect: connection refused; start a node with 'holdfast serve', or say"
                + " where it is with --connect HOST:PORT\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aHostThatDoesNotExistIsNamed() {
    final CommandLineRun run =
        CommandLineRun.of("sale", "list", "--connect", "no.such.host.invalid:7010");

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err())
        .startsWith("no.such.host.invalid:7010: ")
        .contains("no.such.host.invalid", "--connect HOST:PORT")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sale create 7 --open",
        "sale close 7",
        "sale pause 7 --grace 5m",
        "sale update 7 --hold 5m",
        "reservation release 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e10 --reason x",
        "sale create 7 --waiting-room --seed"
            + " 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a",
        "stock add 7 1 1"
      })
  void aLostAnswerTellsTheIdToSendAgain(final String words) throws IOException {
    final String id = "0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f";
    try (LosingNode node = new LosingNode()) {
      final CommandLineRun run =
          CommandLineRun.of(
              (Object[]) (words + " --id " + id + " --connect " + node.address()).split(" "));

      assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains(id + ": outcome unknown: ")
          .endsWith("; run it again with --id " + id + ": sent twice, it is done once\n")
          .hasLineCount(1);
    }
  }

  @Test
  void aLostAnswerToARandomSeedTellsHowToFindOut() throws IOException {
    try (LosingNode node = new LosingNode()) {
      final CommandLineRun run =
          CommandLineRun.of("sale", "create", 7, "--waiting-room", "--connect", node.address());

      assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
      assertThat(run.err())
          .containsPattern(
              "; look with 'holdfast queue show 7': it was done if the seed hash is [0-9a-f]{64};"
                  + " if there is no such sale, run it again\n")
          .hasLineCount(1);
    }
  }

  @Test
  void aLostAnswerToAJoinIsAskedForAgain() throws IOException {
    try (LosingNode node = new LosingNode()) {
      final CommandLineRun run =
          CommandLineRun.of("queue", "join", 7, "--buyer", 42, "--connect", node.address());

      assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
      assertThat(run.err())
          .contains("outcome unknown: ")
          .endsWith("; run it again: sent twice, it is done once\n");
    }
  }

  @Test
  void aLostAnswerToAQueryIsAskedAgain() throws IOException {
    try (LosingNode node = new LosingNode()) {
      final CommandLineRun run = CommandLineRun.of("sale", "list", "--connect", node.address());

      assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
      assertThat(run.err()).contains("outcome unknown").endsWith("; ask again\n");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
