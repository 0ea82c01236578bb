package io.holdfast.tools.operate;

import io.holdfast.gateway.GatewayException;
import io.holdfast.gateway.PrivateFiles;
import io.holdfast.tools.cli.OperatorMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A client's token: never an argument, because everybody on a machine can read those. */
final class Token {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43,256}");

  private Token() {}

  /**
   * The token in a file, or if none is named the one in the environment.
   *
   * @param file null: not named
   * @param variable null or empty: not set
   * @return empty if there is none
   * @throws OperatorMistake naming the place and what is wrong; never the token
   */
  static String of(final Path file, final String variable) {
    if (file != null) {
      return checked(file.toString(), read(file));
    }
    return variable == null || variable.isBlank()
        ? ""
        : checked(NodeOptions.TOKEN_VARIABLE, variable.strip());
  }

  private static String read(final Path file) {
    try {
      PrivateFiles.requirePrivate(file);
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (final GatewayException e) {
      throw new OperatorMistake(e.getMessage(), e);
    } catch (final IOException e) {
      throw OperatorMistake.onFile(file, e);
    }
  }

  private static String checked(final String where, final String token) {
    if (!FORM.matcher(token).matches()) {
      throw new OperatorMistake(
          where
              + ": holds no token, which is one word of at least 43 letters, digits, '_' and '-';"
              + " 'holdfast credential new' makes one");
    }
    return token;
  }
}
