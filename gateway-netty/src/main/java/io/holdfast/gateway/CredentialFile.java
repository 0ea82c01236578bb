package io.holdfast.gateway;

import io.holdfast.protocol.codec.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A credentials file: UTF-8, one credential per line, {@code ROLE NAME SHA256 [max-connections=N]
 * [max-rate=N]}; what follows a {@code #} at the beginning of a line is a comment.
 */
public final class CredentialFile {
  /** What a name may be, in words. */
  public static final String NAME_FORM =
      "at most 64 letters, digits, '.', '_' and '-', beginning with a letter or digit";

  static final String MAX_CONNECTIONS = "max-connections";
  static final String MAX_RATE = "max-rate";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int SMALLEST_WORDS = 3;

  private final Path file;
  private final List<Credential> credentials = new ArrayList<>();

  private CredentialFile(final Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @return at least one credential; no two have the same name or token
   * @throws GatewayException naming file, line and what is wrong; never a token
   */
  public static List<Credential> read(final Path file) {
    PrivateFiles.requirePrivate(file);
    final CredentialFile read = new CredentialFile(file);
    try {
      final List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        read.line(i + 1, lines.get(i).strip());
      }
    } catch (final IOException e) {
      throw PrivateFiles.unreadable(file, e);
    }
    if (read.credentials.isEmpty()) {
      throw new GatewayException(
          file + ": there is no credential in it; make one with 'holdfast credential new'");
    }
    return List.copyOf(read.credentials);
  }

  private void line(final int number, final String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    final String[] words = line.split("\\s+", -1);
    if (words.length < SMALLEST_WORDS) {
      throw wrong(
          number, "a line is ROLE NAME SHA256 [" + MAX_CONNECTIONS + "=N] [" + MAX_RATE + "=N]");
    }
    Credential credential =
        new Credential(
            role(number, words[0]),
            name(number, words[1]),
            hash(number, words[2]),
            Credential.UNLIMITED,
            Credential.UNLIMITED);
    final Set<String> keys = new HashSet<>();
    for (int i = SMALLEST_WORDS; i < words.length; i++) {
      final String key = words[i].substring(0, Math.max(0, words[i].indexOf('=')));
      if (!keys.add(key)) {
        throw wrong(number, key.isEmpty() ? unknown(words[i]) : key + " was set before");
      }
      credential = limited(number, credential, key, words[i]);
    }
    add(number, credential);
  }

  private Credential limited(
      final int number, final Credential credential, final String key, final String word) {
    final String value = word.substring(word.indexOf('=') + 1);
    return switch (key) {
      case MAX_CONNECTIONS ->
          credential.withMaxConnections(limit(number, key, value, Credential.MOST_CONNECTIONS));
      case MAX_RATE -> credential.withMaxRate(limit(number, key, value, Credential.HIGHEST_RATE));
      default -> throw wrong(number, unknown(word));
    };
  }

  private static String unknown(final String word) {
    return "'" + word + "' is neither " + MAX_CONNECTIONS + "=N nor " + MAX_RATE + "=N";
  }

  private int limit(final int number, final String key, final String value, final int highest) {
    final long limit = value.matches("[0-9]{1,9}") ? Long.parseLong(value) : 0;
    if (limit < 1 || limit > highest) {
      throw wrong(number, key + " must be a whole number from 1 to " + highest);
    }
    return (int) limit;
  }

  private Role role(final int number, final String word) {
    return roleOf(word)
        .orElseThrow(
            () -> wrong(number, "there is no role '" + word + "'; roles are " + roleNames()));
  }

  private String name(final int number, final String word) {
    if (!isName(word)) {
      throw wrong(number, "'" + word + "' is no name: " + NAME_FORM);
    }
    return word;
  }

  /** What is not a hash may be a token, so it is not repeated. */
  private byte[] hash(final int number, final String word) {
    if (!HASH.matcher(word).matches()) {
      throw wrong(
          number,
          "the third word is no SHA-256 of 64 hexadecimal digits; a token itself does not belong"
              + " here");
    }
    return HexFormat.of().parseHex(word.toLowerCase(Locale.ROOT));
  }

  private void add(final int number, final Credential credential) {
    for (final Credential earlier : credentials) {
      if (earlier.name().equals(credential.name())) {
        throw wrong(number, "the name '" + credential.name() + "' was used before");
      }
      if (earlier.hasSameTokenAs(credential)) {
        throw wrong(number, "has the same token as '" + earlier.name() + "'");
      }
    }
    credentials.add(credential);
  }

  private GatewayException wrong(final int number, final String what) {
    return new GatewayException(file + ":" + number + ": " + what);
  }

  /** Whether a credential may be called this. */
  public static boolean isName(final String text) {
    return NAME.matcher(text).matches();
  }

  /** The role of this name; empty if there is none. */
  public static Optional<Role> roleOf(final String text) {
    for (final Role role : Role.values()) {
      if (role != Role.NULL_VAL && role.name().equals(text.toUpperCase(Locale.ROOT))) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** The names of all roles, for messages. */
  public static String roleNames() {
    final List<String> names = new ArrayList<>();
    for (final Role role : Role.values()) {
      if (role != Role.NULL_VAL) {
        names.add(role.name().toLowerCase(Locale.ROOT));
      }
    }
    return String.join(", ", names);
  }
}
