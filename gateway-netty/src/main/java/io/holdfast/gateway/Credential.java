package io.holdfast.gateway;

import io.holdfast.protocol.codec.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What one client may do, and the SHA-256 of the token that proves it is that client. The token
 * itself is known to the client alone. Immutable.
 */
public final class Credential {
  /** In place of a limit: there is none. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Requests per second that can be counted exactly enough. */
  public static final int HIGHEST_RATE = 10_000_000;

  /** Connections that a limit may name. */
  public static final int MOST_CONNECTIONS = 1_000_000;

  /** Characters of 256 bits in base64url; what is shorter is no token. */
  static final int SHORTEST_TOKEN = 43;

  private final Role role;
  private final String name;
  private final byte[] sha256;
  private final int maxConnections;
  private final int maxRate;

  Credential(
      final Role role,
      final String name,
      final byte[] sha256,
      final int maxConnections,
      final int maxRate) {
    this.role = role;
    this.name = name;
    this.sha256 = sha256.clone();
    this.maxConnections = maxConnections;
    this.maxRate = maxRate;
  }

  /**
   * A credential for a token, without limits.
   *
   * @param token as the client sends it
   */
  public static Credential of(final Role role, final String name, final String token) {
    return new Credential(role, name, sha256(token), UNLIMITED, UNLIMITED);
  }

  /** The same with a limit on its connections at a time. */
  public Credential withMaxConnections(final int connections) {
    return new Credential(role, name, sha256, connections, maxRate);
  }

  /** The same with a limit on the requests per second of all its connections together. */
  public Credential withMaxRate(final int requestsPerSecond) {
    return new Credential(role, name, sha256, maxConnections, requestsPerSecond);
  }

  static byte[] sha256(final String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The role it was given. */
  public Role role() {
    return role;
  }

  /** What it is called in logs. */
  public String name() {
    return name;
  }

  /** Connections it may have at a time. */
  public int maxConnections() {
    return maxConnections;
  }

  /** Requests per second that all its connections together may send. */
  public int maxRate() {
    return maxRate;
  }

  /** Whether a connection may have this role; an operator may do what anybody may. */
  boolean permits(final Role wanted) {
    return role == wanted || role == Role.OPERATOR;
  }

  /** Takes as long whether they are equal or not. */
  boolean hasHash(final byte[] tokenSha256) {
    return MessageDigest.isEqual(sha256, tokenSha256);
  }

  boolean hasSameTokenAs(final Credential other) {
    return hasHash(other.sha256);
  }

  /** Its line in a credentials file. */
  public String line() {
    return role.name().toLowerCase(Locale.ROOT)
        + " "
        + name
        + " "
        + HexFormat.of().formatHex(sha256)
        + limit(CredentialFile.MAX_CONNECTIONS, maxConnections)
        + limit(CredentialFile.MAX_RATE, maxRate);
  }

  private static String limit(final String key, final int number) {
    return number == UNLIMITED ? "" : " " + key + "=" + number;
  }

  /** Leaves the hash out: this text ends up in logs. */
  @Override
  public String toString() {
    return role + " " + name;
  }
}
