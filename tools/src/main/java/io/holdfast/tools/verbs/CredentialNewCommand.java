package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.gateway.Credential;
import io.holdfast.gateway.CredentialFile;
import io.holdfast.protocol.codec.Role;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.OutputOptions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code credential new}. */
@Command(
    name = "new",
    description = {
      "Make a random token of 256 bits, and the line for the node's credentials file.",
      "The token is shown now and kept nowhere; the line holds its SHA-256 only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast credential new --role storefront --name checkout",
      "  holdfast credential new --role operator --name ann --json",
      "  holdfast credential new --role storefront --name app --max-connections 8 --max-rate 50000"
    })
final class CredentialNewCommand implements Callable<Integer> {
  private static final int TOKEN_BYTES = 32;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description =
          "What its owner may do: storefront, operator or observer; an operator may do all.")
  private String role;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What it is called in the node's log.")
  private String name;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Connections it may have at a time (any number).")
  private Integer maxConnections;

  @Option(
      names = "--max-rate",
      paramLabel = "N",
      description = "Requests per second of all its connections together (any number).")
  private Integer maxRate;

  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Role known =
        CredentialFile.roleOf(role)
            .orElseThrow(
                () ->
                    new OperatorMistake(
                        "--role " + role + ": must be one of " + CredentialFile.roleNames()));
    if (!CredentialFile.isName(name)) {
      throw new OperatorMistake("--name " + name + ": must be " + CredentialFile.NAME_FORM);
    }
    final byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    final String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    final String line = limited(Credential.of(known, name, token)).line();
    outputOptions.output().result(json(known, token, line), text(token, line));
    return ExitCode.OK;
  }

  private Credential limited(final Credential credential) {
    Credential limited = credential;
    if (maxConnections != null) {
      limited =
          limited.withMaxConnections(
              inRange("--max-connections", maxConnections, Credential.MOST_CONNECTIONS));
    }
    if (maxRate != null) {
      limited = limited.withMaxRate(inRange("--max-rate", maxRate, Credential.HIGHEST_RATE));
    }
    return limited;
  }

  private static int inRange(final String option, final int number, final int highest) {
    if (number < 1 || number > highest) {
      throw new OperatorMistake(
          option + " " + number + ": must be a whole number from 1 to " + highest);
    }
    return number;
  }

  private JsonObject json(final Role known, final String token, final String line) {
    final JsonObject json = new JsonObject();
    json.addProperty("role", known.name().toLowerCase(Locale.ROOT));
    json.addProperty("name", name);
    json.addProperty("token", token);
    json.addProperty("line", line);
    return json;
  }

  private static List<String> text(final String token, final String line) {
    return List.of(
        "token, shown this once; for the client alone:",
        token,
        "line for the node's credentials file:",
        line);
  }
}
