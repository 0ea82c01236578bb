package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.gateway.Credential;
import io.holdfast.gateway.CredentialFile;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code credential new}: a token for the client, a line for the node. */
final class CredentialVerbTest {
  @Test
  void theLineIsOfTheToken() {
    final CommandLineRun run =
        CommandLineRun.of("credential", "new", "--role", "Storefront", "--name", "shop", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    final JsonObject json = run.json().getAsJsonObject();
    assertThat(json.keySet()).containsExactly("role", "name", "token", "line");
    final String token = json.get("token").getAsString();
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(json.get("role").getAsString()).isEqualTo("storefront");
    assertThat(json.get("line").getAsString())
        .isEqualTo(Credential.of(Role.STOREFRONT, "shop", token).line());
  }

  @Test
  void peopleAreToldWhichIsWhichAndANodeReadsTheLine(@TestDir final Path dir) throws IOException {
    final String[] lines =
        CommandLineRun.of(
                "credential",
                "new",
                "--role=operator",
                "--name=ann",
                "--max-connections=3",
                "--max-rate=500")
            .out()
            .split("\n", -1);
    assertThat(lines).hasSize(5);
    final Path file = Files.writeString(dir.resolve("credentials"), lines[3]);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    final Credential read = CredentialFile.read(file).get(0);
    assertThat(read.line())
        .isEqualTo(
            Credential.of(Role.OPERATOR, "ann", lines[1])
                .withMaxConnections(3)
                .withMaxRate(500)
                .line());
  }

  @Test
  void noTwoTokensAreTheSame() {
    assertThat(newToken()).isNotEqualTo(newToken());
  }

  private static String newToken() {
    return CommandLineRun.of("credential", "new", "--role=operator", "--name=ann", "--json")
        .json()
        .getAsJsonObject()
        .get("token")
        .getAsString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "--role root --name ann => --role root: must be one of ",
        "--role operator --name a/b => --name a/b: must be at most 64 letters",
        "--role operator --name ann --max-rate 0 => --max-rate 0: must be a whole number from 1 to"
            + " 10000000",
        "--role operator --name ann --max-connections -1 => --max-connections -1: must be a whole"
            + " number from 1 to 1000000",
        "--role operator => holdfast credential new: Missing required option: '--name=NAME'"
      })
  void mistakesAreNamed(final String options, final String message) {
    final CommandLineRun run =
        CommandLineRun.of((Object[]) ("credential new " + options).split(" ", -1));
    assertThat(run.err()).startsWith(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }
}
