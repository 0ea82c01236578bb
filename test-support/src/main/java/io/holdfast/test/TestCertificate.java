package io.holdfast.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that vouches for itself, made now by the JDK's keytool, and its key.
 *
 * @param certificate PEM; also what to trust
 * @param key PKCS#8 PEM without a password, readable by the owner alone
 */
public record TestCertificate(Path certificate, Path key) {
  private static final String PASSWORD = "unimportant";
  private static final int LINE_CHARACTERS = 64;

  /** For a node at 127.0.0.1 or localhost. */
  public static TestCertificate forLoopback(final Path dir, final String name) {
    return make(dir, name, "ip:127.0.0.1,dns:localhost");
  }

  /**
   * Makes one.
   *
   * @param dir where the files go, called after {@code name}
   * @param names as keytool takes them, such as {@code dns:example.org}
   */
  public static TestCertificate make(final Path dir, final String name, final String names) {
    try {
      final Path store = dir.resolve(name + ".p12");
      keytool(dir, name, names, store);
      final KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      final Path certificate = dir.resolve(name + ".crt");
      Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
      final Path key = dir.resolve(name + ".key");
      Files.writeString(
          key, pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      return new TestCertificate(certificate, key);
    } catch (final IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for " + names, e);
    }
  }

  /**
   * TLS for a client that trusts this certificate alone.
   *
   * @param own what the client shows if it is asked; null: nothing
   */
  public SSLContext client(final TestCertificate own) {
    return context(own, this);
  }

  /** TLS for a node that has this certificate and trusts the client's. */
  public SSLContext node(final TestCertificate client) {
    return context(this, client);
  }

  private static SSLContext context(final TestCertificate own, final TestCertificate other) {
    try {
      final KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      try (InputStream in = Files.newInputStream(other.certificate)) {
        trusted.setCertificateEntry(
            "other", CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
      final TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      final SSLContext context = SSLContext.getInstance("TLS");
      context.init(own == null ? null : own.keyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (final IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no TLS with " + other, e);
    }
  }

  private KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
    final String name = certificate.getFileName().toString().replace(".crt", ".p12");
    final KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.resolveSibling(name))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    final KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    return factory.getKeyManagers();
  }

  private static void keytool(
      final Path dir, final String name, final String names, final Path store) throws IOException {
    final Path log = dir.resolve(name + ".keytool.log");
    final Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=" + names,
                    "-validity",
                    "365",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + Files.readString(log));
      }
    } catch (final InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool ran", e);
    }
  }

  private static String pem(final String what, final byte[] der) {
    final Base64.Encoder encoder =
        Base64.getMimeEncoder(LINE_CHARACTERS, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN "
        + what
        + "-----\n"
        + encoder.encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
